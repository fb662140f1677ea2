"""``scrollcast preview``: a quick, small version of the clip."""

from dataclasses import replace

from scrollcast.cli import choices
from scrollcast.cli.case import asked, looked_at
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report


def preview(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Out = None,
    series: choices.Series = None,
    length: choices.LengthChoice = None,
    zone: choices.Zone = None,
    font: choices.Fonts = None,
    blind: choices.Blind = False,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Render the clip at half its size and 15 frames a second, marked as a preview, and print its path."""
    settings = looked_at(source, preset, asked(series, length, zone, font, blind))
    from scrollcast.publish.preview import preview as make  # noqa: PLC0415 - numpy and more, which --help does without

    with watching(quiet) as watch:
        clip = make(source, preset, out, replace(settings, overwrite=overwrite), watch)
    report(clip, as_json)
