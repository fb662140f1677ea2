"""3D Slicer's markups (``.mrk.json``) to marks in the patient; their coordinate system is honoured."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

from scrollcast.authored.wording import listed, shown
from scrollcast.errors import AuthoredError
from scrollcast.model.geometry import Vector
from scrollcast.model.mark import AngleMark, ArrowMark, BlockMark, InPatient, MarkShape, OutlineMark, RulerMark

_LARGEST = 4 * 1024 * 1024
_SIGNS = {"LPS": 1.0, "1": 1.0, "RAS": -1.0, "0": -1.0}  # of x and y; the numbers are those of vtkMRMLStorageNode
_KINDS = ("Fiducial", "Line", "Angle", "ClosedCurve", "ROI")


def load_markups(path: Path, degrees: float) -> tuple[MarkShape, ...]:
    """Read the marks of a markups file: points become arrows, lines rulers, closed curves outlines, ROIs boxes.

    Parameters
    ----------
    path : Path
    degrees : float
        Where arrows come from.

    Returns
    -------
    tuple of MarkShape
        In the order of the file, at least one; anchored in mm LPS.

    Raises
    ------
    AuthoredError
        Where the file is no markups file, its coordinate system or units are not known, or it holds other kinds.
    """
    found = tuple(shape for markup in _markups(path) for shape in _shapes(markup, path, degrees))
    if not found:
        raise AuthoredError(f"{path}: there is no point in this file.")
    return found


def _markups(path: Path) -> list[dict[str, object]]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ValueError
        document = json.loads(content)
    except FileNotFoundError:
        raise AuthoredError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise AuthoredError(f"{path}: can't be read ({error.strerror}).") from None
    except (ValueError, RecursionError):
        raise AuthoredError(f"{path}: this is no markups file; in 3D Slicer, save the markups as .mrk.json.") from None
    markups = document.get("markups") if isinstance(document, dict) else None
    if not isinstance(markups, list) or not all(isinstance(markup, dict) for markup in markups):
        raise AuthoredError(f'{path}: this is no markups file of 3D Slicer: it has no list "markups".')
    return markups


def _shapes(markup: dict[str, object], path: Path, degrees: float) -> Iterator[MarkShape]:
    kind = str(markup.get("type", ""))
    if kind not in _KINDS:
        raise AuthoredError(f"{path}: holds a markup of type {shown(kind)}; those that are read: {listed(_KINDS)}.")
    if kind == "ROI":
        yield _block(markup, path)
        return
    places = [InPatient(position) for position in _positions(markup, path)]
    needed = {"Line": 2, "Angle": 3}.get(kind)
    if (needed is not None and len(places) != needed) or (kind == "ClosedCurve" and len(places) < 3):
        raise AuthoredError(f"{path}: holds a {kind} of {len(places)} points; expected {needed or '3 or more'}.")
    match kind:
        case "Fiducial":
            yield from (ArrowMark(place, degrees) for place in places)
        case "Line":
            yield RulerMark(places[0], places[1])
        case "Angle":
            yield AngleMark(places[0], places[1], places[2])
        case _:
            yield OutlineMark(tuple(places), smooth=True)


def _block(markup: dict[str, object], path: Path) -> BlockMark:
    """A box; its axes are the columns of the orientation, which is written row by row."""
    sign = _sign(markup, path)
    center = _numbers(markup.get("center"), 3)
    size = _numbers(markup.get("size"), 3)
    turned = _numbers(markup.get("orientation", [1, 0, 0, 0, 1, 0, 0, 0, 1]), 9)
    if not (center and size and turned) or min(size) <= 0:
        raise AuthoredError(f"{path}: holds a ROI without center, orientation and a size above 0.")
    x, y, z = center
    axes = [(sign * turned[k], sign * turned[3 + k], turned[6 + k]) for k in range(3)]
    first, second, third = ((a * s / 2, b * s / 2, c * s / 2) for (a, b, c), s in zip(axes, size, strict=True))
    return BlockMark(InPatient((sign * x, sign * y, z)), (first, second, third))


def _positions(markup: dict[str, object], path: Path) -> Iterator[Vector]:
    sign = _sign(markup, path)
    points = markup.get("controlPoints", [])
    for number, point in enumerate(points if isinstance(points, list) else [], 1):
        if not isinstance(point, dict) or point.get("positionStatus", "defined") != "defined":
            continue
        position = _numbers(point.get("position"), 3)
        if not position:
            raise AuthoredError(f"{path}: point {number} has no position of three numbers.")
        x, y, z = position
        yield x * sign, y * sign, z


def _sign(markup: dict[str, object], path: Path) -> float:
    """Of x and y, so that they are LPS."""
    system = str(markup.get("coordinateSystem", "")).upper()
    if system not in _SIGNS:
        # A guess would swap left and right.
        raise AuthoredError(f"{path}: has the coordinate system {shown(system)}; expected LPS or RAS.")
    if markup.get("coordinateUnits", "mm") not in ("mm", ["mm", "mm", "mm"]):
        raise AuthoredError(f"{path}: is not in mm; save the markups in mm.")
    return _SIGNS[system]


def _numbers(value: object, count: int) -> tuple[float, ...]:
    """A list of so many numbers; nothing where it is none."""
    if not isinstance(value, list) or len(value) != count or not all(map(_is_length, value)):
        return ()
    return tuple(map(float, value))


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
