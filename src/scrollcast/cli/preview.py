"""``scrollcast preview``: a quick, small version of the clip."""

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, *SAID, *SHOWN, "rate", "overwrite")
def preview(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Out = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Render the clip at half its size and 15 frames a second, marked as a preview, and print its path."""
    looked_at(source, preset, settings)
    from scrollcast.publish.preview import preview as make  # noqa: PLC0415 - numpy and more, which --help does without

    with watching(quiet) as watch:
        clip = make(source, preset, out, settings, watch)
    report(clip, as_json)
