"""Tables on standard output: as wide as the terminal, never wrapped where they are piped."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap

_WIDE = 200  # columns
_READABLE = 100  # columns, where running text is wrapped and nobody says how wide it may be
_INDENT = " " * 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a listing: its cells, and sentences that stand below them."""

    cells: tuple[str, ...]
    below: tuple[str, ...]


def page(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set a table; the first column is never broken."""
    from rich.console import Console  # noqa: PLC0415 - 60 ms that --help does without
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, heading in enumerate(headings):
        table.add_column(heading, no_wrap=place == 0, overflow="fold")
    for row in rows:
        table.add_row(*row)
    terminal = sys.stdout is not None and sys.stdout.isatty()
    out = StringIO()
    Console(file=out, force_terminal=terminal, width=None if terminal else _WIDE, markup=False).print(table)
    return out.getvalue()


def listing(headings: Sequence[str], rows: Sequence[Listed], wrapped: str) -> str:
    """Set a table with sentences below each row; the column `wrapped` gives way where the terminal is narrow."""
    width = get_terminal_size((_READABLE, 1)).columns
    sizes = [max(map(len, column)) for column in zip(headings, *(row.cells for row in rows), strict=True)]
    gives = list(headings).index(wrapped)
    sizes[gives] = max(len(wrapped), min(sizes[gives], width - sum(sizes) + sizes[gives] - 2 * (len(sizes) - 1)))
    lines = _set(headings, sizes)
    for row in rows:
        lines += _set(row.cells, sizes)
        for sentence in filter(None, row.below):
            lines += wrap(
                sentence,
                width,
                initial_indent=_INDENT,
                subsequent_indent=_INDENT + "  ",
                break_on_hyphens=False,
            )
    return "".join(f"{line}\n" for line in lines)


def _set(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """One row as lines; cells that are too long go on below."""
    columns = [wrap(cell, size) or [""] for cell, size in zip(cells, sizes, strict=True)]
    return [
        "  ".join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        for parts in zip_longest(*columns, fillvalue="")
    ]
