"""A sheet of 8 demo and 8 real slices in mixed order, to be looked at twice: ``python -m benchmarks.lookalike``.

The real slices are of the CT abdomen in `.cache/data` (a sharp lung kernel), blurred to the demo's noise. The sheet and
the key to it stay under `.cache`: no picture of real data is ever committed.
"""

from pathlib import Path

import cv2
import numpy as np
import pydicom
from numpy.typing import NDArray

from scrollcast.demo.abdomen import GEOMETRY, abdomen

_ROOT = Path(__file__).resolve().parents[1]
_REAL = _ROOT / ".cache/data/ct-abdomen-cptacpda-c3l00189"
_SHEET = _ROOT / ".cache/lookalike.png"
_KEY = _ROOT / ".cache/lookalike.txt"
_EACH, _COLUMNS, _SIDE = 8, 4, 480
_SOFTEN_MM = 0.62
_LOW, _HIGH = -150.0, 250.0


def _real() -> NDArray[np.float32]:
    """HU from head to feet."""
    images = [pydicom.dcmread(path) for path in _REAL.rglob("*.dcm")]
    images.sort(key=lambda image: -float(image.ImagePositionPatient[2]))
    spacing = float(images[0].PixelSpacing[0])
    planes = [image.pixel_array * float(image.RescaleSlope) + float(image.RescaleIntercept) for image in images]
    soft = [cv2.GaussianBlur(plane.astype(np.float32), (0, 0), _SOFTEN_MM / spacing) for plane in planes]
    return np.asarray(soft, np.float32)


def _tile(plane: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The body at one width, whatever its size, in the abdominal window."""
    body = cv2.morphologyEx((plane > -300).astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    rows, columns = np.flatnonzero(body.any(1)), np.flatnonzero(body.any(0))
    side = 1.16 * (columns[-1] - columns[0])
    row, column = (rows[0] + rows[-1]) / 2, (columns[0] + columns[-1]) / 2
    scale = _SIDE / side
    shift = np.array([[scale, 0, _SIDE / 2 - scale * column], [0, scale, _SIDE / 2 - scale * row]])
    seen = cv2.warpAffine(plane, shift, (_SIDE, _SIDE), flags=cv2.INTER_CUBIC, borderValue=-1000)
    return np.asarray(np.clip((seen - _LOW) / (_HIGH - _LOW), 0, 1) * 255, np.uint8)


def main() -> None:
    """Write the sheet and its key."""
    real = _real()
    demo = abdomen().astype(np.float32)
    tiles = [(_tile(real[k]), f"real {k + 1}") for k in np.linspace(3, len(real) - 1, _EACH).astype(int)]
    last = round(200 / GEOMETRY.step)
    tiles += [(_tile(demo[k]), f"demo {k + 1}") for k in np.linspace(2, last, _EACH).astype(int)]
    order = np.random.default_rng().permutation(len(tiles))
    rows = [np.hstack([tiles[k][0] for k in order[at : at + _COLUMNS]]) for at in range(0, len(tiles), _COLUMNS)]
    cv2.imwrite(str(_SHEET), np.vstack(rows))
    _KEY.write_text("".join(f"{place}: {tiles[k][1]}\n" for place, k in enumerate(order, 1)))
    print(_SHEET)


if __name__ == "__main__":
    main()
