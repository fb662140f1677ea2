"""The painter: lays tissues over one axial plane in painter's order, and keeps a label of each pixel."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.solid import Beads, Floats, Waves
from scrollcast.demo.tissue import TISSUES, Tissue
from scrollcast.raster.shape import blur, discs, enlarge, fill, stroke

SIZE = 512
SPACING = 0.75
"""Between pixel centres, mm."""
HALF = SPACING * (SIZE - 1) / 2

_WARP = Waves(11, 1.9, (70.0, 190.0))
_TURN = np.radians(2.4)
"""Nobody lies quite straight."""
_BUILD = (1.03, 1.11)
"""The plan's patient is slim; this one is a little wider and deeper."""
_STRAND = 0.24
_CELLS = (15.0, 5.0, 2.0)


class Grain:
    """Smooth random texture that changes continuously through the stack, unit standard deviation.

    Parameters
    ----------
    seed : int
    cell : float
        Size of a grain, mm.
    depth : float
        Length of the stack, mm.
    """

    def __init__(self, seed: int, cell: float, depth: float) -> None:
        rng = np.random.Generator(np.random.PCG64(seed))
        self._cell = max(cell, 3.0)
        side = int(np.ceil(SIZE * SPACING / cell)) + 2
        layers = int(np.ceil(depth / self._cell)) + 3
        self._lattice = rng.standard_normal((layers, side, side), np.float32)

    def at(self, depth: float) -> NDArray[np.float32]:
        """The texture in a plane, shape (512, 512)."""
        where = depth / self._cell + 1
        below, t = int(np.floor(where)), where - np.floor(where)
        mixed = self._lattice[below] * np.float32(1 - t) + self._lattice[below + 1] * np.float32(t)
        mixed *= np.float32(1.5 / np.hypot(1 - t, t))  # cubic interpolation in the plane takes a third of the deviation
        return enlarge(mixed, SIZE, SIZE)


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """Coverage of a box of the plane, 0 to 1, and the pixels that count as inside."""

    rows: slice
    columns: slice
    cover: NDArray[np.float32]

    @property
    def solid(self) -> NDArray[np.bool_]:
        """Pixels more than half covered."""
        return self.cover > 0.5


