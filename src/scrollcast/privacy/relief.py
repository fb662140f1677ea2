"""How far a head stands out towards a viewer before it: whether a face can be made out of a stack."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.series import Modality, Slice
from scrollcast.privacy.grid import on_grid

_GRID = 2.0  # mm


def relief(slices: Sequence[Slice], modality: Modality) -> NDArray[np.float32]:
    """Depth map of the body, seen from the front.

    Parameters
    ----------
    slices : sequence of Slice
        In rising order along their normal; masked or not.
    modality : Modality

    Returns
    -------
    ndarray, shape (Z, X), float32
        From the front of the images to the first tissue, mm; NaN where there is none. The head is up, the patient's
        right at the left; a pixel is 2 mm square.

    Raises
    ------
    PrivacyRefusal
        Where a slice has no place or no spacing.
    """
    grid = on_grid(slices, modality, _GRID)
    body = grid.body(modality)
    depth = np.where(body.any(axis=1), body.argmax(axis=1) * np.float32(np.linalg.norm(grid.steps[1])), np.nan)
    return np.asarray(depth[::-1], np.float32)
