"""A frame as the encoder takes it: planar YUV 4:2:0, BT.709, limited range."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

BLACK, WHITE = 16, 235
NEUTRAL = 128


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """One frame in one buffer, luma first, then the two chroma planes.

    Attributes
    ----------
    buffer : ndarray, shape (height * 3 // 2, width), uint8, C order
        What FFmpeg reads as yuv420p, unchanged.
    height : int
    luma : ndarray, shape (height, width), uint8
        View of the buffer.
    chroma : ndarray, shape (2, height / 2, width / 2), uint8
        View of the buffer: Cb, then Cr.
    """

    buffer: NDArray[np.uint8]
    height: int
    luma: NDArray[np.uint8] = field(init=False, repr=False)
    chroma: NDArray[np.uint8] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows, width = self.buffer.shape
        if rows * 2 != self.height * 3 or self.height % 4 or width % 2 or not self.buffer.flags.c_contiguous:
            raise ValueError(f"a buffer of {rows} x {width} is no yuv420p frame of height {self.height}")
        object.__setattr__(self, "luma", self.buffer[: self.height])
        object.__setattr__(self, "chroma", self.buffer[self.height :].reshape(2, self.height // 2, width // 2))

    @classmethod
    def blank(cls, width: int, height: int, colour: tuple[int, int, int] = (BLACK, NEUTRAL, NEUTRAL)) -> "Canvas":
        """A frame of one colour, given as Y, Cb, Cr."""
        canvas = cls(np.empty((height * 3 // 2, width), np.uint8), height)
        canvas.luma[:] = colour[0]
        canvas.chroma[0], canvas.chroma[1] = colour[1], colour[2]
        return canvas

    @property
    def width(self) -> int:
        """Columns of the frame."""
        return int(self.buffer.shape[1])

    def copy(self) -> "Canvas":
        """A frame of its own with the same picture."""
        return Canvas(self.buffer.copy(), self.height)
