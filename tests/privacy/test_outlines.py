"""The mask on real heads, against outlines that were drawn by hand on their slices: faces to hide, brains to keep."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from builders.real import real
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.model.face import MASKED
from scrollcast.model.series import Declared
from scrollcast.model.volume import Volume
from scrollcast.privacy.face import unrecognizable
from scrollcast.privacy.grid import Mask

TRIPLE = "ct-3slice-liver-seg-sr/segmentations/ct-3slice"
OUTLINES: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("outlines.json").read_text("utf-8"))


def _hidden(plane: Any) -> Mask:
    padding = plane.padding
    if padding is None:
        return np.zeros(plane.stored.shape, np.bool_)
    return np.asarray((plane.stored >= padding.low) & (plane.stored <= padding.high))


def _volume(name: str, series: int | None = None) -> Volume:
    with closing(Readers.start()) as readers:
        found, _ = read(find(real(name), readers).pick(series))
    return order(found)


def _within(points: list[list[int]], shape: tuple[int, int], closed: bool) -> Mask:
    drawn = np.zeros(shape, np.uint8)
    corners = np.array(points, np.int32)
    return (cv2.fillPoly(drawn, [corners], 1) if closed else cv2.polylines(drawn, [corners], False, 1)) > 0


@pytest.mark.parametrize("name", OUTLINES)
def test_hand_drawn_faces_are_hidden_and_brains_kept(name: str) -> None:
    """No point of the face's surface, of an eye or an ear shows; no pixel within the skull is lost."""
    volume = _volume(name)
    before = [_hidden(plane).copy() for plane in volume.slices]
    masked, check = unrecognizable(volume, MASKED)
    assert "masked" in check.finding
    face = lost = drawn = 0
    for outline in OUTLINES[name]:
        at = outline["slice"]
        hidden, shape = _hidden(masked.slices[at]), before[at].shape
        for column, row in [*outline.get("eyes", ()), *outline.get("ears", ())]:
            assert hidden[row, column]
        if "face" in outline:
            surface = _within(outline["face"], shape, closed=False)
            face, drawn = face + int((surface & ~hidden).sum()), drawn + int(surface.sum())
        if "brain" in outline:
            brain = _within(outline["brain"], shape, closed=True)
            lost += int((brain & hidden & ~before[at]).sum())
    assert drawn > 700
    assert (face, lost) == (0, 0)


def test_a_skull_of_ct_loses_its_face_and_keeps_its_contents() -> None:
    """A phantom of bone: the tip of the nose and the rims of the orbits are hidden, what lies in the skull is not."""
    masked, check = unrecognizable(_volume("ct-head-phantom-philips-study", 2), MASKED)
    assert "masked" in check.finding
    nose, contents = _hidden(masked.slices[5]), _hidden(masked.slices[16])
    assert nose[:60].all()
    assert not contents[196, 286]
    assert not contents[150:320, 190:330].any()


@pytest.mark.parametrize("name", ["ct-abdomen-cptacpda-c3l00189", "mr-abdomen-coronal-tcga-bc4073", TRIPLE])
@pytest.mark.parametrize("labelled", [True, False], ids=["labelled", "unlabelled"])
def test_trunks_pass_unmasked(name: str, labelled: bool) -> None:
    """By their width, whatever the headers say or don't."""
    volume = _volume(name)
    passed, check = unrecognizable(volume if labelled else replace(volume, declared=Declared()), MASKED)
    assert passed.slices is volume.slices
    assert "no face" in check.finding
