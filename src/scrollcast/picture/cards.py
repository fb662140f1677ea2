"""The take-home card, a whole canvas of its own."""

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Card, Run, Tone
from scrollcast.picture import palette
from scrollcast.picture.captions import fitted
from scrollcast.raster.colour import ycbcr8
from scrollcast.raster.fonts import Style
from scrollcast.raster.paragraph import draw
from scrollcast.raster.sprite import Easel

_GAP, _NUMBER = 26, 62
_PICTURE_MOST = 0.46  # of the card's height
_LEAST_PICTURE = 160


def blank(layout: Layout) -> Canvas:
    """A canvas of the background colour."""
    return Canvas.blank(layout.width, layout.height, ycbcr8(palette.BACKGROUND))


def card_canvas(card: Card, layout: Layout) -> tuple[Canvas, Box | None]:
    """The card without its small picture, and where that goes (None: there is no room for it).

    Raises
    ------
    UsageError
        Where a line does not fit.
    """
    box = layout.card
    easel = Easel(*box)
    y = _paragraph(easel, box, box.y, Run(card.heading, Tone.INTERFACE), palette.set_in(layout, palette.HEADER)) + _GAP
    indent = _NUMBER if card.numbered else 0
    for number, text in enumerate(card.lines, 1):
        if card.numbered:
            _paragraph(easel, box, y, Run(str(number), Tone.INTERFACE), (palette.TAKEAWAYS[0],))
        room = Box(box.x + indent, box.y, box.width - indent, box.height)
        y = _paragraph(easel, room, y, Run(text), palette.set_in(layout, *palette.TAKEAWAYS)) + _GAP // 2
    bottom = _foot(easel, card, layout)
    canvas = blank(layout)
    easel.sprite().blend(canvas)
    return canvas, None if card.key is None else _picture(layout, y + 2 * _GAP, bottom - 2 * _GAP)


def _foot(easel: Easel, card: Card, layout: Layout) -> int:
    """Credit, handle and notice from the bottom up; gives the y where they start."""
    zone = layout.zone
    narrow = Box(layout.card.x, layout.card.y, zone.cut_right - zone.left, layout.card.height)
    rows = [
        (Run(card.credit, Tone.MUTED), palette.set_in(layout, *palette.SMALL)),
        (Run(card.handle), palette.set_in(layout, palette.HANDLE)),
        (Run(card.notice, Tone.MUTED), palette.set_in(layout, *palette.SMALL)),
    ]
    placed = [
        (run, fitted((run,), narrow.width, styles, (3,) * len(styles))) for run, styles in rows if run.text.strip()
    ]
    y = zone.bottom - sum(paragraph.height + 12 for _, paragraph in placed)
    start = y
    for _, paragraph in placed:
        draw(paragraph, easel, Box(narrow.x, y, narrow.width, paragraph.height), palette.TONES)
        y += paragraph.height + 12
    return start


def _paragraph(easel: Easel, box: Box, y: int, run: Run, styles: tuple[Style, ...]) -> int:
    paragraph = fitted((run,), box.width, styles, (2,) * (len(styles) - 1) + (3,))
    draw(paragraph, easel, Box(box.x, y, box.width, paragraph.height), palette.TONES)
    return y + paragraph.height


def _picture(layout: Layout, top: int, bottom: int) -> Box | None:
    room = min(bottom - top, round(layout.card.height * _PICTURE_MOST))
    if room < _LEAST_PICTURE:
        return None
    shape = layout.picture.width / layout.picture.height
    width = min(layout.zone.cut_right - layout.zone.left, round(room * shape))
    height = round(width / shape)
    return Box(layout.card.x, top + top % 2, width - width % 2, height - height % 2)
