"""Tables on standard output: as wide as the terminal, never wrapped where they are piped."""

import sys
from collections.abc import Sequence
from io import StringIO

_WIDE = 200  # columns


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
