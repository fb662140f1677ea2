"""Where the brain is in an MR of a head: the deformable surface of Smith, Hum Brain Mapp 2002 (BET), on a coarse grid.

A ball of triangles swells from the centre of the head until it meets the dark skull and fluid around the brain. Unlike
in BET its points move along their rays only, so that it can't fold. The outline follows the brain to some 3 mm and may
take in part of the orbits: good enough to place a plane by, not to cut along.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

_STEPS = 300
_DIVISIONS = 3  # 642 points
_BRIGHT = 0.5  # fractional intensity threshold of BET
_DEEP, _SHALLOW = 20.0, 10.0  # mm inwards in which the darkest and the brightest value are looked for
_FLAT, _CURVED = 10.0, 3.33  # mm: radii of curvature that are left alone and smoothed away


@dataclass(frozen=True, slots=True, eq=False)
class _Ball:
    points: Floats
    triangles: Ints
    neighbours: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Levels:
    """Grey levels of BET: robust minimum and maximum, edge of the head, median within."""

    least: float
    most: float
    edge: float
    median: float


def find_brain(values: NDArray[np.float32], spacing: float) -> NDArray[np.uint8]:
    """Outline the brain.

    Parameters
    ----------
    values : ndarray, shape (K, R, C), float32
        MR values on a cubic grid, bright tissue up.
    spacing : float
        Of the grid, mm; 2 to 3 are meant.

    Returns
    -------
    ndarray, shape (K, R, C), uint8
        1 within the surface, else 0; empty where there is no head.
    """
    least, most = np.percentile(values, (2, 98))
    edge = least + 0.1 * (most - least)
    head = values > edge
    if np.isclose(least, most) or not head.any():
        return np.zeros(values.shape, np.uint8)
    where = np.argwhere(head)
    weights = np.minimum(values[head], most)
    centre = (where * weights[:, None]).sum(axis=0) / weights.sum()
    radius = (3 * len(where) / (4 * np.pi)) ** (1 / 3)
    near = ((where - centre) ** 2).sum(axis=1) < radius**2
    levels = _Levels(float(least), float(most), float(edge), float(np.median(values[head][near])))
    ball = _ball()
    radii = np.full(len(ball.points), radius / 2)
    for _ in range(_STEPS):
        step = _step(centre + ball.points * radii[:, None], values, levels, spacing)
        radii = np.maximum(radii + (step * ball.points).sum(axis=1), 1.0)
    return _filled(centre + ball.points * radii[:, None], ball.triangles, values.shape)


def _step(points: Floats, values: NDArray[np.float32], levels: _Levels, spacing: float) -> Floats:
    """How far each point moves: to the mean of its neighbours, towards smoothness, and outwards within the brain."""
    ball = _ball()
    normals = _normals(points, ball.triangles)
    around = points[ball.neighbours]
    shift = (around * ball.weights[..., None]).sum(axis=1) - points
    outwards = (shift * normals).sum(axis=1)
    along = shift - outwards[:, None] * normals
    length = float((np.linalg.norm(around - points[:, None], axis=2) * ball.weights).sum(axis=1).mean())
    bend = 2 * np.abs(outwards) / length**2
    flat, curved = spacing / _FLAT, spacing / _CURVED
    smooth = (1 + np.tanh(6 / (curved - flat) * (bend - (curved + flat) / 2))) / 2
    swell = 0.05 * length * _push(points, normals, values, levels, spacing)
    return np.asarray(0.5 * along + (smooth * outwards + swell)[:, None] * normals, np.float64)


def _push(points: Floats, normals: Floats, values: NDArray[np.float32], levels: _Levels, spacing: float) -> Floats:
    """The image's part of a step: outwards where the darkest value inwards is still brain."""
    depths = np.arange(int(_DEEP / spacing) + 1)
    places = np.rint(points[:, None] - normals[:, None] * depths[None, :, None]).astype(np.intp)
    last = np.array(values.shape) - 1
    inside = ((places >= 0) & (places <= last)).all(axis=2)
    seen = np.where(inside, values[tuple(np.clip(places, 0, last).transpose(2, 0, 1))], levels.least)
    darkest = np.clip(seen.min(axis=1), levels.least, levels.median)
    brightest = np.clip(seen[:, : int(_SHALLOW / spacing) + 1].max(axis=1), levels.edge, levels.median)
    local = levels.least + _BRIGHT * (brightest - levels.least)
    return np.asarray(2 * (darkest - local) / (brightest - levels.least), np.float64)


