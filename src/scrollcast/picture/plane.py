"""The anatomy: one slice, windowed, cropped and brought to the size of its box."""

from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import WHITE, Canvas
from scrollcast.model.series import Slice
from scrollcast.model.timeline import Split, View
from scrollcast.model.window import Window
from scrollcast.picture.stage import Stage
from scrollcast.raster.grey import luma_table, to_luma
from scrollcast.raster.resample import cut, resample

_REACH = 2  # pixels around a cutout that a cubic kernel looks at
_EDGE = 4  # px; the line between the two sides of a wipe


def draw_plane(canvas: Canvas, plane: Slice, view: View, places: tuple[Stage, ...]) -> None:
    """Draw the anatomy of a view on its stages, luma only; the chroma there is neutral already."""
    windows = (view.window,) if view.window_to is None else (view.window, view.window_to)
    if view.split is Split.HALVES:
        for place, window in zip(places, windows, strict=True):
            _brought(plane, window, place, _picture(canvas, place))
        return
    place = places[0]
    if view.window_to is None:
        _brought(plane, view.window, place, _picture(canvas, place))
        return
    pictures = [_brought(plane, window, place) for window in windows]
    if view.split is Split.WIPE:
        _picture(canvas, place)[:] = _wiped(pictures[0], pictures[1], view.mix)
    else:
        _picture(canvas, place)[:] = _faded(pictures[0], pictures[1], view.mix)


def _picture(canvas: Canvas, place: Stage) -> NDArray[np.uint8]:
    box = place.box
    return canvas.luma[box.y : box.bottom, box.x : box.right]


def _brought(plane: Slice, window: Window, place: Stage, onto: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
    """The cutout of a slice in a window, at the size of its box, there or in an array of its own."""
    cutout, box = place.cutout, place.box
    rows, columns = plane.stored.shape
    exact = all(float(edge).is_integer() for edge in (cutout.top, cutout.left, cutout.bottom, cutout.right))
    reach = 0 if exact else _REACH
    top, left = max(0, floor(cutout.top) - reach), max(0, floor(cutout.left) - reach)
    bottom, right = min(rows, ceil(cutout.bottom) + reach), min(columns, ceil(cutout.right) + reach)
    table = luma_table(window, plane.rescale, plane.inverted, plane.padding, plane.stored.dtype)
    luma = to_luma(plane.stored[top:bottom, left:right], table)
    if exact:
        return resample(luma, box.width, box.height, onto)
    edges = (cutout.top - top, cutout.left - left, cutout.bottom - top, cutout.right - left)
    return cut(luma, edges, box.width, box.height, onto)


def _faded(before: NDArray[np.uint8], after: NDArray[np.uint8], mix: float) -> NDArray[np.uint8]:
    return np.rint(before * np.float32(1 - mix) + after * np.float32(mix)).astype(np.uint8)


def _wiped(left: NDArray[np.uint8], right: NDArray[np.uint8], mix: float) -> NDArray[np.uint8]:
    edge = round(mix * left.shape[1])
    wiped = left.copy()
    wiped[:, edge:] = right[:, edge:]
    if 0 < mix < 1:
        wiped[:, max(0, edge - _EDGE // 2) : edge + _EDGE // 2] = WHITE
    return wiped
