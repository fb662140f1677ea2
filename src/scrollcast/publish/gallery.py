"""The pictures of a kit, each drawn and encoded once, and which of them a platform gets."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.film.motion import gif
from scrollcast.film.output import write_picture
from scrollcast.model.canvas import Canvas
from scrollcast.model.overlay import Question
from scrollcast.model.platform import Platform
from scrollcast.model.verdict import Verdict
from scrollcast.model.watch import Watch
from scrollcast.picture.compose import Composer
from scrollcast.publish.alt import alt_of
from scrollcast.publish.post import Posting
from scrollcast.publish.stills import Kind, Slide, band, cover_of, draw, slides
from scrollcast.raster.jpeg import jpeg
from scrollcast.raster.reduce import reduced
from scrollcast.rendering import Film
from scrollcast.script.bumpers import own

SCROLL = "scroll.gif"
_SLIDES = 10  # in a carousel: what the platform that takes fewest of those with carousels takes
_FEWEST = 5  # a carousel asks, answers and ends: with fewer pictures there is none
_BYTES = 2_000_000  # what every platform takes
_SHAPES = {"9:16": None, "3:4": (240, 1680), "1:1": (420, 1500)}
_SMALLER, _RATE, _SECONDS = 3, Fraction(10), 6


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture, which may be in several folders.

    Attributes
    ----------
    data : bytes
    alt : str
    verdict : Verdict
    """

    data: bytes
    alt: str
    verdict: Verdict

    def write(self, path: Path) -> None:
        """Write it under its final name."""
        write_picture(path, self.data, self.verdict, overwrite=False)


@dataclass(frozen=True, slots=True, eq=False)
class Gallery:
    """The pictures of a film.

    Attributes
    ----------
    covers : dict of str to Picture
        By shape.
    slides : tuple of (Slide, Picture)
    """

    covers: dict[str, Picture]
    slides: tuple[tuple[Slide, Picture], ...]

    def stills(self, platform: Platform, text: Posting) -> dict[str, Picture]:
        """The pictures for a platform by name, in the order of upload."""
        named = {f"cover-{shape.replace(':', 'x')}.jpg": self.covers[shape] for shape in platform.stills.covers}
        if platform.stills.slides >= _FEWEST:
            kept = self.slides[: platform.stills.slides]
            named |= {f"slide-{number:02}.jpg": picture for number, (_, picture) in enumerate(kept, 1)}
        reveal = next((picture for slide, picture in self.slides if slide.kind is Kind.REVEAL), None)
        if reveal is not None and any(piece.attached == "reveal" for piece in text.thread):
            named["reveal.jpg"] = reveal
        return named


def hang(film: Film, work: Path, watch: Watch) -> Gallery:
    """Draw the pictures of a film, and write the moving one into the top of a kit.

    Raises
    ------
    UsageError
        Where the words of the cover do not fit.
    PrivacyRefusal
        Where the gate refuses.
    """
    verdict = film.clearance.verdict()
    composer = Composer(film.cleared, film.timeline, film.layout)
    chosen = slides(film, _SLIDES)
    watch.stage("Drawing pictures", len(chosen) + 1)
    front = cover_of(film)
    first = alt_of(film, chosen[0])
    covers = {shape: Picture(jpeg(front, rows, _BYTES), first, verdict) for shape, rows in _SHAPES.items()}
    drawn = []
    for number, slide in enumerate(chosen, 1):
        data = jpeg(draw(film, composer, slide), band(film), _BYTES)
        drawn.append((slide, Picture(data, alt_of(film, slide), verdict)))
        watch.advance(number)
    write_picture(work / SCROLL, _moving(film, composer), verdict, overwrite=False)
    return Gallery(covers, tuple(drawn))


def _moving(film: Film, composer: Composer) -> bytes:
    """The last seconds before the first question, or the first seconds where nothing is asked."""
    timeline = film.timeline
    whole = own(timeline)
    asks = [cue.span.start for cue in timeline.cues if isinstance(cue.overlay, Question)]
    stop = min(asks, default=min(whole.stop, whole.start + timeline.rate.frames(Fraction(_SECONDS))))
    start = max(whole.start, stop - timeline.rate.frames(Fraction(_SECONDS)))
    count = max(1, int(timeline.rate.seconds(stop - start) * _RATE))
    small: list[Canvas] = []
    for number in range(count):
        frame = start + int(number * timeline.rate.fps / _RATE)
        small.append(reduced(composer.compose(timeline.at(frame)), _SMALLER))
    return gif(small, (film.layout.width // _SMALLER, film.layout.height // _SMALLER), _RATE)
