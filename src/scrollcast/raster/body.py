"""Where the patient is in a stack, and which values the tissue has: one crop and one histogram for all slices."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.model.series import Modality, Rescale, Slice
from scrollcast.model.volume import Crop, Histogram

Mask = NDArray[np.uint8]

_GRID = 128  # samples along the longer side: a sample is some 3 mm of a body, 2 mm of a head
_AIR_HU = -300.0  # skin, fat and muscle lie above; air, lung, foam and blankets below
_SHEET_MM = 7.0  # table tops, head holders and blankets are thinner than this, limbs are not
_LIMB_MM = 20.0  # an arm or a leg is thicker, struts and rails are not
_LIMB_SHARE = 0.015  # of the largest body: an arm beside an abdomen is some 4 %
_SOLID = 0.75  # share of tissue within an outline: limbs are near 1, hollow table tops below 0.5
_SPECK = 0.01  # of the image: less than this in every slice is no patient
_MARGIN = 0.02  # of the body's longer side


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The patient within a stack.

    Attributes
    ----------
    crop : Crop
        Holds the patient in every slice, with a margin.
    histogram : Histogram
        Modality values of tissue; every so many pixels are sampled, in every slice.
    """

    crop: Crop
    histogram: Histogram


def find_body(slices: Sequence[Slice], modality: Modality) -> Body:
    """Find the patient: the largest body over all slices, and its limbs, without table and air.

    Works on every n-th pixel, so that some 128 samples span the longer side. Tissue is above -300 HU in CT, above the
    background of the whole stack in MR. Sheets are opened away, outlines filled, and what overlaps from slice to slice
    is one body. A stack without a body keeps the whole image.

    Parameters
    ----------
    slices : sequence of Slice
        In order, all of one size.
    modality : Modality

    Returns
    -------
    Body
    """
    shape = slices[0].stored.shape
    stride = max(1, max(shape) // _GRID)
    level = _AIR_HU if modality is Modality.CT else _background(slices, stride)
    sheet, limb = (_disc(size, slices[0], stride) for size in (_SHEET_MM, _LIMB_MM))
    tissue = np.stack([_tissue(plane, modality, stride, level) for plane in slices])
    outlines = np.stack([_outline(mask, sheet) for mask in tissue])
    bodies = _bodies(outlines, tissue, limb)
    if bodies.mean(axis=(1, 2)).max() < _SPECK:
        within = tissue if tissue.any() else np.ones_like(tissue)
        return Body(Crop(0, 0, *shape), _histogram(slices, within, stride))
    return Body(_crop(bodies.max(axis=0), shape, stride), _histogram(slices, bodies & tissue, stride))


def _sampled(plane: Slice, stride: int) -> tuple[NDArray[np.float32], NDArray[np.bool_] | None]:
    """Modality values of every n-th pixel, bright tissue up, and where padding is."""
    stored = plane.stored[::stride, ::stride]
    values = stored * np.float32(plane.rescale.slope) + np.float32(plane.rescale.intercept)
    if plane.padding is None:
        return values, None
    padded = (stored >= plane.padding.low) & (stored <= plane.padding.high)
    values[padded] = values.min(initial=0, where=~padded)
    return values, padded


def _tissue(plane: Slice, modality: Modality, stride: int, level: float) -> Mask:
    values, padded = _sampled(plane, stride)
    if modality is Modality.MR:
        values = _calm(values, plane)
    mask = values > level
    if padded is not None:
        mask &= ~padded
    return mask.astype(np.uint8)


def _calm(values: NDArray[np.float32], plane: Slice) -> NDArray[np.float32]:
    """MR values with less noise, and upright where MONOCHROME1 shows low values bright."""
    return np.asarray(cv2.blur(-values if plane.inverted else values, (3, 3)), np.float32)


def _background(slices: Sequence[Slice], stride: int) -> float:
    """Level between the background and the tissue of an MR stack.

    Otsu's threshold parts dark from bright, but takes dark tissue for background: the level is set a fifth of the way
    from the quartile of the dark values to the mean of the bright ones. The lowest value is masked air or padding.
    """
    every = max(1, len(slices) // 24)
    values = np.stack([_calm(_sampled(plane, stride)[0], plane) for plane in slices[::every]])
    low, high = float(values.min()), float(np.percentile(values, 99.5))
    if not low < high:
        return high
    scaled = (np.clip((values - low) / (high - low), 0, 1) * 255).astype(np.uint8)
    otsu, _ = cv2.threshold(scaled.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    dark, bright = scaled[(scaled <= otsu) & (scaled > 0)], scaled[scaled > otsu]
    floor = float(np.percentile(dark, 25)) if dark.size else 0.0
    return low + (high - low) / 255 * (floor + 0.2 * (float(bright.mean()) - floor))


def _disc(size: float, plane: Slice, stride: int) -> Mask:
    """A disc of so many mm on the grid; without a spacing a sample counts as 3 mm."""
    sample = min(plane.spacing) * stride if plane.spacing else 3.0
    side = max(3, round(size / sample) | 1)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def _outline(mask: Mask, kernel: Mask) -> Mask:
    """What is thicker than a sheet, with its hollows filled."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(np.zeros_like(mask), contours, -1, 1, cv2.FILLED), np.uint8)


def _bodies(outlines: Mask, tissue: Mask, limb: Mask) -> Mask:
    """The largest body over all slices, and what else is solid, thick and large enough to be one of its limbs."""
    labels, roots = _linked(outlines)
    thick = np.stack([cv2.erode(outline, limb) for outline in outlines])

    def size(within: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(roots, np.bincount(labels[within], minlength=len(roots)), len(roots)), np.float64)

    whole = size(outlines > 0)
    largest = int(whole.argmax())
    kept = (whole >= _LIMB_SHARE * whole[largest]) & (size(tissue > 0) >= _SOLID * whole) & (size(thick > 0) > 0)
    kept[largest] = True
    kept[0] = False
    return np.asarray(kept[roots][labels], np.uint8)


def _linked(outlines: Mask) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Label the outlines of each slice, and find for each label the first one that it hangs together with."""
    labels = np.empty(outlines.shape, np.int32)
    count, roots = 1, [0]
    for k, outline in enumerate(outlines):
        found, labels[k] = cv2.connectedComponents(outline, connectivity=4)
        labels[k][labels[k] > 0] += count - 1
        roots.extend(range(count, count + found - 1))
        if k:
            for below, here in _touching(labels[k - 1], labels[k]):
                roots[_root(roots, here)] = _root(roots, below)
        count += found - 1
    return labels, np.array([_root(roots, label) for label in range(count)])


def _touching(below: NDArray[np.int32], here: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    both = (below > 0) & (here > 0)
    if not both.any():
        return
    under, over = below[both], here[both]
    first, second = int(under.min()), int(over.min())
    many = int(over.max()) - second + 1
    for pair in np.flatnonzero(np.bincount((under - first) * many + (over - second))):
        yield first + int(pair) // many, second + int(pair) % many


def _root(roots: list[int], label: int) -> int:
    while roots[label] != label:
        roots[label] = roots[roots[label]]
        label = roots[label]
    return label


def _crop(shadow: Mask, shape: tuple[int, int], stride: int) -> Crop:
    """The box of a projection on the grid, as far out as the pixels between its samples may reach, and a margin."""
    rows, columns = np.flatnonzero(shadow.any(axis=1)) * stride, np.flatnonzero(shadow.any(axis=0)) * stride
    (top, bottom), (left, right) = ((int(ends[0]) - stride + 1, int(ends[-1]) + stride) for ends in (rows, columns))
    margin = max(1, round(_MARGIN * max(bottom - top, right - left)))
    return Crop(
        max(0, top - margin), max(0, left - margin), min(shape[0], bottom + margin), min(shape[1], right + margin)
    )


def _histogram(slices: Sequence[Slice], mask: Mask, stride: int) -> Histogram:
    """Count modality values under a mask, slice by slice with its own rescale."""
    samples: dict[Rescale, list[NDArray[np.integer]]] = defaultdict(list)
    for plane, inside in zip(slices, mask, strict=True):
        samples[plane.rescale].append(plane.stored[::stride, ::stride][inside > 0])
    values, counts = [], []
    for rescale, parts in samples.items():
        found = np.concatenate(parts).astype(np.int32)
        lowest = int(found.min(initial=0))
        count = np.bincount(found - lowest)
        there = np.flatnonzero(count)
        values.append(rescale.slope * (there + float(lowest)) + rescale.intercept)
        counts.append(count[there])
    rising, index = np.unique(np.concatenate(values), return_inverse=True)
    return Histogram(rising, np.bincount(index, np.concatenate(counts), len(rising)).astype(np.int64))
