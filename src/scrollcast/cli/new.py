"""``scrollcast new``: a case to start from."""

from pathlib import Path

from scrollcast.cli import choices
from scrollcast.cli.asks import FACES, STACK, USUAL, asks
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings

_USUAL = Path("case.yaml")


@asks(*STACK, *FACES, "direction", "overwrite")
def new(
    source: choices.Images,
    out: choices.CaseFile = None,
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Write a starter case for a series, with comments, and print its path; its schema goes beside it."""
    from scrollcast.publish.new import new as write  # noqa: PLC0415 - numpy and pydicom, which --help does without

    with watching(quiet) as watch:
        path = write(source, out or _USUAL, preset, settings, watch)
    tell_path(path)
