"""``scrollcast render``: a series to a clip."""

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, *SAID, *SHOWN, "rate", "overwrite")
def render(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Out = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Render a CT or MR series as a vertical clip, and print its path."""
    looked_at(source, preset, settings)
    from scrollcast.rendering import render as make  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        clip = make(source, preset, out, settings, watch)
    report(clip, as_json)
