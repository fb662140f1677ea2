"""``sheet``: a thumbnail of each beat on one page, through the same `compose` as the clip."""

from collections.abc import Sequence
from pathlib import Path

from scrollcast.authored.brief import brief
from scrollcast.dicom.readers import Readers
from scrollcast.film.output import settle_name, write_file
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
from scrollcast.raster.reduce import place, reduced
from scrollcast.raster.sprite import Easel
from scrollcast.rendering import Film, film_of
from scrollcast.script.echo import moment
from scrollcast.script.table import table

_USUAL = Settings()
_SMALLER = 4
_IN_A_ROW = 5
_GAP, _FOOT = 16, 64
_NAME, _TIME = Style(24, Weight.BOLD), Style(22, Weight.MEDIUM)


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
    film = film_of(asked, readers)
    for note in film.notes:
        told.note(note)
    write_file(target, png(contact(film, told)), settings.overwrite)
    return target


def contact(film: Film, watch: Watch | None = None) -> Canvas:
    """The sheet itself."""
    told = watch or Unwatched()
    rows = table(film.screenplay)
    width, height = film.layout.width // _SMALLER, film.layout.height // _SMALLER
    columns = min(_IN_A_ROW, len(rows))
    lines = -(-len(rows) // columns)
    page = Canvas.blank(
        _GAP + columns * (width + _GAP), _to_four(_GAP + lines * (height + _FOOT)), ycbcr8(palette.BACKGROUND)
    )
    composer = Composer(film.cleared, film.timeline, film.layout)
    told.stage("Drawing the sheet", len(rows))
    for done, row in enumerate(rows):
        x = _GAP + done % columns * (width + _GAP)
        y = _GAP + done // columns * (height + _FOOT)
        place(reduced(composer.compose(film.timeline.at(moment(row))), _SMALLER), page, x, y)
        _write(page, _words(row), Box(x, y + height + 6, width, _FOOT - 6))
        told.advance(done + 1)
    return page


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
