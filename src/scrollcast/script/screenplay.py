"""Facts, case, preset and platform to a Timeline: the whole film before it has pixels."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from scrollcast.errors import UsageError
from scrollcast.model.case import Case
from scrollcast.model.overlay import Card, Header
from scrollcast.model.platform import Platform
from scrollcast.model.preset import Preset
from scrollcast.model.timeline import Key, Shot, Timeline
from scrollcast.model.timing import Span
from scrollcast.model.volume import Facts
from scrollcast.script import cues, notes
from scrollcast.script.legs import Director, Leg
from scrollcast.script.marks import anchor
from scrollcast.script.stack import Stack, line_up
from scrollcast.script.tempo import Tempo, fit
from scrollcast.script.windows import choose


def script(facts: Facts, case: Case, preset: Preset, platform: Platform) -> Timeline:  # noqa: ARG001
    """Write the screenplay of a case.

    Parameters
    ----------
    facts : Facts
    case : Case
    preset : Preset
    platform : Platform
        Part of the contract; its limits of length bind once platforms carry them (issue 6).

    Raises
    ------
    UsageError
        Where the case asks for a direction, a slice or a mark that the images don't have, or does not fit its length.
    """
    if not case.beats:
        raise UsageError("The case has no beats; it needs one at least, such as a scroll.")
    stack = line_up(facts, case.direction, preset.direction(facts.plane))
    window, name, found = choose(facts, case, preset)
    tempo = Tempo(case.rate, preset.pace, stack.step, complete=case.length.seconds is None)
    arrows = {name: anchor(name, mark, facts, stack) for name, mark in case.marks}
    director = Director(case, window, stack, tempo, arrows)
    director.direct()
    legs = [_headed(leg, Header(preset.label, name, window)) for leg in director.legs]
    spans = _spans(legs, case)
    shots = tuple(_shot(leg, span, stack, tempo) for leg, span in zip(legs, spans, strict=True))
    return Timeline(
        rate=case.rate,
        shots=shots,
        cues=cues.painted(
            (*cues.overlays(legs, spans, case.rate), *cues.marks(legs, shots, arrows, case.rate)),
        ),
        travel=stack.travel,
        notes=(
            *notes.coverage(legs, shots, stack, tempo),
            *notes.haste(legs, shots, case.length, tempo),
            *found,
        ),
        keys=tuple(
            Key(stack.index(number), spans[place].start) for number, place in director.keys if place < len(spans)
        ),
    )


def _headed(leg: Leg, header: Header) -> Leg:
    """Put the header over a leg that no card covers; an author's other window has no name."""
    if leg.blind and any(isinstance(overlay, Card) for overlay in leg.overlays):
        return leg
    window = leg.window_to or leg.window
    mine = header if window == header.window else Header(header.label, "", window)
    return replace(leg, overlays=(mine, *leg.overlays))


def _spans(legs: Sequence[Leg], case: Case) -> list[Span]:
    seconds = case.length.seconds
    limit = None if seconds is None else math.floor(seconds * case.rate.fps)
    if limit is not None and sum(leg.frames.least for leg in legs) > limit:
        raise UsageError(notes.too_long(legs, case))
    frames = fit([leg.frames for leg in legs], limit)
    return [Span(start, stop) for start, stop in pairwise((0, *accumulate(frames)))]


def _shot(leg: Leg, span: Span, stack: Stack, tempo: Tempo) -> Shot:
    stops = tempo.thin(leg.stops, len(span), leg.easing)
    return Shot(
        span=span,
        stops=tuple(stack.index(number) for number in stops),
        window=leg.window,
        easing=leg.easing,
        window_to=leg.window_to,
        room=leg.room,
    )
