"""Blacks out what makes a head recognizable: the face before two planes, and the skin all around.

Works on a grid of 2.5 mm. The planes turn and lean with the head and slide back until they touch the brain, less a
margin; two of them, so that a head that nods is covered as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.series import Modality, Padding, Rescale, Slice, Stored
from scrollcast.privacy.bearing import find_bearing
from scrollcast.privacy.brain import find_brain
from scrollcast.privacy.cranium import AIR_HU, BONE_HU, find_cavity, grown, shrunk
from scrollcast.privacy.grid import Floats, Grid, Mask, on_grid

_GRID = 2.5  # mm
_DOWN = (20.0, 40.0)  # degrees; the planes face forwards and so much downwards
_MIDLINE = 15.0  # mm to either side: between the orbits, which the brain's outline takes in
_FRONT = 99.8  # per cent of the brain's outline near the midline that lies behind its front
_SPARE = {Modality.CT: 8.0, Modality.MR: 11.0}  # mm: fluid, and what the outline shaves off
_SKIN = 3  # voxels
_SLIM = 7  # voxels: ears, noses, tubes and holders are thinner in a section
_SKULL = 4  # voxels from the brain's cavity to the outside of its bone
_LITRES = (0.6, 2.4)  # of a brain's outline, orbits and all
_CRANIUM = 150.0  # mm from the top of the head to below the brain
_LEAST, _MOST = (95.0, 120.0, 60.0), (175.0, 215.0, 170.0)  # mm of it, to the left, to the back, to the head
_SOFT = 1.2  # voxels; rounds the steps of the grid off
_HALF, _UNTOUCHED = 0.5, 0.99  # of a voxel that shows, and of the brain's voxels that have to
WAYS = (
    "Choose another series; or, where no face shows or the lesson is about it, say so with "
    '--face clear --because "...".'
)


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """What is blacked out.

    Attributes
    ----------
    directions : ndarray, shape (2, 3), float64
        Unit vectors, LPS.
    fronts : ndarray, shape (2,), float64
        Everything farther than this along each direction goes, mm.
    kept : ndarray, shape (K, R, C), bool
        The head without its skin, in the order of the images.
    core : ndarray, shape (K, R, C), bool
        The brain and what is certainly no skin; kept to the last half voxel.
    brain : ndarray, shape (Z, Y, X), bool
    grid : Grid
    """

    directions: Floats
    fronts: Floats
    kept: Mask
    core: Mask
    brain: Mask
    grid: Grid

    @property
    def litres(self) -> float:
        """Volume of the brain's outline."""
        return float(self.brain.sum() * self.grid.litres)


def find_cover(slices: Sequence[Slice], modality: Modality) -> Cover:
    """Find the planes before the brain, and the skin.

    Raises
    ------
    PrivacyRefusal
        Where no brain of a plausible size and height is found.
    """
    grid = on_grid(slices, modality, _GRID)
    head = _head(grid.body(modality))
    brain, core = _brain(grid, head, modality)
    if not _plausible(brain, grid):
        raise PrivacyRefusal(f"No brain of a plausible size was found to place the mask by. {WAYS}")
    places = grid.places(brain)
    bearing = find_bearing(brain, grid)
    aside = places @ bearing.left
    midline = places[np.abs(aside - np.median(aside)) < _MIDLINE]
    directions = np.stack([bearing.down(degrees) for degrees in _DOWN])
    fronts = np.percentile(midline @ directions.T, _FRONT, axis=0) + _SPARE[modality]
    return Cover(directions, fronts, grid.as_images(shrunk(head, _SKIN)), grid.as_images(core), brain, grid)


def _brain(grid: Grid, head: Mask, modality: Modality) -> tuple[Mask, Mask]:
    """The brain's outline, and what of the head is certainly no skin: the brain, and the bone around it."""
    values = grid.values
    if modality is Modality.CT:
        for bone in (BONE_HU, AIR_HU):
            if _plausible(cavity := find_cavity(values, bone), grid):
                return cavity, _spared(cavity, head) | (grown(cavity, _SKULL) & (values > bone))
        values = np.where(values > 100, 0, np.clip(values, 0, 80)).astype(np.float32)  # bone as dark as MR shows it
    heights = grid.along(np.array([0.0, 0.0, 1.0]))
    upper = head & (heights > heights[head].max(initial=heights.min()) - _CRANIUM)
    brain = find_brain(np.where(upper, values, values.min()), grid.size) > 0
    return brain, _spared(brain, head)


def _spared(brain: Mask, head: Mask) -> Mask:
    """The brain and the voxel around it, but never the outermost of the head."""
    return brain | (grown(brain, 1) & shrunk(head, 1))


