"""How deep the surface of what is shown lies, seen from the front and from both sides: a face would be known by it."""

from base64 import b64encode

import numpy as np
from numpy.typing import NDArray

from scrollcast.model.volume import ClearedVolume
from scrollcast.privacy.grid import Mask, on_grid
from scrollcast.raster.jpeg import grey_jpeg
from scrollcast.raster.resample import resample

_GRID = 2.5  # mm
_LARGER = 3
_REACH = 160.0  # mm behind the foremost point, at which depth is black


def surfaces(cleared: ClearedVolume) -> list[dict[str, str]]:
    """Pictures of depth, made from nothing but the pixels that may be shown.

    Parameters
    ----------
    cleared : ClearedVolume

    Returns
    -------
    list of dict
        ``name`` and JPEG; none where the slices have no positions.
    """
    if cleared.facts.spacing is None or None in cleared.facts.places or len(cleared.slices) < 2:
        return []
    body = on_grid(cleared.slices, cleared.facts.modality, _GRID).body(cleared.facts.modality)
    front = body.transpose(0, 2, 1)  # head to feet, right to left, front to back
    views = {
        "depth from the front": front,
        "depth from the right": body[:, ::-1],
        "depth from the left": body[:, :, ::-1],
    }
    return [{"name": name, "jpeg": b64encode(_picture(view)).decode()} for name, view in views.items()]


def _picture(body: Mask) -> bytes:
    """Bright where the first voxel along the last axis is near, black where there is none."""
    near = body.argmax(axis=2).astype(np.float32) * _GRID
    near -= near[body.any(axis=2)].min(initial=0.0)
    grey = np.where(body.any(axis=2), np.clip(255 * (1 - near / _REACH), 24, 255), 0).astype(np.uint8)[::-1]
    return grey_jpeg(_enlarged(np.ascontiguousarray(grey)))


def _enlarged(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = grey.shape
    return resample(grey, columns * _LARGER, rows * _LARGER)
