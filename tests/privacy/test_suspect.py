"""Who is suspected of showing a face: by words, by shape, for lack of evidence; and what clears it."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from builders.heads import ORIENTATIONS, head, volume
from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Declared, Modality, Rescale, Slice
from scrollcast.model.volume import Volume
from scrollcast.privacy.suspect import suspect

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)


def _body(wide: float, deep: float, *regions: str, arms: bool = False) -> Volume:
    """An axial CT of water, 200 mm tall, so many mm wide and deep; with arms beside it where asked for."""
    y, x = np.mgrid[-60:60, -90:90] * 2.5
    stored = np.where((x / wide) ** 2 + (y / deep) ** 2 < 0.25, 1074, 0).astype(np.uint16)
    if arms:
        stored[(np.abs(np.abs(x) - wide / 2 - 30) < 20) & (np.abs(y) < 20)] = 1074
    return _stack([stored] * 40, 5.0, *regions)


def _stack(
    planes: list[NDArray[np.uint16]], step: float, *regions: str, pixel: float = 2.5, cosines: tuple[float, ...] = AXIAL
) -> Volume:
    normal = np.cross(cosines[:3], cosines[3:])
    slices = tuple(
        Slice(
            stored=stored,
            rescale=Rescale(1.0, -1024.0),
            inverted=False,
            padding=None,
            place=Place(tuple(map(float, normal * step * k)), cosines),  # type: ignore[arg-type]
            spacing=Spacing(pixel, pixel),
            image=k + 1,
            file=k + 1,
        )
        for k, stored in enumerate(planes)
    )
    declared = Declared(regions=frozenset(regions))
    return Volume(Modality.CT, "CT axial", slices, (step,) * (len(slices) - 1), 0.0, declared)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("modality", Modality)
@pytest.mark.parametrize("regions", [(), ("abdomen",), ("knee", "limb")], ids=["unlabelled", "abdomen", "knee"])
def test_a_head_is_suspected_whatever_its_labels(
    regions: tuple[str, ...], modality: Modality, orientation: str
) -> None:
    """No label and a wrong one, CT and MR, in every orientation."""
    assert suspect(volume(head(orientation, modality, 8.0), modality, regions)).face


@pytest.mark.parametrize("slices", [1, 2, 5])
def test_few_slices_are_not_exempt(slices: int) -> None:
    """A midline slice is a profile; it is suspected with no label, and with a label that it contradicts."""
    cuts = head("sagittal", Modality.MR, 4.0)
    middle = len(cuts) // 2
    assert suspect(volume(cuts[middle : middle + slices], Modality.MR)).face


@pytest.mark.parametrize("region", ["head", "neck", "whole body"])
def test_words_for_the_head_outweigh_others(region: str) -> None:
    """A limb that is also called a head, a neck or a whole body is suspected."""
    suspicion = suspect(_body(110, 110, "knee", region))
    assert suspicion.face
    assert region in suspicion.reason


@pytest.mark.parametrize("arms", [False, True])
@pytest.mark.parametrize("regions", [(), ("chest", "neck")], ids=["unlabelled", "neck and chest"])
def test_sections_of_a_trunk_clear(regions: tuple[str, ...], arms: bool) -> None:
    """No head is as wide, whatever the headers say or don't."""
    assert not suspect(_body(330, 220, *regions, arms=arms)).face


def test_a_table_makes_no_trunk() -> None:
    """A head that lies on a table is as wide as it; the two together don't fill their box."""
    y, x = np.mgrid[-60:60, -90:90] * 2.5
    lying = ((x / 160) ** 2 + (y / 200) ** 2 < 0.25) | ((np.abs(x) < 210) & (y > 95) & (y < 130))
    assert suspect(_stack([np.where(lying, 1074, 0).astype(np.uint16)] * 40, 5.0)).face


def test_a_slender_trunk_is_wider_than_deep() -> None:
    """A child's abdomen is no wider than a head with its ears, but flat."""
    assert not suspect(_body(215, 150)).face
    assert suspect(_body(150, 215)).face


@pytest.mark.parametrize("region", ["knee", "limb", "ankle", "back"])
def test_a_label_clears_what_is_shaped_otherwise(region: str) -> None:
    """A knee is head-wide and ends nowhere; without its label it would be suspected."""
    assert not suspect(_body(125, 130, region)).face
    assert suspect(_body(125, 130)).face


def test_a_small_field_needs_a_label() -> None:
    """A spine that fills the field shows nothing but itself: the label clears it."""
    planes = [np.full((64, 64), 1074, np.uint16)] * 40
    assert not suspect(_stack(planes, 5.0, "back")).face
    assert suspect(_stack(planes, 5.0)).face


def test_a_knee_from_the_side_is_cleared_by_its_label() -> None:
    """Bones that go on at both ends of the field are no head."""
    y, _ = np.mgrid[-80:80, -80:80]
    planes = [np.where(np.abs(y.T) < 65, 1074, 0).astype(np.uint16)] * 30
    assert not suspect(_stack(planes, 4.0, "knee", pixel=1.0, cosines=SAGITTAL)).face


@pytest.mark.parametrize("missing", ["place", "spacing"])
def test_without_geometry_nothing_clears(missing: str) -> None:
    """A label alone can't be held against a shape."""
    whole = _body(330, 220, "abdomen")
    lost = replace(whole, slices=tuple(replace(plane, **{missing: None}) for plane in whole.slices))
    assert suspect(lost).face


def test_a_skull_between_arms_is_found() -> None:
    """Arms that touch the head make a section as wide as a trunk; the ring of bone tells."""
    planes = []
    for cut in head("axial", Modality.CT, 4.0):
        wide = np.zeros((122, 240), np.uint16)
        wide[:, 59:181] = cut.plane.stored
        if cut.plane.stored.max() > 1500:
            wide[50:80, 10:90] = wide[50:80, 150:230] = np.maximum(wide[50:80, 10:90], 1074)
            wide[:, 85:155] = np.maximum(wide[:, 85:155], cut.plane.stored[:, 26:96])
        planes.append(wide)
    suspicion = suspect(_stack(planes, 4.0, "chest", pixel=2.0))
    assert suspicion.face
    assert "skull" in suspicion.reason
