"""Closed smooth lines through places: centripetal Catmull-Rom splines, which neither loop nor overshoot between them.

Yuksel, Schaefer, Keyser. Parameterization and applications of Catmull-Rom curves. Computer-Aided Design 2011;43:747.
"""

import math
from collections.abc import Iterator, Sequence

from scrollcast.model.shape import Spot

_STEP = 2.0  # pixels between the points of the line, at the most
_LEAST = 8  # points to a segment, at least


def smooth(points: Sequence[Spot]) -> tuple[Spot, ...]:
    """A dense closed line through all places, in their order.

    Parameters
    ----------
    points : sequence of (row, column)
        At least three, none the same as the one before.
    """
    count = len(points)
    return tuple(
        spot
        for k in range(count)
        for spot in _segment(points[k - 1], points[k], points[(k + 1) % count], points[(k + 2) % count])
    )


def _segment(a: Spot, b: Spot, c: Spot, d: Spot) -> Iterator[Spot]:
    """From b up to c, c left out; the pyramid of Barry and Goldman."""
    knots = [0.0]
    for p, q in ((a, b), (b, c), (c, d)):
        knots.append(knots[-1] + math.sqrt(math.dist(p, q)))
    t0, t1, t2, t3 = knots
    pieces = max(_LEAST, math.ceil(math.dist(b, c) / _STEP))
    for k in range(pieces):
        t = t1 + (t2 - t1) * k / pieces
        ab, bc, cd = _between(a, b, t0, t1, t), _between(b, c, t1, t2, t), _between(c, d, t2, t3, t)
        yield _between(_between(ab, bc, t0, t2, t), _between(bc, cd, t1, t3, t), t1, t2, t)


def _between(p: Spot, q: Spot, start: float, end: float, t: float) -> Spot:
    part = (t - start) / (end - start)
    return p[0] + (q[0] - p[0]) * part, p[1] + (q[1] - p[1]) * part
