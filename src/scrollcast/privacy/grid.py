"""A stack on cubic voxels, upright: its axes are those of the images, turned to run to the head, the back and the left.

Every voxel knows its place in the patient, so that axial, coronal, sagittal and tilted stacks are treated alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.series import Modality, Slice, Stored

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

_UPRIGHT = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])  # to the head, the back, the left; LPS
_NOISE = (2.0, 98.0)  # percentiles that bound the values of MR
_AIR_HU, _VACUUM_HU = -300.0, -1000.0
_DARK = 0.1  # of the range of MR is air


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A stack on cubic voxels.

    Attributes
    ----------
    values : ndarray, shape (Z, Y, X), float32
        Modality values, bright tissue up; indices rise to the head, the back and the left.
    origin : ndarray, shape (3,), float64
        Place of the first voxel, mm LPS.
    steps : ndarray, shape (3, 3), float64
        What the next voxel along each axis adds to it, mm LPS.
    size : float
        Edge of a voxel, mm.
    axes : tuple of int
        Axis of the images (slice, row, column) behind each axis of the grid.
    mirrored : tuple of bool
        For each axis of the grid: it runs against that of the images.
    depths : ndarray, shape (K,), float64
        Of the planes along the normal of the images, mm.
    """

    values: NDArray[np.float32]
    origin: Floats
    steps: Floats
    size: float
    axes: tuple[int, ...]
    mirrored: tuple[bool, ...]
    depths: Floats

    @property
    def litres(self) -> float:
        """Volume of a voxel."""
        return self.size**3 / 1e6

    def places(self, mask: Mask) -> Floats:
        """Where the voxels of a mask are: shape (n, 3), mm LPS."""
        return np.asarray(self.origin + np.argwhere(mask) @ self.steps)

    def along(self, direction: Floats) -> Floats:
        """How far along a direction each voxel is: shape (Z, Y, X), mm."""
        z, y, x = (
            np.arange(count) * (step @ direction) for count, step in zip(self.values.shape, self.steps, strict=True)
        )
        return np.asarray(self.origin @ direction + z[:, None, None] + y[:, None] + x)

    def as_images(self, mask: Mask) -> Mask:
        """The same in the order of the images: shape (K, R, C)."""
        return mask[_backwards(self.mirrored)].transpose(np.argsort(self.axes))

    def body(self, modality: Modality) -> Mask:
        """What is no air."""
        if modality is Modality.CT:
            return self.values > _AIR_HU
        low, high = np.percentile(self.values, _NOISE)
        return np.asarray(self.values > low + _DARK * (high - low))


def on_grid(slices: Sequence[Slice], modality: Modality, size: float) -> Grid:
    """Resample a stack: areas within the slices, lines between them.

    Parameters
    ----------
    slices : sequence of Slice
        Parallel, in rising order along their normal.
    modality : Modality
    size : float
        Edge of a voxel, mm.

    Raises
    ------
    PrivacyRefusal
        Where a slice has no place or no spacing.
    """
    first = slices[0]
    places = [plane.place for plane in slices if plane.place is not None]
    if first.spacing is None or len(places) < len(slices):
        raise PrivacyRefusal(
            "Without positions and spacing no mask can be placed. Choose another series; or, where no face shows or "
            'the lesson is about it, say so with --face clear --because "...".'
        )
    shape = (
        max(1, round(first.stored.shape[0] * first.spacing.row / size)),
        max(1, round(first.stored.shape[1] * first.spacing.column / size)),
    )
    depths = np.array([place.depth for place in places])
    wanted = np.arange(depths[0], depths[-1] + size / 2, size)
    values = _between(slices, modality, depths, wanted, shape)
    path = np.array(places[-1].position) - np.array(places[0].position)
    run = depths[-1] - depths[0]
    through = path * (size / run) if run else np.array(places[0].normal) * size
    pixels = [
        axis * length
        for axis, length in zip(map(np.array, (places[0].down, places[0].along)), first.spacing, strict=True)
    ]
    steps = [pixel * (count / on) for pixel, count, on in zip(pixels, first.stored.shape, shape, strict=True)]
    corner = np.array(places[0].position) + sum((step - pixel) / 2 for step, pixel in zip(steps, pixels, strict=True))
    return _upright(values, corner, np.stack([through, *steps]), size, wanted)


def _between(
    slices: Sequence[Slice], modality: Modality, depths: Floats, wanted: Floats, shape: tuple[int, int]
) -> NDArray[np.float32]:
    """Values of the planes at the wanted depths; only slices that one of them lies beside are looked at."""
    above = np.clip(np.searchsorted(depths, wanted), 1, max(1, len(depths) - 1))
    below = above - 1
    above = np.minimum(above, len(depths) - 1)
    coarse = {int(k): _coarse(slices[k], modality, shape) for k in np.unique([below, above])}
    dark = min((plane.min() for plane in coarse.values() if not np.isnan(plane[0, 0])), default=np.float32(0))
    coarse = {k: np.nan_to_num(plane, nan=float(dark)) for k, plane in coarse.items()}
    gaps = np.maximum(depths[above] - depths[below], 1e-6)
    shares = np.clip((wanted - depths[below]) / gaps, 0, 1).astype(np.float32)
    planes = [
        coarse[int(k)] * (1 - share) + coarse[int(j)] * share for k, j, share in zip(below, above, shares, strict=True)
    ]
    return np.stack(planes)


def _coarse(plane: Slice, modality: Modality, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Modality values of a slice on the grid, bright tissue up, padding as dark as air; NaN where all is padding."""
    stored = plane.stored
    inverted = plane.inverted and modality is Modality.MR
    if plane.padding is not None:
        padded = (stored >= plane.padding.low) & (stored <= plane.padding.high)
        if padded.all():
            return np.full(shape, np.nan, np.float32)
        stored = np.where(padded, _air(stored[~padded], plane, modality), stored)
    small = cv2.resize(stored.astype(np.float32), shape[::-1], interpolation=cv2.INTER_AREA)
    values = small * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept)
    return np.asarray(-values if inverted else values, np.float32)


def _air(shown: Stored, plane: Slice, modality: Modality) -> float:
    """A stored value as dark as air: by its HU, or the darkest of MR."""
    if modality is Modality.CT:
        return (_VACUUM_HU - plane.rescale.intercept) / plane.rescale.slope
    return float(shown.max() if plane.inverted != (plane.rescale.slope < 0) else shown.min())


def _upright(values: NDArray[np.float32], corner: Floats, steps: Floats, size: float, depths: Floats) -> Grid:
    units = steps / np.linalg.norm(steps, axis=1, keepdims=True)
    leans = units @ _UPRIGHT.T
    axes = max(permutations(range(3)), key=lambda order: sum(abs(leans[axis, k]) for k, axis in enumerate(order)))
    mirrored = tuple(bool(leans[axis, k] < 0) for k, axis in enumerate(axes))
    turned, ordered = values.transpose(axes), steps[list(axes)]
    ends = [
        step * (count - 1) if back else 0 for step, count, back in zip(ordered, turned.shape, mirrored, strict=True)
    ]
    return Grid(
        values=np.ascontiguousarray(turned[_backwards(mirrored)]),
        origin=np.asarray(corner + sum(ends)),
        steps=ordered * np.where(mirrored, -1.0, 1.0)[:, None],
        size=size,
        axes=axes,
        mirrored=mirrored,
        depths=depths,
    )


def _backwards(mirrored: tuple[bool, ...]) -> tuple[slice, ...]:
    return tuple(slice(None, None, -1 if back else 1) for back in mirrored)
