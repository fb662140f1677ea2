"""A mark on a known voxel is on that voxel in the film, whatever the orientation and however it was anchored."""

from math import dist
from pathlib import Path

import numpy as np
import pytest

from builders.beacons import BEADS, COLUMNS, KEY, ROWS, Series, beads, decoded, image, rings, turned
from scrollcast.rendering import Film, plan, render
from scrollcast.script.table import table

HEAD_TO_FEET, FRONT_TO_BACK, RIGHT_TO_LEFT = (0, 0, -1), (0, 1, 0), (1, 0, 0)
LEFTWARDS, BACKWARDS, FEETWARDS = np.array((1.0, 0, 0)), np.array((0, 1.0, 0)), np.array((0, 0, -1.0))
CASE = """\
schema: 1
title: Three beads
source: ./series
preset: ct-abdomen
fps: 10
marks:
  first:
    ring: {{slice: {number}, at: [46, 50], radius: 4 mm}}
  second:
    ring: {{image: {image}, at: [57, 38], radius: 5 mm}}
  third:
    ring: {{mm: [{x:.4f}, {y:.4f}, {z:.4f}], radius: 6 mm}}
beats:
  - scroll: {{from: {before}, to: {number}}}
  - hold: {{seconds: 1, show: [first, second, third]}}
  - zoom: {{to: [36, 30, 80, 62], seconds: 0.5}}
  - hold: 1
"""


@pytest.mark.parametrize(
    ("series", "travel"),
    [
        pytest.param(turned(0, 0), HEAD_TO_FEET, id="axial"),
        pytest.param(Series(LEFTWARDS, FEETWARDS), FRONT_TO_BACK, id="coronal"),
        pytest.param(Series(BACKWARDS, FEETWARDS), RIGHT_TO_LEFT, id="sagittal"),
        pytest.param(turned(27, 14), HEAD_TO_FEET, id="oblique"),
    ],
)
def test_a_mark_lands_on_its_voxel(tmp_path: Path, series: Series, travel: tuple[int, int, int]) -> None:
    """By slice, by image number and by mm; cropped, and zoomed: within 1.5 px on the frames as FFmpeg decodes them."""
    series.write(tmp_path / "series")
    number = series.number(KEY, travel)
    x, y, z = series.position(KEY, *BEADS[2])
    case = tmp_path / "case.yaml"
    case.write_text(CASE.format(number=number, image=image(KEY), before=number - 1, x=x, y=y, z=z), encoding="utf-8")
    film = plan(case)
    assert film.layout.crop.rows < ROWS
    assert film.layout.crop.columns < COLUMNS
    clip = render(case, out=tmp_path / "clip.mp4").path
    apart = []
    for beat in (2, 4):
        frame = decoded(clip, _amid(film, beat))
        seen = beads(frame, _middle(film))
        assert len(seen) == len(BEADS)
        apart.append(seen[2][0] - seen[0][0])
        for ring, bead in zip(rings(frame, len(BEADS)), seen, strict=True):
            assert dist(ring, bead) <= 1.5
    assert apart[1] > 1.5 * apart[0]


def _amid(film: Film, beat: int) -> int:
    """The frame in the middle of a beat."""
    return sum(table(film.screenplay)[beat - 1].frames) // 2


def _middle(film: Film) -> tuple[int, int, int, int]:
    """The picture without its edges, where letters and the scale bar are white too."""
    box = film.layout.picture
    right, bottom = box.right - box.width // 6, box.bottom - box.height // 6
    return box.x + box.width // 6, box.y + box.height // 6, right, bottom
