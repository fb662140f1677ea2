"""The beats that cover the picture: the take-home card, a card within the clip, a bumper; and the way to the start."""

from dataclasses import replace
from fractions import Fraction

from scrollcast.authored.house import house
from scrollcast.errors import UsageError
from scrollcast.model.case import Takeaway, TextCard
from scrollcast.model.footage import Bumper
from scrollcast.model.overlay import Card, Insert, Question
from scrollcast.model.timing import Easing
from scrollcast.script.durations import CARD, COVER, CROSS_FADE, SETTLE, ZOOM_OUT
from scrollcast.script.legs import Leg
from scrollcast.script.reading import reading, to_read
from scrollcast.script.scene import Scene
from scrollcast.script.tempo import FAST, Frames


def takeaway(scene: Scene, number: int, beat: Takeaway) -> None:
    """Cover the picture with the lines to take home, the slice of the question beside them."""
    case, words = scene.material.case, house(scene.material.case.language)
    key = scene.quizzed or (scene.keys[-1][0] if scene.keys else None)
    card = Card(
        heading=beat.heading or words.take_home,
        lines=beat.lines,
        numbered=len(beat.lines) > 1,
        credit=case.credit,
        handle=case.handle,
        notice=words.notice,
        key=None if key is None else scene.material.stack.index(key),
    )
    _cover(scene, number, card, None)


def text_card(scene: Scene, number: int, beat: TextCard) -> None:
    """Cover the picture with a heading and lines, for as long as the author says, or as reading takes."""
    card = Card(heading=beat.heading, lines=beat.lines, numbered=False, credit="", handle="", notice="")
    _cover(scene, number, card, beat.seconds)


def bumper(scene: Scene, number: int, beat: Bumper) -> None:
    """Show a clip of the author's own, whole, before everything or after it.

    Raises
    ------
    UsageError
        Where it stands between other beats, or the film loops.
    """
    case = scene.material.case
    if number not in {1, len(case.beats)}:
        raise UsageError(f"Beat {number} (bumper) stands between others; a bumper is the first beat or the last.")
    if case.loop:
        raise UsageError(f"Beat {number} (bumper): a clip that loops has none; leave out the bumper, or loop.")
    if beat.footage is None:
        raise UsageError(f"Beat {number} (bumper): {beat.clip} was not opened.")
    leg = scene.hold(number, beat.footage.seconds, Insert(beat.footage))
    scene.legs.append(replace(leg, blind=True, covered=True, firm=True))


def come_round(scene: Scene) -> None:
    """Go back to what the first frame shows, so that the last one meets it.

    Under a card the film changes to its first slice, and the card fades away from it; without one the window, the zoom
    and the slice go back in the open. The key slices are secret again.
    """
    number, first = len(scene.material.case.beats), scene.legs[0]
    opening = replace(
        first,
        beat=number,
        stops=first.stops[:1],
        overlays=tuple(overlay for overlay in first.overlays if not isinstance(overlay, Question)),
        easing=Easing.LINEAR,
        look_to=first.look_to if first.split else None,
        room=(first.room[0], first.room[0]),
        zoom=None,
        reads=0,
        reveals=(),
        blind=True,
        scrolls=False,
    )
    if not scene.legs[-1].covered:
        scene.answer = None
        scene.move(number, None, ZOOM_OUT, scene.heading)
        scene.fade(number, first.look, CROSS_FADE, scene.heading)
        if scene.slice != first.stops[0]:
            scene.legs.append(_back(scene, number, first.stops[0]))
    scene.home = len(scene.legs)
    if scene.legs[-1].covered is not first.covered:
        ends = (scene.legs[-1], first)
        (card,) = (overlay for leg in ends if leg.covered for overlay in leg.overlays if isinstance(overlay, Card))
        beneath = (scene.heading,) if first.covered else opening.overlays
        fading = replace(opening, overlays=(*beneath, card), covered=False)
        scene.legs.append(replace(fading, frames=Frames.fixed(scene.rate.frames(COVER))))
    elif not first.covered:
        scene.legs.append(replace(opening, frames=Frames.fixed(scene.rate.frames(SETTLE))))
    scene.legs.append(replace(opening, frames=Frames.fixed(1)))


def _back(scene: Scene, number: int, to: int) -> Leg:
    way = 1 if to > scene.slice else -1
    stops = tuple(range(scene.slice + way, to + way, way))
    tempo = scene.material.tempo
    return replace(
        scene.hold(number, SETTLE, scene.heading),
        stops=stops,
        frames=tempo.paced(len(stops), Easing.CRUISE, max(FAST, tempo.pace)),
        easing=Easing.CRUISE,
        blind=True,
        scrolls=True,
    )


def _cover(scene: Scene, number: int, card: Card, seconds: Fraction | None) -> None:
    """Fade a card in, let it stand, and fade it out where the film goes on."""
    if scene.legs:
        scene.legs.append(scene.hold(number, COVER, scene.heading, card))
    least, most = (scene.rate.frames(limit) for limit in CARD)
    read = min(most, max(least, reading(to_read(card), scene.rate)))
    stands = scene.hold(number, scene.rate.seconds(read) if seconds is None else seconds, card)
    scene.legs.append(replace(stands, blind=True, covered=True))
    scene.answer = None
    if not all(isinstance(other, Bumper) for other in scene.material.case.beats[number:]):
        scene.legs.append(scene.hold(number, COVER, scene.heading, card))
