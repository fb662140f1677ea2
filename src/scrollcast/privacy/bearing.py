"""Which way a head looks: its left by the symmetry of the brain, its front at right angles to it."""

from dataclasses import dataclass

import numpy as np

from scrollcast.privacy.grid import Floats, Grid, Mask

_SAMPLE = 4000  # voxels of the brain
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

    How far the chin is up is not looked for: no symmetry tells it.
    """
    places = grid.places(brain)
    places = places[:: max(1, len(places) // _SAMPLE)]
    to_voxels = np.linalg.inv(grid.steps)
    turned = leant = 0.0
    step = _FARTHEST
    while step >= _NEAREST:
        around = [(turned + a * step, leant + b * step) for a in (0, -1, 1) for b in (0, -1, 1)]
        turned, leant = min(around, key=lambda at: _unlike(places, _left(*at), brain, (grid.origin, to_voxels)))
        step /= 2
    return _bearing(_left(turned, leant))


def _left(turned: float, leant: float) -> Floats:
    about, over = np.radians((turned, leant))
    return np.array([np.cos(about) * np.cos(over), np.sin(about) * np.cos(over), np.sin(over)])


def _bearing(left: Floats) -> Bearing:
    front = np.cross(left, STRAIGHT.top)
    front /= np.linalg.norm(front)
    return Bearing(left, front, np.cross(front, left))


def _unlike(places: Floats, left: Floats, brain: Mask, voxels: tuple[Floats, Floats]) -> float:
    """The share of places whose mirror image lies outside of the brain."""
    along = places @ left
    mirrored = places - 2 * (along - along.mean())[:, None] * left
    origin, to_voxels = voxels
    at = np.rint((mirrored - origin) @ to_voxels).astype(np.intp)
    inside = ((at >= 0) & (at < brain.shape)).all(axis=1)
    return 1.0 - float(brain[tuple(at[inside].T)].sum()) / len(places)
