"""``scrollcast still``: one frame of a clip as a picture."""

from fractions import Fraction

from scrollcast.cli import choices
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.errors import UsageError
from scrollcast.model.geometry import Ordering
from scrollcast.model.settings import Settings


def still(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    at: choices.At = None,
    beat: choices.BeatName = None,
    out: choices.Picture = None,
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
    zone: choices.Zone = None,
    font: choices.Fonts = None,
    blind: choices.Blind = False,
    guides: choices.Guides = False,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
) -> None:
    """Draw one frame of the clip as a PNG, and print its path."""
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
        zone=zone,
        fonts=tuple(font or ()),
        blind=blind,
        overwrite=overwrite,
        guides=guides,
    )
    when: Fraction | str | None = beat if at is None else at
    if when is None or (at is not None and beat is not None):
        raise UsageError("Say which frame: --at with a time such as 7.2s, or --beat with a beat such as reveal.")
    looked_at(source, preset, settings)
    from scrollcast.rendering import still as draw  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        path = draw(source, preset, when, out, settings, watch)
    tell_path(path)
