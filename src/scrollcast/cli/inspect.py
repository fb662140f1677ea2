"""``scrollcast inspect``: what a source holds, as a table, from headers alone."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, STACK, USUAL, asks
from scrollcast.cli.console import say, tell, tell_path
from scrollcast.cli.progress import watching
from scrollcast.cli.table import Listed, listing
from scrollcast.errors import ScrollcastError
from scrollcast.model.settings import Settings

if TYPE_CHECKING:
    from scrollcast.dicom.find import Found
    from scrollcast.dicom.look import Look

_HEADINGS = ("series", "volume", "kind", "plane", "images", "pixel mm", "step mm")


@asks(*STACK, *CLEARED, "window", "direction", "overwrite")
def inspect(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Images,
    sheet: choices.SeriesSheet = None,
    slices: choices.SliceSheet = None,
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.AllAsJson = False,
) -> None:
    """List the series and volumes of a source: what --series and --volume take, which presets fit, what is notable.

    With --sheet or --slices, draw them instead, and print the path of the picture; what picks a series is for --slices.
    """
    drawn: dict[str, Path] = {}
    with watching(quiet) as watch:
        if sheet is not None:
            from scrollcast.publish.overview import overview  # noqa: PLC0415 - OpenCV and more, which a table needs not

            drawn["sheet"] = overview(source, sheet, settings, watch)
        if slices is not None:
            from scrollcast.publish.slices import slices as draw  # noqa: PLC0415

            drawn["slices"] = draw(source, preset, slices, settings, watch)
    if as_json or not drawn:
        _tell_table(source, drawn, as_json)
        return
    for path in drawn.values():
        tell_path(path)


def _tell_table(source: Path, drawn: Mapping[str, Path], as_json: bool) -> None:
    from scrollcast.dicom.find import find  # noqa: PLC0415 - numpy, which --help does without
    from scrollcast.dicom.look import look  # noqa: PLC0415
    from scrollcast.dicom.readers import Readers  # noqa: PLC0415

    with closing(Readers.start()) as readers:
        found = find(source, readers)
    looks = look(found)
    if not looks:
        found.check()
    notes = _notes(found)
    if as_json:
        rows = [{**asdict(row), "presets": _presets(row)} for row in looks]
        paths = {name: str(path) for name, path in drawn.items()}
        tell(json.dumps({"series": rows, "notes": notes, **paths}, indent=2) + "\n")
        return
    tell(listing(_HEADINGS, [_listed(row) for row in looks], wrapped="kind"))
    for note in notes:
        say(note)


def _notes(found: "Found") -> list[str]:
    """What is to be said of the source as a whole, and why nothing of it can be taken, where that is so."""
    try:
        found.check()
    except ScrollcastError as error:
        return [*found.notes, str(error)]
    return list(found.notes)


def _presets(row: "Look") -> list[str]:
    from scrollcast.authored.presets import fitting  # noqa: PLC0415

    return [] if row.modality is None else [preset.name for preset in fitting(row.modality, row.regions)]


def _listed(row: "Look") -> Listed:
    kind = " ".join(word for word in (row.modality, row.kind) if word)
    cells = (
        str(row.series),
        "" if row.volume is None else str(row.volume),
        f"{kind} (likely)" if row.kind and not row.sure else kind,
        row.plane,
        str(row.count),
        "" if row.spacing is None else " x ".join(dict.fromkeys(f"{each:.2f}" for each in row.spacing)),
        "" if row.step is None else f"{row.step:.2f}",
    )
    return Listed(cells, (f"name: {row.name}" if row.name else "", _made(row), _fits(row), *row.notable))


def _made(row: "Look") -> str:
    """How its pixels are kept, and what the headers suggest."""
    facts = (
        *row.regions,
        f"{row.columns} x {row.rows}" if row.rows else "",
        " + ".join(row.syntaxes),
        "" if row.window is None else f"window {row.window.width:.4g}/{row.window.center:.4g}",
    )
    return ", ".join(fact for fact in facts if fact)


def _fits(row: "Look") -> str:
    """The presets that fit; only an example where nothing tells of the part of the body."""
    names = _presets(row)
    if not names:
        return ""
    return f"presets: {', '.join(names)}" if row.regions else f"presets: any for {row.modality}, such as {names[0]}"
