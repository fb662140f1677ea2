"""Where the picture stands in a moment, and where a voxel lands on it."""

from dataclasses import dataclass
from math import ceil, floor

from scrollcast.model.layout import Box, Layout
from scrollcast.model.timeline import Cutout, Split, View
from scrollcast.model.volume import Crop

_GUTTER = 8  # between two pictures side by side


@dataclass(frozen=True, slots=True)
class Stage:
    """A picture on the canvas: its box, and the part of a slice that fills it.

    Attributes
    ----------
    box : Box
        Even numbers, canvas px.
    cutout : Cutout
    beside : Box or None
        Of the other picture, where two stand side by side.
    around : Box or None
        Room for labels beyond `box`.
    """

    box: Box
    cutout: Cutout
    beside: Box | None = None
    around: Box | None = None

    @property
    def scale(self) -> tuple[float, float]:
        """Canvas px to one row, and to one column."""
        cutout = self.cutout
        return self.box.height / (cutout.bottom - cutout.top), self.box.width / (cutout.right - cutout.left)

    def point(self, row: float, column: float) -> tuple[float, float]:
        """Where the centre of a voxel lands: canvas px (x, y), counted from the centre of the first pixel."""
        down, along = self.scale
        x = self.box.x + (column - self.cutout.left + 0.5) * along - 0.5
        y = self.box.y + (row - self.cutout.top + 0.5) * down - 0.5
        return x, y

    def covered(self, crop: Crop) -> Box:
        """The pixels of the picture on which a part of a slice lands, whole or in part; none where it is cut off."""
        left, top = (floor(edge) for edge in self.point(crop.top - 0.5, crop.left - 0.5))
        right, bottom = (ceil(edge) + 1 for edge in self.point(crop.bottom - 0.5, crop.right - 0.5))
        x, y = max(self.box.x, left), max(self.box.y, top)
        return Box(x, y, max(0, min(self.box.right, right) - x), max(0, min(self.box.bottom, bottom) - y))

    def mm(self, layout: Layout) -> float | None:
        """Millimetres to one canvas px along a row; None where the spacing is not known."""
        if layout.mm is None:
            return None
        return layout.mm * layout.picture.width / layout.crop.columns / self.scale[1]


def stages(layout: Layout, view: View) -> tuple[Stage, ...]:
    """The pictures of a view: one, or two side by side."""
    box = picture_box(layout, view.room)
    cutout = view.zoom or whole(layout)
    if view.split is not Split.HALVES:
        return (Stage(box, cutout),)
    width = (box.width - _GUTTER) // 2
    width -= width % 2
    height = width * box.height // box.width
    height -= height % 2
    top = box.y + (box.height - height) // 2
    top -= top % 2
    left, right = Box(box.x, top, width, height), Box(box.right - width, top, width, height)
    return Stage(left, cutout, right, box), Stage(right, cutout, left, box)


def whole(layout: Layout) -> Cutout:
    """The whole crop."""
    crop = layout.crop
    return Cutout(crop.top, crop.left, crop.bottom, crop.right)


def picture_box(layout: Layout, room: float) -> Box:
    """Box of the picture when it has moved aside for options by a part (0..1); even numbers, canvas px."""
    if room in {0.0, 1.0}:
        return layout.aside if room else layout.picture
    x, y, width, height = (round(a + (b - a) * room) for a, b in zip(layout.picture, layout.aside, strict=True))
    return Box(x - x % 2, y - y % 2, width - width % 2, height - height % 2)
