"""Marks as authored, by slice number, to overlays, by slice index."""

import math

from scrollcast.errors import UsageError
from scrollcast.model.case import ArrowMark
from scrollcast.model.overlay import Arrow
from scrollcast.model.volume import Facts
from scrollcast.script.stack import Stack


def anchor(name: str, mark: ArrowMark, facts: Facts, stack: Stack) -> Arrow:
    """Tie a mark to the slices.

    Raises
    ------
    UsageError
        Where the mark lies outside of the stack or the picture; it names the mark.
    """
    first, last = mark.slices
    if first not in stack or last not in stack or not first <= mark.slice <= last:
        raise UsageError(
            f"The mark {name!r} is on slice {mark.slice} and lives in slices {first} to {last}; "
            f"the slices of this stack are 1 to {len(stack)}, and a mark lives on its own slice too."
        )
    if not (-0.5 <= mark.column <= facts.columns - 0.5 and -0.5 <= mark.row <= facts.rows - 0.5):
        raise UsageError(
            f"The mark {name!r} is at column {mark.column:g}, row {mark.row:g}; "
            f"columns run from 0 to {facts.columns - 1}, rows from 0 to {facts.rows - 1}."
        )
    if not math.isfinite(mark.degrees):
        raise UsageError(f"The mark {name!r} needs a finite angle to come from.")
    ends = stack.index(first), stack.index(last)
    return Arrow(
        slice=stack.index(mark.slice),
        row=mark.row,
        column=mark.column,
        degrees=mark.degrees,
        label=mark.label,
        first=min(ends),
        last=max(ends),
    )
