"""Coloured words in lines: wrapped by measure and balanced, drawn with a dark edge."""

from dataclasses import dataclass
from itertools import pairwise

from scrollcast.model.layout import Box
from scrollcast.model.overlay import Run
from scrollcast.raster.colour import Rgb
from scrollcast.raster.draw import grown
from scrollcast.raster.sprite import Easel
from scrollcast.raster.text import Style, line, measure

Word = tuple[Run, ...]  # pieces of one word, which may change colour within it
Words = tuple[Word, ...]

_LEADING = 1.22  # line pitch in ems


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of words in one style.

    Attributes
    ----------
    lines : tuple of Words
    style : Style
    """

    lines: tuple[Words, ...]
    style: Style

    @property
    def pitch(self) -> int:
        """Distance from one baseline to the next, px."""
        return round(self.style.size * _LEADING)

    @property
    def height(self) -> int:
        """Height of all lines, px."""
        return self.pitch * len(self.lines)

    @property
    def width(self) -> float:
        """Width of the longest line, px."""
        return max(_width(words, self.style) for words in self.lines)


def words(runs: tuple[Run, ...]) -> Words:
    """Split runs at white space; a word keeps the colours of its pieces."""
    out: list[list[Run]] = [[]]
    for run in runs:
        pieces = run.text.replace("\n", " ").split(" ")
        for number, piece in enumerate(pieces):
            if number:
                out.append([])
            if piece:
                out[-1].append(Run(piece, run.tone))
    return tuple(tuple(word) for word in out if word)


def fit(runs: tuple[Run, ...], width: int, styles: tuple[Style, ...], most: tuple[int, ...]) -> Paragraph | None:
    """Wrap words in the first style that needs no more lines than it may have.

    Parameters
    ----------
    runs : tuple of Run
    width : int
        px.
    styles : tuple of Style
        From the one that is wished for to the smallest that can be read.
    most : tuple of int
        Lines that each style may have.

    Returns
    -------
    Paragraph or None
        None where even the last style needs more.
    """
    tokens = words(runs)
    for style, limit in zip(styles, most, strict=True):
        lines = wrap(tokens, width, style)
        if len(lines) <= limit and all(_width(row, style) <= width for row in lines):
            return Paragraph(lines, style)
    return None


def wrap(tokens: Words, width: int, style: Style) -> tuple[Words, ...]:
    """As few lines as possible, then as even as possible: the longest line is the shortest it can be."""
    greedy = _greedy(tokens, width, style)
    low, high = 0.0, float(width)
    best = greedy
    while high - low > style.size / 8:
        middle = (low + high) / 2
        tried = _greedy(tokens, middle, style)
        if len(tried) <= len(greedy) and all(_width(row, style) <= middle for row in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def draw(paragraph: Paragraph, easel: Easel, box: Box, palette: dict[str, Rgb], edge: Rgb | None = None) -> None:
    """Paint a paragraph, left aligned at the upper left corner of a box; with `edge`, on a dark edge of 3 px."""
    for number, row in enumerate(paragraph.lines):
        x = float(box.x)
        for word in row:
            for run in word:
                drawn = line(run.text, paragraph.style)
                y = box.y + number * paragraph.pitch + (paragraph.pitch - drawn.mask.shape[0]) // 2
                if edge is not None:
                    easel.paint(grown(drawn.mask, 3), edge, round(x) - 3, y - 3)
                easel.paint(drawn.mask, palette[run.tone], round(x), y)
                x += drawn.advance
            x += measure(" ", paragraph.style)


def _greedy(tokens: Words, width: float, style: Style) -> tuple[Words, ...]:
    starts = [0]
    for at in range(1, len(tokens)):
        if _width(tokens[starts[-1] : at + 1], style) > width:
            starts.append(at)
    return tuple(tokens[a:b] for a, b in pairwise([*starts, len(tokens)]))


def _width(row: Words, style: Style) -> float:
    inner = sum(measure(run.text, style) for word in row for run in word)
    return inner + measure(" ", style) * (len(row) - 1)