def _normals(points: Floats, triangles: Ints) -> Floats:
    a, b, c = points[triangles].transpose(1, 0, 2)
    flat = np.cross(b - a, c - a)
    normals = np.stack([np.bincount(triangles.ravel(), np.repeat(flat[:, axis], 3)) for axis in range(3)], axis=1)
    return np.asarray(normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12))


def _filled(points: Floats, triangles: Ints, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Fill the surface plane by plane: the triangles that cross a plane draw its outline."""
    filled = np.zeros(shape, np.uint8)
    corners = points[triangles]
    for k, plane in enumerate(filled):
        above = corners[:, :, 0] > k
        crossing = corners[above.any(axis=1) & ~above.all(axis=1)]
        outline = np.zeros(plane.shape, np.uint8)
        for triangle in crossing:
            ends = [_cut(triangle[i], triangle[j], k) for i, j in ((0, 1), (1, 2), (2, 0)) if _parts(triangle, i, j, k)]
            cv2.line(outline, ends[0], ends[1], 1)
        contours, _ = cv2.findContours(outline, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(plane, contours, -1, 1, cv2.FILLED)
    return filled


def _parts(triangle: Floats, i: int, j: int, k: int) -> bool:
    return bool((triangle[i, 0] > k) != (triangle[j, 0] > k))


def _cut(a: Floats, b: Floats, k: int) -> tuple[int, int]:
    """Column and row at which an edge meets a plane."""
    at = a + (b - a) * ((k - a[0]) / (b[0] - a[0]))
    return round(float(at[2])), round(float(at[1]))


@cache
def _ball() -> _Ball:
    """A ball of radius 1: an icosahedron, its triangles divided in four, and again."""
    g = (1 + 5**0.5) / 2
    points: list[tuple[float, float, float]] = [(-1, g, 0), (1, g, 0), (-1, -g, 0), (1, -g, 0), (0, -1, g), (0, 1, g)]
    points += [(0, -1, -g), (0, 1, -g), (g, 0, -1), (g, 0, 1), (-g, 0, -1), (-g, 0, 1)]
    triangles = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2)]
    triangles += [(10, 7, 6), (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5)]
    triangles += [(2, 4, 11), (6, 2, 10), (8, 6, 7), (9, 8, 1)]
    ball = [np.array(point) / np.hypot(1, g) for point in points]
    for _ in range(_DIVISIONS):
        halves: dict[frozenset[int], int] = {}
        divided = []
        for a, b, c in triangles:
            ab, bc, ca = (_half(ball, halves, *edge) for edge in ((a, b), (b, c), (c, a)))
            divided += [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
        triangles = divided
    linked: list[set[int]] = [set() for _ in ball]
    for triangle in triangles:
        for corner in triangle:
            linked[corner].update(set(triangle) - {corner})
    most = max(map(len, linked))
    neighbours = np.array([sorted(links) + [min(links)] * (most - len(links)) for links in linked])
    weights = np.array([[1 / len(links)] * len(links) + [0.0] * (most - len(links)) for links in linked])
    return _Ball(np.array(ball), np.array(triangles), neighbours, weights)


def _half(ball: list[Floats], halves: dict[frozenset[int], int], a: int, b: int) -> int:
    """The point on the ball half way between two others."""
    edge = frozenset((a, b))
    if edge not in halves:
        middle = ball[a] + ball[b]
        halves[edge] = len(ball)
        ball.append(middle / np.linalg.norm(middle))
    return halves[edge]
