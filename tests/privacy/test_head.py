"""The mask over faces, on synthetic heads whose face and brain are known voxel by voxel."""

from dataclasses import replace

import numpy as np
import pytest

from builders.heads import ORIENTATIONS, Cut, Pose, head
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.series import Modality, Padding, Slice
from scrollcast.privacy.bearing import find_bearing
from scrollcast.privacy.grid import Mask, on_grid
from scrollcast.privacy.head import check_covered, cover, find_cover

NODDING = [Pose(chin_up=15), Pose(chin_up=-12), Pose(scale=0.85)]
POSED = {  # three of `benchmarks.faces`: each showed an eye's rim or lost brain while the planes were the same for all
    ("tilted", 4.85): Pose((0.946, 0.927, 0.899), -13.9, 6.4, 7.9),
    ("coronal", 3.2): Pose((0.981, 1.013, 1.05), 17.8, 3.6, -2.9),
    ("feet first", 4.5): Pose((1.025, 1.073, 1.023), -16.0, -6.0, -2.9),
    ("axial", 4.0): Pose(turned=30.0),
}


def _gone(plane: Slice) -> Mask:
    assert plane.padding is not None
    return (plane.stored >= plane.padding.low) & (plane.stored <= plane.padding.high)


def _left(cuts: list[Cut], modality: Modality) -> tuple[int, int]:
    """Pixels of the face that still show, and pixels within the skull that don't."""
    slices = [cut.plane for cut in cuts]
    masked = cover(slices, find_cover(slices, modality))
    face = sum(int((cut.face & ~_gone(plane)).sum()) for cut, plane in zip(cuts, masked, strict=True))
    lost = sum(int((cut.brain & _gone(plane)).sum()) for cut, plane in zip(cuts, masked, strict=True))
    return face, lost


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("modality", Modality)
def test_no_face_is_left_and_no_brain_is_lost(modality: Modality, orientation: str) -> None:
    """Skin from the brow down, eyes, nose and ears are hidden in every slice; the skull's cavity is not touched."""
    cuts = head(orientation, modality)
    assert sum(int(cut.face.sum()) for cut in cuts) > 3000
    assert _left(cuts, modality) == (0, 0)


@pytest.mark.parametrize("pose", NODDING, ids=repr)
@pytest.mark.parametrize("modality", Modality)
def test_heads_that_nod_or_are_small_are_covered(modality: Modality, pose: Pose) -> None:
    """A chin that is up or down, and the head of a child."""
    assert _left(head("axial", modality, pose=pose), modality) == (0, 0)


@pytest.mark.parametrize(("cut", "pose"), POSED.items(), ids=repr)
@pytest.mark.parametrize("modality", Modality)
def test_planes_follow_heads_that_turn_and_lean(modality: Modality, cut: tuple[str, float], pose: Pose) -> None:
    """A head that lies askew, in sections that are tilted against it, is covered like one that lies straight."""
    assert _left(head(cut[0], modality, cut[1], pose), modality) == (0, 0)


@pytest.mark.parametrize("turned", [-8, 0, 6])
@pytest.mark.parametrize("leant", [-6, 0, 8])
def test_the_bearing_is_that_of_the_head(turned: int, leant: int) -> None:
    """Its left to 3 degrees, by the symmetry of the brain alone."""
    cuts = head("axial", Modality.CT, 4.0, Pose(turned=turned, leant=leant))
    grid = on_grid([cut.plane for cut in cuts], Modality.CT, 2.5)
    left = find_bearing(grid.values > 20, grid).left
    about, over = np.radians((-turned, -leant))
    true = np.array([np.cos(about) * np.cos(over), np.sin(about) * np.cos(over), np.sin(over)])
    assert left @ true > np.cos(np.radians(3))


@pytest.mark.parametrize("nod", [-15, 15])
def test_a_nod_is_half_believed(nod: int) -> None:
    """A chin that is up turns the front up, a chin that is down turns it down, by less than it is."""
    fronts = []
    for chin in (0, nod):
        slices = [cut.plane for cut in head("sagittal", Modality.CT, 4.0, Pose(chin_up=chin))]
        found = find_cover(slices, Modality.CT)
        fronts.append(np.degrees(np.arcsin(find_bearing(found.brain, found.grid).front[2])))
    assert 0.2 < (fronts[1] - fronts[0]) / nod < 0.9


def test_thick_slices_are_not_exempt() -> None:
    """A dozen slices, one a centimetre and more apart, are masked alike."""
    for modality in Modality:
        cuts = head("axial", modality, 12.0)
        face, lost = _left(cuts, modality)
        assert (face, lost / sum(int(cut.brain.sum()) for cut in cuts) < 0.001) == (0, True)


