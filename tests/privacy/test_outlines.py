"""The mask on real heads, against outlines that were drawn by hand on their slices: faces to hide, brains to keep."""

import json
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
from scrollcast.model.face import FaceRule
from scrollcast.privacy.face import unrecognizable
from scrollcast.privacy.grid import Mask

OUTLINES: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("outlines.json").read_text("utf-8"))


def _hidden(plane: Any) -> Mask:
    padding = plane.padding
    if padding is None:
        return np.zeros(plane.stored.shape, np.bool_)
    return np.asarray((plane.stored >= padding.low) & (plane.stored <= padding.high))


def _within(points: list[list[int]], shape: tuple[int, int], closed: bool) -> Mask:
    drawn = np.zeros(shape, np.uint8)
    corners = np.array(points, np.int32)
    return (cv2.fillPoly(drawn, [corners], 1) if closed else cv2.polylines(drawn, [corners], False, 1)) > 0


@pytest.mark.parametrize("name", OUTLINES)
def test_hand_drawn_faces_are_hidden_and_brains_kept(name: str) -> None:
    """No point of the face's surface, of an eye or an ear shows; no pixel within the skull is lost."""
    readers = Readers.start()
    try:
        series, _ = read(find(real(name), readers).pick())
    finally:
        readers.close()
    volume = order(series)
    before = [_hidden(plane).copy() for plane in volume.slices]
    masked, check = unrecognizable(volume, FaceRule())
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
