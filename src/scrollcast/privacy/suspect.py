"""Might a face be in these images? Suspected by words, by shape, or for lack of evidence; cleared by evidence only.

A head is suspected wherever nothing shows that it is another part of the body. What shows it: sections too wide for any
head throughout; or words in the headers for another part, and a shape that does not contradict them.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.region import BARED
from scrollcast.model.series import Modality
from scrollcast.model.volume import Volume
from scrollcast.privacy.grid import Grid, Mask, on_grid

_GRID = 5.0  # mm
_WIDE, _DEEP = (100.0, 220.0), (120.0, 260.0)  # mm of a section of a head, left to right and front to back
_ROUND = 0.95  # depth to width of a head is above, of a trunk below
_FULL = 0.6  # of its box a head or a trunk fills; an ellipse 0.79
_TRUNK = 260.0  # mm; no head is so wide
_BROAD, _FLAT = 200.0, 0.83  # mm and depth to width of a slender trunk
_RUN = 40.0  # mm of such sections, one after the other, make a head
_LARGE = (130.0, 165.0)  # mm, width and depth that knees do not reach
_EASY = 40.0  # mm of other sections that a trunk may have: the root of the neck
_BONE_HU = 150.0  # thin bone, averaged over a voxel
_CAVITY = (85.0, 105.0)  # mm, width and depth of what a skull encloses, at least
_CRANIUM = 25.0  # mm of such sections
_AIR_ABOVE = 5.0  # mm


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Whether a face may show, and why.

    Attributes
    ----------
    face : bool
    reason : str
        In scrollcast's own words: what puts a face into question, or what shows that there is none.
    """

    face: bool
    reason: str

    @property
    def sentence(self) -> str:
        """The suspicion, for a person."""
        return f"The images may show a face: {self.reason}."


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """The largest piece of the body in each section across it, from below; sizes in mm.

    Attributes
    ----------
    width, depth : ndarray, shape (n,), float64
        Left to right, front to back; 0 where there is nothing.
    cut_width, cut_depth : ndarray, shape (n,), bool
        It reaches both ends of the images, so that it may be larger.
    fill : ndarray, shape (n,), float64
        Share of its box.
    skull : ndarray, shape (n,), bool
        CT: a ring of bone around a cavity of a brain's size.
    step : float
        From one section to the next.
    apex : bool
        It ends below the upper end of the images.
    """

    width: NDArray[np.float64]
    depth: NDArray[np.float64]
    cut_width: Mask
    cut_depth: Mask
    fill: NDArray[np.float64]
    skull: Mask
    step: float
    apex: bool


def suspect(volume: Volume) -> Suspicion:
    """Judge whether a face may show.

    Parameters
    ----------
    volume : Volume

    Returns
    -------
    Suspicion
        No face only with positive evidence of another part of the body.
    """
    if volume.slices[0].spacing is None or any(plane.place is None for plane in volume.slices):
        return Suspicion(True, "without positions and spacing nothing shows that it is another part of the body")
    sections = measure(on_grid(volume.slices, volume.modality, _GRID), volume.modality)
    bare, elsewhere = (" and the ".join(sorted(words)) for words in _spoken(volume.declared.regions))
    verdicts = (
        (_skull(sections), Suspicion(True, "a skull around a brain is in the images")),
        (_trunk(sections), Suspicion(False, "all sections are those of a trunk")),
        (bool(bare), Suspicion(True, f"the headers speak of the {bare}")),
        (_head(sections), Suspicion(True, "sections have the size and shape of a head")),
        (bool(elsewhere), Suspicion(False, f"the headers speak of the {elsewhere}, and nothing is shaped like a head")),
    )
    lack = Suspicion(True, "nothing shows that it is another part of the body")
    return next((suspicion for applies, suspicion in verdicts if applies), lack)


def _spoken(regions: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    return regions & BARED, regions - BARED


def measure(grid: Grid, modality: Modality) -> Sections:
    """Measure the largest piece of the body in each section."""
    body = grid.body(modality).astype(np.uint8)
    steps = np.linalg.norm(grid.steps, axis=1)
    boxes = np.array([_box(section) for section in body])
    low, high, first, last, area = boxes.T
    deep, wide = np.maximum(high - low, 0), np.maximum(last - first, 0)
    bone = grid.values > _BONE_HU if modality is Modality.CT else np.zeros(body.shape, np.bool_)
    filled = np.flatnonzero(area)
    above = (len(body) - 1 - filled[-1]) * steps[0] if filled.size else 0.0
    return Sections(
        width=wide * steps[2],
        depth=deep * steps[1],
        cut_width=(first <= 0) & (last >= body.shape[2]),
        cut_depth=(low <= 0) & (high >= body.shape[1]),
        fill=area / np.maximum(deep * wide, 1),
        skull=np.array([_encloses(section, steps) for section in bone]),
        step=float(steps[0]),
        apex=bool(above >= _AIR_ABOVE),
    )


def _box(section: NDArray[np.uint8]) -> tuple[int, int, int, int, int]:
    """First and last row and column, half-open, and filled area of the largest piece; zeros where there is none."""
    contours, _ = cv2.findContours(section, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return 0, 0, 0, 0, 0
    piece = max(contours, key=cv2.contourArea)
    left, top, wide, deep = cv2.boundingRect(piece)
    filled = cv2.drawContours(np.zeros_like(section), [piece], -1, 1, cv2.FILLED)
    return top, top + deep, left, left + wide, int(filled.sum())


def _encloses(bone: Mask, steps: NDArray[np.float64]) -> bool:
    """True where bone surrounds a cavity of a brain's size."""
    ring = cv2.morphologyEx(bone.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, tree = cv2.findContours(ring, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    holes = [contour for contour, kin in zip(contours, [] if tree is None else tree[0], strict=True) if kin[3] >= 0]
    boxes = [cv2.boundingRect(hole) for hole in holes]
    return any(wide * steps[2] >= _CAVITY[0] and deep * steps[1] >= _CAVITY[1] for _, _, wide, deep in boxes)


def _skull(sections: Sections) -> bool:
    return _run(sections.skull) * sections.step >= _CRANIUM


def _trunk(sections: Sections) -> bool:
    """True where all sections but a few are too wide for a head."""
    broad = (sections.width >= _BROAD) & (sections.depth <= _FLAT * sections.width) & ~sections.cut_depth
    trunk = ((sections.width >= _TRUNK) | broad) & (sections.fill >= _FULL)  # a head on a table fills less of its box
    odd = (sections.width > 0) & ~trunk
    return bool(trunk.any() and odd.sum() * sections.step < _EASY)


def _head(sections: Sections) -> bool:
    """True where the sections contradict another part of the body: those of a head, up to its top or of its size."""
    wide = (sections.width <= _WIDE[1]) & ((sections.width >= _WIDE[0]) | sections.cut_width)
    deep = (sections.depth <= _DEEP[1]) & ((sections.depth >= _DEEP[0]) | sections.cut_depth)
    known = ~(sections.cut_width & sections.cut_depth) & (sections.fill >= _FULL)
    upright = (sections.depth >= _ROUND * sections.width) | sections.cut_depth | sections.cut_width
    like = wide & deep & known & upright
    large = like & ~sections.cut_width & ~sections.cut_depth
    large &= (sections.width >= _LARGE[0]) & (sections.depth >= _LARGE[1])
    long = min(_RUN, len(like) * sections.step)
    return (sections.apex and _run(like) * sections.step >= long) or _run(large) * sections.step >= long


def _run(mask: Mask) -> int:
    """The longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))
