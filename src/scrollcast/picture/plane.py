"""The anatomy: one slice, windowed, cropped and brought to the size of its box."""

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.series import Slice
from scrollcast.model.timeline import View
from scrollcast.model.window import Window
from scrollcast.raster.grey import luma_table, to_luma
from scrollcast.raster.resample import resample


def draw_plane(canvas: Canvas, plane: Slice, view: View, layout: Layout, box: Box) -> None:
    """Draw the anatomy of a view into its box, luma only; the chroma there is neutral already."""
    luma = _windowed(plane, view.window, layout)
    if view.window_to is not None:
        luma = _faded(luma, _windowed(plane, view.window_to, layout), view.mix)
    canvas.luma[box.y : box.bottom, box.x : box.right] = resample(luma, box.width, box.height)


def _windowed(plane: Slice, window: Window, layout: Layout) -> NDArray[np.uint8]:
    crop = layout.crop
    table = luma_table(window, plane.rescale, plane.inverted, plane.padding, plane.stored.dtype)
    return to_luma(plane.stored[crop.top : crop.bottom, crop.left : crop.right], table)


def _faded(before: NDArray[np.uint8], after: NDArray[np.uint8], mix: float) -> NDArray[np.uint8]:
    return np.rint(before * np.float32(1 - mix) + after * np.float32(mix)).astype(np.uint8)
