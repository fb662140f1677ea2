"""Find slices that look nothing like their neighbours: damage that a decoder did not notice. Pure."""

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import UnreadableError
from scrollcast.model.series import Slice

# Isolation of a slice: at most 1.01 over 923 slices of 24 real volumes, 2 and more where one is random pixels.
_ODD, _DAMAGED = 1.5, 4.0
_SEEN = 0.02  # mean difference to a neighbour, of the range of all values, below which nothing is to be seen
_FEWEST = 5  # slices that it takes to judge one of them
_MANY = 0.1  # share of odd slices above which it is the stack that alternates, as interleaved MR may
_GRID = 64  # points a side, about, that are compared
_LEAST = 16  # pixels a side that it takes


def isolation(planes: NDArray[np.float32]) -> NDArray[np.float64]:
    """How much further each slice is from its neighbours than they are from each other.

    Parameters
    ----------
    planes : ndarray, shape (n, rows, columns), float32
        In order of position.

    Returns
    -------
    ndarray, shape (n - 2,), float64
        Of all but the first and the last: the smaller mean difference to a neighbour over that between both
        neighbours; 0 where it is too small to be seen. Anatomy changes steadily, so that this is near or below 1, also
        where an organ begins or ends.
    """
    step = np.abs(np.diff(planes, axis=0)).mean(axis=(1, 2), dtype=np.float64)
    across = np.abs(planes[2:] - planes[:-2]).mean(axis=(1, 2), dtype=np.float64)
    nearer = np.minimum(step[1:], step[:-1])
    seen = nearer > _SEEN * float(np.ptp(planes))
    return np.where(seen, nearer / np.maximum(across, 1e-3 * np.maximum(nearer, 1e-9)), 0.0)


def look_for_damage(ordered: tuple[Slice, ...]) -> tuple[str, ...]:
    """Tell of slices that stand out.

    Parameters
    ----------
    ordered : tuple of Slice
        In order of position, all of one size.

    Returns
    -------
    tuple of str
        A note, where a slice should be looked at.

    Raises
    ------
    UnreadableError
        Where a slice is beyond anything that anatomy does.
    """
    if all(np.ptp(plane.stored) == 0 for plane in ordered):
        return ("Each slice is a single grey: there is nothing to see in it.",)
    side = min(ordered[0].stored.shape)
    if len(ordered) < _FEWEST or side < _LEAST:
        return ()
    found = isolation(np.stack([_coarse(plane, max(1, side // _GRID)) for plane in ordered]))
    odd = np.flatnonzero(found > _ODD)
    if not 0 < odd.size <= max(1, _MANY * len(ordered)):
        return ()
    worst = int(odd[np.argmax(found[odd])])
    file = ordered[worst + 1].file
    if found[worst] > _DAMAGED:
        raise UnreadableError(
            f"File {file} looks nothing like its neighbours, which look like each other: it is damaged, or belongs to "
            "another series. Export the series again."
        )
    return (f"File {file} stands out from its neighbours: look at it for damage.",)


def _coarse(plane: Slice, apart: int) -> NDArray[np.float32]:
    grid = plane.stored[::apart, ::apart].astype(np.float32)
    return np.asarray(grid * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept))