class Painter:
    """One plane of the phantom.

    Parameters
    ----------
    depth : float
        mm below the first slice.
    grains : tuple of 3 Grain
        Coarse, medium, fine.

    Attributes
    ----------
    hu : ndarray, shape (512, 512), float32
    labels : ndarray, shape (512, 512), uint8
        The `Tissue` on top.
    posed : bool
        True for what lies as the patient lies; False for what is fixed to the scanner.
    """

    def __init__(self, depth: float, grains: tuple[Grain, ...]) -> None:
        self.depth = depth
        self.grains = tuple(grain.at(depth) for grain in grains)
        self.hu = np.full((SIZE, SIZE), TISSUES[Tissue.AIR].mean, np.float32)
        self.labels = np.zeros((SIZE, SIZE), np.uint8)
        self.posed = True
        self._mask = np.zeros((SIZE, SIZE), np.uint8)

    def area(self, polygon: Floats | None, tissue: Tissue, within: Patch | None = None) -> Patch | None:
        """Fill a closed curve (mm) with a tissue; nothing where there is no curve."""
        return self.cover(self.outline(polygon, within), tissue)

    def outline(self, polygon: Floats | None, within: Patch | None = None) -> Patch | None:
        """Where a closed curve lies, without painting it."""
        if polygon is None or len(polygon) < 3:
            return None
        at = self._pixels(polygon)
        return self._drawn(at, 1.0, within, lambda: fill(self._mask, at))

    def beads(self, beads: Beads, tissue: Tissue, shrink: float = 0.0, within: Patch | None = None) -> Patch | None:
        """Fill where the plane cuts a tube."""
        centres, radii, _ = beads.cut(self.depth, shrink)
        return self.cover(self.discs(centres, radii, within), tissue)

    def discs(self, centres: Floats, radii: Floats, within: Patch | None = None) -> Patch | None:
        """Where discs lie (mm), without painting them."""
        if not len(radii):
            return None
        at, size = self._pixels(centres), np.asarray(radii / SPACING, np.float32)
        return self._drawn(at, float(size.max()), within, lambda: discs(self._mask, at, np.maximum(size - 0.4, 0.3)))

    def line(
        self, points: Floats, width: float, tissue: Tissue, within: Patch | None = None, *, closed: bool = False
    ) -> Patch | None:
        """Draw a line of a width in mm."""
        at, thick = self._pixels(points), width / SPACING
        drawn = self._drawn(at, thick, within, lambda: stroke(self._mask, at, thick, closed=closed))
        return self.cover(drawn, tissue)

    def cover(self, patch: Patch | None, tissue: Tissue, value: NDArray[np.float32] | None = None) -> Patch | None:
        """Lay a tissue over a patch; `value` (shape of the patch, HU) replaces its own look."""
        if patch is None:
            return None
        box = (patch.rows, patch.columns)
        top = self.look(tissue, patch) if value is None else value
        here = self.hu[box]
        here += (top - here) * patch.cover
        self.labels[box][patch.solid] = tissue
        return patch

    def ragged(self, patch: Patch | None, amount: float) -> Patch | None:
        """The patch with a softened, uneven edge, as folded soft tissue has."""
        if patch is None:
            return None
        soft = blur(patch.cover, 2.2) + np.float32(amount) * self.grains[1][patch.rows, patch.columns]
        return Patch(patch.rows, patch.columns, np.clip((soft - 0.5) * 3 + 0.5, 0, 1).astype(np.float32))

    def look(self, tissue: Tissue, patch: Patch) -> NDArray[np.float32]:
        """HU of a tissue over a patch, with its grain."""
        look = TISSUES[tissue]
        value = np.full(patch.cover.shape, look.mean, np.float32)
        for grain, deviation in zip(self.grains, (look.coarse, look.medium, look.fine), strict=True):
            if deviation:
                value += np.float32(deviation) * grain[patch.rows, patch.columns]
        if look.strands:
            coarse, medium, _ = (grain[patch.rows, patch.columns] for grain in self.grains)
            thin = np.clip(1 - np.abs(medium + 0.35 * coarse) / _STRAND, 0, 1)
            value += np.float32(look.strands) * thin * np.clip(0.35 + coarse, 0, 1)
        if look.flecks:
            coarse, medium, fine = (grain[patch.rows, patch.columns] for grain in self.grains)
            value += np.float32(look.flecks) * np.clip(0.45 * fine + 0.55 * medium + 0.35 * coarse - 0.75, 0, 1.1)
        return value

    @staticmethod
    def warp(xy: Floats, depth: float) -> Floats:
        """Where places of the plan come to lie: everything is pushed about a little, so that nothing is symmetrical."""
        turned = xy[:, :2] @ np.array([(np.cos(_TURN), np.sin(_TURN)), (-np.sin(_TURN), np.cos(_TURN))])
        return _WARP.moved(turned * _BUILD + (0, -5), depth)

    def _pixels(self, xy: Floats) -> NDArray[np.float32]:
        moved = self.warp(xy, self.depth) if self.posed else xy[:, :2]
        return np.asarray((moved + HALF) / SPACING, np.float32)

    def _drawn(
        self, at: NDArray[np.float32], margin: float, within: Patch | None, draw: Callable[[], None]
    ) -> Patch | None:
        low = np.floor(at.min(0) - margin - 2).astype(int)
        high = np.ceil(at.max(0) + margin + 3).astype(int)
        (left, top), (right, bottom) = np.clip(low, 0, SIZE), np.clip(high, 0, SIZE)
        if within is not None:
            left, right = max(left, within.columns.start), min(right, within.columns.stop)
            top, bottom = max(top, within.rows.start), min(bottom, within.rows.stop)
        if left >= right or top >= bottom:
            return None
        draw()
        rows, columns = slice(int(top), int(bottom)), slice(int(left), int(right))
        cover: NDArray[np.float32] = self._mask[rows, columns] * np.float32(1 / 255)
        self._mask[:] = 0
        if within is not None:
            cover *= within.cover[
                rows.start - within.rows.start : rows.stop - within.rows.start,
                columns.start - within.columns.start : columns.stop - within.columns.start,
            ]
        return Patch(rows, columns, cover)


def grains(depth: float) -> tuple[Grain, ...]:
    """Coarse, medium and fine texture for a stack `depth` mm long."""
    return tuple(Grain(seed, cell, depth) for seed, cell in enumerate(_CELLS, 21))


def smooth(plane: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Gaussian blur, `sigma` in mm."""
    return blur(plane, sigma / SPACING)
