"""Facts, case, preset and platform to a Timeline: the whole film before it has pixels."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrollcast.errors import UsageError
from scrollcast.model.case import Case
from scrollcast.model.overlay import Card, Header
from scrollcast.model.platform import Platform
from scrollcast.model.preset import Preset
from scrollcast.model.timeline import Key, Shot, Timeline
from scrollcast.model.timing import Span
from scrollcast.model.volume import Facts
from scrollcast.script import cues, notes
from scrollcast.script.director import Director
from scrollcast.script.legs import Leg
from scrollcast.script.marks import anchor
from scrollcast.script.reading import let_read
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
    arrows = {mark: anchor(mark, authored, facts, stack) for mark, authored in case.marks}
    director = Director(case, window, stack, tempo, arrows)
    director.direct()
    legs = [_headed(leg, Header(preset.label, name, window)) for leg in let_read(director.legs)]
    shots = tuple(_shots(legs, case, stack, tempo))
    return Timeline(
        rate=case.rate,
        shots=shots,
        cues=cues.painted(
            (*cues.overlays(legs, shots, case.rate), *cues.marks(legs, shots, arrows, case.rate)),
        ),
        travel=stack.travel,
        notes=(
            *notes.coverage(legs, shots, stack, tempo),
            *notes.haste(legs, shots, case.length, tempo),
            *found,
        ),
        keys=tuple(
            Key(stack.index(number), shots[leg].span.start) for number, leg in director.keys if leg < len(shots)
        ),
    )


def _headed(leg: Leg, header: Header) -> Leg:
    """Put the header over a leg that no card covers; an author's other window has no name."""
    if leg.blind and any(isinstance(overlay, Card) for overlay in leg.overlays):
        return leg
    window = leg.window_to or leg.window
    mine = header if window == header.window else Header(header.label, "", window)
    return replace(leg, overlays=(mine, *leg.overlays))


def _shots(legs: Sequence[Leg], case: Case, stack: Stack, tempo: Tempo) -> Iterator[Shot]:
    """Settle the length of each leg.

    Raises
    ------
    UsageError
        Where the film does not fit its length; it says what takes longest.
    """
    seconds = case.length.seconds
    limit = None if seconds is None else math.floor(seconds * case.rate.fps)
    if limit is not None and sum(leg.frames.least for leg in legs) > limit:
        raise UsageError(notes.too_long(legs, case))
    start = 0
    for leg, given in zip(legs, fit([leg.frames for leg in legs], limit), strict=True):
        frames, stops = tempo.settle(leg.stops, leg.easing, leg.frames, given) if leg.scrolls else (given, leg.stops)
        yield Shot(
            span=Span(start, start + frames),
            stops=tuple(map(stack.index, stops)),
            window=leg.window,
            easing=leg.easing,
            window_to=leg.window_to,
            room=leg.room,
        )
        start += frames
