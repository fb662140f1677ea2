"""The safe zone drawn over a frame: for eyes before publishing, never in a clip."""

from scrollcast.model.canvas import Canvas
from scrollcast.model.overlay import Tone
from scrollcast.model.platform import Zone
from scrollcast.picture import palette
from scrollcast.raster.draw import polyline
from scrollcast.raster.sprite import Easel

_STROKE = 3


def draw_guides(canvas: Canvas, zone: Zone) -> None:
    """Draw the outline of a zone."""
    points = [
        (zone.left, zone.top),
        (zone.right, zone.top),
        (zone.right, zone.cut_bottom),
        (zone.cut_right, zone.cut_bottom),
        (zone.cut_right, zone.bottom),
        (zone.left, zone.bottom),
        (zone.left, zone.top),
    ]
    outline = polyline(canvas.width, canvas.height, [(float(x), float(y)) for x, y in points], _STROKE)
    easel = Easel(0, 0, canvas.width, canvas.height).paint(outline, palette.TONES[Tone.WRONG], 0, 0)
    easel.sprite().blend(canvas)
