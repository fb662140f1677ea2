"""Golden frames: what each beat of a case looked like when a person last looked, and whether it still does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scrollcast.batch.inputs import brief_from, inputs_of
from scrollcast.batch.scratch import scratch
from scrollcast.batch.task import Task, Terms
from scrollcast.dicom.readers import Readers
from scrollcast.errors import ScrollcastError, verdict_on
from scrollcast.film.output import write_picture
from scrollcast.model.canvas import Canvas
from scrollcast.model.verdict import Verdict
from scrollcast.picture.compose import Composer
from scrollcast.raster.likeness import Likeness, compare
from scrollcast.raster.png import png
from scrollcast.raster.reduce import reduced
from scrollcast.rendering import Film, film_of
from scrollcast.script.echo import moment
from scrollcast.script.table import table

FOLDER = "golden"
_SMALLER = 4
_MEAN, _SHARE = 0.5, 0.001  # other fonts, codecs and processors stay well below; a mark that has moved is above


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in a case.

    Attributes
    ----------
    case : str
        Name of the task.
    frame : str
        ``03-quiz``; empty where the case can't be drawn at all.
    sentence : str
    code : int
        0 where the picture differs, else that of the error.
    """

    case: str
    frame: str
    sentence: str
    code: int = 0


def hold_against(task: Task, terms: Terms, kept: Path, differing: Path) -> tuple[Difference, ...]:
    """Compare the frames of a case with the golden ones.

    Parameters
    ----------
    task : Task
    terms : Terms
    kept : Path
        Folder with the golden frames of this case.
    differing : Path
        Folder for pictures of what differs: kept, now, and the difference side by side.

    Returns
    -------
    tuple of Difference
        Empty where all is as it was.
    """
    try:
        frames, verdict = _frames(task, terms)
        return tuple(_differences(task.name, frames, kept, (differing, verdict)))
    except (ScrollcastError, OSError, MemoryError) as error:
        return _undrawn(task, error)


def update(task: Task, terms: Terms, kept: Path) -> tuple[Difference, ...]:
    """Keep the frames of a case as they are now, and no others.

    Returns
    -------
    tuple of Difference
        Empty where all are kept.
    """
    try:
        frames, verdict = _frames(task, terms)
        kept.mkdir(parents=True, exist_ok=True)
        for name, canvas in frames.items():
            write_picture(kept / f"{name}.png", png(canvas), verdict, overwrite=True)
        for name in _names(kept) - frames.keys():
            (kept / f"{name}.png").unlink()
    except (ScrollcastError, OSError, MemoryError) as error:
        return _undrawn(task, error)
    return ()


def _undrawn(task: Task, error: Exception) -> tuple[Difference, ...]:
    code, sentence = verdict_on(error)
    return (Difference(task.name, "", sentence, code),)


def _frames(task: Task, terms: Terms) -> tuple[Mapping[str, Canvas], Verdict]:
    """The frame that tells most of each beat, at a quarter of its size, and the verdict that they may be kept."""
    with scratch() as folder:
        film = film_of(brief_from(inputs_of(task), task, terms, folder), Readers.start())
        return dict(_drawn(film)), film.clearance.verdict()


def _drawn(film: Film) -> Iterator[tuple[str, Canvas]]:
    composer = Composer(film.cleared, film.timeline, film.layout)
    for row in table(film.screenplay):
        yield f"{row.beat:02d}-{row.kind}", reduced(composer.compose(film.timeline.at(moment(row))), _SMALLER)


def _differences(
    case: str, frames: Mapping[str, Canvas], kept: Path, show: tuple[Path, Verdict]
) -> Iterator[Difference]:
    folder, verdict = show
    again = "look at it, and keep it with scrollcast golden --update"
    for name, canvas in frames.items():
        path = kept / f"{name}.png"
        if not path.is_file():
            yield Difference(case, name, f"There is no golden frame of it yet; {again}.")
            continue
        found = compare(path.read_bytes(), png(canvas))
        if not _alike(found):
            folder.mkdir(parents=True, exist_ok=True)
            picture = folder / f"{case}-{name}.png"
            write_picture(picture, found.beside, verdict, overwrite=True)
            told = f"{found.share:.2%} of its pixels differ clearly, and all by {found.mean:.2f} grey levels on average"
            yield Difference(case, name, f"{told}: see {picture}. If it is meant to be so, {again}.")
    for name in sorted(_names(kept) - frames.keys()):
        yield Difference(case, name, f"The case has no such beat any more; {again}.")


def _alike(found: Likeness) -> bool:
    return found.mean <= _MEAN and found.share <= _SHARE


def _names(kept: Path) -> set[str]:
    return {path.stem for path in kept.glob("*.png")}
