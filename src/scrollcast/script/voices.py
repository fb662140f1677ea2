"""Beats with a voice of their own: each lasts as long as that, and what is shown in it stays as long."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

from scrollcast.model.case import Beat
from scrollcast.model.overlay import Overlay, Question
from scrollcast.script.legs import Leg
from scrollcast.script.scene import Scene, caption
from scrollcast.script.tempo import Frames, fit
from scrollcast.script.texts import runs


def let_speak(scene: Scene, number: int, beat: Beat, since: int) -> None:
    """Give the legs of a beat, from a number (from 0) on, the time of its voice.

    A scroll goes as slowly or as fast as that takes; of every other beat, what it is about stays longer. A beat that
    needs more time than its voice, to be read or by what its author says, keeps it.
    """
    if beat.voice is None or beat.voice.seconds is None:
        return
    frames = math.ceil(beat.voice.seconds * scene.rate.fps)
    legs = scene.legs[since:]
    moves = [leg for leg in legs if leg.scrolls and not leg.firm]
    if moves:
        legs = _scrolled(legs, frames)
    left = frames - sum(leg.frames.least for leg in legs)
    if left <= 0:
        scene.legs[since:] = legs
        return
    place = _central(legs)
    if place is None:
        held = scene.hold(number, scene.rate.seconds(left), scene.heading, *caption(runs(beat)))
        legs = [*legs, held]
    else:
        legs[place] = _longer(legs[place], left, scene)
    scene.legs[since:] = legs


def _scrolled(legs: Sequence[Leg], frames: int) -> list[Leg]:
    """The legs of a scroll in so many frames, or in as few as they can be."""
    given = fit([leg.frames for leg in legs], max(frames, sum(leg.frames.least for leg in legs)))
    spare = max(0, frames - sum(given))
    ends = list(accumulate((Fraction(each * spare, sum(given)) for each in given), initial=Fraction(0)))
    more = [math.floor(stop) - math.floor(start) for start, stop in pairwise(ends)]
    return [replace(leg, frames=Frames.fixed(a + b)) for leg, a, b in zip(legs, given, more, strict=True)]


def _central(legs: Sequence[Leg]) -> int | None:
    """The leg that a beat is about: its question, its comparison, its card, else the last that rests; None for none."""
    for place, leg in enumerate(legs):
        if leg.split is not None or leg.covered or _question(leg) is not None:
            return place
    resting = [place for place, leg in enumerate(legs) if _rests(leg)]
    return resting[-1] if resting else None


def _rests(leg: Leg) -> bool:
    still = leg.zoom is None or leg.zoom[0] == leg.zoom[1]
    return not leg.scrolls and leg.look_to is None and still and leg.room[0] == leg.room[1]


def _longer(leg: Leg, frames: int, scene: Scene) -> Leg:
    """A leg that lasts so many frames more; a countdown starts as much earlier."""
    whole = leg.frames.least + frames
    question = _question(leg)
    overlays: tuple[Overlay, ...] = leg.overlays
    if question is not None:
        asked = replace(question, seconds=math.ceil(scene.rate.seconds(whole)))
        overlays = tuple(asked if overlay is question else overlay for overlay in overlays)
    return replace(leg, frames=Frames.fixed(whole), overlays=overlays)


def _question(leg: Leg) -> Question | None:
    return next((overlay for overlay in leg.overlays if isinstance(overlay, Question)), None)
