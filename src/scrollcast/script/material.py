"""What a film is made from: the facts, the case, and all that was settled about both before the first beat."""

from dataclasses import dataclass

from scrollcast.errors import UsageError
from scrollcast.model.case import Case, Look
from scrollcast.model.overlay import Mark
from scrollcast.model.preset import Preset
from scrollcast.model.volume import Facts
from scrollcast.script.marks import tie
from scrollcast.script.stack import Stack, line_up
from scrollcast.script.tempo import Tempo
from scrollcast.script.windows import choose


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a film is made from.

    Attributes
    ----------
    facts : Facts
    case : Case
    label : str
        Of the preset, for the header.
    stack : Stack
    tempo : Tempo
    look : Look
        The window that the film starts with.
    marks : dict of name to Mark
    notes : tuple of str
        How the window was found.
    """

    facts: Facts
    case: Case
    label: str
    stack: Stack
    tempo: Tempo
    look: Look
    marks: dict[str, Mark]
    notes: tuple[str, ...]

    def lives(self, name: str, number: int) -> bool:
        """True where a mark lives on a slice number."""
        mark = self.marks[name]
        return mark.first <= self.stack.index(number) <= mark.last


def gather(facts: Facts, case: Case, preset: Preset) -> Material:
    """Settle the travel, the window, the pace and the marks of a case.

    Raises
    ------
    UsageError
        Where the case asks for a direction or a place that the images don't have.
    """
    if not case.beats:
        raise UsageError("The case has no beats; it needs one at least, such as a scroll.")
    stack = line_up(facts, case.direction, preset.direction(facts.plane))
    window, name, notes = choose(facts, case, preset)
    return Material(
        facts=facts,
        case=case,
        label=preset.label,
        stack=stack,
        tempo=Tempo(case.rate, preset.pace, stack.step, complete=case.length.seconds is None),
        look=Look(window, name),
        marks={spec.name: tie(spec, facts, stack) for spec in case.marks},
        notes=notes,
    )
