"""Smooth solids cut by axial planes: lofted organs, tapered tubes, branching trees. Millimetres throughout.

Axes: x to the patient's left, y to the back, both from the centre of the field; depth towards the feet, from the first
slice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Contour = Sequence[tuple[float, ...]]

_PER_SEGMENT = 8


def places(text: str) -> list[tuple[float, ...]]:
    """Read places as an SVG writes them: ``"x,y x,y"``, or ``"x,y,depth ..."``, in mm."""
    return [tuple(float(number) for number in place.split(",")) for place in text.split()]


class Waves:
    """A smooth random vector field on space: a sum of plane waves.

    Parameters
    ----------
    seed : int
    size : float
        Root mean square displacement on each axis, mm.
    lengths : tuple of 2 floats
        Shortest and longest wavelength, mm.
    """

    def __init__(self, seed: int, size: float, lengths: tuple[float, float]) -> None:
        rng = np.random.Generator(np.random.PCG64(seed))
        count = 9
        ways = rng.normal(size=(count, 3))
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        self._wave = ways * (2 * np.pi / rng.uniform(*lengths, size=(count, 1)))
        self._phase = rng.uniform(0, 2 * np.pi, count)
        turn = rng.uniform(0, 2 * np.pi, count)
        self._push = np.stack([np.cos(turn), np.sin(turn)], 1) * (2 * size / np.sqrt(count))

    def moved(self, xy: Floats, depth: float) -> Floats:
        """Points, shape (n, 2), displaced within their plane."""
        angle = xy @ self._wave[:, :2].T + (depth * self._wave[:, 2] + self._phase)
        return np.asarray(xy + np.sin(angle) @ self._push, np.float64)


def rounded(corners: Floats, per: int = _PER_SEGMENT) -> Floats:
    """Closed Catmull-Rom curve through corners, shape (n, channels), as (n * per, channels)."""
    before, after, beyond = (np.roll(corners, shift, 0) for shift in (1, -1, -2))
    t = (np.arange(per) / per)[None, :, None]
    a, b, c, d = (points[:, None, :] for points in (before, corners, after, beyond))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.asarray(curve.reshape(-1, corners.shape[1]), np.float64)


def outset(polygon: Floats, by: Floats | float) -> Floats:
    """A clockwise polygon (as seen on the screen) moved along its outward normals by `by` mm; inwards below zero."""
    along = np.roll(polygon, -1, 0) - np.roll(polygon, 1, 0)
    normal = np.stack([along[:, 1], -along[:, 0]], 1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return np.asarray(polygon + normal * np.reshape(by, (-1, 1)), np.float64)


def ellipse(x: float, y: float, across: float, along: float, degrees: float = 0.0) -> Floats:
    """An ellipse by its half axes, turned clockwise on the screen, shape (40, 2)."""
    angle, turn = np.linspace(0, 2 * np.pi, 40, endpoint=False), np.radians(degrees)
    u, v = across * np.cos(angle), along * np.sin(angle)
    return np.stack([x + u * np.cos(turn) - v * np.sin(turn), y + u * np.sin(turn) + v * np.cos(turn)], 1)


def oval(x: float, y: float, across: float, along: float, degrees: float) -> list[tuple[float, ...]]:
    """Eight corners of an ellipse, clockwise on the screen from its left."""
    return [tuple(place) for place in ellipse(x, y, across, along, degrees)[(np.arange(8) * 5 + 21) % 40].tolist()]


def mirrored(text: str) -> list[tuple[float, ...]]:
    """A left half from front to back, its first and last place in the midline, closed by its mirror image."""
    half = places(text)
    return [*half, *((-x, *rest) for x, *rest in reversed(half[1:-1]))]


class Loft:
    """A solid through contours at rising depths, each with the same number of corners.

    Parameters
    ----------
    keys : dict of float to contour
        Clockwise on the screen; a third number of a corner is carried along, smoothly.
    cap : float
        Over this many mm at both ends the section shrinks like an ellipsoid's; 0 for an open end.
    rough : Waves or None
        Unevenness of the surface.
    """

    def __init__(self, keys: dict[float, Contour], cap: float = 0.0, rough: Waves | None = None) -> None:
        self._depths = np.array(sorted(keys), np.float64)
        self._corners = np.array([keys[depth] for depth in sorted(keys)], np.float64)
        self._slopes = np.gradient(self._corners, self._depths, axis=0)
        self._cap, self._rough = cap, rough

    @property
    def span(self) -> tuple[float, float]:
        """First and last depth, mm."""
        return float(self._depths[0]), float(self._depths[-1])

    def corners(self, depth: float) -> Floats:
        """Corners at a depth, cubic between the keys."""
        at = int(np.clip(np.searchsorted(self._depths, depth) - 1, 0, len(self._depths) - 2))
        gap = self._depths[at + 1] - self._depths[at]
        t = float(np.clip((depth - self._depths[at]) / gap, 0, 1))
        here, there = self._corners[at], self._corners[at + 1]
        leave, arrive = self._slopes[at] * gap, self._slopes[at + 1] * gap
        bend = (t**3 - 2 * t**2 + t) * leave + (t**3 - t**2) * arrive
        return np.asarray((2 * t**3 - 3 * t**2 + 1) * here + bend + (3 * t**2 - 2 * t**3) * there, np.float64)

    def section(self, depth: float) -> Floats | None:
        """The contour at a depth, shape (n, channels), None outside of the solid."""
        first, last = self.span
        inside = min(depth - first, last - depth)
        if inside < 0:
            return None
        curve = rounded(self.corners(depth))
        if inside < self._cap:
            middle = curve[:, :2].mean(0)
            curve[:, :2] = middle + (curve[:, :2] - middle) * np.sqrt(1 - (1 - inside / self._cap) ** 2)
        if self._rough is not None:
            curve[:, :2] = self._rough.moved(curve[:, :2], depth)
        return curve


@dataclass(frozen=True, slots=True, eq=False)
class Beads:
    """A tube as a string of close-set spheres.

    Attributes
    ----------
    centres : ndarray, shape (n, 3)
        x, y, depth, mm.
    radii : ndarray, shape (n,)
        mm.
    tall : float
        Length along the depth axis relative to the width.
    """

    centres: Floats
    radii: Floats
    tall: float = 1.0

    def cut(self, depth: float, shrink: float = 0.0) -> tuple[Floats, Floats, NDArray[np.intp]]:
        """Discs where a plane cuts the tube less `shrink` mm: centres (m, 2), radii (m,), and the beads they are of."""
        radii = self.radii - shrink
        left = 1 - ((self.centres[:, 2] - depth) / np.maximum(radii * self.tall, 1e-6)) ** 2
        which = np.flatnonzero((left > 0) & (radii > 0))
        return self.centres[which, :2], radii[which] * np.sqrt(left[which]), which


def tube(course: Contour, radii: float | Sequence[float], tall: float = 1.0, every: float = 0.9) -> Beads:
    """A tube through points (x, y, depth), its radius interpolated between them; a bead each `every` mm."""
    points = np.array(course, np.float64)
    knots = np.concatenate([[0], np.cumsum(np.maximum(np.linalg.norm(np.diff(points, axis=0), axis=1), 1e-6))])
    wide = np.full(len(points), radii) if isinstance(radii, (int, float)) else np.array(radii, np.float64)
    slopes = np.gradient(np.column_stack([points, wide]), knots, axis=0)
    where = np.linspace(0, knots[-1], max(2, int(knots[-1] / every)))
    at = np.clip(np.searchsorted(knots, where, side="right") - 1, 0, len(knots) - 2)
    gap = (knots[at + 1] - knots[at])[:, None]
    t = (where - knots[at])[:, None] / gap
    ends = np.column_stack([points, wide])
    curve = (2 * t**3 - 3 * t**2 + 1) * ends[at] + (t**3 - 2 * t**2 + t) * gap * slopes[at]
    curve += (3 * t**2 - 2 * t**3) * ends[at + 1] + (t**3 - t**2) * gap * slopes[at + 1]
    return Beads(curve[:, :3], np.maximum(curve[:, 3], 0.1), tall)


def tree(trunk: Contour, targets: Floats, radii: tuple[float, float], seed: int) -> Beads:
    """A vascular tree: each target joins the nearest point of what has grown so far, nearest targets first.

    Parameters
    ----------
    trunk : sequence of (x, y, depth)
        From the root outwards.
    targets : ndarray, shape (n, 3)
    radii : tuple of 2 floats
        Of the root and of a twig, mm. Between them a branch carries its twigs by Murray's law, r^3 = sum of r_i^3
        (Murray, PNAS 1926;12:207).
    seed : int
        For the bends.

    Returns
    -------
    Beads
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    stem = tube(trunk, 1.0, every=2.0).centres
    nodes, parents = [*stem], [max(0, i - 1) for i in range(len(stem))]
    order = np.argsort(np.min(np.linalg.norm(targets[:, None] - stem[None], axis=2), axis=1))
    for target in targets[order]:
        known = np.array(nodes)
        away = np.linalg.norm(known - target, axis=1)
        joint = int(np.argmin(away))
        steps = max(2, int(away[joint] / 2.0))
        t = np.linspace(0, 1, steps + 1)[1:, None]
        bend = rng.normal(0, 0.12 * away[joint], 3) * np.sin(np.pi * t)
        for k, point in enumerate(known[joint] + (target - known[joint]) * t + bend):
            parents.append(joint if k == 0 else len(nodes) - 1)
            nodes.append(point)
    flow = np.zeros(len(nodes))
    flow[len(stem) :] = 1.0 / len(nodes)
    for node in range(len(nodes) - 1, 0, -1):
        flow[parents[node]] += flow[node]
    root, twig = radii
    size = twig + (root - twig) * np.cbrt(flow / flow.max())
    return _strung(np.array(nodes), np.array(parents), size)


def _strung(nodes: Floats, parents: NDArray[np.int_], radii: Floats) -> Beads:
    """Three beads between each node and its parent, so that steep thin twigs have no holes."""
    t = np.array([0.0, 1 / 3, 2 / 3])[:, None, None]
    centres = nodes[None] * (1 - t) + nodes[parents][None] * t
    return Beads(centres.reshape(-1, 3), np.tile(radii, 3))


def inside(polygon: Floats, points: Floats) -> NDArray[np.bool_]:
    """Which points, shape (n, 2), lie in a polygon; even-odd rule."""
    x, y = points[:, :1], points[:, 1:2]
    ax, ay = polygon[:, 0], polygon[:, 1]
    bx, by = np.roll(ax, -1), np.roll(ay, -1)
    level = np.where(by == ay, 1e-9, by - ay)
    crossed = ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / level + ax)
    return np.asarray(crossed.sum(1) % 2 == 1)
