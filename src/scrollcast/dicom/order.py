"""Sort slices by position along their normal; measure steps and tilt. Pure: knows numbers, not files."""

import math
from dataclasses import dataclass, replace
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from scrollcast.dicom.damage import look_for_damage
from scrollcast.errors import GeometryError
from scrollcast.model.series import Series, Slice
from scrollcast.model.volume import Ordering, Volume

_TURN = 0.01  # largest difference of direction cosines within one orientation: 0.6 degrees
_SAME = 0.01  # mm; slices closer than this lie in the same place
_GAP = 1.5  # a step above this many median steps is a gap
_UNEVEN = 0.02  # relative spread of the steps that is worth a note
_TILT = 0.5  # degrees that are worth a note


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """How planes lie along their common normal.

    Attributes
    ----------
    order : ndarray, shape (n,), int64
        Indices of the planes in rising order along the normal.
    steps : ndarray, shape (n - 1,), float64
        Distance from each plane to the next, mm.
    tilt : float
        Angle between the normal and the line from the first position to the last, degrees.
    """

    order: NDArray[np.int64]
    steps: NDArray[np.float64]
    tilt: float


def arrange(positions: NDArray[np.float64], orientation: NDArray[np.float64]) -> Arrangement:
    """Sort parallel planes along the normal of their orientation.

    Parameters
    ----------
    positions : ndarray, shape (n, 3), float64
        ImagePositionPatient, mm LPS.
    orientation : ndarray, shape (6,), float64
        ImageOrientationPatient: direction of increasing column index, then of increasing row index.

    Returns
    -------
    Arrangement
        Along the cross product of the two directions, right-handed (PS3.3 C.7.6.2.1.1).
    """
    normal = np.cross(orientation[:3], orientation[3:])
    normal /= np.linalg.norm(normal)
    depths = positions @ normal
    order = np.argsort(depths, kind="stable")
    path = positions[order[-1]] - positions[order[0]]
    length = float(np.linalg.norm(path))
    tilt = math.degrees(math.acos(min(1.0, float(path @ normal) / length))) if length else 0.0
    return Arrangement(order.astype(np.int64), np.diff(depths[order]), tilt)


def order(series: Series, by: Ordering | None = None, allow_gaps: bool = False) -> Volume:
    """Sort the slices of a series: by position, never by file name; by image number only where that is asked for.

    Parameters
    ----------
    series : Series
    by : Ordering or None
        None is by position. INSTANCE sorts by the PACS image number: the volume then has no places and no spacing, so
        that neither letters nor a scale can be drawn.
    allow_gaps : bool
        Takes a stack with missing slices, and says where they are missing.

    Returns
    -------
    Volume

    Raises
    ------
    GeometryError
        Where slices have no position, lie in the same place, differ in orientation, size or spacing, or where one is
        missing between two others.
    UnreadableError
        Where a slice looks nothing like its neighbours.
    """
    volume = sort(series, by, allow_gaps)
    found = look_for_damage(volume.slices) if volume.steps else ()
    return replace(volume, notes=(*volume.notes, *found))


def sort(series: Series, by: Ordering | None = None, allow_gaps: bool = False) -> Volume:
    """`order` without a look at any pixel, for tables made from headers alone."""
    _check_alike(series.slices)
    if by is Ordering.INSTANCE:
        return _numbered(series)
    arranged = arrange(*_placed(series.slices))
    ordered = tuple(series.slices[index] for index in arranged.order)
    _check_apart(ordered, arranged.steps)
    gap = _gap(ordered, arranged.steps)
    if gap and not allow_gaps:
        raise GeometryError(f"{gap}: one is missing. Export the whole series again, or take --allow-gaps.")
    return Volume(
        modality=series.modality,
        kind=series.kind,
        slices=ordered,
        steps=tuple(float(step) for step in arranged.steps),
        tilt=arranged.tilt,
        declared=series.declared,
        notes=(*series.notes, *([f"{gap}."] if gap else []), *_notes(arranged)),
    )


