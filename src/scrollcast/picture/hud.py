"""What tells where one is: header, slice number, scroll rail, letters and scale bar."""

from functools import lru_cache

from scrollcast.model.geometry import Sides
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Header, Run, Tone
from scrollcast.picture import palette
from scrollcast.picture.stage import Stage
from scrollcast.raster.draw import disc, grown, rounded
from scrollcast.raster.fonts import Style
from scrollcast.raster.paragraph import Paragraph, draw
from scrollcast.raster.sprite import Easel, Mask, Sprite, stencil
from scrollcast.raster.text import line, measure

_RAIL_X, _RAIL_WIDTH, _RAIL_INSET = 28, 8, 20
_KNOB = (22, 44)
_DOT = 16
_DOT_DOWN = _KNOB[1] // 2 - _DOT // 2 - 4  # a dot lies under the middle of the knob
_LETTER_GAP = 12
_HEADER_GAP = 18
_NUMBER_ROOM = 150  # px at the right end of the header, for slice n/N
_BAR_HEIGHT, _BAR_INSET = 8, 24
_BAR_LENGTHS_MM = (100, 50, 20, 10, 5, 2, 1)
_BAR_MOST = 0.2  # of the picture's width


@lru_cache(maxsize=16)
def header_sprite(header: Header, layout: Layout) -> Sprite:
    """Label, window name and the window's numbers."""
    box = layout.header
    easel = Easel(*box)
    loud, quiet = palette.set_in(layout, palette.HEADER, palette.HEADER_QUIET)
    x = box.x
    if header.label:
        _write(easel, box, Run(header.label, Tone.INTERFACE), loud)
        x += round(measure(header.label, loud)) + _HEADER_GAP
    room = box.right - _NUMBER_ROOM - x
    full, *shorter = _windows(header)
    text = next((each for each in (full, *shorter) if measure(each, quiet) <= room), full)
    _write(easel, Box(x, box.y, box.right - x, box.height), Run(text, Tone.MUTED), quiet)
    return easel.sprite()


def _windows(header: Header) -> tuple[str, ...]:
    """What the header says of windows, from all of it to the numbers alone."""
    if header.beside is None:
        window = f"W{header.window.width:g} L{header.window.center:g}"
        return f"{header.window_name}  {window}".strip(), window
    both = ((header.window_name, header.window), header.beside)
    named = " | ".join(f"{name} {window}".strip() for name, window in both)
    return named, " | ".join(str(window) for _, window in both)


