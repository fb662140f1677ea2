"""A contact sheet of a source: a picture of each series, or why there is none; every picture goes through the gate."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from scrollcast.authored.presets import usual
from scrollcast.clearing import clear_picked
from scrollcast.dicom.find import Found, find
from scrollcast.dicom.look import Look, look
from scrollcast.dicom.readers import Readers
from scrollcast.errors import InputError, PrivacyRefusal
from scrollcast.film.output import settle_name, write_picture
from scrollcast.model.overlay import Tone
from scrollcast.model.series import Modality
from scrollcast.model.settings import Settings
from scrollcast.model.verdict import Intent, Verdict
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.model.window import Percentiles, Window
from scrollcast.privacy.clearance import Clearance
from scrollcast.publish.tiles import NAME, TEXT, Grid, Page, Words
from scrollcast.raster.png import png
from scrollcast.script.texts import named
from scrollcast.script.windows import find_window

_USUAL = Settings()
_COLUMNS, _FOOT = 5, 140
_MOST_VOLUMES = 6  # of a series: a perfusion has hundreds


def overview(
    source: Path | str, out: Path | str | None = None, settings: Settings = _USUAL, watch: Watch | None = None
) -> Path:
    """Write a contact sheet with the middle slice of each volume of a source.

    Parameters
    ----------
    source : path
        A folder, an archive or one file.
    out : path or None
        A ``.png``; None is ``series.png`` in the current folder, with a number where that is taken.
    settings : Settings
        Overwrite counts, and what is to become of text and faces; places of text can't be passed here.
    watch : Watch or None

    Returns
    -------
    Path
        Of the sheet. What the gate refuses has a tile that says so.

    Raises
    ------
    InputError, PrivacyRefusal, OutputError
        Where nothing of the source can be shown, or the sheet can't be written.
    """
    told = watch or Unwatched()
    target = settle_name(out, "series", ".png", settings.overwrite)
    told.stage("Reading", 0)
    with closing(Readers.start()) as readers:
        found = find(Path(source), readers)
        found.check()
        rows = tuple(_shown(look(found)))
        page = Page(Grid(len(rows), _COLUMNS, _FOOT))
        told.stage("Drawing the sheet", len(rows))
        verdict = _fill(page, rows, _Source(found, target, settings), told)
    if verdict is None:
        raise InputError("Nothing in the source can be shown; scrollcast inspect, without a sheet, says why.")
    write_picture(target, png(page.canvas), verdict, settings.overwrite)
    return target


@dataclass(frozen=True, slots=True)
class _Source:
    found: Found
    target: Path
    settings: Settings


def _shown(rows: tuple[Look, ...]) -> Iterator[tuple[Look, int]]:
    """The volumes that get a tile; with the last one of a series, how many more it has."""
    for _, series in groupby(rows, lambda row: row.series):
        volumes = list(series)
        shown = volumes[:_MOST_VOLUMES]
        yield from ((row, 0) for row in shown[:-1])
        yield shown[-1], len(volumes) - len(shown)


def _fill(page: Page, rows: tuple[tuple[Look, int], ...], source: _Source, told: Watch) -> Verdict | None:
    """Draw all tiles: each volume is read while the one before is searched for text. The verdict on the last drawn."""
    verdict: Verdict | None = None
    searched: list[tuple[int, Look, Clearance]] = []
    for number, (row, more) in enumerate(rows):
        page.tell(number, *_words(row, more))
        clearance = _begin(page, number, row, source)
        if searched:
            verdict = _finish(page, *searched.pop()) or verdict
        if clearance is not None:
            searched.append((number, row, clearance))
        told.advance(number + 1)
    return (_finish(page, *searched.pop()) if searched else None) or verdict


def _begin(page: Page, number: int, row: Look, source: _Source) -> Clearance | None:
    """Read a volume and take it to the gate, or say on its tile why not."""
    if row.modality is None:
        page.refuse(number, *_refusal("refused", " ".join(row.notable)))
        return None
    try:
        pick = source.found.pick(row.series, row.modality, row.volume)
        asked = replace(source.settings, order=None, allow_gaps=True, passed=())
        return clear_picked(pick, Intent(named(source.target), _window(row)), asked)
    except (PrivacyRefusal, InputError) as error:
        page.refuse(number, *_refusal("refused" if isinstance(error, PrivacyRefusal) else "not shown", str(error)))
        return None


def _finish(page: Page, number: int, row: Look, clearance: Clearance) -> Verdict | None:
    """Draw a volume once it may be published, or say on its tile why not."""
    try:
        verdict = clearance.verdict()
    except PrivacyRefusal as error:
        page.refuse(number, *_refusal("refused", str(error)))
        return None
    cleared = clearance.cleared
    page.show(number, cleared, len(cleared.slices) // 2, find_window(_window(row), cleared.facts))
    return verdict


def _window(row: Look) -> Window | Percentiles:
    """The values of a CT localizer are no Hounsfield units: the window of its header shows it."""
    if row.localizer and row.window:
        return row.window
    return usual(row.modality or Modality.CT, row.regions).window


def _words(row: Look, more: int) -> tuple[Words, ...]:
    name = f"series {row.series}" + ("" if row.volume is None else f", volume {row.volume}")
    kind = " ".join(word for word in (row.modality, row.plane, row.kind) if word)
    images = f"{row.count} image{'s' if row.count != 1 else ''}"
    step = "" if row.step is None else f", {row.step:.2g} mm"
    return (
        Words(name, NAME, Tone.INTERFACE),
        Words(kind, TEXT, Tone.TEXT, most=2),
        *((Words(row.name),) if row.name else ()),
        Words(images + step),
        *((Words(f"and {more} more volume{'s' if more > 1 else ''}"),) if more else ()),
    )


def _refusal(what: str, why: str) -> tuple[Words, ...]:
    return Words(what, NAME, Tone.WRONG), Words(why, most=7)