def _placed(slices: tuple[Slice, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Positions, shape (n, 3), and the mean orientation, shape (6,), of parallel slices."""
    places = [plane.place for plane in slices if plane.place is not None]
    if len(places) != len(slices):
        lost = next(plane.file for plane in slices if plane.place is None)
        raise GeometryError(
            f"File {lost} has no usable position or orientation in its header, so the order of the slices can't be "
            "known. Export the series from the PACS as original DICOM files, or take --order instance: then without "
            "letters and scale."
        )
    orientations = np.array([place.orientation for place in places])
    turned = np.abs(orientations - orientations[0]).max(axis=1)
    if turned.max() > _TURN:
        other = slices[int(np.argmax(turned))].file
        raise GeometryError(
            f"Files {slices[0].file} and {other} differ in orientation: the series is a localizer or holds several "
            "stacks. Export one stack as a series of its own."
        )
    return np.array([place.position for place in places]), orientations.mean(axis=0)


def _numbered(series: Series) -> Volume:
    numbers = [plane.image for plane in series.slices]
    if None in numbers or len(set(numbers)) < len(numbers):
        raise GeometryError("Image numbers are missing or occur twice, so slices can't be sorted by them either.")
    spacing = series.slices[0].spacing
    if spacing is not None and not math.isclose(spacing.row, spacing.column, rel_tol=1e-3):
        raise GeometryError("The pixels are not square, and without positions their proportions can't be shown.")
    ordered = sorted(series.slices, key=lambda plane: plane.image or 0)
    return Volume(
        modality=series.modality,
        kind=series.kind,
        slices=tuple(replace(plane, place=None, spacing=None) for plane in ordered),
        steps=(),
        tilt=0.0,
        declared=series.declared,
        notes=(*series.notes, "The slices are sorted by image number; sides and sizes are not known."),
    )


def _check_alike(slices: tuple[Slice, ...]) -> None:
    first = slices[0]
    for plane in slices[1:]:
        if plane.stored.shape != first.stored.shape:
            raise GeometryError(
                f"Files {first.file} and {plane.file} differ in size ({_size(first)} and {_size(plane)} pixels): they "
                "do not belong to one stack."
            )
        if plane.spacing != first.spacing and not _close(plane, first):
            raise GeometryError(
                f"Files {first.file} and {plane.file} differ in pixel spacing: they do not belong to one stack."
            )


def _check_apart(ordered: tuple[Slice, ...], steps: NDArray[np.float64]) -> None:
    if not steps.size:
        return
    least = int(np.argmin(steps))
    if steps[least] < _SAME:
        raise GeometryError(
            f"Files {ordered[least].file} and {ordered[least + 1].file} lie in the same place: the series holds "
            "something twice, or several echoes, phases or time points. Export one of them as a series of its own."
        )


def _gap(ordered: tuple[Slice, ...], steps: NDArray[np.float64]) -> str:
    """Where the widest gap is; empty where there is none."""
    if not steps.size:
        return ""
    usual, widest = float(median_low(steps)), int(np.argmax(steps))
    if steps[widest] <= _GAP * usual:
        return ""
    return (
        f"Between files {ordered[widest].file} and {ordered[widest + 1].file} there are {steps[widest]:.1f} mm, where "
        f"slices are {usual:.1f} mm apart"
    )


def _notes(arranged: Arrangement) -> tuple[str, ...]:
    notes = []
    steps = arranged.steps
    if steps.size and float(np.ptp(steps)) > max(_SAME, _UNEVEN * float(np.median(steps))):
        notes.append(f"The distance between slices varies from {steps.min():.2f} to {steps.max():.2f} mm.")
    if arranged.tilt > _TILT:
        notes.append(f"The slices are tilted by {arranged.tilt:.1f} degrees against the direction of travel.")
    return tuple(notes)


def _close(plane: Slice, other: Slice) -> bool:
    if plane.spacing is None or other.spacing is None:
        return False
    return all(math.isclose(a, b, rel_tol=1e-3) for a, b in zip(plane.spacing, other.spacing, strict=True))


def _size(plane: Slice) -> str:
    return f"{plane.stored.shape[1]} x {plane.stored.shape[0]}"
