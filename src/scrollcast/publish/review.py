"""``review``: one page of all that will be public, for a person to look at and sign."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np

from scrollcast.authored.brief import brief
from scrollcast.clearing import intent_of
from scrollcast.dicom.readers import Readers
from scrollcast.film.decode import small_frames
from scrollcast.film.movie import read_movie
from scrollcast.film.output import settle_name, write_picture, write_seen
from scrollcast.model.canvas import Canvas
from scrollcast.model.preset import Preset
from scrollcast.model.said import Said
from scrollcast.model.settings import Settings
from scrollcast.model.timeline import Moment
from scrollcast.model.verdict import Verdict
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.picture.compose import Composer
from scrollcast.publish.page import page
from scrollcast.publish.places import places
from scrollcast.publish.signoff import digest_of
from scrollcast.publish.surface import surfaces
from scrollcast.raster.jpeg import jpeg
from scrollcast.raster.reduce import reduced
from scrollcast.rendering import Film, film_of

_T = TypeVar("_T")
_USUAL = Settings()
_LONGER, _SMALLER = 320, 6  # px of a thumbnail; of a frame of 1080 x 1920
_MOST = 240  # thumbnails
_BYTES = 24_000  # of a thumbnail, at most
_SAME = 3.0  # levels of luma by which the most different sixteenth of two equal frames may differ
_CELLS = 4
QUESTIONS = (
    "Whoever has to agree has agreed, in writing, to this being shown here (consent).",
    "The images may be published: their licence says so, or they are yours.",
    "No words tell who, when or where, on the screen, in the post or spoken: no name, number, date, age or hospital.",
    "No text is burned into any frame, in any script; look at the corners and at every marked place.",
    "Nobody is recognized by the face, in any frame: nose, lips, eyelids and ears are masked, or there is no head.",
    "The anatomy, the disease or its course is not so rare that someone would know this person by it.",
    "No implant, prosthesis, device with a number, jewellery or foreign body makes this person known.",
    "No tattoo, scar or habitus shows on the skin.",
    "The teaching point is right, and the clip says nothing that would harm the person or the institution.",
)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A frame of a film: when it shows, and the frame itself, small."""

    seconds: float
    canvas: Canvas