def _plausible(brain: Mask, grid: Grid) -> bool:
    if not brain.any():
        return False
    sides = np.ptp(grid.places(brain), axis=0)
    right_size = (sides >= _LEAST).all() and (sides <= _MOST).all()
    return bool(right_size and _LITRES[0] <= brain.sum() * grid.litres <= _LITRES[1])


def cover(slices: Sequence[Slice], found: Cover) -> tuple[Slice, ...]:
    """Turn what is covered into padding, which is black in any window, in the memory of the slices themselves."""
    return tuple(_cover(plane, found) for plane in slices)


def check_covered(slices: Sequence[Slice], found: Cover) -> None:
    """Look at what the masked slices still show, on the grid again: nothing before the planes, and all of the brain.

    Raises
    ------
    PrivacyRefusal
        Where the mask has not done what it is for.
    """
    seen = on_grid([_seen(plane) for plane in slices], Modality.MR, found.grid.size)
    depths = [plane.place.depth for plane in slices if plane.place is not None]
    slope = seen.size + max(np.diff(depths), default=0.0) / 2  # between two slices
    for direction, front in zip(found.directions, found.fronts, strict=True):
        if (seen.values[seen.along(direction) > front + slope] > _HALF).any():
            raise PrivacyRefusal(f"The mask over the face has left something before the brain. {WAYS}")
    if (seen.values[found.brain] > _HALF).mean() < _UNTOUCHED:
        raise PrivacyRefusal(f"The mask over the face would cover part of the brain. {WAYS}")


def _seen(plane: Slice) -> Slice:
    """1 where a slice shows something, else 0."""
    return replace(plane, stored=shown(plane).astype(np.uint8), rescale=Rescale(), inverted=False, padding=None)


def shown(plane: Slice) -> Mask:
    """Where a slice has no padding."""
    padding = plane.padding
    hidden = np.False_ if padding is None else (plane.stored >= padding.low) & (plane.stored <= padding.high)
    return np.broadcast_to(~hidden, plane.stored.shape)


def _head(body: Mask) -> Mask:
    """The filled outline of the head, section by section."""
    head, slim = np.zeros(body.shape, np.uint8), np.ones((_SLIM, _SLIM), np.uint8)
    for section, filled in zip(body, head, strict=True):
        contours, _ = cv2.findContours(section.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        if contours:
            cv2.drawContours(filled, [max(contours, key=cv2.contourArea)], -1, 1, cv2.FILLED)
            filled[:] = cv2.morphologyEx(filled, cv2.MORPH_OPEN, slim)
    return head > 0


def _cover(plane: Slice, found: Cover) -> Slice:
    place, spacing = plane.place, plane.spacing
    if place is None or spacing is None:
        raise PrivacyRefusal("A slice without a position can't be masked.")
    rows, columns = plane.stored.shape
    hidden = ~_kept_at(found, place.depth, (columns, rows))
    for direction, front in zip(found.directions, found.fronts, strict=True):
        down = float(np.dot(place.down, direction)) * spacing.row * np.arange(rows)
        along = float(np.dot(place.along, direction)) * spacing.column * np.arange(columns)
        hidden |= float(np.dot(place.position, direction)) + down[:, None] + along > front
    padding = plane.padding or _unused(plane)
    stored = _writable(plane.stored)
    stored[hidden] = padding.low
    return replace(plane, stored=stored, padding=padding)


def _writable(stored: Stored) -> Stored:
    """The same pixels to write into; a copy only where their memory is not ours to change."""
    try:
        stored.flags.writeable = True  # until the next Slice takes it
    except ValueError:
        return stored.copy()
    return stored


def _kept_at(found: Cover, depth: float, size: tuple[int, int]) -> Mask:
    depths = found.grid.depths
    k = int(np.clip(np.searchsorted(depths, depth), 1, max(1, len(depths) - 1)))
    j = min(k, len(depths) - 1)
    kept = (found.kept[k - 1] & found.kept[j]) | found.core[k - 1] | found.core[j]
    soft = cv2.GaussianBlur(kept.astype(np.float32), (0, 0), _SOFT, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC) >= _HALF)


def _unused(plane: Slice) -> Padding:
    """A stored value for padding that no pixel has."""
    info = np.iinfo(plane.stored.dtype)
    if plane.stored.min() > info.min:
        return Padding(int(info.min), int(info.min))
    if plane.stored.max() < info.max:
        return Padding(int(info.max), int(info.max))
    raise PrivacyRefusal("The images use every value that a pixel can hold, so that nothing can be masked in them.")
