"""``scrollcast presets``: the shipped presets as a table."""

import json
import sys
from io import StringIO
from typing import TYPE_CHECKING

from scrollcast.cli import choices
from scrollcast.cli.console import tell

if TYPE_CHECKING:
    from scrollcast.model.preset import Preset

_WIDE = 200  # columns; what is piped is never wrapped


def presets(as_json: choices.AllAsJson = False) -> None:
    """List the presets that come with scrollcast."""
    from scrollcast.authored.presets import shipped_presets  # noqa: PLC0415 - the YAML reader

    shipped = shipped_presets()
    tell(_json(shipped) if as_json else _table(shipped))


def _table(presets: tuple["Preset", ...]) -> str:
    from rich.console import Console  # noqa: PLC0415 - 60 ms that --help does without
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("preset", "window", "header", "travel", "mm/s", "title"):
        table.add_column(heading, no_wrap=heading == "preset", overflow="fold")
    for preset in presets:
        header = f"{preset.label} {preset.window_name}"
        travel = ", ".join(preset.directions)
        table.add_row(preset.name, str(preset.window), header, travel, f"{float(preset.pace):g}", preset.title)
    terminal = sys.stdout is not None and sys.stdout.isatty()
    page = StringIO()
    console = Console(file=page, force_terminal=terminal, width=None if terminal else _WIDE, markup=False)
    console.print(table)
    return page.getvalue()


def _json(presets: tuple["Preset", ...]) -> str:
    """Every field, under the keys of the files."""
    listed = [
        {
            "name": preset.name,
            "label": preset.label,
            "modality": preset.modality,
            "window": str(preset.window),
            "window-name": preset.window_name,
            "directions": preset.directions,
            "title": preset.title,
            "hook": preset.hook,
            "pace": float(preset.pace),
            "pause": {"ask": preset.pause.ask, "think": preset.pause.think},
            "source": preset.source,
        }
        for preset in presets
    ]
    return json.dumps(listed, indent=2) + "\n"