@lru_cache(maxsize=4)
def number_sprite(number: int, count: int, layout: Layout) -> Sprite:
    """Slice n of N, at the right end of the header."""
    box, drawn = layout.header, line(f"{number}/{count}", palette.HEADER_QUIET)
    x = box.right - round(drawn.advance) - 8
    return stencil(drawn.mask, palette.TONES[Tone.MUTED], x, box.y + (box.height - drawn.mask.shape[0]) // 2)


@lru_cache(maxsize=4)
def rail_sprite(box: Box) -> Sprite:
    """The track of the scroll rail beside a picture."""
    height = box.height - 2 * _RAIL_INSET
    easel = Easel(_RAIL_X, box.y + _RAIL_INSET, _RAIL_WIDTH, height)
    mask = rounded(_RAIL_WIDTH, height, _RAIL_WIDTH // 2)
    return easel.paint(mask, palette.TONES[Tone.MUTED], _RAIL_X, box.y + _RAIL_INSET, 0.55).sprite()


def dot_sprite(box: Box, place: float) -> Sprite:
    """A key slice on the scroll rail; `place` as for the knob."""
    dot = _dot()
    return dot.at(dot.x, box.y + _RAIL_INSET + round(place * (box.height - 2 * _RAIL_INSET - _KNOB[1])) + _DOT_DOWN)


@lru_cache(maxsize=1)
def _dot() -> Sprite:
    x = _RAIL_X + _RAIL_WIDTH // 2 - _DOT // 2
    easel = Easel(x - 4, -4, _DOT + 8, _DOT + 8).paint(grown(disc(_DOT), 3), palette.EDGE, x - 3, -3)
    return easel.paint(disc(_DOT), palette.TONES[Tone.FINDING], x, 0).sprite()


def knob_sprite(box: Box, place: float) -> Sprite:
    """The knob of the scroll rail; `place` is 0 at the first slice, 1 at the last."""
    knob = _knob()
    return knob.at(knob.x, box.y + _RAIL_INSET - 4 + round(place * (box.height - 2 * _RAIL_INSET - _KNOB[1])))


@lru_cache(maxsize=1)
def _knob() -> Sprite:
    width, height = _KNOB
    x = _RAIL_X + _RAIL_WIDTH // 2 - width // 2
    return _edged(Easel(x - 4, -4, width + 8, height + 8), rounded(width, height, width // 2), x, 0).sprite()


@lru_cache(maxsize=4)
def letters_sprites(sides: Sides, layout: Layout, box: Box) -> tuple[Sprite, ...]:
    """The patient's sides at the left, the right and the top of a picture, inside the zone."""
    zone = layout.zone
    middle = box.y + box.height // 2
    right_limit = zone.cut_right if middle > zone.cut_bottom else zone.right
    drawn = {side: line(side, palette.LETTER) for side in sides}
    left = max(box.x, zone.left) + _LETTER_GAP
    right = min(box.right, right_limit) - _LETTER_GAP - round(drawn[sides.right].advance)
    top = (box.x + box.width // 2) - round(drawn[sides.top].advance) // 2
    half = drawn[sides.left].mask.shape[0] // 2
    places = ((sides.left, left, middle - half), (sides.right, right, middle - half), (sides.top, top, box.y + 6))
    sprites = []
    for side, x, y in places:
        mask = drawn[side].mask
        easel = Easel(x - 4, y - 4, mask.shape[1] + 8, mask.shape[0] + 8)
        sprites.append(_edged(easel, mask, x, y).sprite())
    return tuple(sprites)


@lru_cache(maxsize=4)
def scale_sprite(layout: Layout, place: Stage) -> Sprite | None:
    """A bar of a round length at the lower right of a picture; None where the spacing is not known."""
    mm, box = place.mm(layout), place.box
    if mm is None:
        return None
    length = next((known for known in _BAR_LENGTHS_MM if known / mm <= _BAR_MOST * box.width), _BAR_LENGTHS_MM[-1])
    width = round(length / mm)
    zone = layout.zone
    y = box.bottom - _BAR_INSET - _BAR_HEIGHT
    limit = zone.cut_right if y + _BAR_HEIGHT > zone.cut_bottom else zone.right
    x = min(box.right, limit) - _BAR_INSET - width
    label = line(f"{length // 10} cm" if length >= 10 else f"{length} mm", palette.SCALE)
    text_x, text_y = x + (width - round(label.advance)) // 2, y - label.mask.shape[0] - 2
    left = min(x, text_x)
    right = max(x + width, text_x + label.mask.shape[1])
    easel = Easel(left - 4, text_y - 4, right - left + 8, y + _BAR_HEIGHT - text_y + 8)
    _edged(easel, rounded(width, _BAR_HEIGHT, 2), x, y)
    return _edged(easel, label.mask, text_x, text_y).sprite()


def _edged(easel: Easel, mask: Mask, x: int, y: int) -> Easel:
    easel.paint(grown(mask, 3), palette.EDGE, x - 3, y - 3)
    return easel.paint(mask, palette.TONES[Tone.TEXT], x, y)


def _write(easel: Easel, box: Box, run: Run, style: Style) -> None:
    row = Paragraph(((run,),), style, leftwards=False)
    draw(row, easel, Box(box.x, box.y + (box.height - row.pitch) // 2, box.width, box.height), palette.TONES)
