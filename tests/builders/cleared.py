"""Cleared volumes made by hand, for tests of what comes after the gate."""

import hashlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.clip import Draft
from scrollcast.model.geometry import Place, Spacing, Vector
from scrollcast.model.series import Modality, Rescale, Slice
from scrollcast.model.verdict import FilmVerdict, Verdict
from scrollcast.model.volume import Check, ClearedVolume, Crop, Facts, Histogram

UNIT = Spacing(1.0, 1.0)
MADE_BY_HAND = (Check("test", "made by hand"),)
VERDICT = Verdict(MADE_BY_HAND)
AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
Orientation = tuple[float, float, float, float, float, float]


def passed(draft: Draft) -> FilmVerdict:
    """The verdict on a draft, as if the gate had looked at it."""
    return FilmVerdict(MADE_BY_HAND, digest=hashlib.sha256(draft.path.read_bytes()).hexdigest())


def cleared(
    stack: NDArray[np.int16],
    *,
    spacing: Spacing | None = UNIT,
    crop: Crop | None = None,
    orientation: Orientation | None = AXIAL,
    place: Callable[[int], Vector] = lambda index: (0.0, 0.0, float(index)),
) -> ClearedVolume:
    """A CT stack in HU, shape (slices, rows, columns), as if it had passed the gate."""
    count, rows, columns = stack.shape
    places = [None if orientation is None else Place(place(index), orientation) for index in range(count)]
    slices = tuple(
        Slice(plane, Rescale(), False, None, places[index], spacing, index + 1, index + 1)
        for index, plane in enumerate(stack.copy())
    )
    values, counts = np.unique(stack, return_counts=True)
    facts = Facts(
        modality=Modality.CT,
        kind="CT axial",
        rows=rows,
        columns=columns,
        images=tuple(range(1, count + 1)),
        places=tuple(places),
        spacing=spacing,
        step=None if orientation is None else 1.0,
        body=crop or Crop(0, 0, rows, columns),
        histogram=Histogram(values.astype(np.float64), counts.astype(np.int64)),
    )
    return ClearedVolume(slices, facts, MADE_BY_HAND)
