"""Where things stand: a platform's safe zone and the shape of the patient give a `Layout`."""

from pathlib import Path

from scrollcast.model.layout import Box, Layout
from scrollcast.model.platform import Platform, Zone, ZoneName
from scrollcast.model.volume import Facts

_HEADER, _TITLE = (0, 50), (60, 92)  # y from the zone's top, height
_PICTURE_GAP = 18
_CAPTION_GAP, _CAPTION_HEIGHT = 36, 140
_OPTION_ROWS, _OPTION_PITCH = 4, 96
_RING = 116


def lay_out(
    platform: Platform, facts: Facts, zone: ZoneName = ZoneName.ORGANIC, fonts: tuple[Path, ...] = ()
) -> Layout:
    """Place the picture as large as it can be, and everything that must be read inside the zone.

    Parameters
    ----------
    platform : Platform
    facts : Facts
    zone : ZoneName
    fonts : tuple of Path
        Asked, in turn, for characters that the house's own font lacks.

    Returns
    -------
    Layout
        All boxes have even numbers; the picture keeps the true proportions of the patient and may bleed
        to the edges of the canvas.
    """
    free = platform.zone(zone)
    width = free.right - free.left
    header = Box(free.left, free.top + _HEADER[0], width, _HEADER[1])
    title = Box(free.left, free.top + _TITLE[0], width, _TITLE[1])
    top = _even(title.bottom + _PICTURE_GAP)

    shape = _shape(facts)
    tallest = free.bottom - _CAPTION_HEIGHT - _CAPTION_GAP - top
    picture = _picture(shape, Box(0, top, platform.width, tallest), _middle(free, shape, tallest, platform.width))
    narrow = free.cut_right - free.left
    caption_top = min(picture.bottom + _CAPTION_GAP, free.bottom - _CAPTION_HEIGHT)
    caption_width = narrow if caption_top + _CAPTION_HEIGHT > free.cut_bottom else width
    options = Box(free.left, free.bottom - _OPTION_ROWS * _OPTION_PITCH, narrow, _OPTION_ROWS * _OPTION_PITCH)
    beside = Box(free.left, top, narrow, options.y - _CAPTION_GAP - top)
    ring_x = min(free.right - _RING, picture.right - _RING // 2)
    return Layout(
        width=platform.width,
        height=platform.height,
        zone=free,
        crop=facts.body,
        picture=picture,
        aside=_picture(shape, beside, beside.x + beside.width // 2),
        header=header,
        title=title,
        caption=Box(free.left, caption_top, caption_width, _CAPTION_HEIGHT),
        options=options,
        card=Box(free.left, free.top, width, free.bottom - free.top),
        ring=Box(_even(ring_x), _even(top - 12), _RING, _RING),
        fonts=fonts,
        mm=None if facts.spacing is None else facts.body.columns * facts.spacing.column / picture.width,
    )


def _shape(facts: Facts) -> float:
    """Width over height of the crop, in the patient."""
    row, column = facts.spacing or (1.0, 1.0)
    return (facts.body.columns * column) / (facts.body.rows * row)


def _picture(shape: float, room: Box, centre: int) -> Box:
    width = min(room.width, room.height * shape)
    box_width, box_height = _even(round(width)), _even(round(width / shape))
    left = min(max(centre - box_width // 2, room.x), room.right - box_width)
    return Box(_even(left), room.y, box_width, box_height)


def _middle(free: Zone, shape: float, tallest: int, canvas: int) -> int:
    """A picture that fits between the zone's sides stands between them, a wider one in the middle of the canvas."""
    centre = (free.left + free.cut_right) // 2
    return centre if tallest * shape <= free.cut_right - free.left else canvas // 2


def _even(number: int) -> int:
    return number - number % 2
