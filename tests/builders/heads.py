"""Synthetic heads whose face and brain are known voxel by voxel, as CT and MR, in any orientation and pose."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Declared, Modality, Rescale, Slice
from scrollcast.model.volume import Volume

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Where = tuple[Floats, Floats, Floats]  # mm LPS from the middle of the brain

AIR, MUSCLE, FAT, BONE, FLUID, BRAIN, EYE = range(7)
MR = np.array([4, 220, 480, 25, 70, 300, 90])
CT = np.array([0, 1074, 924, 2000, 1032, 1059, 1039])  # stored; HU + 1024
ORIENTATIONS = {
    "axial": (1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    "coronal": (1.0, 0.0, 0.0, 0.0, 0.0, -1.0),
    "sagittal": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0),
    "tilted": (1.0, 0.0, 0.0, 0.0, float(np.cos(np.radians(18))), -float(np.sin(np.radians(18)))),
    "feet first": (-1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
}
_REACH = {"axial": (-112, 104), "tilted": (-95, 95), "coronal": (-128, 104), "sagittal": (-92, 92)}
_MIDDLE = np.array([0.0, -6.0, -10.0])


@dataclass(frozen=True)
class Pose:
    """How large a head is, and how far its chin is up and how far it is turned and leant to a side, degrees."""

    scale: float | tuple[float, float, float] = 1.0  # across, front to back, up
    chin_up: float = 0.0
    turned: float = 0.0
    leant: float = 0.0


STRAIGHT = Pose()


@dataclass(frozen=True, eq=False)
class Cut:
    """A slice through the head, and what its pixels are."""

    plane: Slice
    tissue: NDArray[np.int64]
    face: Mask

    @property
    def brain(self) -> Mask:
        """Everything within the skull."""
        return np.isin(self.tissue, (BRAIN, FLUID))


def head(orientation: str, modality: Modality, step: float = 4.0, pose: Pose = STRAIGHT, seed: int = 0) -> list[Cut]:
    """Slices of a head of 2 mm pixels, every `step` mm, in rising order along their normal."""
    cosines = ORIENTATIONS[orientation]
    along, down = np.array(cosines[:3]), np.array(cosines[3:])
    normal, random = np.cross(along, down), np.random.default_rng(seed)
    pixel, side = 2.0, 122
    first, last = _REACH.get(orientation, (-104, 112))
    cuts = []
    for k, depth in enumerate(np.arange(first, last, step)):
        corner = normal * depth - (along + down) * pixel * (side - 1) / 2 + _MIDDLE - normal * np.dot(normal, _MIDDLE)
        r, c = np.mgrid[:side, :side] * pixel
        at = _posed(tuple(corner[axis] + r * down[axis] + c * along[axis] for axis in range(3)), pose)
        tissue = _anatomy(at)
        clean = (MR if modality is Modality.MR else CT)[tissue]
        stored = np.clip(clean + random.normal(0, 8, clean.shape), 0, 4095).astype(np.uint16)
        rescale = Rescale() if modality is Modality.MR else Rescale(1.0, -1024.0)
        place = Place(tuple(map(float, corner)), cosines)
        plane = Slice(stored, rescale, False, None, place, Spacing(pixel, pixel), k + 1, k + 1)
        cuts.append(Cut(plane, tissue, _recognizable(at, tissue)))
    return cuts


def volume(cuts: list[Cut], modality: Modality, regions: Iterable[str] = ()) -> Volume:
    """The slices as a volume whose headers speak of some parts of the body."""
    slices = tuple(cut.plane for cut in cuts)
    places = [plane.place for plane in slices]
    steps = tuple(b.depth - a.depth for a, b in pairwise(places) if a and b)
    return Volume(modality, f"{modality} head", slices, steps, 0.0, Declared(regions=frozenset(regions)))


def _posed(at: Where, pose: Pose) -> Where:
    """The same places as a head sees them that is turned about its ears and scaled."""
    x, y, z = at
    x, y = _turned(x, y, pose.turned)
    x, z = _turned(x, z, pose.leant)
    y, z = _turned(y, z, pose.chin_up)
    across, deep, high = pose.scale if isinstance(pose.scale, tuple) else (pose.scale,) * 3
    return x / across, y / deep, z / high


def _turned(a: Floats, b: Floats, degrees: float) -> tuple[Floats, Floats]:
    turn = np.radians(degrees)
    return a * np.cos(turn) - b * np.sin(turn), a * np.sin(turn) + b * np.cos(turn)


def _ball(at: Where, centre: tuple[float, float, float], radii: tuple[float, float, float]) -> Floats:
    return sum(((axis - c) / r) ** 2 for axis, c, r in zip(at, centre, radii, strict=True))


def _anatomy(at: Where) -> NDArray[np.int64]:
    """What lies at places of a head: a skull with its base and jaws, eyes, nose, ears and a neck."""
    x, y, z = at
    tissue = np.where(_flesh(at, 0) | _features(at), FAT, AIR)
    tissue[_flesh(at, 4)] = MUSCLE
    tissue[_jaws(at)] = BONE
    floor = np.select([y < -30, y < 5], [-24 - 0.35 * (y + 30), -42], -66.0)
    tissue[(_ball(at, (0, 0, 0), (68, 88, 80)) < 1) & (z > floor - 7)] = BONE
    for side in (-1, 1):
        tissue[(_ball(at, (32 * side, -70, -46), (20, 22, 20)) < 1) & (z < -27)] = BONE
        tissue[(_ball(at, (32 * side, -74, -46), (18, 20, 17)) < 1) & (z < -29)] = FAT
        tissue[_ball(at, (32 * side, -78, -46), (12, 12, 12)) < 1] = EYE
    tissue[(np.abs(x) < 10) & (y > -96) & (y < -44) & (z < -27) & (z > -80)] = AIR  # under a plate of 3 mm
    tissue[(_ball(at, (0, 0, 0), (61, 81, 73)) < 1) & (z > floor)] = FLUID
    tissue[(_ball(at, (0, 0, 0), (58.5, 78.5, 70.5)) < 1) & (z > floor + 2.5)] = BRAIN
    return tissue


def _flesh(at: Where, under: float) -> Mask:
    """Cranium, face and neck, so many mm under the skin."""
    x, y, z = at
    cranium = _ball(at, (0, 0, 0), (76 - under, 96 - under, 88 - under)) < 1
    face = _ball(at, (0, -45, -70), (58 - under, 54 - under, 75 - under)) < 1
    return cranium | face | ((np.hypot(x, y - 15) < 55 - under) & (z < -60))


def _features(at: Where) -> Mask:
    """Nose and ears."""
    nose = _ball(at, (0, -100, -56), (12, 18, 22)) < 1
    ears = [_ball(at, (76.0 * side, 10, -35), (14, 4, 28)) < 1 for side in (-1, 1)]
    return nose | ears[0] | ears[1]


def _jaws(at: Where) -> Mask:
    """Teeth and the arches of both jaws."""
    _, y, z = at
    arch = _ball(at, (0, -45, -95), (46, 46, 400)) < 1
    return arch & ~(_ball(at, (0, -45, -95), (38, 38, 400)) < 1) & (y < -20) & (z > -125) & (z < -72)


def _recognizable(at: Where, tissue: NDArray[np.int64]) -> Mask:
    """Skin from the brow down and before the outer corners of the eyes; eyes; nose; ears that stand off by 4 mm."""
    _, y, z = at
    skin = _flesh(at, 0) & ~_flesh(at, 4) & (y < -70) & (z < -16)
    return skin | (_features(at) & ~_flesh(at, -4)) | (tissue == EYE)
