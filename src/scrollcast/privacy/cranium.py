"""What a skull encloses in a CT: the cavity of the brain, by bone alone, on a coarse grid."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.privacy.grid import Mask

BONE_HU = 200.0
AIR_HU = -700.0  # a dry skull holds air, and is thin: all that is denser is bone
_GAP = 3  # voxels: foramina, sutures and thin places are narrower than twice this
_TILTS = (-18.0, 0.0, 18.0)  # degrees: the chin may be up or down, the sections tilted
_NECK = 2  # voxels: passages between the cavity and those of the face are thinner than twice this


def find_cavity(values: NDArray[np.float32], bone: float = BONE_HU) -> Mask:
    """Outline the cavity of the skull.

    Rings of bone are closed and filled section by section, tilted to the front and to the back as well; the largest
    hollow is followed up and down, so far as it hangs together by more than a narrow passage.

    Parameters
    ----------
    values : ndarray, shape (Z, Y, X), float32
        HU, upright, on a grid of 2.5 mm.
    bone : float
        HU above which it is bone.

    Returns
    -------
    ndarray, shape (Z, Y, X), bool
        Empty where no bone encloses anything.
    """
    closed = np.pad(values > bone, _GAP)
    closed = shrunk(grown(closed, _GAP), _GAP)[(slice(_GAP, -_GAP),) * 3]
    hollow = np.logical_or.reduce([_hollow_along(closed, math.tan(math.radians(tilt))) for tilt in _TILTS])
    core = _followed(shrunk(hollow, _NECK))
    cavity = grown(core, _NECK + 1) & hollow
    return np.stack([_filled(section.astype(np.uint8)) for section in cavity]) > 0


def _hollow_along(bone: Mask, slope: float) -> Mask:
    """What rings of bone hold in sections that rise by a slope towards the back."""
    rises = np.rint(slope * (np.arange(bone.shape[1]) - bone.shape[1] // 2)).astype(int)
    most = int(np.abs(rises).max())
    heights = np.arange(len(bone) + 2 * most)[:, None]  # of sections that leave the stack below or above, too
    at, columns = heights - most + rises, np.arange(bone.shape[1])
    sheared = np.where(((at >= 0) & (at < len(bone)))[..., None], bone[np.clip(at, 0, len(bone) - 1), columns], False)
    held = np.stack([_hollow(section.astype(np.uint8)) for section in sheared])
    return np.asarray(held[np.arange(len(bone))[:, None] + most - rises, columns])


def _hollow(ring: NDArray[np.uint8]) -> Mask:
    """What closed rings hold."""
    return np.asarray(_filled(ring) > ring)


def _filled(section: NDArray[np.uint8]) -> NDArray[np.uint8]:
    contours, _ = cv2.findContours(section, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(np.zeros_like(section), contours, -1, 1, cv2.FILLED), np.uint8)


def _followed(hollow: Mask) -> Mask:
    """The largest piece of any section, and what hangs together with it from section to section."""
    pieces = [cv2.connectedComponentsWithStats(section.astype(np.uint8), connectivity=4) for section in hollow]
    sizes = [stats[1:, cv2.CC_STAT_AREA].max(initial=0) for _, _, stats, _ in pieces]
    start = int(np.argmax(sizes))
    kept = np.zeros_like(hollow)
    if not sizes[start]:
        return kept
    kept[start] = pieces[start][1] == 1 + int(pieces[start][2][1:, cv2.CC_STAT_AREA].argmax())
    for way in (range(start + 1, len(hollow)), range(start - 1, -1, -1)):
        last = start
        for k in way:
            labels = pieces[k][1]
            met = np.unique(labels[kept[last]])
            kept[k] = np.isin(labels, met[met > 0])
            last = k
    return kept


def shrunk(mask: Mask, voxels: int) -> Mask:
    """Without the outermost voxels on all sides; where the stack ends nothing is taken off.

    By the faces of a voxel and by its faces and corners in turn, so that slanting sides lose about as much.
    """
    for step in range(voxels):
        kept = mask.copy()
        for axis in range(3):
            source = np.pad(kept if step % 2 else mask, 1, mode="edge")
            kept = kept & source[_shifted(axis, slice(None, -2))] & source[_shifted(axis, slice(2, None))]
        mask = kept
    return mask


def grown(mask: Mask, voxels: int) -> Mask:
    """With so many more voxels on all sides."""
    return np.asarray(~shrunk(~mask, voxels))


def _shifted(axis: int, ahead: slice) -> tuple[slice, ...]:
    return tuple(ahead if each == axis else slice(1, -1) for each in range(3))
