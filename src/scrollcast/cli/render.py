"""``scrollcast render``: a series to a clip."""

from scrollcast.cli import choices
from scrollcast.cli.case import looked_at
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report
from scrollcast.model.geometry import Ordering
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate


def render(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    out: choices.Out = None,
    series: choices.Series = None,
    volume: choices.Volume = None,
    order: choices.Order = Ordering.POSITION,
    allow_gaps: choices.AllowGaps = False,
    window: choices.WindowChoice = None,
    length: choices.LengthChoice = None,
    pause_at: choices.PauseAt = None,
    direction: choices.DirectionChoice = None,
    title: choices.Title = None,
    caption: choices.Caption = None,
    fps: choices.Fps = None,
    zone: choices.Zone = None,
    font: choices.Fonts = None,
    blind: choices.Blind = False,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Render a CT or MR series as a vertical clip, and print its path."""
    settings = Settings(
        series=series,
        volume=volume,
        order=order,
        allow_gaps=allow_gaps,
        window=window,
        length=length,
        pause_at=pause_at,
        direction=direction,
        title=title,
        caption=caption,
        rate=None if fps is None else Rate(fps),
        zone=zone,
        fonts=tuple(font or ()),
        blind=blind,
        overwrite=overwrite,
    )
    looked_at(source, preset, settings)
    from scrollcast.rendering import render as make  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        clip = make(source, preset, out, settings, watch)
    report(clip, as_json)
