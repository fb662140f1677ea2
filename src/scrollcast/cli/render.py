"""``scrollcast render``: a series to a clip."""

from fractions import Fraction

from scrollcast.cli import choices
from scrollcast.cli.advice import without_preset
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report
from scrollcast.model.case import Length
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate


def render(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Out = None,
    series: choices.Series = None,
    window: choices.WindowChoice = None,
    length: choices.LengthChoice = Length.S30,
    pause_at: choices.PauseAt = None,
    direction: choices.DirectionChoice = None,
    title: choices.Title = None,
    caption: choices.Caption = None,
    fps: choices.Fps = Fraction(30),
    zone: choices.Zone = ZoneName.ORGANIC,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Render a CT or MR series as a vertical clip, and print its path."""
    settings = Settings(
        series=series,
        window=window,
        length=length,
        pause_at=pause_at,
        direction=direction,
        title=title,
        caption=caption,
        rate=Rate(fps),
        zone=zone,
        overwrite=overwrite,
    )
    if preset is None:
        raise without_preset(source, series)
    from scrollcast.rendering import render as make  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        clip = make(source, preset, out, settings, watch)
    report(clip, as_json)
