"""A body with three bright beads at known voxels, acquired in any orientation with oblong pixels, and a film of it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from builders.dicom_files import plane, save_all
from scrollcast.film.ffmpeg import executable

ROWS, COLUMNS, SLICES, STEP = 90, 112, 9, 4.0
DOWN, ALONG = 1.1, 0.8  # mm from row to row, and from column to column
KEY = 5  # index of the slice with the beads, as they are made here
BEADS = ((50, 46), (38, 57), (55, 70))  # row, column; from left to right
WIDTH, HEIGHT = 1080, 1920

Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """Where its slices lie: row and column directions, and the normal along which they were made."""

    along: NDArray[np.float64]
    down: NDArray[np.float64]

    @property
    def normal(self) -> NDArray[np.float64]:
        """The right-handed one."""
        return np.cross(self.along, self.down)

    def position(self, index: int, row: float, column: float) -> NDArray[np.float64]:
        """Of a voxel, mm LPS (PS3.3 C.7.6.2.1.1)."""
        corner = np.array((-31.5, 44.25, -120.0)) + index * STEP * self.normal
        return corner + self.along * ALONG * column + self.down * DOWN * row

    def number(self, index: int, travel: tuple[int, int, int]) -> int:
        """Of a slice, when they are gone through along a direction of the patient."""
        ordered = sorted(range(SLICES), key=lambda each: float(np.dot(self.position(each, 0, 0), travel)))
        return ordered.index(index) + 1

    def write(self, folder: Path) -> None:
        """Write the slices; their image numbers are no slice numbers."""
        changes = {
            "Rows": ROWS,
            "Columns": COLUMNS,
            "PixelSpacing": [DOWN, ALONG],
            "ImageOrientationPatient": [*map(float, np.round((*self.along, *self.down), 9))],
            "SliceThickness": STEP,
            "PixelRepresentation": 1,
            "RescaleIntercept": 0,
        }
        slices = []
        for index in range(SLICES):
            where = {
                "ImagePositionPatient": [*map(float, np.round(self.position(index, 0, 0), 6))],
                "InstanceNumber": image(index),
                "PixelData": _values(index).tobytes(),
            }
            slices.append(plane(index, {**changes, **where}))
        save_all(folder, slices)


def image(index: int) -> int:
    """PACS image number of a slice."""
    return 40 + 3 * index


def turned(about_x: float, about_z: float) -> Series:
    """Axial slices, turned by degrees."""
    tilt, swing = np.radians((about_x, about_z))
    along = np.array((np.cos(swing), np.sin(swing), 0.0))
    down = np.array((-np.sin(swing) * np.cos(tilt), np.cos(swing) * np.cos(tilt), np.sin(tilt)))
    return Series(along, down)


def decoded(clip: Path, frame: int) -> NDArray[np.uint8]:
    """A frame as FFmpeg decodes it: planar YUV 4:2:0, one plane below the other."""
    pick = ["-vf", rf"select=eq(n\,{frame})", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    raw = subprocess.run([executable(), "-v", "error", "-i", str(clip), *pick], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(HEIGHT * 3 // 2, WIDTH)


def rings(frame: NDArray[np.uint8], count: int) -> list[Point]:
    """Middles of the largest yellow shapes, the smallest of them first; px (x, y)."""
    blue = frame[HEIGHT : HEIGHT * 5 // 4].reshape(HEIGHT // 2, WIDTH // 2)
    _, _, stats, _ = cv2.connectedComponentsWithStats((blue < 100).astype(np.uint8))
    largest = sorted(stats[1:].tolist(), key=lambda each: each[cv2.CC_STAT_WIDTH])[-count:]
    return [(2 * x + width - 0.5, 2 * y + height - 0.5) for x, y, width, height, _ in largest]


def beads(frame: NDArray[np.uint8], near: tuple[int, int, int, int]) -> list[Point]:
    """Middles of what is white in a box (left, top, right, bottom), from left to right; px (x, y)."""
    left, top, right, bottom = near
    white = (frame[top:bottom, left:right] > 205).astype(np.uint8)
    count, _, stats, middles = cv2.connectedComponentsWithStats(white)
    seen = [middles[k] for k in range(1, count) if stats[k, cv2.CC_STAT_AREA] > 40]
    return sorted((left + float(x), top + float(y)) for x, y in seen)


def _values(index: int) -> NDArray[np.int16]:
    """HU of a slice: a body off the middle of the picture, and the beads."""
    rows, columns = np.mgrid[:ROWS, :COLUMNS]
    values = np.full((ROWS, COLUMNS), -1000, np.int16)
    values[((rows - 48) / 34) ** 2 + ((columns - 58) / 44) ** 2 <= 1] = 40
    if index == KEY:
        for row, column in BEADS:
            away = ((rows - row) * DOWN) ** 2 + ((columns - column) * ALONG) ** 2
            values += (800 * np.exp(-away / (2 * 1.1**2))).astype(np.int16)
    return values
