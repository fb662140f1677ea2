"""Facts of stacks without pixels, and the words around them, for tests of the screenplay."""

from fractions import Fraction

import numpy as np

from scrollcast.model.geometry import Direction, Place, Spacing
from scrollcast.model.platform import Platform, Zone
from scrollcast.model.posting import Stills, Texts
from scrollcast.model.preset import Pause, Preset
from scrollcast.model.rule import Source
from scrollcast.model.series import Modality
from scrollcast.model.volume import Crop, Facts, Histogram
from scrollcast.model.window import Window

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)
Orientation = tuple[float, float, float, float, float, float]

_ZONE = Zone(60, 250, 900, 1440, 830, 860, "made by hand", "2025-01-01")
_MADE = Source("made by hand", "2026-11-24")
PLATFORM = Platform(
    name="vertical",
    called="all",
    width=1080,
    height=1920,
    film=(1080, 1920),
    organic=_ZONE,
    strict=_ZONE,
    rules=(),
    texts=Texts((), 5, _MADE),
    stills=Stills((), 10, 2_000_000, _MADE),
)
LUNG = Preset(
    name="ct-lung",
    label="CT CHEST",
    modality=Modality.CT,
    window=Window(1500, -600),
    window_name="Lung",
    directions=(Direction.HEAD_TO_FEET,),
    title="Read these lungs",
    hook="Every lobe counts. What catches your eye?",
    pace=Fraction(25),
    pause=Pause("Pause here. What do you see?", 5),
    source="made by hand",
)


def facts(slices: int, step: float | None = 1.0, orientation: Orientation | None = AXIAL) -> Facts:
    """A CT of 512 x 512 with the values 0 to 99, each as often."""
    normal = None if orientation is None else Place((0.0, 0.0, 0.0), orientation).normal
    places: list[Place | None] = [None] * slices
    if normal is not None and orientation is not None:
        across, deep, high = normal
        gap = step or 1.0
        places = [Place((across * gap * k, deep * gap * k, high * gap * k), orientation) for k in range(slices)]
    return Facts(
        modality=Modality.CT,
        kind="CT",
        rows=512,
        columns=512,
        images=tuple(range(1, slices + 1)),
        places=tuple(places),
        spacing=Spacing(0.7, 0.7),
        step=step,
        body=Crop(0, 0, 512, 512),
        histogram=Histogram(np.arange(100.0), np.ones(100, np.int64)),
    )
