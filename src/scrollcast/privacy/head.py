"""Blacks out what makes a head recognizable: the face before a plane, and the skin all around.

Works on a cubic grid of 2.5 mm in the axes of the images; every voxel knows its place in the patient, so that axial,
coronal, sagittal and tilted stacks are treated alike.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.series import Modality, Padding, Slice
from scrollcast.privacy.brain import find_brain

Mask = NDArray[np.bool_]

_GRID = 2.5  # mm
_DOWN = math.radians(40)  # the plane faces forwards and so much downwards
_FORWARDS = np.array([0.0, -math.cos(_DOWN), -math.sin(_DOWN)])  # LPS
_MIDLINE = 15.0  # mm to either side: between the orbits, which the brain's outline takes in
_FRONT = 99.8  # per cent of the brain's outline near the midline that lies behind its front
_SPARE = 13.0  # mm: fluid, and what the outline shaves off
_SKIN = 2  # voxels
_SLIM = 7  # voxels: ears, noses, tubes and holders are thinner in a plane
_AIR = {Modality.CT: -300.0}
_LITRES = (0.6, 2.6)  # of a brain's outline, orbits and all
_CRANIUM = 150.0  # mm from the top of the head to below the brain
_TALL = 60.0  # mm from its bottom to its top


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A stack on cubic voxels.

    Attributes
    ----------
    values : ndarray, shape (K, R, C), float32
        Modality values, upright.
    corners : ndarray, shape (K, 3), float64
        Place of the first voxel of each plane, mm LPS.
    down, along : ndarray, shape (3,), float64
        Steps to the next row and column, mm LPS.
    depths : ndarray, shape (K,), float64
        Of each plane along the normal, mm.
    """

    values: NDArray[np.float32]
    corners: NDArray[np.float64]
    down: NDArray[np.float64]
    along: NDArray[np.float64]
    depths: NDArray[np.float64]

    def places(self, mask: Mask) -> NDArray[np.float64]:
        """Where the voxels of a mask are: shape (n, 3), mm LPS."""
        k, r, c = np.nonzero(mask)
        return np.asarray(self.corners[k] + r[:, None] * self.down + c[:, None] * self.along)

    def heights(self) -> NDArray[np.float64]:
        """How far towards the head each voxel is: shape (K, R, C), mm."""
        _, rows, columns = self.values.shape
        across = np.arange(rows)[:, None] * self.down[2] + np.arange(columns) * self.along[2]
        return np.asarray(self.corners[:, 2, None, None] + across)


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """What is blacked out.

    Attributes
    ----------
    front : float
        Everything farther than this along the plane's direction goes, mm.
    kept : ndarray, shape (K, R, C), bool
        The head without its skin, on the grid.
    brain : ndarray, shape (K, R, C), bool
    grid : Grid
    """

    front: float
    kept: Mask
    brain: Mask
    grid: Grid


def find_cover(slices: Sequence[Slice], modality: Modality) -> Cover:
    """Find the plane before the brain, and the skin.

    Raises
    ------
    PrivacyRefusal
        Where no brain of a plausible size and height is found.
    """
    grid = _grid(slices, modality)
    values = grid.values
    if modality is Modality.CT:
        values = np.where(values > 100, 0, np.clip(values, 0, 80))  # bone as dark as MR shows it
    head = _head(grid.values, modality)
    heights = grid.heights()
    top = heights[head].max(initial=heights.min())
    brain = find_brain(np.where(head & (heights > top - _CRANIUM), values, values.min()), _GRID) > 0
    places = grid.places(brain)
    litres = len(places) * _GRID**3 / 1e6
    if not _LITRES[0] <= litres <= _LITRES[1] or np.ptp(places[:, 2]) < _TALL:
        raise PrivacyRefusal(
            "The images may show a face, and no brain was found to place the mask by. "
            "Choose another series, or clear the face with a reason."
        )
    midline = np.abs(places[:, 0] - np.median(places[:, 0])) < _MIDLINE
    front = float(np.percentile(places[midline] @ _FORWARDS, _FRONT)) + _SPARE
    return Cover(front, _without_skin(head), brain, grid)


def covered(slices: Sequence[Slice], cover: Cover) -> tuple[Slice, ...]:
    """The same slices with what is covered turned into padding, which is black in any window."""
    return tuple(_covered(plane, cover) for plane in slices)


