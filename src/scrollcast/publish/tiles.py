"""Pages of small pictures with words below: what is drawn of a source before there is a film of it."""

from dataclasses import dataclass
from itertools import accumulate

from scrollcast.model.canvas import NEUTRAL, Canvas
from scrollcast.model.layout import Box
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.timeline import Cutout, View
from scrollcast.model.volume import ClearedVolume, Facts
from scrollcast.model.window import Window
from scrollcast.picture import palette
from scrollcast.picture.plane import draw_plane
from scrollcast.picture.stage import Stage
from scrollcast.raster.colour import ycbcr8
from scrollcast.raster.draw import rounded
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.paragraph import Paragraph, draw, words, wrap
from scrollcast.raster.sprite import Easel

NAME, TEXT = Style(24, Weight.BOLD), Style(20, Weight.MEDIUM)

SIDE = 240  # px of a tile
_GAP = 16
_HEAD = 30  # px for a line above the tiles
_RADIUS, _INSET = 12, 14


@dataclass(frozen=True, slots=True)
class Words:
    """Words below a picture, or in its place, in so many lines at most."""

    text: str
    style: Style = TEXT
    tone: Tone = Tone.MUTED
    most: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """How tiles stand on a page.

    Attributes
    ----------
    count, columns : int
    foot : int
        Room for words below each tile, px.
    high : int
        Of a tile, px; even.
    """

    count: int
    columns: int
    foot: int
    high: int = SIDE


def high(facts: Facts) -> int:
    """How high a tile has to be for a body, px."""
    wide, tall = _size(facts)
    return min(SIDE, round(SIDE * tall / wide / 2) * 2)


class Page:
    """A page of tiles in rows, each with words below."""

    def __init__(self, grid: Grid, head: tuple[Words, ...] = ()) -> None:
        self._grid, self._columns = grid, min(grid.columns, grid.count)
        self._top = _GAP + (_HEAD * len(head) + _GAP if head else 0)
        rows = -(-grid.count // self._columns)
        width = _GAP + self._columns * (SIDE + _GAP)
        height = self._top + rows * (grid.high + grid.foot)
        self.canvas = Canvas.blank(width, -(-height // 4) * 4, ycbcr8(palette.BACKGROUND))
        _write(self.canvas, Box(_GAP, _GAP, width - 2 * _GAP, _HEAD * len(head)), head, _HEAD)

    def show(self, number: int, cleared: ClearedVolume, index: int, window: Window) -> None:
        """Draw the body in a slice on a tile, as large as its true proportions allow."""
        crop, room = cleared.facts.body, self._room(number)
        wide, tall = _size(cleared.facts)
        scale = min(room.width / wide, room.height / tall)
        width, height = (max(2, round(length * scale / 2) * 2) for length in (wide, tall))
        box = Box(room.x + (room.width - width) // 4 * 2, room.y + (room.height - height) // 4 * 2, width, height)
        self.canvas.chroma[:, box.y // 2 : box.bottom // 2, box.x // 2 : box.right // 2] = NEUTRAL
        stage = Stage(box, Cutout(crop.top, crop.left, crop.bottom, crop.right))
        draw_plane(self.canvas, cleared.slices[index], View(index, window, None, 0, 0), (stage,))

    def refuse(self, number: int, *lines: Words) -> None:
        """Say on a tile why nothing is shown on it."""
        room = self._room(number)
        easel = Easel(*room)
        easel.paint(rounded(room.width, room.height, _RADIUS), palette.PLATE, room.x, room.y)
        easel.paint(rounded(room.width, room.height, _RADIUS, 2), palette.PLATE_EDGE, room.x, room.y)
        easel.sprite().blend(self.canvas)
        inner = Box(room.x + _INSET, room.y + _INSET, room.width - 2 * _INSET, room.height - 2 * _INSET)
        _write(self.canvas, inner, lines)

    def tell(self, number: int, *lines: Words) -> None:
        """Write words below a tile."""
        room = self._room(number)
        _write(self.canvas, Box(room.x, room.bottom + 4, room.width, self._grid.foot - 4), lines)

    def _room(self, number: int) -> Box:
        down, along = divmod(number, self._columns)
        grid = self._grid
        return Box(_GAP + along * (SIDE + _GAP), self._top + down * (grid.high + grid.foot), SIDE, grid.high)


def _size(facts: Facts) -> tuple[float, float]:
    """Width and height of the body, in mm where they are known."""
    row, column = facts.spacing or (1.0, 1.0)
    return facts.body.columns * column, facts.body.rows * row


def _write(canvas: Canvas, box: Box, lines: tuple[Words, ...], pitch: int | None = None) -> None:
    """Write lines from the top of a box; what needs more lines than it may have ends in dots."""
    if not lines:
        return
    easel = Easel(*box)
    set_ = [_set(each, box.width) for each in lines]
    tops = accumulate((pitch or paragraph.height for paragraph in set_), initial=box.y)
    for paragraph, top in zip(set_, tops, strict=False):
        draw(paragraph, easel, Box(box.x, top, box.width, paragraph.height), palette.TONES)
    easel.sprite().blend(canvas)


def _set(each: Words, width: int) -> Paragraph:
    rows = wrap(words((Run(each.text, each.tone),)), width, each.style)
    texts = [" ".join(run.text for word in row for run in word.runs) for row in rows]
    if len(texts) > each.most:
        texts = [*texts[: each.most - 1], f"{texts[each.most - 1]} …"]
    return Paragraph(tuple((Run(text, each.tone),) for text in texts), each.style, leftwards=False)
