"""The mask over faces, on synthetic heads whose face and brain are known voxel by voxel."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Modality, Padding, Rescale, Slice
from scrollcast.privacy.head import covered, find_cover

Floats = NDArray[np.float64]
AIR, MUSCLE, FAT, BONE, FLUID, BRAIN, EYE = range(7)
MR = np.array([4, 220, 480, 25, 70, 300, 90])
CT = np.array([0, 1074, 924, 2000, 1032, 1059, 1039])  # stored; HU + 1024
ORIENTATIONS = {
    "axial": (1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    "coronal": (1.0, 0.0, 0.0, 0.0, 0.0, -1.0),
    "sagittal": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0),
    "tilted": (1.0, 0.0, 0.0, 0.0, np.cos(np.radians(18)), -np.sin(np.radians(18))),
}


def _ball(at: Iterable[Floats], centre: tuple[float, float, float], radii: tuple[float, float, float]) -> Floats:
    return sum(((axis - c) / r) ** 2 for axis, c, r in zip(at, centre, radii, strict=True))


def _anatomy(at: tuple[Floats, Floats, Floats]) -> NDArray[np.int64]:
    """What lies at places of a head around (0, 0, 0), mm LPS: a skull with its base, eyes, nose, ears and a neck."""
    _, y, z = at
    head = np.where(_flesh(at, 0) | _features(at), FAT, AIR)
    head[_flesh(at, 4)] = MUSCLE
    floor = np.select([y < -30, y < 5], [-24.0, -42.0], -66.0)
    vault = _ball(at, (0, 0, 0), (68, 88, 80)) < 1
    head[vault & (z > floor - 7)] = BONE
    head[(_ball(at, (0, 0, 0), (61, 81, 73)) < 1) & (z > floor)] = FLUID
    head[(_ball(at, (0, 0, 0), (57, 77, 69)) < 1) & (z > floor + 4)] = BRAIN
    for side in (-1, 1):
        head[_ball(at, (32 * side, -74, -46), (18, 18, 17)) < 1] = FAT
        head[_ball(at, (32 * side, -78, -46), (12, 12, 12)) < 1] = EYE
    head[_ball(at, (0, -68, -52), (10, 24, 20)) < 1] = AIR
    return head


def _flesh(at: tuple[Floats, Floats, Floats], under: float) -> NDArray[np.bool_]:
    """Cranium, face and neck, so many mm under the skin."""
    x, y, z = at
    cranium = _ball(at, (0, 0, 0), (76 - under, 96 - under, 88 - under)) < 1
    face = _ball(at, (0, -45, -70), (58 - under, 54 - under, 75 - under)) < 1
    return cranium | face | ((np.hypot(x, y - 15) < 55 - under) & (z < -60))


def _features(at: tuple[Floats, Floats, Floats]) -> NDArray[np.bool_]:
    """Nose and ears."""
    nose = _ball(at, (0, -100, -56), (12, 18, 22)) < 1
    ears = [_ball(at, (76.0 * side, 10, -35), (14, 4, 28)) < 1 for side in (-1, 1)]
    return nose | ears[0] | ears[1]


def _recognizable(at: tuple[Floats, Floats, Floats]) -> NDArray[np.bool_]:
    """Skin below the brow and before the outer corners of the eyes; eyes; nose; ears that stand off by over 4 mm."""
    _, y, z = at
    skin = _flesh(at, 0) & ~_flesh(at, 4) & (y < -74) & (z < -34)
    return skin | (_features(at) & ~_flesh(at, -4)) | (_anatomy(at) == EYE)


def _stack(
    orientation: str, modality: Modality, step: float = 3.0
) -> list[tuple[Slice, tuple[Floats, Floats, Floats]]]:
    """Slices of the head, each with where its pixels are."""
    cosines = ORIENTATIONS[orientation]
    along, down = np.array(cosines[:3]), np.array(cosines[3:])
    normal, random = np.cross(along, down), np.random.default_rng(0)
    pixel, side, reach = (
        1.7,
        144,
        {"axial": (-110, 105), "tilted": (-95, 95), "coronal": (-125, 105), "sagittal": (-92, 92)},
    )
    planes = []
    for k, depth in enumerate(np.arange(*reach[orientation], step)):
        corner = normal * depth - (along + down) * pixel * (side - 1) / 2
        corner += np.array([0, -6.0, -10.0]) - normal * np.dot(normal, [0, -6.0, -10.0])
        r, c = np.mgrid[:side, :side] * pixel
        at = tuple(corner[axis] + r * down[axis] + c * along[axis] for axis in range(3))
        clean = (MR if modality is Modality.MR else CT)[_anatomy(at)]
        noisy = np.clip(clean + random.normal(0, 8, clean.shape), 0, 4095).astype(np.uint16)
        place = Place(tuple(map(float, corner)), cosines)
        rescale = Rescale() if modality is Modality.MR else Rescale(1.0, -1024.0)
        planes.append((Slice(noisy, rescale, False, None, place, Spacing(pixel, pixel), None, k + 1), at))
    return planes


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("modality", Modality)
def test_no_face_is_left_and_no_brain_is_lost(modality: Modality, orientation: str) -> None:
    """Nose, ears, eyes and the skin below the brow are hidden in every slice; the skull's cavity is not touched."""
    stack = _stack(orientation, modality)
    slices = [plane for plane, _ in stack]
    masked = covered(slices, find_cover(slices, modality))
    face = lost = hidden = 0
    for plane, (_, at) in zip(masked, stack, strict=True):
        assert plane.padding is not None
        gone = (plane.stored >= plane.padding.low) & (plane.stored <= plane.padding.high)
        face += int((_recognizable(at) & ~gone).sum())
        lost += int((np.isin(_anatomy(at), (BRAIN, FLUID)) & gone).sum())
        hidden += int(gone.sum())
    assert (face, lost) == (0, 0)
    assert hidden


