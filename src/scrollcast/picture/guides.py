"""The safe zone and where platforms put their own interface, over a frame: for eyes, never in a clip."""

from scrollcast.model.canvas import Canvas
from scrollcast.model.overlay import Tone
from scrollcast.model.platform import Zone
from scrollcast.picture import palette
from scrollcast.raster.draw import disc, polyline, rounded
from scrollcast.raster.sprite import Easel

_STROKE = 3
_OPACITY = 0.45
_ICONS, _ICON, _PITCH = 5, 84, 136  # like, comment, save, share, sound
_BAR_HEIGHT, _BAR_GAP = 30, 24
_BARS = (0.35, 0.8, 0.6)  # name and text of a post, parts of the zone's width


def draw_guides(canvas: Canvas, zone: Zone) -> None:
    """Draw the outline of a zone, and a sketch of the icons and the text that platforms lay over the rest."""
    easel = Easel(0, 0, canvas.width, canvas.height)
    _sketch(easel, zone, canvas.width, canvas.height)
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
    easel.paint(outline, palette.TONES[Tone.WRONG], 0, 0).sprite().blend(canvas)


def _sketch(easel: Easel, zone: Zone, width: int, height: int) -> None:
    muted = palette.TONES[Tone.MUTED]
    x = (max(zone.cut_right, width - 3 * _ICON) + width - _ICON) // 2
    last = min(height - 3 * _PITCH, zone.bottom + _PITCH)
    for icon in range(_ICONS):
        easel.paint(disc(_ICON), muted, x, last - icon * _PITCH, _OPACITY)
    y = zone.bottom + 2 * _BAR_GAP
    for part in _BARS:
        bar = rounded(round(part * (zone.cut_right - zone.left)), _BAR_HEIGHT, _BAR_HEIGHT // 2)
        easel.paint(bar, muted, zone.left, y, _OPACITY)
        y += _BAR_HEIGHT + _BAR_GAP
