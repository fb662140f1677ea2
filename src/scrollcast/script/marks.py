"""Marks as authored to overlays: shape, label, and the slices between which they live."""

from collections.abc import Sequence

from scrollcast.model.mark import MarkSpec, Resolved
from scrollcast.model.overlay import Mark
from scrollcast.model.shape import Angle, Ruler, Shape
from scrollcast.model.volume import Facts
from scrollcast.script.anchors import Survey
from scrollcast.script.shapes import anchors, trace
from scrollcast.script.stack import Stack

_FINE = 10  # mm; shorter rulers are read to a tenth


def tie(spec: MarkSpec, facts: Facts, stack: Stack) -> Mark:
    """Tie a mark to the slices.

    Raises
    ------
    UsageError
        Where it lies outside of the stack or the picture, or can't be measured; it names the mark.
    """
    survey = Survey(spec.name, facts, stack)
    traced = trace(spec.shape, survey)
    own = sorted(map(stack.number, traced.slices))
    first, last = spec.slices or (own[0], own[-1])
    inside = [stack.index(number) for number in own if first <= number <= last]
    if first not in stack or last not in stack or not inside:
        raise survey.error(
            f"is on slice {own[0]} and lives in slices {first} to {last}; "
            f"the slices of this stack are 1 to {len(stack)}, and a mark lives on its own slice too."
        )
    ends = stack.index(first), stack.index(last)
    return Mark(
        name=spec.name,
        shape=traced.shape,
        label=spec.label or _measure(traced.shape),
        tone=spec.tone,
        first=min(ends),
        last=max(ends),
        whole=(min(inside), max(inside)),
    )


def resolve(specs: Sequence[MarkSpec], facts: Facts, stack: Stack) -> tuple[Resolved, ...]:
    """What every anchor of marks resolves to, for a person to check.

    Raises
    ------
    UsageError
        As `tie`.
    """
    found = []
    for spec in specs:
        survey = Survey(spec.name, facts, stack)
        for part, anchor in anchors(spec.shape):
            index, row, column = survey.locate(anchor)
            place, spacing = facts.places[index], facts.spacing
            found.append(
                Resolved(
                    mark=spec.name,
                    part=part,
                    slice=stack.number(index),
                    image=facts.images[index],
                    column=column,
                    row=row,
                    position=None if place is None or spacing is None else place.position_at(row, column, spacing),
                )
            )
    return tuple(found)


def _measure(shape: Shape) -> str:
    match shape:
        case Ruler(mm=mm):
            return f"{mm:.0f} mm" if round(mm, 1) >= _FINE else f"{mm:.1f} mm"
        case Angle(degrees=degrees):
            return f"{degrees:.0f}°"
        case _:
            return ""
