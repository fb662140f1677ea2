"""Volumes made by hand, for the gate."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Declared, Modality, Rescale, Slice
from scrollcast.model.volume import Volume

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
ABDOMEN = Declared(regions=frozenset({"abdomen"}))
Build = Callable[..., Volume]


def _volume(declared: Declared = ABDOMEN, slices: int = 5) -> Volume:
    """A CT of water, 40 x 60 px of 2 mm within 100 x 120 px of air, every 3 mm and once 6 mm."""
    stored = np.zeros((100, 120), np.uint16)
    stored[30:70, 20:80] = 1024
    depths = [3.0 * k + (3.0 if k == slices - 1 else 0.0) for k in range(slices)]
    planes = tuple(
        Slice(
            stored=stored,
            rescale=Rescale(1.0, -1024.0),
            inverted=False,
            padding=None,
            place=Place((0.0, 0.0, depth), AXIAL),
            spacing=Spacing(2.0, 2.0),
            image=100 - k,
            file=k + 1,
        )
        for k, depth in enumerate(depths)
    )
    steps = tuple(b - a for a, b in pairwise(depths))
    return Volume(Modality.CT, "CT axial", planes, steps, 0.0, declared, ("One gap.",))


@pytest.fixture
def volume() -> Build:
    """Build a small CT volume."""
    return _volume
