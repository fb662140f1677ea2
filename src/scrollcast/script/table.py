"""The plan of a film as a table: a row for each beat, and what every anchor of a mark resolved to."""

from fractions import Fraction
from itertools import groupby

from scrollcast.model.mark import Resolved
from scrollcast.model.overlay import Mark
from scrollcast.model.row import Row
from scrollcast.model.timing import Span
from scrollcast.script.marks import resolve
from scrollcast.script.names import kind
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.texts import said


def table(play: Screenplay) -> tuple[Row, ...]:
    """One row for each beat that takes time, in order."""
    return tuple(_row(play, number, span) for number, span in spans(play).items())


def resolved(play: Screenplay) -> tuple[Resolved, ...]:
    """What every anchor of every mark resolved to, for a person to check."""
    material = play.material
    return resolve(material.case.marks, material.facts, material.stack)


def spans(play: Screenplay) -> dict[int, Span]:
    """When each beat is, by its number; a beat without a frame of its own is left out."""
    found = {}
    both = zip(play.legs, play.timeline.shots, strict=True)
    for number, run in groupby(both, lambda pair: pair[0].beat):
        shots = [shot for _, shot in run]
        found[number] = Span(shots[0].span.start, shots[-1].span.stop)
    return found


def _row(play: Screenplay, number: int, span: Span) -> Row:
    material, timeline = play.material, play.timeline
    rate, stack = timeline.rate, material.stack
    moves = [(leg, shot) for leg, shot in zip(play.legs, timeline.shots, strict=True) if leg.beat == number]
    scrolls = [(leg, shot) for leg, shot in moves if leg.scrolls]
    time = rate.seconds(sum(len(shot.span) for _, shot in scrolls))
    way = sum(len(leg.stops) for leg, _ in scrolls)
    shown = {stop for _, shot in moves for stop in shot.stops}
    seen = sum(len(shot.stops) for _, shot in scrolls)
    marks = {cue.overlay.name for cue in timeline.cues if isinstance(cue.overlay, Mark) and _meet(cue.span, span)}
    beat = material.case.beats[number - 1]
    return Row(
        beat=number,
        kind=kind(beat),
        start=rate.seconds(span.start),
        seconds=rate.seconds(len(span)),
        frames=(span.start, span.stop),
        slices=(stack.number(moves[0][1].stops[0]), stack.number(moves[-1][1].stops[-1])),
        shown=len(shown),
        slices_a_second=Fraction(seen) / time if scrolls else None,
        mm_a_second=material.tempo.distance(way) / time if scrolls and stack.step else None,
        marks=tuple(sorted(marks)),
        words=" / ".join(filter(None, said(beat))),
    )


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.stop and other.start < one.stop
