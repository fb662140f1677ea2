"""A small CT of a body with one bright ball in it, as DICOM files: quick to read and to draw."""

from pathlib import Path

import numpy as np

from scrollcast.dicom.write import write_series
from scrollcast.model.geometry import Spacing

SLICES, SIZE, STEP = 24, 96, 5.0
SPACING = Spacing(3.0, 3.0)
BALL = (14, 60, 36)  # slice number from the head, row, column


def write_phantom(folder: Path) -> Path:
    """Write the series, head first; the ball lies at the patient's right."""
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    body = ((rows - 48) / 30) ** 2 + ((columns - 48) / 42) ** 2 <= 1
    stack = np.full((SLICES, SIZE, SIZE), -1000, np.int16)
    noise = np.random.default_rng(5).normal(0, 12, stack.shape)
    stack[:, body] = 40
    number, row, column = BALL
    depth = (np.arange(SLICES) - (number - 1))[:, None, None] * STEP
    ball = depth**2 + ((rows - row) * 3.0) ** 2 + ((columns - column) * 3.0) ** 2 <= 12**2
    stack[ball] = 140
    stack += noise.astype(np.int16)
    write_series(folder, stack, SPACING, -STEP, (-144.0, -144.0, 0.0))
    return folder


CASE = """\
schema: 1
title: Where is the ball?
history: Chest pain. 60s.
source: ./series
preset: ct-abdomen
length: 15s
consent: Synthetic, nobody's.
licence: CC BY 4.0
marks:
  ball:
    arrow: {slice: 14, at: [36, 60], from: lower-left}
    label: ball
    slices: [12, 16]
beats:
  - hook: Scroll with me.
  - scroll: 14
  - quiz: {ask: Which side?, options: [His left, His right], answer: 2, think: 3s}
  - reveal: {show: ball, say: "A [ball](ball), at the right."}
  - takeaway: Look at both sides.
"""


def write_case(folder: Path, text: str = CASE) -> Path:
    """Write a case beside the series."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path
