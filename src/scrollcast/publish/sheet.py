"""``sheet``: a thumbnail of each beat on one page, through the same `compose` as the clip."""

from collections.abc import Sequence
from pathlib import Path

from scrollcast.authored.brief import brief
from scrollcast.dicom.readers import Readers
from scrollcast.film.output import settle_name, write_picture
from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.preset import Preset
from scrollcast.model.row import Row
from scrollcast.model.settings import Settings
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.picture import palette
from scrollcast.picture.compose import Composer
from scrollcast.raster.colour import ycbcr8
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.paragraph import Paragraph, draw
from scrollcast.raster.png import png
from scrollcast.raster.reduce import place, reduced, rows
from scrollcast.raster.sprite import Easel
from scrollcast.rendering import Film, film_of
from scrollcast.script.echo import moment
from scrollcast.script.table import table

_USUAL = Settings()
_SMALLER = 4
_IN_A_ROW = 5
_ABOVE, _BELOW = 34, 60  # px of the frame around the safe zone: beyond it platforms put what is theirs
_GAP, _FOOT = 16, 72
_NAME, _TIME = Style(24, Weight.BOLD), Style(20, Weight.MEDIUM)


def sheet(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write a sheet with a thumbnail of each beat.

    Parameters
    ----------
    source, preset
        As for `plan`.
    out : path or None
        A ``.png``; None takes the preset's name in the current folder.
    settings : Settings
    watch : Watch or None

    Returns
    -------
    Path

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, OutputError
        See `scrollcast.errors`; nothing has been written then.
    """
    told = watch or Unwatched()
    readers = Readers.start()
    asked = brief(source, preset, settings)
    target = settle_name(out, f"{asked.preset.name}-sheet", ".png", settings.overwrite)
    told.stage("Reading", 0)
    film = film_of(asked, readers, target)
    for note in film.notes:
        told.note(note)
    write_picture(target, png(contact(film, told)), film.clearance.verdict(), settings.overwrite)
    return target


def contact(film: Film, watch: Watch | None = None) -> Canvas:
    """The sheet itself."""
    told = watch or Unwatched()
    beats = table(film.screenplay)
    top, bottom = _band(film)
    width, height = film.layout.width // _SMALLER, (bottom - top) // _SMALLER
    columns = min(_IN_A_ROW, len(beats))
    lines = -(-len(beats) // columns)
    page = Canvas.blank(
        _GAP + columns * (width + _GAP), _to_four(_GAP + lines * (height + _FOOT)), ycbcr8(palette.BACKGROUND)
    )
    composer = Composer(film.cleared, film.timeline, film.layout)
    told.stage("Drawing the sheet", len(beats))
    for done, row in enumerate(beats):
        x = _GAP + done % columns * (width + _GAP)
        y = _GAP + done // columns * (height + _FOOT)
        canvas = composer.compose(film.timeline.at(moment(row)))
        place(reduced(rows(canvas, top, bottom), _SMALLER), page, x, y)
        _write(page, _words(row), Box(x, y + height + 6, width, _FOOT - 6))
        told.advance(done + 1)
    return page


def _band(film: Film) -> tuple[int, int]:
    """First row of a frame that a thumbnail shows, and the first that it does not."""
    zone, whole = film.layout.zone, 4 * _SMALLER
    top = max(0, zone.top - _ABOVE) // whole * whole
    return top, min(film.layout.height, zone.bottom + _BELOW) // whole * whole


def _words(row: Row) -> Sequence[tuple[Run, Style]]:
    end = row.start + row.seconds
    first, last = row.slices
    where = f"slice {first}" if first == last else f"slices {first}-{last}"
    return (
        (Run(f"{row.beat} {row.kind}", Tone.INTERFACE), _NAME),
        (Run(f"{float(row.start):.1f}-{float(end):.1f} s, {where}", Tone.MUTED), _TIME),
    )


def _write(page: Canvas, words: Sequence[tuple[Run, Style]], box: Box) -> None:
    easel = Easel(*box)
    y = box.y
    for run, style in words:
        line = Paragraph(((run,),), style, leftwards=False)
        draw(line, easel, Box(box.x, y, box.width, line.height), palette.TONES)
        y += line.height
    easel.sprite().blend(page)


def _to_four(number: int) -> int:
    return -(-number // 4) * 4
