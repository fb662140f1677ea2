"""Which way a head looks: its left by the symmetry of the brain, its front by the brain's length."""

from dataclasses import dataclass

import numpy as np

from scrollcast.privacy.grid import Floats, Grid, Mask

_SAMPLE = 4000  # voxels of the brain
_STEEP, _MOST, _BELIEVED = 16.0, 30.0, 0.5  # degrees by which a brain's length rises to the front, and what differs
_FARTHEST, _NEAREST = 16.0, 1.0  # degrees: the first step of the search and the last, to each side


@dataclass(frozen=True, slots=True, eq=False)
class Bearing:
    """The axes of a head.

    Attributes
    ----------
    left, front, top : ndarray, shape (3,), float64
        Unit vectors, LPS.
    """

    left: Floats
    front: Floats
    top: Floats

    def down(self, degrees: float) -> Floats:
        """Forwards and so much downwards: a unit vector, shape (3,), LPS."""
        slope = np.radians(degrees)
        return np.asarray(np.cos(slope) * self.front - np.sin(slope) * self.top)


STRAIGHT = Bearing(np.array([1.0, 0.0, 0.0]), np.array([0.0, -1.0, 0.0]), np.array([0.0, 0.0, 1.0]))


def find_bearing(brain: Mask, grid: Grid) -> Bearing:
    """Turn and lean the midplane until the two halves of the brain are each other's image best.

    No symmetry tells how far the chin is up. The brain is longest from the forehead to the back of the head, but how
    steeply differs between people, so that only a part of what differs from `_STEEP` is believed.
    """
    places = grid.places(brain)
    places = places[:: max(1, len(places) // _SAMPLE)]
    to_voxels = np.asarray(np.linalg.inv(grid.steps), np.float64)
    turned = leant = 0.0
    step = _FARTHEST
    while step >= _NEAREST:
        around = [(turned + a * step, leant + b * step) for a in (0, -1, 1) for b in (0, -1, 1)]
        turned, leant = min(around, key=lambda at: _unlike(places, _left(*at), brain, (grid.origin, to_voxels)))
        step /= 2
    level = _bearing(_left(turned, leant))
    _, axes = np.linalg.eigh(np.cov(np.stack([places @ level.front, places @ level.top])))
    rises = np.degrees(np.arctan(axes[1, -1] / axes[0, -1]))
    return _nodded(level, _BELIEVED * float(np.clip(rises - _STEEP, -_MOST, _MOST)))


def _left(turned: float, leant: float) -> Floats:
    about, over = np.radians((turned, leant))
    return np.array([np.cos(about) * np.cos(over), np.sin(about) * np.cos(over), np.sin(over)])


def _bearing(left: Floats) -> Bearing:
    front = np.cross(left, STRAIGHT.top)
    front /= np.linalg.norm(front)
    return Bearing(left, front, np.cross(front, left))


def _nodded(level: Bearing, degrees: float) -> Bearing:
    front = level.down(-degrees)
    return Bearing(level.left, front, np.cross(front, level.left))


def _unlike(places: Floats, left: Floats, brain: Mask, voxels: tuple[Floats, Floats]) -> float:
    """The share of places whose mirror image lies outside of the brain."""
    along = places @ left
    mirrored = places - 2 * (along - along.mean())[:, None] * left
    origin, to_voxels = voxels
    at = np.rint((mirrored - origin) @ to_voxels).astype(np.intp)
    inside = ((at >= 0) & (at < brain.shape)).all(axis=1)
    return 1.0 - float(brain[tuple(at[inside].T)].sum()) / len(places)
