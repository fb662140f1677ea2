"""Left is left on the frame: every patient position times every plane, from DICOM files to the picture that is seen.

A phantom has a plate of its own grey at each of its six faces, placed by patient coordinates alone. In the frame,
plates are found by their grey and letters are read by their shape: each letter has to stand where the plate of its side
is.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders.beacons import decoded
from builders.dicom_files import plane, save_all
from scrollcast.authored.brief import brief
from scrollcast.authored.platforms import USUAL, load_platform
from scrollcast.clearing import clear_picked
from scrollcast.dicom.find import find
from scrollcast.dicom.readers import Readers
from scrollcast.model.case import Length
from scrollcast.model.face import Face
from scrollcast.model.overlay import Card, Question
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.verdict import Intent
from scrollcast.model.window import Window
from scrollcast.picture.compose import Composer
from scrollcast.picture.palette import LETTER
from scrollcast.raster.png import png
from scrollcast.raster.text import line
from scrollcast.rendering import Film, film_for, plan, render, still

Luma = NDArray[np.uint8]
Vector = NDArray[np.float64]

FACES = {"R": (-1, 0, 0), "L": (1, 0, 0), "A": (0, -1, 0), "P": (0, 1, 0), "F": (0, 0, -1), "H": (0, 0, 1)}
OPPOSITE = dict(zip("RLAPFH", "LRPAHF", strict=True))
HOUNSFIELD = {face: 120 * number for number, face in enumerate(FACES)}
WINDOW = Window(1000, 300)
SETTINGS = Settings(window=WINDOW, length=Length.S15, face=Face.CLEAR, because="A phantom of plates, without a face.")
SIZE, PIXEL = 41, 5.0  # px a side and mm: as large as the phantom, a cube of 190 mm around the origin
COUNT, STEP = 11, 10.0
WHITE = 215  # luma that no plate reaches

# The patient's sides to which a scanner's own axes point: across the table, down, and along it (PS3.3 C.7.3.1.1.2).
POSITIONS = {
    "HFS": "LPH",
    "HFP": "RAH",
    "HFDR": "PRH",
    "HFDL": "ALH",
    "FFS": "RPF",
    "FFP": "LAF",
    "FFDR": "ARF",
    "FFDL": "PLF",
}
# Image right and image down, in the scanner's axes.
COS, SIN = np.cos(np.radians((30, 25))), np.sin(np.radians((30, 25)))
PLANES = {
    "axial": ((1, 0, 0), (0, 1, 0)),
    "coronal": ((1, 0, 0), (0, 0, -1)),
    "sagittal": ((0, 1, 0), (0, 0, -1)),
    "oblique": ((COS[1], SIN[1], 0), (-SIN[1] * COS[0], COS[1] * COS[0], SIN[0])),
}


def directions(position: str, name: str) -> tuple[Vector, Vector]:
    """Image right and image down in the patient, LPS."""
    axes = np.array([FACES[face] for face in POSITIONS[position]], float)
    along, down = PLANES[name]
    return np.asarray(along) @ axes, np.asarray(down) @ axes


def phantom(points: Vector) -> NDArray[np.int16]:
    """Hounsfield units at points in the patient, shape (..., 3), mm LPS."""
    values = np.where((np.abs(points) < 95).all(-1), -100, -1000).astype(np.int16)
    for face, vector in FACES.items():
        deep = points @ np.array(vector)
        beside = np.abs(points - deep[..., None] * np.array(vector)).max(-1)
        values[(deep > 60) & (deep < 95) & (beside < 45)] = HOUNSFIELD[face]
    return values


def scan(folder: Path, position: str, along: Vector, down: Vector) -> Path:
    """Write slices of the phantom, the middle one through its middle."""
    normal = np.cross(along, down)
    at = PIXEL * (np.arange(SIZE) - SIZE // 2)
    datasets = []
    for index in range(COUNT):
        middle = STEP * (index - COUNT // 2) * normal
        points = middle + at[None, :, None] * along + at[:, None, None] * down
        changes = {
            "PatientPosition": position,
            "ImagePositionPatient": [f"{x:.6f}" for x in points[0, 0]],
            "ImageOrientationPatient": [f"{x:.6f}" for x in (*along, *down)],
            "PixelSpacing": [PIXEL, PIXEL],
            "Rows": SIZE,
            "Columns": SIZE,
            "PixelData": (phantom(points) + 1024).astype(np.uint16).tobytes(),
        }
        datasets.append(plane(index, changes))
    save_all(folder, datasets)
    return folder


def luma_of(picture: bytes) -> Luma:
    """A PNG as the luma of a film, 16 to 235."""
    grey = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.rint(16 + np.asarray(grey) * (219 / 255)).astype(np.uint8)


def middle_frame(film: Film) -> int:
    """A frame that shows the middle slice and nothing over it."""
    moments = ((number, film.timeline.at(number)) for number in range(film.timeline.frames))
    return next(
        number
        for number, moment in moments
        if moment.view.slice == COUNT // 2
        and moment.view.room == 0
        and not any(isinstance(shown.overlay, Question | Card) for shown in moment.shown)
    )


def plates(luma: Luma) -> dict[str, Vector]:
    """Middle of each plate that shows, by its grey; px (x, y)."""
    found = {}
    for face, hounsfield in HOUNSFIELD.items():
        grey = 16 + 219 * ((hounsfield - (WINDOW.center - 0.5)) / (WINDOW.width - 1) + 0.5)
        solid = cv2.erode((np.abs(luma - grey) < 8).astype(np.uint8), np.ones((15, 15)))
        if solid.sum() > 200:
            rows, columns = np.nonzero(solid)
            found[face] = np.array((columns.mean(), rows.mean()))
    return found


def letters(luma: Luma) -> list[tuple[str, Vector]]:
    """What stands in white on the picture, read by shape, and where; px (x, y)."""
    white = (luma > WHITE).astype(np.uint8)
    joined = cv2.dilate(white, np.ones((1, 13)))  # the two letters of an oblique side are one word
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    read = []
    for number in range(1, count):
        rows, columns = np.nonzero((labels == number) & (white > 0))
        box = luma[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        if 24 <= box.shape[0] <= 34 and stats[number, cv2.CC_STAT_AREA] > 100:
            read.append((word(box), np.array((columns.mean(), rows.mean()))))
    return read


def word(box: Luma) -> str:
    """The side or the two sides that a box shows, by correlation with each drawn alone; empty where it is none."""
    sides = [*FACES, *(a + b for a, b in product(FACES, FACES) if b not in {a, OPPOSITE[a]})]
    lit = np.pad((box > WHITE).astype(np.float32), 3)

    def like(side: str) -> float:
        mask = line(side, LETTER).mask
        rows, columns = np.nonzero(mask > 240)
        drawn = mask[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] > 240
        if np.abs(np.subtract(drawn.shape, box.shape)).max() > 3:
            return 0.0
        return float(cv2.matchTemplate(lit, drawn.astype(np.float32), cv2.TM_CCOEFF_NORMED).max())

    best = max(sides, key=like)
    return best if like(best) > 0.8 else ""


def expected(direction: Vector) -> str:
    """The side that a direction points to, and the second one where it leans there by over 20 degrees."""
    sides = sorted(FACES, key=lambda face: -float(direction @ np.array(FACES[face])))
    return sides[0] + (sides[1] if direction @ np.array(FACES[sides[1]]) > np.sin(np.radians(20)) else "")


def check(luma: Luma, film: Film, along: Vector, down: Vector) -> None:
    """Each of the three letters stands at the plate of its side, and the plates lie as the patient does."""
    box = film.layout.picture
    picture = luma[box.y : box.bottom, 60 : box.right]  # right of the scroll rail
    found, read = plates(picture), [(side, at) for side, at in letters(picture) if side]
    centre = np.array((box.x + box.width / 2 - 60, box.height / 2))
    assert len(found) == 4
    assert len(read) == 3
    edges = {"left": -along, "right": along, "top": -down}
    for side, at in read:
        toward = {face: float((place - centre) @ (at - centre)) for face, place in found.items()}
        assert side[0] == max(toward, key=lambda face: toward[face])
    where = {side: (at - centre) for side, at in read}
    by_edge = {
        "left": min(where, key=lambda side: where[side][0]),
        "right": max(where, key=lambda side: where[side][0]),
        "top": min(where, key=lambda side: where[side][1]),
    }
    assert by_edge == {edge: expected(direction) for edge, direction in edges.items()}


@pytest.mark.parametrize(("position", "name"), list(product(POSITIONS, PLANES)))
def test_letters_on_a_still(tmp_path: Path, readers: Readers, position: str, name: str) -> None:
    """Composed as a still is, written as a PNG and read back."""
    along, down = directions(position, name)
    source = scan(tmp_path, position, along, down)
    clearance = clear_picked(find(source, readers).pick(), Intent(), SETTINGS)
    clearance.close()  # this picture is not published
    film = film_for(load_platform(USUAL), brief(source, "ct-bone", SETTINGS), clearance)
    canvas = Composer(film.cleared, film.timeline, film.layout).compose(film.timeline.at(middle_frame(film)))
    check(luma_of(png(canvas)), film, along, down)


@pytest.mark.parametrize(("position", "name"), [("FFDR", "oblique"), ("HFP", "sagittal")])
def test_letters_on_a_clip(tmp_path: Path, position: str, name: str) -> None:
    """Rendered as MP4, and decoded again."""
    along, down = directions(position, name)
    source = scan(tmp_path / "series", position, along, down)
    settings = replace(SETTINGS, rate=Rate(Fraction(10)))
    clip = render(source, "ct-bone", tmp_path / "clip.mp4", settings)
    film = plan(source, "ct-bone", settings)
    film.clearance.close()
    check(decoded(clip.path, middle_frame(film))[: film.layout.height], film, along, down)


def test_letters_on_a_written_still(tmp_path: Path) -> None:
    """The command's own way, from files to a file."""
    along, down = directions("HFDL", "coronal")
    source = scan(tmp_path / "series", "HFDL", along, down)
    film = plan(source, "ct-bone", SETTINGS)
    film.clearance.close()
    at = film.timeline.rate.seconds(middle_frame(film))
    path = still(source, "ct-bone", at, tmp_path / "still.png", SETTINGS)
    check(luma_of(path.read_bytes()), film, along, down)