def _grid(slices: Sequence[Slice], modality: Modality) -> Grid:
    first = slices[0]
    if first.spacing is None or any(plane.place is None for plane in slices):
        raise PrivacyRefusal(
            "The images may show a face, and without positions and spacing no mask can be placed. "
            "Choose another series."
        )
    rows = max(1, round(first.stored.shape[0] * first.spacing.row / _GRID))
    columns = max(1, round(first.stored.shape[1] * first.spacing.column / _GRID))
    places = [plane.place for plane in slices if plane.place is not None]
    depths = np.array([place.depth for place in places])
    wanted = np.arange(depths[0], depths[-1] + _GRID / 2, _GRID)
    origins = np.array([place.position for place in places])
    corners = np.stack([np.interp(wanted, depths, origins[:, axis]) for axis in range(3)], axis=1)
    coarse = np.stack([_coarse(plane, modality, (columns, rows)) for plane in slices])
    above = np.clip(np.searchsorted(depths, wanted), 1, max(1, len(depths) - 1))
    if len(depths) == 1:
        values = coarse
    else:
        share = np.clip((wanted - depths[above - 1]) / (depths[above] - depths[above - 1]), 0, 1)[:, None, None]
        values = coarse[above - 1] * (1 - share) + coarse[above] * share
    down, along = (np.array(axis) * _GRID for axis in (places[0].down, places[0].along))
    return Grid(values.astype(np.float32), corners, down, along, wanted)


def _coarse(plane: Slice, modality: Modality, size: tuple[int, int]) -> NDArray[np.float32]:
    values = plane.stored * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept)
    if plane.padding is not None:
        padded = (plane.stored >= plane.padding.low) & (plane.stored <= plane.padding.high)
        values[padded] = values.min(initial=0, where=~padded)
    if plane.inverted and modality is Modality.MR:
        values = values.max() - values
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)


def _head(values: NDArray[np.float32], modality: Modality) -> Mask:
    """The filled outline of the head, plane by plane."""
    low, high = np.percentile(values, (2, 98))
    level = _AIR.get(modality, low + 0.1 * (high - low))
    head, slim = np.zeros(values.shape, np.uint8), np.ones((_SLIM, _SLIM), np.uint8)
    for plane, filled in zip(values, head, strict=True):
        contours, _ = cv2.findContours((plane > level).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        if contours:
            cv2.drawContours(filled, [max(contours, key=cv2.contourArea)], -1, 1, cv2.FILLED)
            filled[:] = cv2.morphologyEx(filled, cv2.MORPH_OPEN, slim)
    return head > 0


def _without_skin(head: Mask) -> Mask:
    """Shrink the head in all directions; where the stack or the field ends there is no skin."""
    kept = head
    for _ in range(_SKIN):
        padded = np.pad(kept, 1, mode="edge")
        kept = padded[1:-1, 1:-1, 1:-1].copy()
        for axis in range(3):
            for ahead in (slice(None, -2), slice(2, None)):
                index = [slice(1, -1)] * 3
                index[axis] = ahead
                kept &= padded[tuple(index)]
    return kept


def _covered(plane: Slice, cover: Cover) -> Slice:
    place, spacing = plane.place, plane.spacing
    if place is None or spacing is None:
        raise PrivacyRefusal("A slice without a position can't be masked.")
    rows, columns = plane.stored.shape
    ahead = float(np.dot(place.position, _FORWARDS))
    down = float(np.dot(place.down, _FORWARDS)) * spacing.row * np.arange(rows)
    along = float(np.dot(place.along, _FORWARDS)) * spacing.column * np.arange(columns)
    hidden = ahead + down[:, None] + along[None, :] > cover.front
    hidden |= ~_kept_at(cover, place.depth, (columns, rows))
    low = _lowest_unused(plane)
    stored = plane.stored.copy()
    stored[hidden] = low if plane.padding is None else plane.padding.low
    return replace(plane, stored=stored, padding=plane.padding or Padding(low, low))


def _kept_at(cover: Cover, depth: float, size: tuple[int, int]) -> Mask:
    k = int(np.clip(np.searchsorted(cover.grid.depths, depth), 1, max(1, len(cover.grid.depths) - 1)))
    below, above = cover.kept[k - 1], cover.kept[min(k, len(cover.kept) - 1)]
    return np.asarray(cv2.resize((below & above).astype(np.float32), size, interpolation=cv2.INTER_LINEAR) >= 0.5)


def _lowest_unused(plane: Slice) -> int:
    """A stored value for padding that no pixel has."""
    info = np.iinfo(plane.stored.dtype)
    if plane.stored.min() > info.min:
        return int(info.min)
    if plane.stored.max() < info.max:
        return int(info.max)
    raise PrivacyRefusal("The images use every value that a pixel can hold, so that nothing can be masked in them.")
