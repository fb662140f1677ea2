"""Marks that are not where they can be seen, or not for long enough."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from scrollcast.model.finding import Finding, Severity
from scrollcast.model.timeline import Cue, Cutout, Shot
from scrollcast.model.timing import Span
from scrollcast.script.framing import bounds
from scrollcast.script.notes import plain
from scrollcast.script.review.moments import beat_at, showings
from scrollcast.script.scene import whole
from scrollcast.script.screenplay import Screenplay

HELD = Fraction(2)  # seconds
SLICES, MM = Fraction(2), Fraction(15)  # a second
_RULE = "held for 2 s, or passed at 2 slices/s or 15 mm/s at the most"


class _Passing(NamedTuple):
    """How fast a scroll goes through the slices of a mark."""

    slices: Fraction
    mm: Fraction | None

    @property
    def slow(self) -> bool:
        return self.slices <= SLICES or (self.mm is not None and self.mm <= MM)

    def __str__(self) -> str:
        return f"{plain(self.slices)} slices/s" if self.mm is None else f"{plain(self.mm)} mm/s"


def unseen(play: Screenplay) -> Iterator[Finding]:
    """Find marks that go by too quickly, or never show.

    A finding counts as shown when it is held for at least 2 s, or passed at no more than 2 slices/s or 15 mm/s: fixed
    rates above 1 to 2 thick images a second lose subtle lesions (Gur et al., Radiology 1994, PMID 8134556).
    """
    for name in play.material.marks:
        cues = showings(play, name)
        if not cues:
            sentence = f"The mark {name!r} is never shown; show it in a hold, a scroll or a reveal, or leave it out."
            yield Finding("unseen", Severity.WARNING, None, None, "", "", sentence)
            continue
        held = max(_held(play, cue.span) for cue in cues)
        passed = [passing for cue in cues for passing in _passed(play, cue.span)]
        half = play.timeline.rate.seconds(1) / 2
        if held + half >= HELD or any(passing.slow for passing in passed):
            continue
        first = cues[0].span.start
        speeds = f", passed at {min(passed)}" if passed else ""
        yield Finding(
            rule="unseen",
            severity=Severity.ERROR,
            beat=beat_at(play, first),
            seconds=play.timeline.rate.seconds(first),
            measured=f"held for {plain(held)} s{speeds}",
            required=_RULE,
            sentence=f"The mark {name!r} goes by too quickly: it is held for {plain(held)} s{speeds}. Hold its slice "
            f"for 2 s, or scroll through its slices at 15 mm/s or less.",
        )


def outside(play: Screenplay) -> Iterator[Finding]:
    """Find marks outside of what is shown of the slices, and zooms that look elsewhere."""
    crop = whole(play.material.facts.body)
    for name, mark in play.material.marks.items():
        box = bounds(mark.shape)
        cues = showings(play, name)
        first = cues[0].span.start if cues else None
        beat = None if first is None else beat_at(play, first)
        seconds = None if first is None else play.timeline.rate.seconds(first)
        if not _meets(box, crop):
            sentence = f"The mark {name!r} lies outside of the picture, cropped to the patient; check its place."
            yield Finding("outside", Severity.ERROR, beat, seconds, _told(box), _told(crop), sentence)
        elif not _within(box, crop):
            sentence = f"Part of the mark {name!r} lies outside of the picture, cropped to the patient."
            yield Finding("outside", Severity.WARNING, beat, seconds, _told(box), _told(crop), sentence)
        else:
            yield from _zoomed_away(play, name, cues)


def _zoomed_away(play: Screenplay, name: str, cues: list[Cue]) -> Iterator[Finding]:
    told: set[int] = set()
    mark = play.material.marks[name]
    for leg, shot in zip(play.legs, play.timeline.shots, strict=True):
        if shot.zoom is None or shot.zoom[0] != shot.zoom[1] or leg.beat in told:
            continue
        box, view = bounds(mark.shape, shot.stops[-1]), shot.zoom[1]
        if not _meets(box, view) and any(shot.span.stop - 1 in cue.span for cue in cues):
            told.add(leg.beat)
            seconds = play.timeline.rate.seconds(shot.span.start)
            sentence = f"The mark {name!r} shows while the zoom looks elsewhere; zoom out first, or to the mark."
            yield Finding("outside", Severity.WARNING, leg.beat, seconds, _told(box), _told(view), sentence)


def _held(play: Screenplay, span: Span) -> Fraction:
    """The longest time on one slice, seconds."""
    slices = (index for shot, part in _shots(play, span) for index in _slices(shot, part))
    return play.timeline.rate.seconds(max(len(list(run)) for _, run in groupby(slices)))


def _passed(play: Screenplay, span: Span) -> Iterator[_Passing]:
    """How fast each move through slices goes."""
    tempo, stack = play.material.tempo, play.material.stack
    for shot, part in _shots(play, span):
        if len(shot.stops) == 1:
            continue
        time, seen = tempo.rate.seconds(len(part)), _slices(shot, part)
        way = abs(stack.number(seen[-1]) - stack.number(seen[0])) + 1
        yield _Passing(len(set(seen)) / time, None if tempo.step is None else tempo.distance(way) / time)


def _shots(play: Screenplay, span: Span) -> Iterator[tuple[Shot, Span]]:
    """The shots of a span, each with its part of it."""
    for shot in play.timeline.shots:
        start, stop = max(shot.span.start, span.start), min(shot.span.stop, span.stop)
        if start < stop:
            yield shot, Span(start, stop)


def _slices(shot: Shot, span: Span) -> list[int]:
    return [shot.view(frame).slice for frame in range(span.start, span.stop)]


def _meets(box: Cutout, other: Cutout) -> bool:
    return (
        box.top < other.bottom and other.top < box.bottom and box.left < other.right and other.left < box.right
    ) or _within(box, other)


def _within(box: Cutout, other: Cutout) -> bool:
    return other.top <= box.top and box.bottom <= other.bottom and other.left <= box.left and box.right <= other.right


def _told(box: Cutout) -> str:
    return f"columns {box.left:.0f} to {box.right:.0f}, rows {box.top:.0f} to {box.bottom:.0f}"
