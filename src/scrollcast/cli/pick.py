"""``scrollcast pick``: a page on which coordinates of marks are picked."""

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, STACK, USUAL, asks
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, "direction", "overwrite")
def pick(
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Page = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Write one offline page with all slices, to draw marks on and copy their YAML; print its path."""
    from scrollcast.publish.pick import pick as write  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        path = write(source, preset, out, settings, watch)
    tell_path(path)