def review(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write one offline page with everything of a case that will be public.

    Parameters
    ----------
    source : path
        A case file or images, which go through the gate; or a finished clip, an ``.mp4``, whose frames alone are shown.
    preset : Preset, path, str or None
        As for `plan`.
    out : path or None
        An ``.html``; None takes the name of the preset, or of the clip, in the current folder.
    settings : Settings
    watch : Watch or None

    Returns
    -------
    Path
        Of the page: every distinct frame, the places that look like text, every text with its place, what was checked,
        and a list of questions that only a person can answer.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, VerifyError, OutputError
        See `scrollcast.errors`; nothing has been written then.
    """
    told = watch or Unwatched()
    path = Path(source)
    if path.suffix.lower() == ".mp4":
        return _review_clip(path, out, settings, told)
    readers = Readers.start()
    asked = brief(path, preset, settings)
    target = settle_name(out, f"{asked.preset.name}-review", ".html", settings.overwrite)
    told.stage("Reading", 0)
    film = film_of(asked, readers, target)
    for note in film.notes:
        told.note(note)
    told.stage("Drawing the review", 0)
    shown = _thumbnails(_drawn(film))
    verdict = film.clearance.verdict()
    write_picture(target, reviewing_page(film, verdict, shown), verdict, settings.overwrite)
    return target


def reviewing_page(film: Film, verdict: Verdict, shown: Sequence[dict[str, object]]) -> bytes:
    """The page of a case itself, as `review` writes it."""
    authored = film.brief.authored
    data = {
        "clip": None,
        "frames": shown,
        "places": places(film.cleared, film.timeline.at(0).view.window, verdict.flags),
        "surfaces": surfaces(film.cleared),
        "texts": _texts(film),
        "checks": [{"check": c.name, "version": c.version, "found": c.finding} for c in verdict.checks],
        "notes": film.notes,
        "missing": [key for key in ("consent", "licence") if authored is None or not getattr(authored, key)],
        "questions": QUESTIONS,
    }
    return page("review", "review", ("review",), data)


def _review_clip(clip: Path, out: Path | str | None, settings: Settings, watch: Watch) -> Path:
    digest = digest_of(clip)
    target = settle_name(out, f"{clip.stem}-review", ".html", settings.overwrite)
    watch.stage("Decoding", 0)
    movie = read_movie(clip)
    frames = list(_distinct(small_frames(clip, _LONGER)))
    total = sum(count for _, count in frames)
    pace = float(movie.seconds) / max(1, total)
    numbers = np.cumsum([0, *(count for _, count in frames)])
    thumbnails = (Thumbnail(float(at) * pace, canvas) for at, (canvas, _) in zip(numbers, frames, strict=False))
    data = {
        "clip": {"name": clip.name, "sha256": digest},
        "frames": _thumbnails(thumbnails),
        "places": None,
        "surfaces": None,
        "texts": [],
        "checks": [],
        "notes": ["This page shows the frames of the clip alone; of its case, it shows words and checks as well."],
        "missing": [],
        "questions": QUESTIONS,
    }
    write_seen(target, page("review", "review", ("review",), data), settings.overwrite)
    return target


def _drawn(film: Film) -> Iterator[Thumbnail]:
    """The middle frame of every run of frames with the same slice, window and words."""
    composer = Composer(film.cleared, film.timeline, film.layout)
    runs = [list(run) for _, run in groupby(range(film.timeline.frames), lambda n: _content(film.timeline.at(n)))]
    for run in _spread(runs):
        number = run[len(run) // 2]
        canvas = composer.compose(film.timeline.at(number))
        yield Thumbnail(float(film.timeline.rate.seconds(number)), reduced(canvas, _SMALLER))


def _content(moment: Moment) -> object:
    view = moment.view
    return view.slice, view.window, view.window_to, view.zoom is None, [shown.overlay for shown in moment.shown]


def _distinct(frames: Iterable[Canvas]) -> Iterator[tuple[Canvas, int]]:
    """Frames that differ from the one before them in some part, and how many look like each."""
    kept: Canvas | None = None
    count = 0
    for canvas in frames:
        if kept is not None and _differ(kept, canvas):
            yield kept, count
            kept, count = canvas, 0
        kept, count = kept or canvas, count + 1
    if kept is not None:
        yield kept, count


def _differ(one: Canvas, other: Canvas) -> bool:
    """True where the mean of some cell of the picture, 16 in all, has changed visibly."""
    change = np.abs(one.luma.astype(np.int16) - other.luma)
    rows, columns = (side // _CELLS * _CELLS for side in change.shape)
    cells = change[:rows, :columns].reshape(_CELLS, rows // _CELLS, _CELLS, columns // _CELLS)
    return bool(cells.mean(axis=(1, 3)).max() > _SAME)


def _thumbnails(frames: Iterable[Thumbnail]) -> list[dict[str, object]]:
    return [
        {"at": f"{each.seconds:.1f} s", "jpeg": b64encode(jpeg(each.canvas, most=_BYTES)).decode()}
        for each in _spread(list(frames))
    ]


def _spread(items: Sequence[_T]) -> Sequence[_T]:
    """All of them, or so many, evenly, with the first and the last."""
    if len(items) <= _MOST:
        return items
    return [items[round(k * (len(items) - 1) / (_MOST - 1))] for k in range(_MOST)]


def _texts(film: Film) -> list[dict[str, str]]:
    """Every text once, where it is first, without the path of the file."""
    first: dict[str, Said] = {}
    for said in intent_of(film.brief).texts:
        first.setdefault(said.text, said)
    return [{"place": re.sub(r"^.*, (?=line \d)", "", said.place), "text": text} for text, said in first.items()]
