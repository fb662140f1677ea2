"""Titles above the picture and captions below it."""

from functools import lru_cache

from scrollcast.errors import UsageError
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Caption, Run, Title
from scrollcast.picture import palette
from scrollcast.picture.palette import set_in
from scrollcast.raster.fonts import Style
from scrollcast.raster.paragraph import Paragraph, draw, fit
from scrollcast.raster.sprite import Easel, Sprite


@lru_cache(maxsize=32)
def title_sprite(title: Title, layout: Layout) -> Sprite:
    """A title in its box.

    Raises
    ------
    UsageError
        Where it needs more than two lines of the smallest size.
    """
    paragraph = fitted((Run(title.text, title.tone),), layout.title.width, set_in(layout, *palette.TITLES), (1, 1, 2))
    return _written(paragraph, layout.title)


@lru_cache(maxsize=64)
def caption_sprite(caption: Caption, layout: Layout) -> Sprite:
    """A caption in its box.

    Raises
    ------
    UsageError
        Where it needs more than two lines, three of the smallest size.
    """
    styles = set_in(layout, *palette.CAPTIONS)
    return _written(fitted(caption.runs, layout.caption.width, styles, (2, 2, 3)), layout.caption)


def fitted(runs: tuple[Run, ...], width: int, styles: tuple[Style, ...], most: tuple[int, ...]) -> Paragraph:
    """Words in the largest style that fits.

    Raises
    ------
    UsageError
        Where none does.
    """
    paragraph = fit(runs, width, styles, most)
    if paragraph is None:
        text = "".join(run.text for run in runs)
        raise UsageError(
            f"The text {text!r} is too long: {len(text)} characters do not fit in {most[-1]} "
            f"line{'s' if most[-1] > 1 else ''} of {width} px. Shorten it."
        )
    return paragraph


def _written(paragraph: Paragraph, box: Box) -> Sprite:
    easel = Easel(box.x, box.y, box.width + 8, max(box.height, paragraph.height) + 8)
    draw(paragraph, easel, box, palette.TONES)
    return easel.sprite()
