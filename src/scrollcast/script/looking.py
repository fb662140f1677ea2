"""The beats that look closer at one slice: another window, a zoom, two windows beside each other."""

from dataclasses import replace

from scrollcast.model.case import Area, Compare, CompareStyle, Rewindow, Zoom
from scrollcast.model.timeline import Cutout, Split
from scrollcast.script.durations import CROSS_FADE
from scrollcast.script.framing import around, bounds
from scrollcast.script.scene import Scene, caption

_SPLITS = {CompareStyle.SIDE_BY_SIDE: Split.HALVES, CompareStyle.WIPE: Split.WIPE}


def rewindow(scene: Scene, number: int, beat: Rewindow) -> None:
    """Cross-fade to another window, and stay until its words are read."""
    since = len(scene.legs)
    look = scene.material.look if beat.look is None else scene.settle(beat.look)
    scene.fade(number, look, beat.fade, scene.heading, *caption(beat.say))
    scene.hold_words(number, beat.say, since)


def zoom(scene: Scene, number: int, beat: Zoom) -> None:
    """Go closer, or back out, and stay until its words are read.

    Raises
    ------
    UsageError
        Where the mark is not there, or the area is not in the picture.
    """
    since = len(scene.legs)
    target = _target(scene, f"Beat {number} (zoom)", beat.to)
    scene.move(number, target, beat.seconds, scene.heading, *caption(beat.say))
    scene.hold_words(number, beat.say, since)


def compare(scene: Scene, number: int, beat: Compare) -> None:
    """Show two windows of the slice for as long as the author says, then the one that was there before.

    A wipe starts and ends with the first window whole, so the film fades to it first; halves are cut to and from.
    """
    before, (first, second) = scene.look, map(scene.settle, beat.looks)
    wipes = beat.style is CompareStyle.WIPE
    if wipes:
        scene.fade(number, first, CROSS_FADE, scene.heading)
    leg = scene.hold(number, beat.seconds, scene.heading, *caption(beat.say))
    scene.legs.append(
        replace(leg, look=first, look_to=second, split=_SPLITS[beat.style], reads=scene.reads(beat.say), firm=True)
    )
    if wipes:
        scene.fade(number, before, CROSS_FADE, scene.heading)


def _target(scene: Scene, where: str, to: str | Area | None) -> Cutout | None:
    facts = scene.material.facts
    match to:
        case None:
            return None
        case str():
            scene.check_known(where, to)
            shape = scene.material.marks[to].shape
            return around(bounds(shape, scene.material.stack.index(scene.slice)), facts, roomy=True)
        case Area():
            box = Cutout(to.top, to.left, to.bottom + 1, to.right + 1)
            return around(box, facts, where=where)
