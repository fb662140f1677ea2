"""Where the picture stands in a moment, and where a voxel lands on it."""

from scrollcast.model.layout import Box, Layout


def picture_box(layout: Layout, room: float) -> Box:
    """Box of the picture when it has moved aside for options by a part (0..1); even numbers, canvas px."""
    if room in {0.0, 1.0}:
        return layout.aside if room else layout.picture
    whole, aside = layout.picture, layout.aside
    x, y, width, height = (round(a + (b - a) * room) for a, b in zip(whole, aside, strict=True))
    return Box(x - x % 2, y - y % 2, width - width % 2, height - height % 2)


def point(layout: Layout, box: Box, row: float, column: float) -> tuple[float, float]:
    """Where the centre of a voxel lands.

    Parameters
    ----------
    layout : Layout
    box : Box
        Of the picture.
    row, column : float
        In-plane index.

    Returns
    -------
    tuple of 2 floats
        Canvas px (x, y), counted from the centre of the first pixel.
    """
    crop = layout.crop
    x = box.x + (column - crop.left + 0.5) * box.width / crop.columns - 0.5
    y = box.y + (row - crop.top + 0.5) * box.height / crop.rows - 0.5
    return x, y
