"""Coloured words in lines: wrapped by measure and balanced, in the direction in which they read."""

import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise

from scrollcast.model.layout import Box
from scrollcast.model.overlay import Run
from scrollcast.raster.bidi import reads_leftwards
from scrollcast.raster.colour import Rgb
from scrollcast.raster.draw import grown
from scrollcast.raster.fonts import Style
from scrollcast.raster.sprite import Easel
from scrollcast.raster.text import coloured, measure

_LEADING = 1.22  # line pitch in ems
_WIDE = {"W", "F"}  # East Asian width of what may be parted without a space (UAX #14, class ID)
_NO_START = frozenset("、。，．：；！？）」』】〉》〕］｝・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々%‰℃")  # noqa: RUF001
_NO_END = frozenset("（「『【〈《〔［｛")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Word:
    """What is never parted: pieces of text that may differ in colour, and whether a space comes before."""

    runs: tuple[Run, ...]
    spaced: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of coloured text in one style.

    Attributes
    ----------
    lines : tuple of tuple of Run
        The text of each line, with its spaces.
    style : Style
    leftwards : bool
        Right-to-left, and set at the right.
    """

    lines: tuple[tuple[Run, ...], ...]
    style: Style
    leftwards: bool

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
        return max(measure("".join(run.text for run in row), self.style) for row in self.lines)


def words(runs: tuple[Run, ...]) -> tuple[Word, ...]:
    """Split text where a line may end: at spaces, and between ideographs."""
    out: list[Word] = []
    pending: list[Run] = []
    spaced = False

    def close(next_spaced: bool) -> None:
        nonlocal spaced
        if pending:
            out.append(Word(tuple(pending), spaced))
            pending.clear()
            spaced = next_spaced
        else:
            spaced = spaced or next_spaced

    before = ""
    for run in runs:
        for character in run.text:
            if character.isspace():
                close(True)
            else:
                if before and not before.isspace() and _may_part(before, character):
                    close(False)
                _append(pending, character, run)
            before = character
    close(False)
    return tuple(out)


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
    leftwards = reads_leftwards("".join(run.text for run in runs))
    for style, limit in zip(styles, most, strict=True):
        lines = wrap(tokens, width, style)
        if len(lines) <= limit and all(_width(row, style) <= width for row in lines):
            return Paragraph(tuple(map(_joined, lines)), style, leftwards)
    return None


def wrap(tokens: tuple[Word, ...], width: int, style: Style) -> tuple[tuple[Word, ...], ...]:
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
    """Paint a paragraph at the upper corner of a box where its lines begin; with `edge`, on a dark edge of 3 px."""
    for number, row in enumerate(paragraph.lines):
        drawn = coloured(tuple(run.text for run in row), paragraph.style, paragraph.leftwards)
        x = box.x + box.width - round(drawn[0].advance) if paragraph.leftwards else box.x
        for run, part in zip(row, drawn, strict=True):
            y = box.y + number * paragraph.pitch + (paragraph.pitch - part.mask.shape[0]) // 2
            if edge is not None:
                easel.paint(grown(part.mask, 3), edge, x - 3, y - 3)
            easel.paint(part.mask, palette[run.tone], x, y)


def _append(pending: list[Run], character: str, run: Run) -> None:
    if pending and pending[-1].tone is run.tone:
        pending[-1] = Run(pending[-1].text + character, run.tone)
    else:
        pending.append(Run(character, run.tone))


def _may_part(before: str, after: str) -> bool:
    if before in _NO_END or after in _NO_START or unicodedata.category(after).startswith("M"):
        return False
    return unicodedata.east_asian_width(before) in _WIDE or unicodedata.east_asian_width(after) in _WIDE


def _joined(row: tuple[Word, ...]) -> tuple[Run, ...]:
    """The text of a line; a space takes the colour of what comes before it."""
    pieces: list[Run] = []
    for number, word in enumerate(row):
        if number and word.spaced:
            pieces.append(Run(" ", pieces[-1].tone))
        pieces += word.runs
    return tuple(Run("".join(run.text for run in same), tone) for tone, same in groupby(pieces, lambda run: run.tone))


def _greedy(tokens: tuple[Word, ...], width: float, style: Style) -> tuple[tuple[Word, ...], ...]:
    starts = [0]
    for at in range(1, len(tokens)):
        if _width(tokens[starts[-1] : at + 1], style) > width:
            starts.append(at)
    return tuple(tokens[a:b] for a, b in pairwise([*starts, len(tokens)]))


def _width(row: tuple[Word, ...], style: Style) -> float:
    return measure("".join(run.text for run in _joined(row)), style)
