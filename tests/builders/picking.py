"""A known volume on the page of ``pick``: where its disc is, in the patient, in the window and in the YAML."""

import math
from pathlib import Path

import cv2
import numpy as np

from builders.browser import Browser, Spot
from builders.cleared import cleared
from scrollcast.authored.document import parse
from scrollcast.authored.marks import read_marks
from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.mark import MarkSpec, OnImage, OnSlice
from scrollcast.model.volume import ClearedVolume, Crop

SLICES, ROWS, COLUMNS = 9, 90, 120
SPACING = Spacing(1.3, 0.9)
TILT = math.radians(12)
OBLIQUE = (1.0, 0.0, 0.0, 0.0, math.cos(TILT), math.sin(TILT))
CROP = Crop(6, 10, 86, 116)
KEY, COLUMN, ROW = 6, 72, 33  # where the disc is: slice index, column, row
ORIGIN = (-40.0, 25.5, 100.0)


def place(index: int) -> tuple[float, float, float]:
    """Positions along the normal of the oblique slices, 4 mm apart."""
    normal = np.cross(OBLIQUE[:3], OBLIQUE[3:])
    x, y, z = np.array(ORIGIN) + 4.0 * index * normal
    return float(x), float(y), float(z)


def patient(index: int, column: float, row: float) -> np.ndarray:
    """Position of a pixel, by PS3.3 C.7.6.2.1.1."""
    at = Place(place(index), OBLIQUE)
    return np.array(at.position) + np.array(at.along) * SPACING.column * column + np.array(at.down) * SPACING.row * row


def oblique() -> ClearedVolume:
    """An oblique CT with anisotropic pixels; one slice has a bright disc of 8 mm in soft tissue."""
    stack = np.zeros((SLICES, ROWS, COLUMNS), np.int16)
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    inside = np.hypot((columns - COLUMN) * SPACING.column, (rows - ROW) * SPACING.row) <= 8
    stack[KEY][inside] = 800
    return cleared(stack, spacing=SPACING, crop=CROP, orientation=OBLIQUE, place=place)


def number(browser: Browser) -> int:
    """The slice number in the header."""
    return int(browser.text("count").split("/")[0])


def to_disc(browser: Browser) -> int:
    """Go to the slice of the disc by keys."""
    wanted = SLICES - KEY
    browser.key("Home")
    browser.key("ArrowDown", wanted - 1)
    assert number(browser) == wanted
    return wanted


def disc(browser: Browser, tmp_path: Path) -> Spot:
    """Where the disc is in the window, seen with the eye: the middle of the largest white spot."""
    image = browser.screenshot(tmp_path / "seen.png")
    left, top, width, height = (round(side * browser.density) for side in browser.box("#picture"))
    white = (image[top : top + height, left : left + width] > 240).astype(np.uint8)
    _, _, stats, centroids = cv2.connectedComponentsWithStats(white)
    x, y = centroids[1 + stats[1:, cv2.CC_STAT_AREA].argmax()]
    return (left + x + 0.5) / browser.density, (top + y + 0.5) / browser.density


def screen(browser: Browser, seen: Spot, column: float, row: float) -> Spot:
    """Where a pixel is in the window, reckoned from the disc: the picture fills its box in one direction."""
    _, _, width, height = browser.box("#picture")
    mm = min(width / (CROP.columns * SPACING.column), height / (CROP.rows * SPACING.row))
    return seen[0] + (column - COLUMN) * SPACING.column * mm, seen[1] + (row - ROW) * SPACING.row * mm


def marks(browser: Browser) -> tuple[MarkSpec, ...]:
    """The marks in the YAML of the page, as a case reads them."""
    return read_marks(parse(browser.text("yaml"), "pick.yaml").entries["marks"], Path())


def pixel(anchor: object) -> tuple[float, float]:
    """Column and row of an anchor."""
    assert isinstance(anchor, OnSlice | OnImage)
    return anchor.column, anchor.row
