"""``scrollcast sheet``: a thumbnail of each beat."""

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, *SAID, *SHOWN, "overwrite")
def sheet(
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Picture = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Draw a thumbnail of each beat on one sheet, and print its path."""
    looked_at(source, preset, settings)
    from scrollcast.publish.sheet import sheet as draw  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        path = draw(source, preset, out, settings, watch)
    tell_path(path)