def test_masked_pixels_are_padding_and_the_rest_is_untouched() -> None:
    """Black in any window, out of every statistic; a pixel that is kept keeps its value; no copy is made."""
    slices = [cut.plane for cut in head("axial", Modality.MR)]
    before = [plane.stored.copy() for plane in slices]
    for plane, after, given in zip(before, cover(slices, find_cover(slices, Modality.MR)), slices, strict=True):
        assert after.padding is not None
        kept = after.stored != after.padding.low
        assert (after.stored[kept] == plane[kept]).all()
        assert not (plane == after.padding.low).any()
        assert not after.stored.flags.writeable
        assert np.shares_memory(after.stored, given.stored)


def test_memory_of_others_is_left_alone() -> None:
    """Where the pixels can't be written to, a copy is masked."""
    cut = head("axial", Modality.MR, 8.0)
    raw = [np.frombuffer(each.plane.stored.tobytes(), np.uint16).reshape(each.plane.stored.shape) for each in cut]
    slices = [replace(each.plane, stored=stored) for each, stored in zip(cut, raw, strict=True)]
    masked = cover(slices, find_cover(slices, Modality.MR))
    assert not any(np.shares_memory(a.stored, b.stored) for a, b in zip(slices, masked, strict=True))
    assert any(_gone(plane).any() for plane in masked)


def test_padding_of_the_source_is_used() -> None:
    """Where the source has padding, what is masked becomes the same."""
    slices = [replace(cut.plane, padding=Padding(4000, 4095)) for cut in head("axial", Modality.MR, 8.0)]
    masked = cover(slices, find_cover(slices, Modality.MR))
    assert all(plane.padding == Padding(4000, 4095) for plane in masked)
    assert all((plane.stored == 4000).any() for plane in masked)


@pytest.mark.parametrize("modality", Modality)
def test_no_brain_no_mask(modality: Modality) -> None:
    """A ball of muscle is no head: refused with exit code 4, not passed with a guess."""
    r, c = np.mgrid[:122, :122] - 60
    slices = [
        replace(cut.plane, stored=np.where(r**2 + c**2 + (2 * k - 60) ** 2 < 500, 1074, 4).astype(np.uint16))
        for k, cut in enumerate(head("axial", modality, 8.0))
    ]
    with pytest.raises(PrivacyRefusal, match="No brain") as refused:
        find_cover(slices, modality)
    assert refused.value.exit_code == 4
    assert "--because" in str(refused.value)


@pytest.mark.parametrize("missing", ["place", "spacing"])
def test_no_geometry_no_mask(missing: str) -> None:
    """Without positions or spacing the mask can't be placed, so nothing passes."""
    slices = [replace(cut.plane, **{missing: None}) for cut in head("axial", Modality.MR, 16.0)]
    with pytest.raises(PrivacyRefusal, match="positions and spacing"):
        find_cover(slices, Modality.MR)


def test_what_the_mask_did_is_looked_at_again() -> None:
    """A slice that was forgotten, a plane through the brain: refused whatever the mask believed."""
    slices = [cut.plane for cut in head("axial", Modality.CT)]
    found = find_cover(slices, Modality.CT)
    unmasked = [replace(plane, stored=plane.stored.copy()) for plane in slices]
    masked = cover(slices, found)
    check_covered(masked, found)
    with pytest.raises(PrivacyRefusal, match="left something before the brain"):
        check_covered([unmasked[k] if k in {10, 11} else plane for k, plane in enumerate(masked)], found)
    with pytest.raises(PrivacyRefusal, match="cover part of the brain"):
        check_covered(cover(unmasked, replace(found, fronts=found.fronts - 30)), found)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_voxel_knows_its_place(orientation: str) -> None:
    """Whatever the orientation, the grid rises to the head, the back and the left, and returns to the images."""
    cuts = head(orientation, Modality.CT, 4.0)
    grid = on_grid([cut.plane for cut in cuts], Modality.CT, 4.0)
    assert (np.diagonal(grid.steps[:, ::-1]) > 0).all()
    eyes = np.concatenate([_places(cut, cut.tissue == 6) for cut in cuts])
    brain = grid.places((grid.values > 25) & (grid.values < 45) & (np.abs(grid.along(np.array([0, 0, 1.0]))) < 20))
    assert np.allclose(brain.mean(axis=0)[[0, 1]], (0, 0), atol=4)
    assert eyes[:, 1].max() < brain[:, 1].mean()
    kept = np.zeros(grid.values.shape, np.bool_)
    kept[0, 1, 2] = True
    assert grid.as_images(kept).sum() == 1
    assert grid.as_images(kept).shape[0] == len(grid.depths)


def _places(cut: Cut, mask: Mask) -> np.ndarray:  # type: ignore[type-arg]
    place, spacing = cut.plane.place, cut.plane.spacing
    assert place is not None
    assert spacing is not None
    return np.array([place.position_at(float(r), float(c), spacing) for r, c in np.argwhere(mask)]).reshape(-1, 3)
