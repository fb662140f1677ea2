"""Facts, case, preset and platform to a Timeline: the whole film before it has pixels."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrollcast.authored.house import house
from scrollcast.errors import UsageError
from scrollcast.model.case import Case
from scrollcast.model.platform import Platform
from scrollcast.model.preset import Preset
from scrollcast.model.timeline import Key, Shot, Timeline
from scrollcast.model.timing import Span
from scrollcast.model.volume import Facts
from scrollcast.script import cues, notes
from scrollcast.script.director import direct
from scrollcast.script.legs import Leg
from scrollcast.script.material import Material, gather
from scrollcast.script.reading import let_read
from scrollcast.script.scene import Scene
from scrollcast.script.tempo import fit
from scrollcast.script.term import Term


@dataclass(frozen=True, slots=True, eq=False)
class Screenplay:
    """A film before it has pixels, and how it came about.

    Attributes
    ----------
    material : Material
    legs : tuple of Leg
        One for each shot of the timeline.
    timeline : Timeline
    """

    material: Material
    legs: tuple[Leg, ...]
    timeline: Timeline


def script(facts: Facts, case: Case, preset: Preset, platform: Platform) -> Timeline:
    """Write the screenplay of a case, and keep the timeline; see `write`."""
    return write(facts, case, preset, platform).timeline


def write(facts: Facts, case: Case, preset: Preset, platform: Platform) -> Screenplay:
    """Write the screenplay of a case.

    Parameters
    ----------
    facts : Facts
    case : Case
    preset : Preset
    platform : Platform
        The length that it takes at most binds where it is less than that of the case.

    Raises
    ------
    UsageError
        Where the case asks for a direction, a slice or a mark that the images don't have, would give an answer away,
        or does not fit its length.
    """
    material = gather(facts, case, preset)
    scene = direct(material)
    words = house(case.language)
    legs = tuple(cues.headed(leg, material.label, words) for leg in let_read(scene.legs))
    term = Term.of(case, platform)
    shots = tuple(_shots(legs, material, term))
    lying = cues.overlays(legs, shots, case.rate, loop=case.loop)
    timeline = Timeline(
        rate=case.rate,
        shots=shots,
        cues=cues.painted((*lying, *cues.marks(legs, shots, material.marks, case.rate))),
        travel=material.stack.travel,
        notes=(
            *notes.coverage(legs, shots, material.stack, material.tempo),
            *notes.haste(legs, shots, term, material.tempo),
            *notes.shortened(legs, case, term),
            *material.notes,
        ),
        keys=tuple(_keys(scene, shots)),
    )
    return Screenplay(material, legs, timeline)


def _keys(scene: Scene, shots: Sequence[Shot]) -> Iterator[Key]:
    """Key slices; where the film loops, they are secret again once it is where it began."""
    until = None if scene.home is None else shots[scene.home].span.start
    for number, leg in scene.keys:
        if leg < len(shots) and (until is None or shots[leg].span.start < until):
            yield Key(scene.material.stack.index(number), shots[leg].span.start, until)


def _shots(legs: Sequence[Leg], material: Material, term: Term) -> Iterator[Shot]:
    """Settle the length of each leg.

    Raises
    ------
    UsageError
        Where the film does not fit its length, or is too short for its platform; it says what has to give.
    """
    stack, tempo = material.stack, material.tempo
    limit = None if term.most is None else math.floor(term.most * tempo.rate.fps)
    if limit is not None and sum(leg.frames.least for leg in legs) > limit:
        raise UsageError(notes.too_long(legs, material.case, term))
    given_to = fit([leg.frames for leg in legs], limit)
    if tempo.rate.seconds(sum(given_to)) < term.least:
        raise UsageError(notes.too_short(tempo.rate.seconds(sum(given_to)), term))
    start = 0
    for leg, given in zip(legs, given_to, strict=True):
        frames, stops = given, leg.stops
        if leg.scrolls:
            frames, stops = tempo.settle(leg.stops[::-1][:: leg.every][::-1], leg.easing, leg.frames, given)
        yield Shot(
            span=Span(start, start + frames),
            stops=tuple(map(stack.index, stops)),
            window=leg.look.window,
            easing=leg.easing,
            window_to=None if leg.look_to is None else leg.look_to.window,
            room=leg.room,
            zoom=leg.zoom,
            split=leg.split,
        )
        start += frames
