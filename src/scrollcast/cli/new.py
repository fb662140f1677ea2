"""``scrollcast new``: a case to start from."""

from pathlib import Path

from scrollcast.cli import choices
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings

_USUAL = Path("case.yaml")


def new(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Images,
    out: choices.CaseFile = None,
    preset: choices.PresetName = None,
    series: choices.Series = None,
    direction: choices.DirectionChoice = None,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
) -> None:
    """Write a starter case for a series, with comments, and print its path; its schema goes beside it."""
    from scrollcast.publish.new import new as write  # noqa: PLC0415 - numpy and pydicom, which --help does without

    settings = Settings(series=series, direction=direction, overwrite=overwrite)
    with watching(quiet) as watch:
        path = write(source, out or _USUAL, preset, settings, watch)
    tell_path(path)
