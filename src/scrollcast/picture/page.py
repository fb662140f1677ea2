"""A canvas that frames are drawn on one after the other: only what was drawn over is cleared for the next."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box
from scrollcast.model.timeline import View
from scrollcast.raster.sprite import Sprite, crossfade

Plane = NDArray[np.uint8]


class Page:
    """A canvas, what lies under the sprites of its last frame, and where these are.

    Parameters
    ----------
    canvas : Canvas
        Drawn on by nobody else.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._ground: Canvas | None = None
        self._scene: Canvas | None = None
        self._view: View | None = None
        self._covered: list[Box] = []

    def lay(self, ground: Canvas) -> None:
        """Make the canvas the same as another one.

        Parameters
        ----------
        ground : Canvas
            Not written to as long as it is in use.
        """
        if self._ground is ground and self._view is None:
            self._clear(ground)
        else:
            self.canvas.buffer[:] = ground.buffer
            self._covered.clear()
        self._ground, self._view = ground, None

    def stage(self, ground: Canvas, view: View, boxes: tuple[Box, ...], draw: Callable[[Canvas], None]) -> None:
        """Make the canvas the same as another one with the slices of a view on it.

        Parameters
        ----------
        ground : Canvas
            Not written to as long as it is in use.
        view : View
        boxes : tuple of Box
            Where its slices go; the same for every view on this ground.
        draw : callable
            Draws them; called only where the view is not that of the frame before.
        """
        scene, known = self._scene or Canvas.blank(self.canvas.width, self.canvas.height), self._view is not None
        if self._ground is not ground or not known:
            scene.buffer[:] = ground.buffer
            draw(scene)
            self.canvas.buffer[:] = scene.buffer
            self._covered.clear()
        elif view != self._view:
            draw(scene)
            for box in boxes:
                _copy(scene.luma, self.canvas.luma, box)
            self._clear(scene, boxes)
        else:
            self._clear(scene)
        self._ground, self._scene, self._view = ground, scene, view

    def blend(self, sprite: Sprite, presence: float = 1.0, within: Box | None = None) -> None:
        """Lay a sprite over what is there, as `Sprite.blend`."""
        sprite.blend(self.canvas, presence, within)
        self._covered.append(sprite.box)

    def crossfade(self, over: Canvas, presence: float) -> None:
        """Lay a whole frame over what is there."""
        crossfade(self.canvas, over, presence)
        self._ground = None

    def _clear(self, under: Canvas, fresh: tuple[Box, ...] = ()) -> None:
        """Take away the sprites of the last frame; the luma of some boxes is that of this one already."""
        luma, chroma = self.canvas.luma, self.canvas.chroma
        below, tint = under.luma, under.chroma
        for box in self._covered:
            if not any(each.holds(box) for each in fresh):
                _copy(below, luma, box)
            half = (..., *_part(Box(box.x // 2, box.y // 2, box.width // 2, box.height // 2)))
            chroma[half] = tint[half]
        self._covered.clear()


def _copy(source: Plane, onto: Plane, box: Box) -> None:
    part = _part(box)
    onto[part] = source[part]


def _part(box: Box) -> tuple[slice, slice]:
    return slice(max(0, box.y), max(0, box.bottom)), slice(max(0, box.x), max(0, box.right))