def test_masked_pixels_are_padding_and_the_rest_is_untouched() -> None:
    """Black in any window, out of every statistic; a pixel that is kept keeps its value."""
    slices = [plane for plane, _ in _stack("axial", Modality.MR)]
    for before, after in zip(slices, covered(slices, find_cover(slices, Modality.MR)), strict=True):
        assert after.padding is not None
        kept = after.stored != after.padding.low
        assert (after.stored[kept] == before.stored[kept]).all()
        assert not (before.stored == after.padding.low).any()
        assert not after.stored.flags.writeable


def test_padding_of_the_source_is_used() -> None:
    """Where the source has padding, what is masked becomes the same."""
    slices = [replace(plane, padding=Padding(4000, 4095)) for plane, _ in _stack("axial", Modality.MR)]
    masked = covered(slices, find_cover(slices, Modality.MR))
    assert all(plane.padding == Padding(4000, 4095) for plane in masked)
    assert all((plane.stored == 4000).any() for plane in masked)


def test_no_brain_no_mask() -> None:
    """A ball of muscle is no head: refused with exit code 4, not passed with a guess."""
    stack = []
    for plane, at in _stack("axial", Modality.CT):
        stored = np.where(_ball(at, (0, 0, 0), (40, 40, 40)) < 1, 1074, 0).astype(np.uint16)
        stack.append(replace(plane, stored=stored))
    with pytest.raises(PrivacyRefusal, match="no brain") as refused:
        find_cover(stack, Modality.CT)
    assert refused.value.exit_code == 4


@pytest.mark.parametrize("missing", ["place", "spacing"])
def test_no_geometry_no_mask(missing: str) -> None:
    """Without positions or spacing the mask can't be placed, so nothing passes."""
    slices = [replace(plane, **{missing: None}) for plane, _ in _stack("axial", Modality.MR, 12.0)]
    with pytest.raises(PrivacyRefusal, match="positions and spacing"):
        find_cover(slices, Modality.MR)
