"""Left is left: a phantom with a marker at each of its six faces, in every patient position and every plane."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from builders.dicom_files import plane, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.model.geometry import opposite

FACES = {"R": (-1, 0, 0), "L": (1, 0, 0), "A": (0, -1, 0), "P": (0, 1, 0), "F": (0, 0, -1), "H": (0, 0, 1)}
GREYS = {face: 500 * number for number, face in enumerate(FACES, 1)}
SIZE, STEP = 41, 5.0  # pixels a side, mm apart: the phantom is a cube of 200 mm around the origin

# Image right and image down of an axial slice, as the scanner makes it (PS3.3 C.7.3.1.1.2).
POSITIONS = {
    "HFS": "LP",
    "HFP": "RA",
    "HFDR": "PR",
    "HFDL": "AL",
    "FFS": "RP",
    "FFP": "LA",
    "FFDR": "AR",
    "FFDL": "PL",
}
# The other planes as they are read, and some that nobody would choose.
PLANES = {
    "coronal": "LF",
    "sagittal": "PF",
    "coronal from behind": "RF",
    "sagittal from the right": "AF",
    "feet up": "LH",
}


def phantom(points: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Greys at points in the patient, shape (..., 3), mm LPS: a ball near each face."""
    greys = np.zeros(points.shape[:-1], np.uint16)
    for face, vector in FACES.items():
        near = np.linalg.norm(points - 80 * np.array(vector), axis=-1) < 15
        greys[near] = GREYS[face]
    return greys


def write(folder: Path, along: NDArray[np.float64], down: NDArray[np.float64]) -> None:
    """Image the phantom in one orientation."""
    normal = np.cross(along, down)
    at = STEP * (np.arange(SIZE) - SIZE // 2)
    datasets = []
    for index, depth in enumerate(at):
        corner = depth * normal + at[0] * along + at[0] * down
        points = depth * normal + at[None, :, None] * along + at[:, None, None] * down
        changes = {
            "ImagePositionPatient": [f"{x:.6g}" for x in corner],
            "ImageOrientationPatient": [f"{x:.6g}" for x in (*along, *down)],
            "PixelSpacing": [STEP, STEP],
            "Rows": SIZE,
            "Columns": SIZE,
            "PixelData": phantom(points).tobytes(),
        }
        datasets.append(plane(index, changes))
    save_all(folder, datasets)


def edges(stack: NDArray[np.uint16]) -> dict[str, str]:
    """The face that is found at each edge of the images, and at both ends of the stack."""
    middle = SIZE // 2
    where = {
        "top": (middle, 4, middle),
        "bottom": (middle, SIZE - 5, middle),
        "left": (middle, middle, 4),
        "right": (middle, middle, SIZE - 5),
        "first": (4, middle, middle),
        "last": (SIZE - 5, middle, middle),
    }
    faces = {grey: face for face, grey in GREYS.items()}
    return {edge: faces[int(stack[index])] for edge, index in where.items()}


def vectors(code: str, turn: float = 0.0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Directions of rows and columns, turned within the image by an angle in degrees."""
    along, down = (np.array(FACES[letter], float) for letter in code)
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    return cos * along + sin * down, cos * down - sin * along


@pytest.mark.parametrize("name", [*POSITIONS, *PLANES])
def test_letters_stand_where_the_markers_land(tmp_path: Path, readers: Readers, name: str) -> None:
    """The letter at each edge is that of the face imaged there, and the stack runs as its normal says."""
    write(tmp_path, *vectors({**POSITIONS, **PLANES}[name]))
    volume = order(read(find(tmp_path, readers).pick())[0])
    found = edges(np.stack([each.stored for each in volume.slices]).astype(np.uint16))
    place = volume.slices[0].place
    assert place is not None
    sides = place.sides
    assert {"top": sides.top, "right": sides.right, "bottom": sides.bottom, "left": sides.left}.items() <= found.items()
    assert FACES[found["last"]] == tuple(round(part) for part in place.normal)
    assert found["first"] == opposite(found["last"])


@pytest.mark.parametrize("name", ["HFS", "FFP", "HFDL", "coronal", "sagittal"])
@pytest.mark.parametrize(("turn", "letters"), [(19.0, 1), (21.0, 2), (-30.0, 2)])
def test_oblique_edges_have_two_letters(tmp_path: Path, readers: Readers, name: str, turn: float, letters: int) -> None:
    """Turned by over twenty degrees, each edge names both axes it leans to; the first is the nearer one."""
    code = {**POSITIONS, **PLANES}[name]
    write(tmp_path, *vectors(code, turn))
    place = order(read(find(tmp_path, readers).pick())[0]).slices[0].place
    assert place is not None
    assert [len(side) for side in place.sides] == [letters] * 4
    assert place.sides.right[0] == code[0]
    assert place.sides.bottom[0] == code[1]
    if letters == 2:
        assert place.sides.right[1] == (code[1] if turn > 0 else opposite(code[1]))
