"""The phantom: a contrast-enhanced (portal venous) CT of the upper abdomen that no patient was needed for."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.bowel import Bowel
from scrollcast.demo.paint import HALF, SIZE, SPACING, Grain, Painter, grains
from scrollcast.demo.scanner import Scanner, paint_table
from scrollcast.demo.skeleton import paint_muscles, paint_pelvis, paint_ribs, paint_spine
from scrollcast.demo.trunk import paint_trunk
from scrollcast.demo.vessels import (
    Trees,
    paint_crura,
    paint_great_vessels,
    paint_liver_vessels,
    paint_lung_vessels,
    paint_mesenteric,
    paint_oesophagus,
)
from scrollcast.demo.viscera import (
    LESION,
    LESION_RADIUS,
    paint_liver,
    paint_liver_details,
    paint_retroperitoneum,
    paint_spleen,
    paint_stomach,
)
from scrollcast.model.geometry import Spacing, Vector

SEED = 20


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the slices lie; slice 1 is the first towards the head.

    Attributes
    ----------
    slices : int
    spacing : Spacing
        mm.
    step : float
        mm, also the slice thickness.
    """

    slices: int = 72
    spacing: Spacing = field(default_factory=lambda: Spacing(SPACING, SPACING))
    step: float = 3.75

    @property
    def origin(self) -> Vector:
        """Centre of the first pixel of the first slice, mm LPS."""
        return (-HALF, -HALF, 0.0)

    def nearest(self, depth: float) -> int:
        """Number of the slice nearest to a depth, 1..N from head to feet."""
        return int(np.clip(round(depth / self.step), 0, self.slices - 1)) + 1

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Column and row of a place in the plane."""
        return (x + HALF) / self.spacing.column, (y + HALF) / self.spacing.row


@dataclass(frozen=True, slots=True)
class Finding:
    """The liver lesion in the terms of a case.

    Attributes
    ----------
    slice : int
        Number of the slice through its middle.
    slices : tuple of 2 int
        First and last slice it shows in.
    column, row : float
        Centre, px.
    radius : float
        px.
    """

    slice: int
    slices: tuple[int, int]
    column: float
    row: float
    radius: float


GEOMETRY = Geometry()


def finding() -> Finding:
    """Where the lesion is, from the phantom's own geometry."""
    x, y, depth = LESION
    column, row = GEOMETRY.pixel(*_seen(x, y, depth))
    reach = LESION_RADIUS * 0.8
    return Finding(
        slice=GEOMETRY.nearest(depth),
        slices=(GEOMETRY.nearest(depth - reach), GEOMETRY.nearest(depth + reach)),
        column=column,
        row=row,
        radius=LESION_RADIUS / SPACING,
    )


def abdomen() -> NDArray[np.int16]:
    """The stack, head first; the same bytes at every call.

    Returns
    -------
    ndarray, shape (72, 512, 512), int16
        HU.
    """
    scanner, recipe = Scanner(SEED), _recipe()
    stack = np.empty((GEOMETRY.slices, SIZE, SIZE), np.int16)
    half = GEOMETRY.step / 2
    before = _painted(-half, recipe).hu
    for index in range(GEOMETRY.slices):
        depth = index * GEOMETRY.step
        here, after = _painted(depth, recipe).hu, _painted(depth + half, recipe).hu
        stack[index] = scanner.slice((before, here, after), index)
        before = after
    return stack


def labels(number: int) -> NDArray[np.uint8]:
    """`Tissue` of each pixel in the mid-plane of a slice (1..N), shape (512, 512)."""
    return _painted((number - 1) * GEOMETRY.step, _recipe()).labels


@dataclass(frozen=True, slots=True, eq=False)
class _Recipe:
    grains: tuple[Grain, ...]
    trees: Trees
    bowel: Bowel


@cache
def _recipe() -> _Recipe:
    return _Recipe(grains(GEOMETRY.slices * GEOMETRY.step), Trees(), Bowel())


def _seen(x: float, y: float, depth: float) -> tuple[float, float]:
    moved = Painter.warp(np.array([(x, y)]), depth)[0]
    return float(moved[0]), float(moved[1])


def _painted(depth: float, recipe: _Recipe) -> Painter:
    """All tissues of one plane, in painter's order."""
    painter = Painter(depth, recipe.grains)
    paint_table(painter)
    trunk = paint_trunk(painter)
    paint_lung_vessels(painter, recipe.trees, trunk.lung)
    paint_crura(painter)
    paint_retroperitoneum(painter)
    paint_spleen(painter)
    paint_mesenteric(painter, recipe.trees)
    paint_oesophagus(painter)
    paint_stomach(painter)
    recipe.bowel.paint(painter)
    liver = paint_liver(painter)
    paint_great_vessels(painter)
    paint_liver_vessels(painter, recipe.trees, liver)
    paint_liver_details(painter, liver)
    paint_muscles(painter)
    paint_spine(painter)
    paint_pelvis(painter)
    paint_ribs(painter)
    return painter
