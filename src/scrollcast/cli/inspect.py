"""``scrollcast inspect``: what a source holds, as a table, from headers alone."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from scrollcast.cli import choices
from scrollcast.cli.console import tell
from scrollcast.cli.table import page

if TYPE_CHECKING:
    from scrollcast.dicom.look import Look

_COLUMNS = ("series", "volume", "kind", "plane", "images", "pixels", "spacing, mm", "window", "presets", "notable")


def inspect(source: choices.Images, as_json: choices.AllAsJson = False) -> None:
    """List the series and volumes of a source: what --series and --volume take, and what is notable."""
    from scrollcast.dicom.find import find  # noqa: PLC0415 - numpy, which --help does without
    from scrollcast.dicom.look import look  # noqa: PLC0415

    looks = look(find(source))
    tell(
        json.dumps([asdict(row) for row in looks], indent=2) + "\n"
        if as_json
        else page(_COLUMNS, [_row(row) for row in looks])
    )


def _row(row: "Look") -> tuple[str, ...]:
    from scrollcast.authored.presets import preset_names  # noqa: PLC0415

    spacing = "" if row.spacing is None else f"{row.spacing.row:.2f} x {row.spacing.column:.2f}"
    return (
        str(row.series),
        "" if row.volume is None else f"{row.volume} {row.name}".strip(),
        row.kind,
        row.plane,
        str(row.count),
        f"{row.columns} x {row.rows}",
        spacing if row.step is None else f"{spacing} x {row.step:.2f}".strip(" x"),
        "" if row.window is None else str(row.window),
        "" if row.modality is None else f"{len(preset_names(row.modality))} of {row.modality}",
        " ".join(row.notable),
    )
