"""``scrollcast still``: one frame of a clip as a picture."""

from scrollcast.cli import choices
from scrollcast.cli.advice import without_preset
from scrollcast.cli.console import tell_path
from scrollcast.model.case import Length
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings


def still(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    at: choices.At,
    preset: choices.PresetName = None,
    out: choices.Picture = None,
    series: choices.Series = None,
    window: choices.WindowChoice = None,
    length: choices.LengthChoice = Length.S30,
    pause_at: choices.PauseAt = None,
    direction: choices.DirectionChoice = None,
    title: choices.Title = None,
    caption: choices.Caption = None,
    zone: choices.Zone = ZoneName.ORGANIC,
    guides: choices.Guides = False,
    overwrite: choices.Overwrite = False,
) -> None:
    """Draw one frame of the clip as a PNG, and print its path."""
    settings = Settings(
        series=series,
        window=window,
        length=length,
        pause_at=pause_at,
        direction=direction,
        title=title,
        caption=caption,
        zone=zone,
        overwrite=overwrite,
        guides=guides,
    )
    if preset is None:
        raise without_preset(source, series)
    from scrollcast.rendering import still as draw  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    tell_path(draw(source, preset, at, out, settings))
