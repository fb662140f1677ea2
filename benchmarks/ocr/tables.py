"""Of what was searched: the rule laid over the boxes, in tables of what is stopped, missed and stopped for nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from benchmarks.ocr.burn import Burned

from scrollcast.privacy.ocr import Box
from scrollcast.privacy.rule import USUAL, Rule, burned_in
from scrollcast.privacy.text import Pictures

_TRIED: dict[str, tuple[float, ...]] = {
    "likely": (0.3, 0.4, 0.5, 0.6, 0.7),
    "confident": (0.0, 0.3, 0.5, 0.65, 0.8),
    "letters": (2, 3, 4, 5),
    "sure": (0.7, 0.75, 0.8, 0.85, 0.9),
    "seconded": (0.4, 0.5, 0.6, 0.7, 0.8),
    "pictures": (1, 2, 3, 4, 6, 8),
    "steady": (1, 2, 3, 4),
}


@dataclass(frozen=True, slots=True)
class Searched:
    """A series, and every box that was found in it.

    Attributes
    ----------
    key : str
        Set, stack, place and number: its seed.
    shape : tuple of int
        Rows and columns.
    slices : int
    burned : Burned or None
        None for a series without text.
    names : tuple of str
        Of the pictures and groups.
    found : list of list of Box
    """

    key: str
    shape: tuple[int, int]
    slices: int
    burned: Burned | None
    names: tuple[str, ...]
    found: list[list[Box]]

    @classmethod
    def told(cls, fields: dict[str, Any]) -> Self:
        """As it was kept."""
        burned = fields["burned"]
        found = [[Box(**box) for box in boxes] for boxes in fields["found"]]
        return cls(
            fields["key"],
            tuple(fields["shape"]),
            fields["slices"],
            None if burned is None else Burned(**burned | {"box": tuple(burned["box"])}),
            tuple(fields["names"]),
            found,
        )

    def stopped(self, rule: Rule = USUAL) -> bool:
        """Whether a rule stops it; that of the gate, if not another one."""
        blank = np.broadcast_to(np.zeros((1, 1, 1), np.uint8), (1, *self.shape))
        return bool(burned_in(self.found, Pictures(self.names, blank, ()), self.slices, rule))


def report(series: Sequence[Searched]) -> str:
    """What is stopped of all, and by typeface, script, size, tone and compression; then every miss."""
    lines = ["| | stopped | of | |", "|---|---:|---:|---:|"]
    lines += [_row("clean series", [each for each in series if each.burned is None])]
    for where in ("corner", "anatomy"):
        with_text = [each for each in series if each.burned is not None and each.burned.where == where]
        lines += [_row(f"text: {where}", with_text)]
        views: tuple[Callable[[Burned], object], ...] = (
            lambda burned: burned.script,
            lambda burned: burned.typeface,
            lambda burned: f"{burned.size} px",
            lambda burned: burned.tone,
            lambda burned: f"JPEG {burned.quality}" if burned.quality else "no JPEG",
        )
        lines += [line for view in views for line in _rows(with_text, view)]
    lines += [f"missed: {each.key} {each.burned}" for each in series if each.burned and not each.stopped()]
    lines += [f"stopped for nothing: {each.key}" for each in series if each.burned is None and each.stopped()]
    return "\n".join(lines)


def _rows(series: Sequence[Searched], view: Callable[[Burned], object]) -> Iterator[str]:
    kinds = Counter(view(each.burned) for each in series if each.burned is not None)
    for kind in sorted(kinds, key=str):
        yield _row(f"— {kind}", [each for each in series if each.burned is not None and view(each.burned) == kind])


def _row(what: str, series: Sequence[Searched]) -> str:
    stopped = sum(each.stopped() for each in series)
    return f"| {what} | {stopped} | {len(series)} | {stopped / max(1, len(series)):.1%} |"


def curve(series: Sequence[Searched]) -> str:
    """What other numbers would stop: one of them changed at a time."""
    lines = ["| | text in corners | text over anatomy | clean series |", "|---|---:|---:|---:|"]
    for name, values in _TRIED.items():
        rules = [(value, replace(USUAL, **{name: value})) for value in values]
        lines += [f"| {name} {value:g} | {' | '.join(_shares(series, rule))} |" for value, rule in rules]
    return "\n".join(lines)


def _shares(series: Sequence[Searched], rule: Rule) -> Iterator[str]:
    for where in ("corner", "anatomy", None):
        of = [each for each in series if (each.burned.where if each.burned else None) == where]
        yield f"{sum(each.stopped(rule) for each in of) / max(1, len(of)):.1%}"
