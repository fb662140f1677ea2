"""What a person should know about a film's plan: what was shown, at which pace, and what had to give."""

import math
from collections.abc import Sequence
from fractions import Fraction

from scrollcast.model.case import Beat, Case, Length, Scroll
from scrollcast.model.timeline import Shot
from scrollcast.script.legs import Leg
from scrollcast.script.names import kind
from scrollcast.script.stack import Stack
from scrollcast.script.tempo import Tempo
from scrollcast.script.term import Term


def coverage(legs: Sequence[Leg], shots: Sequence[Shot], stack: Stack, tempo: Tempo) -> tuple[str, ...]:
    """Say how many slices are shown, how fast, and which are not."""
    shown = len({stop for shot in shots for stop in shot.stops})
    visited = {number for leg in legs for number in leg.stops}
    moves = [(leg, shot) for leg, shot in zip(legs, shots, strict=True) if leg.scrolls]
    if not moves:
        return (f"{shown} of {len(stack)} slices, without a scroll.",)
    time = tempo.rate.seconds(sum(len(shot.span) for _, shot in moves))
    slices = sum(len(leg.stops) for leg, _ in moves)
    pace = f"{plain(time)} s ({speed(slices, time, tempo)})"
    every = {_every(leg, shot, stack) for leg, shot in moves}
    if shown == len(stack):
        return (f"{shown} slices in {pace}.",)
    notes = []
    if shown < len(visited):
        places = "" if len(every) == 1 else "up to "
        notes.append(f"Shows {places}every {_ordinal(max(every))} slice: {shown} of {len(stack)} in {pace}.")
    else:
        notes.append(f"{shown} of {len(stack)} slices in {pace}.")
    if len(visited) < len(stack):
        notes.append(f"The beats go through slices {min(visited)} to {max(visited)} of {len(stack)}.")
    return tuple(notes)


def haste(legs: Sequence[Leg], shots: Sequence[Shot], term: Term, tempo: Tempo) -> tuple[str, ...]:
    """Say where the length made the scroll faster than it was meant."""
    moves = [(leg, len(shot.span)) for leg, shot in zip(legs, shots, strict=True) if leg.scrolls]
    meant, took = sum(leg.frames.natural for leg, _ in moves), sum(frames for _, frames in moves)
    if took >= meant:
        return ()
    slices = sum(len(leg.stops) for leg, _ in moves)
    fast, usual = (speed(slices, tempo.rate.seconds(frames), tempo) for frames in (took, meant))
    return () if fast == usual else (f"To fit {term.told}, the scroll goes at {fast} instead of {usual}.",)


def shortened(legs: Sequence[Leg], case: Case, term: Term) -> tuple[str, ...]:
    """Say where a platform takes less than the case asks for."""
    meant = case.rate.seconds(sum(leg.frames.whole for leg in legs))
    if not term.binds or term.most is None or meant <= term.most:
        return ()
    return (f"{term.platform} takes {plain(term.most)} s at most; with every slice, the clip takes {plain(meant)} s.",)


def too_long(legs: Sequence[Leg], case: Case, term: Term) -> str:
    """Say what has to give, and by how much, where even the fastest does not fit."""
    taken: dict[int, int] = {}
    for leg in legs:
        taken[leg.beat] = taken.get(leg.beat, 0) + leg.frames.least
    need = case.rate.seconds(sum(taken.values()))
    longest = sorted(taken, key=lambda beat: -taken[beat])[:3]
    parts = ", ".join(_beat(number, case.beats[number - 1], case.rate.seconds(taken[number])) for number in longest)
    fitting = next(length for length in Length if length.seconds is None or need <= length.seconds)
    other = "post it elsewhere" if term.binds else f"choose the length {fitting}"
    return (
        f"The beats need {plain(need)} s and do not fit in {term.told}: {parts}. "
        f"Shorten them by {float(math.ceil((need - (term.most or 0)) * 10)) / 10:g} s, or {other}."
    )


def too_short(seconds: Fraction, term: Term) -> str:
    """Say that a platform takes longer clips only."""
    return f"The clip lasts {plain(seconds)} s, and {term.platform} takes {plain(term.least)} s at least; hold longer."


def speed(slices: int, time: Fraction, tempo: Tempo) -> str:
    """A pace through the body, or through the stack where the distance between slices is not known."""
    if tempo.step is None:
        return f"{plain(slices / time)} slices/s"
    return f"{plain(tempo.distance(slices) / time)} mm/s"


def plain(number: Fraction) -> str:
    """A number as people say it: one decimal below 20, none above."""
    return f"{float(number):.{0 if number >= 20 else 1}f}".removesuffix(".0")


def _beat(number: int, beat: Beat, seconds: Fraction) -> str:
    fastest = " for its voice" if beat.voice else " at its fastest" if isinstance(beat, Scroll) else ""
    return f"beat {number} ({kind(beat)}) takes {plain(seconds)} s{fastest}"


def _every(leg: Leg, shot: Shot, stack: Stack) -> int:
    """The n of "every nth slice" in a scroll."""
    ends = [stack.number(stop) for stop in shot.stops[-2:]]
    return abs(ends[1] - ends[0]) if len(ends) > 1 else len(leg.stops)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
