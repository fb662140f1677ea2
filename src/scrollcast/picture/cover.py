"""The cover of a clip: a blind slice under the title, all that is read inside the centre square that feeds crop to."""

from scrollcast.model.canvas import NEUTRAL, Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.timeline import View
from scrollcast.model.volume import ClearedVolume
from scrollcast.picture import palette
from scrollcast.picture.captions import fitted
from scrollcast.picture.cards import blank
from scrollcast.picture.hud import letters_sprites
from scrollcast.picture.plane import draw_plane
from scrollcast.picture.stage import Stage, whole
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.paragraph import draw
from scrollcast.raster.sprite import Easel

_TITLES = (Style(96, Weight.EXTRABOLD), Style(80, Weight.EXTRABOLD), Style(64, Weight.EXTRABOLD))
_SIDE, _GAP = 60, 36


def square(layout: Layout) -> Box:
    """The centre square of a canvas: what is left of a cover where a feed shows squares."""
    return Box(0, (layout.height - layout.width) // 2, layout.width, layout.width)


def cover(cleared: ClearedVolume, view: View, words: tuple[str, str], layout: Layout) -> Canvas:
    """Draw a cover.

    Parameters
    ----------
    cleared : ClearedVolume
    view : View
        The slice and its window.
    words : tuple of (str, str)
        Title, and the line below the picture; that may be empty.
    layout : Layout

    Raises
    ------
    UsageError
        Where the words do not fit.
    """
    canvas, box = blank(layout), square(layout)
    width = box.width - 2 * _SIDE
    title = fitted((Run(words[0]),), width, palette.set_in(layout, *_TITLES), (2, 3, 3))
    line = fitted((Run(words[1], Tone.FINDING),), width, palette.set_in(layout, *palette.CAPTIONS), (2, 2, 3))
    foot = line.height if words[1] else 0
    top, bottom = box.y + _GAP + title.height + _GAP, box.bottom - _GAP - foot - (_GAP if foot else 0)
    place = _fit(layout, Box(0, top + top % 2, layout.width, bottom - top))
    canvas.chroma[:, place.y // 2 : place.bottom // 2, place.x // 2 : place.right // 2] = NEUTRAL
    draw_plane(canvas, cleared.slices[view.slice], view, (Stage(place, whole(layout)),))
    if cleared.facts.sides is not None:
        for letter in letters_sprites(cleared.facts.sides, layout, place):
            letter.blend(canvas)
    easel = Easel(*box)
    draw(title, easel, Box(_SIDE, box.y + _GAP, width, title.height), palette.TONES)
    if words[1]:
        draw(line, easel, Box(_SIDE, box.bottom - _GAP - foot, width, foot), palette.TONES)
    easel.sprite().blend(canvas)
    return canvas


def _fit(layout: Layout, room: Box) -> Box:
    """The picture as large as there is room for it, in the middle, even numbers."""
    shape = layout.picture.width / layout.picture.height
    width = int(min(room.width, room.height * shape)) // 4 * 4
    height = int(width / shape) // 2 * 2
    top = room.y + (room.height - height) // 2
    return Box((layout.width - width) // 2 // 2 * 2, top - top % 2, width, height)
