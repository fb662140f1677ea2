"""The beats that go through the slices, and those that stay: hook, scroll, hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from scrollcast.errors import UsageError
from scrollcast.model.case import Hold, Hook, Scroll
from scrollcast.model.timing import Easing
from scrollcast.script.durations import HOOK
from scrollcast.script.legs import Leg
from scrollcast.script.scene import Scene, caption
from scrollcast.script.secrecy import shows


def hook(scene: Scene, number: int, beat: Hook) -> None:
    """Open with a caption that goes on into the scroll."""
    leg = scene.hold(number, HOOK, scene.heading, *caption(beat.say))
    scene.legs.append(replace(leg, reads=scene.reads(beat.say)))


def hold(scene: Scene, number: int, beat: Hold) -> None:
    """Stay for as long as the author says.

    Raises
    ------
    UsageError
        Where a mark is not there.
    """
    scene.check_marks(f"Beat {number} (hold)", beat.show)
    if beat.show:
        scene.mark_key()
        scene.shown.update(beat.show)
    leg = scene.hold(number, beat.seconds, scene.heading, *caption(beat.say))
    scene.legs.append(replace(leg, reads=scene.reads(beat.say), reveals=beat.show, firm=True))


def scroll(scene: Scene, number: int, beat: Scroll) -> None:
    """Go through the slices, slowly through those of marks.

    Raises
    ------
    UsageError
        Where it goes out of the stack or nowhere, or passes no slice of a mark that it shows.
    """
    ways = _ways(scene, f"Beat {number} (scroll)", beat)
    _check_passed(scene, f"Beat {number} (scroll)", beat, ways)
    scene.shown.update(beat.show)
    scene.answer = None
    marked = frozenset() if beat.pace is not None else _marked(scene, number, ways[0][-1])
    first = len(scene.legs)
    scene.legs += chain.from_iterable(_legs(scene, number, beat, way, marked) for way in ways)
    scene.legs[first] = replace(scene.legs[first], reads=scene.reads(beat.say), reveals=beat.show)
    scene.slice = ways[-1][-1]


def _ways(scene: Scene, where: str, beat: Scroll) -> list[range]:
    """Slice numbers of the way there, and of the way back."""
    stack = scene.material.stack
    start = scene.slice if beat.start is None else beat.start
    to = len(stack) if beat.to is None else beat.to
    for verb, end in (("starts at", start), ("goes to", to)):
        if end not in stack:
            raise UsageError(f"{where} {verb} slice {end}; the slices of this stack are 1 to {len(stack)}.")
    if beat.pace is not None and beat.pace <= 0:
        raise UsageError(f"{where} has a pace of {float(beat.pace):g} mm/s; it must be above 0.")
    goes_on = bool(scene.legs) and start == scene.slice
    if to == start and (goes_on or beat.start is not None):
        raise UsageError(f"{where} goes to slice {to}, where the film already is; leave the beat out.")
    way = 1 if to >= start else -1
    there = range(start + (way if goes_on else 0), to + way, way)
    return [there, range(to - way, start - way, -way)] if beat.back and to != start else [there]


def _check_passed(scene: Scene, where: str, beat: Scroll, ways: Sequence[range]) -> None:
    for name in beat.show:
        scene.check_known(where, name)
        if not any(scene.material.lives(name, number) for number in chain.from_iterable(ways)):
            raise UsageError(f"{where} shows the mark {name!r}, but passes none of its slices; widen one or the other.")


def _marked(scene: Scene, number: int, to: int) -> frozenset[int]:
    """Slice numbers that a scroll passes slowly: going slow must not tell where a secret is.

    Those of marks that show, and of those that will and live where the scroll turns or ends, which tells as much.
    """
    beats = scene.material.case.beats
    later = {name for other in range(number + 1, len(beats) + 1) for name in shows(beats, other)}
    stack, marks = scene.material.stack, scene.material.marks
    slow = [
        mark
        for name, mark in marks.items()
        if name in scene.shown or (name in later and scene.material.lives(name, to))
    ]
    return frozenset(stack.number(index) for mark in slow for index in range(mark.first, mark.last + 1))


def _legs(scene: Scene, number: int, beat: Scroll, way: range, marked: frozenset[int]) -> Iterator[Leg]:
    tempo, every = scene.material.tempo.stepping(beat.step or 1), beat.step or 1
    parts = [tuple(part) for _, part in groupby(way, marked.__contains__)]
    for place, stops in enumerate(parts):
        easing = _easing(first=place == 0, last=place == len(parts) - 1)
        shown = -(-len(stops) // every)
        if beat.pace is not None:
            frames = tempo.paced(shown, easing, beat.pace)
        elif stops[0] in marked:
            frames = tempo.marked(shown, easing)
        else:
            frames = tempo.overview(shown, easing)
        yield replace(
            scene.hold(number, HOOK, scene.heading, *caption(beat.say)),
            stops=stops,
            frames=frames,
            easing=easing,
            scrolls=True,
            every=every,
            firm=beat.pace is not None,
        )


def _easing(*, first: bool, last: bool) -> Easing:
    if first:
        return Easing.CRUISE if last else Easing.DEPART
    return Easing.ARRIVE if last else Easing.LINEAR
