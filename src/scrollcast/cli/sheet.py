"""``scrollcast sheet``: a thumbnail of each beat."""

from dataclasses import replace

from scrollcast.cli import choices
from scrollcast.cli.case import asked, looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching


def sheet(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Picture = None,
    series: choices.Series = None,
    length: choices.LengthChoice = None,
    zone: choices.Zone = None,
    font: choices.Fonts = None,
    blind: choices.Blind = False,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
) -> None:
    """Draw a thumbnail of each beat on one sheet, and print its path."""
    settings = looked_at(source, preset, asked(series, length, zone, font, blind))
    from scrollcast.publish.sheet import sheet as draw  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        path = draw(source, preset, out, replace(settings, overwrite=overwrite), watch)
    tell_path(path)
