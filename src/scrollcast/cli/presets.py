"""``scrollcast presets``: the shipped presets as a table."""

import json
from typing import TYPE_CHECKING

from scrollcast.cli import choices
from scrollcast.cli.console import tell
from scrollcast.cli.table import page

if TYPE_CHECKING:
    from scrollcast.model.preset import Preset


def presets(as_json: choices.AllAsJson = False) -> None:
    """List the presets that come with scrollcast."""
    from scrollcast.authored.presets import shipped_presets  # noqa: PLC0415 - the YAML reader

    shipped = shipped_presets()
    tell(_json(shipped) if as_json else _table(shipped))


def _table(presets: tuple["Preset", ...]) -> str:
    rows = [
        (
            preset.name,
            str(preset.window),
            f"{preset.label} {preset.window_name}",
            ", ".join(preset.regions) or "any",
            ", ".join(preset.directions),
            f"{float(preset.pace):g}",
            preset.title,
        )
        for preset in presets
    ]
    return page(("preset", "window", "header", "for", "travel", "mm/s", "title"), rows)


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
            "regions": preset.regions,
        }
        for preset in presets
    ]
    return json.dumps(listed, indent=2) + "\n"
