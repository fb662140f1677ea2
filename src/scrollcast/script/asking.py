"""The beats that ask and answer: quiz and reveal. The slice is blind until the answer."""

from dataclasses import replace
from fractions import Fraction

from scrollcast.model.case import Hold, Quiz, Reveal
from scrollcast.model.overlay import Answer, Question, Title, Tone
from scrollcast.script.durations import ANSWER, CROSS_FADE, ENTRY, ROOM, SETTLE, SHOWN
from scrollcast.script.legs import Leg
from scrollcast.script.scene import Scene, caption


def quiz(scene: Scene, number: int, beat: Quiz) -> None:
    """Hold the slice under a question: blind, but for the marks that a hold just before points at."""
    scene.answer = None
    scene.pointed = _pointed(scene, number)
    opens_loop = scene.material.case.loop and not scene.legs
    if opens_loop or (scene.legs and scene.legs[-1].scrolls):
        _blind(scene, scene.hold(number, SETTLE, scene.title))
    title = Title(beat.ask)
    if beat.options:
        _blind(scene, scene.make_room(scene.hold(number, ROOM, title), 1.0))
    _blind(scene, scene.hold(number, Fraction(beat.think), title, Question(beat.options, beat.think)))
    scene.asked, scene.quizzed = beat, scene.slice
    following = scene.material.case.beats[number:]
    if not any(isinstance(other, Reveal) for other in following):
        scene.mark_key()
        scene.title = Title(scene.material.case.title)
    if scene.room and not isinstance(next(iter(following), None), Reveal):
        _blind(scene, scene.make_room(scene.hold(number, ROOM, scene.title), 0.0))


def reveal(scene: Scene, number: int, beat: Reveal) -> None:
    """Show the answer, then its window, then its marks and why.

    Raises
    ------
    UsageError
        Where a mark is not there.
    """
    asked, scene.asked = scene.asked, None
    show = found(asked, beat)
    scene.check_marks(f"Beat {number} (reveal)", show)
    scene.mark_key()
    scene.quizzed = scene.slice
    if asked is not None:
        scene.title = Title(scene.material.case.title)
    if asked is not None and asked.right:
        scene.answer = Title(", ".join(asked.options[n] for n in sorted(asked.right)), Tone.RIGHT)
    if scene.room:
        if asked is not None and asked.right:
            _blind(scene, scene.hold(number, ANSWER, scene.heading, Answer(asked.options, asked.right)))
        _blind(scene, scene.make_room(scene.hold(number, ROOM, scene.heading), 0.0))
    if beat.window is not None:
        scene.fade(number, scene.settle(beat.window), CROSS_FADE, scene.heading)
    scene.shown.update(show)
    seconds = SHOWN + (ENTRY if show else 0)
    leg = scene.hold(number, max(seconds, scene.rate.seconds(scene.reads(beat.say))), scene.heading, *caption(beat.say))
    scene.legs.append(replace(leg, reads=scene.reads(beat.say), reveals=show))


def found(asked: Quiz | None, beat: Reveal) -> tuple[str, ...]:
    """The marks that a reveal shows: the one that was to be found first."""
    find = (asked.find,) if asked is not None and asked.find else ()
    return (*find, *(name for name in beat.show if name not in find))


def _blind(scene: Scene, leg: Leg) -> None:
    scene.legs.append(replace(leg, blind=True, points_at=scene.pointed))


def _pointed(scene: Scene, number: int) -> tuple[str, ...]:
    """Marks that the question is about: a hold just before it has shown them on this slice."""
    before = scene.material.case.beats[number - 2] if number > 1 else None
    return before.show if isinstance(before, Hold) else ()
