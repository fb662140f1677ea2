"""``preview``: the clip at half its size and 15 frames a second, marked as a preview, through the same `compose`."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil
from pathlib import Path

from scrollcast.authored.brief import brief
from scrollcast.dicom.readers import Readers
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import Reel
from scrollcast.film.output import settle_name
from scrollcast.film.seal import seal_preview
from scrollcast.film.search import heeded
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Clip
from scrollcast.model.layout import Layout
from scrollcast.model.overlay import Tone
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.picture import palette
from scrollcast.picture.cards import blank
from scrollcast.picture.compose import Composer
from scrollcast.picture.page import Page
from scrollcast.raster.draw import grown
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.resize import resize
from scrollcast.raster.sprite import Easel, Sprite
from scrollcast.raster.text import line
from scrollcast.rendering import Film, film_of

_USUAL = Settings()
_SMALLER = 2
_RATE = Rate(Fraction(15))
_WORD, _STYLE = "PREVIEW", Style(72, Weight.EXTRABOLD)


def preview(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Clip:
    """Write a quick, small version of the clip.

    Parameters
    ----------
    source, preset
        As for `plan`.
    out : path or None
        An ``.mp4``; None takes the preset's name in the current folder.
    settings : Settings
    watch : Watch or None

    Returns
    -------
    Clip

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, FilmError, OutputError, MissingDependencyError
        As `render`.
    """
    told = watch or Unwatched()
    readers = Readers.start()
    asked = brief(source, preset, settings)
    target = settle_name(out, f"{asked.preset.name}-preview", ".mp4", settings.overwrite)
    told.stage("Reading", 0)
    return shoot_small(film_of(asked, readers, target), target, settings, told)


def shoot_small(film: Film, target: Path, settings: Settings, told: Watch) -> Clip:
    """Draw, encode and seal the preview of a film. Raises as `preview`."""
    for note in film.notes:
        told.note(note)
    reel = small_reel(film)
    told.stage("Encoding", reel.frames)
    with encode(heeded(_small_frames(film, reel), film.clearance), reel, target, told.advance) as draft:
        clip = seal_preview(draft, target, film.clearance.verdict(), settings.overwrite, film.notes)
    return replace(clip, skipped=film.timeline.skipped)


def small_reel(film: Film) -> Reel:
    """Size, rate and number of the frames of a preview."""
    rate = min(film.timeline.rate, _RATE, key=lambda each: each.fps)
    frames = ceil(film.timeline.rate.seconds(film.timeline.frames) * rate.fps)
    return Reel(film.layout.width // _SMALLER, film.layout.height // _SMALLER, rate, frames, quick=True)


def _small_frames(film: Film, reel: Reel) -> Iterator[Canvas]:
    composer = Composer(film.cleared, film.timeline, film.layout)
    page, small = Page(blank(film.layout)), Canvas.blank(reel.width, reel.height)
    sign = _sign(film.layout)
    before = None
    for number in range(reel.frames):
        moment = film.timeline.at(int(number * film.timeline.rate.fps / reel.rate.fps))
        if moment != before:
            composer.compose(moment, page)
            page.blend(sign)
            resize(page.canvas, small)
            before = moment
        yield small


def _sign(layout: Layout) -> Sprite:
    """The word across the top, above the safe zone, where nothing else stands."""
    word = line(_WORD, _STYLE)
    height, width = word.mask.shape
    x, y = layout.width // 2 - round(word.advance) // 2, layout.zone.top - height - 24
    easel = Easel(x - 8, y - 8, width + 16, height + 16)
    easel.paint(grown(word.mask, 4), palette.EDGE, x - 4, y - 4)
    return easel.paint(word.mask, palette.TONES[Tone.WRONG], x, y).sprite()
