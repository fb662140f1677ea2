"""A canvas that frames are drawn on one after the other: only what was drawn over is cleared for the next."""

from scrollcast.model.canvas import Canvas
from scrollcast.model.layout import Box
from scrollcast.raster.sprite import Sprite, crossfade


class Page:
    """A canvas, the ground that was laid on it, and where that was drawn over.

    Parameters
    ----------
    canvas : Canvas
        Drawn on by nobody else.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._ground: Canvas | None = None
        self._covered: list[Box] = []

    def lay(self, ground: Canvas) -> None:
        """Make the canvas the same as another one, but for its picture boxes, which are drawn anew in each frame.

        Parameters
        ----------
        ground : Canvas
            Not written to as long as it is in use.
        """
        if self._ground is ground:
            for box in self._covered:
                _copy(ground, self.canvas, box)
        else:
            self.canvas.buffer[:] = ground.buffer
        self._ground, self._covered = ground, []

    def blend(self, sprite: Sprite, presence: float = 1.0, within: Box | None = None) -> None:
        """Lay a sprite over what is there, as `Sprite.blend`."""
        sprite.blend(self.canvas, presence, within)
        self._covered.append(sprite.box)

    def crossfade(self, over: Canvas, presence: float) -> None:
        """Lay a whole frame over what is there."""
        crossfade(self.canvas, over, presence)
        self._ground = None


def _copy(ground: Canvas, canvas: Canvas, box: Box) -> None:
    top, left = max(0, box.y), max(0, box.x)
    rows, columns = slice(top, max(top, box.bottom)), slice(left, max(left, box.right))
    canvas.luma[rows, columns] = ground.luma[rows, columns]
    half = tuple(slice(part.start // 2, part.stop // 2) for part in (rows, columns))
    canvas.chroma[:, *half] = ground.chroma[:, *half]
