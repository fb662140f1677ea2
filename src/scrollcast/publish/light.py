"""The light of a film on its frames: flashes, and the seam of a loop."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.layout import Box
from scrollcast.model.watch import Watch
from scrollcast.picture.cards import blank
from scrollcast.picture.compose import Composer
from scrollcast.picture.page import Page
from scrollcast.raster.flashes import flashing
from scrollcast.raster.legible import luminance
from scrollcast.raster.reduce import reduced
from scrollcast.rendering import Film
from scrollcast.script.review.moments import beat_at

_SMALLER = 20
_FIELD = 42  # px of the small frame: 10 degrees of a phone 7 cm wide at 30 cm
_SEAM = 0.1  # of the largest luminance: a change below it is no flash

Light = NDArray[np.float32]


def flashes(film: Film, composer: Composer, watch: Watch) -> Iterator[Finding]:
    """Find more than three flashes in a second, the seam of the loop included: platforms start a clip over."""
    timeline = film.timeline
    second = max(1, round(timeline.rate.fps))
    numbers = chain(range(timeline.frames), range(min(second, timeline.frames)))
    watch.stage("Looking for flashes", timeline.frames + min(second, timeline.frames))
    seen = -second
    for frame, changes in flashing(_lights(film, composer, numbers, watch), second, _FIELD):
        if frame - seen >= second:
            at = frame % timeline.frames
            yield Finding(
                rule="flashes",
                severity=Severity.ERROR,
                beat=beat_at(film.screenplay, at),
                seconds=timeline.rate.seconds(at),
                measured=f"{changes / 2:g} flashes",
                required="at most 3",
                sentence="More than three flashes within a second; go slower here, or show every slice.",
            )
        seen = frame


def seam(film: Film, composer: Composer) -> Iterator[Finding]:
    """Find a loop whose last frame is not like its first one."""
    if not film.screenplay.material.case.loop:
        return
    last = film.timeline.frames - 1
    first, end = (_light(composer.compose(film.timeline.at(frame))) for frame in (0, last))
    change = float(np.abs(end - first).max())
    if change >= _SEAM:
        seconds = film.timeline.rate.seconds(last)
        numbers = f"{change:.0%} brighter or darker", f"less than {_SEAM:.0%}"
        sentence = "The end of the loop does not meet its beginning."
        yield Finding("seam", Severity.ERROR, beat_at(film.screenplay, last), seconds, *numbers, sentence)


def _lights(film: Film, composer: Composer, numbers: Iterator[int], watch: Watch) -> Iterator[Light]:
    page, light, before = Page(blank(film.layout)), np.zeros((1, 1), np.float32), None
    for done, number in enumerate(numbers, 1):
        moment = film.timeline.at(number)
        if moment != before:
            light = _light(composer.compose(moment, page))
            before = moment
        yield light
        watch.advance(done)


def _light(canvas: Canvas) -> Light:
    small = reduced(canvas, _SMALLER)
    return luminance(small, Box(0, 0, small.width, small.height))
