"""Duodenum, small bowel and colon: tubes with a wall and contents, in painter's order."""

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.paint import Painter, Patch
from scrollcast.demo.solid import Beads, Contour, Floats, places, tube
from scrollcast.demo.tissue import TISSUES, Tissue

_COLON_PATH: Contour = places(
    "-70,-24,285 -78,-20,262 -88,-14,235 -95,-6,205 -104,-2,178 -100,-8,158 -92,-26,146 -80,-50,147 "
    "-58,-68,156 -30,-74,164 0,-76,168 30,-76,164 58,-72,150 80,-64,132 96,-50,112 106,-36,92 "
    "108,-30,78 114,-16,96 114,2,122 112,16,150 109,16,182 102,4,214 93,-6,246 78,-18,285"
)
_COLON_RADII = [
    20,
    22,
    23,
    22.5,
    22,
    21,
    20,
    18,
    17,
    16.5,
    16,
    16,
    16,
    16,
    17,
    17,
    16,
    14,
    12.5,
    12,
    11.5,
    11,
    11.5,
    13,
]
_DUODENUM: Contour = places(
    "-24,-52,112 -36,-42,110 -42,-28,118 -42,-16,134 -38,-8,152 -26,-10,164 -6,-17,167 16,-20,164 32,-20,152 38,-24,138"
)
_WALL = 2.6
_HAUSTRUM = 27.0


def _haustrated() -> Beads:
    """The colon with its haustra: the radius swells and folds along the way."""
    plain = tube(_COLON_PATH, _COLON_RADII, every=2.0)
    along = np.arange(len(plain.radii)) * 2.0
    phase = along / _HAUSTRUM + 0.35 * np.sin(along / 61.0) + 0.2 * np.sin(along / 23.0)
    fold = np.abs(np.sin(np.pi * phase)) ** 0.55
    sway = 3.0 * np.stack([np.sin(along / 17.0), np.cos(along / 21.0), np.sin(along / 29.0)], 1)
    return Beads(plain.centres + sway, plain.radii * (0.74 + 0.26 * fold))


def _loops() -> Beads:
    """Jejunum and ileum: a walk through scattered points, so that loops lie against each other, wide and collapsed."""
    rng = np.random.Generator(np.random.PCG64(81))
    points = _scattered(rng)
    order = [int(np.argmin(points[:, 2] - points[:, 0]))]
    left = set(range(len(points))) - set(order)
    while left:
        here = points[order[-1]]
        nearest = min(left, key=lambda k: float(np.linalg.norm((points[k] - here) * (1, 1, 0.8))))
        order.append(nearest)
        left.remove(nearest)
    radii = np.clip(rng.normal(9.6, 2.6, len(points)), 5.0, 14.5)
    whole = tube([tuple(point) for point in points[order]], list(radii), every=1.35)
    along = np.arange(len(whole.radii)) * 1.5
    pinch = 1 + 0.09 * np.sin(along / 3.1) * np.sin(along / 47.0) + 0.07 * np.sin(along / 7.3 + 1)
    sway = 2.4 * np.sin(along[:, None] / np.array([7.0, 9.0, 11.0]))
    return Beads(whole.centres + sway, whole.radii * pinch)


def _scattered(rng: np.random.Generator) -> Floats:
    kept: list[Floats] = []
    for point in rng.uniform((-76, -74, 130), (94, -4, 285), (3400, 3)):
        x, y, depth = point
        flank = y > -34 and x > -30 and x < 40 and depth < 190  # room for the great vessels and the duodenum
        high = depth < 150 and x < 18
        deep = y > -20 and abs(x) < 34
        if flank or high or deep or (y < -54 and depth < 185 and x < 40):
            continue
        if not kept or np.linalg.norm((np.array(kept) - point) * (1, 1, 0.9), axis=1).min() > 18.5:
            kept.append(point)
    return np.array(kept)


_SEGMENT = 27
"""Beads of small bowel that share their contents."""


class Bowel:
    """The tubes, laid out once."""

    def __init__(self) -> None:
        whole = _loops()
        starts = range(0, len(whole.radii) - 5, _SEGMENT)
        self.loops = [Beads(whole.centres[i : i + _SEGMENT + 5], whole.radii[i : i + _SEGMENT + 5]) for i in starts]
        self.colon = _haustrated()
        self.duodenum = tube(_DUODENUM, [11, 11, 12, 12.5, 12, 11.5, 10.5, 10, 10, 10])
        self._fills = np.random.Generator(np.random.PCG64(82)).uniform(0, 1, len(self.loops))

    def paint(self, painter: Painter) -> None:
        """Duodenum, loops, then colon."""
        _paint_tube(painter, self.duodenum, 0.35, gas=0.0)
        for loop, fill in zip(self.loops, self._fills, strict=True):
            _paint_tube(painter, loop, float(fill), gas=0.45 if fill > 0.88 else 0.0)
        self._paint_colon(painter)

    def _paint_colon(self, painter: Painter) -> None:
        beads = self.colon
        for run in _runs(beads, painter.depth):
            part = Beads(beads.centres[run], beads.radii[run])
            painter.cover(painter.ragged(painter.discs(*part.cut(painter.depth)[:2]), 0.06), Tissue.GUT_WALL)
            centres, radii, _ = part.cut(painter.depth, _WALL)
            lumen = painter.ragged(painter.discs(centres, radii), 0.06)
            if lumen is None:
                continue
            value = _stool(painter, (lumen.rows, lumen.columns))
            painter.cover(lumen, Tissue.STOOL, value)
            middle = part.centres.mean(0)
            share = float(np.clip(0.30 - middle[1] / 130, 0.0, 0.8))  # gas rises to the front
            top, bottom = float((centres[:, 1] - radii).min()), float((centres[:, 1] + radii).max())
            _gas(painter, lumen, top + share * (bottom - top), uneven=5.0)


def _stool(painter: Painter, box: tuple[slice, slice]) -> NDArray[np.float32]:
    """Mottled matter with gas trapped in it."""
    coarse, medium, fine = (grain[box] for grain in painter.grains)
    look = TISSUES[Tissue.STOOL]
    value = look.mean + look.coarse * coarse + look.medium * medium + look.fine * fine
    bubble = np.clip((0.75 * medium + 0.6 * fine + 0.35 * coarse - 0.85) * 2.2, 0, 1)
    return np.asarray(value + (-720 - value) * bubble, np.float32)


def _paint_tube(painter: Painter, beads: Beads, fill: float, gas: float) -> None:
    """A loop: an enhancing wall, thick where it is empty, and what fills it."""
    wall = 2.3 if fill > 0.4 else 3.4
    outer = painter.discs(*beads.cut(painter.depth)[:2])
    if painter.cover(painter.ragged(outer, 0.08), Tissue.GUT_WALL) is None:
        return
    centres, radii, _ = beads.cut(painter.depth, wall)
    lumen = painter.ragged(painter.discs(centres, radii), 0.08)
    if lumen is None:
        return
    value = painter.look(Tissue.FLUID, lumen)
    folds = np.clip(painter.grains[2][lumen.rows, lumen.columns] * 0.9 + 1.3 * (0.4 - fill), 0, 1.5)
    value += np.float32(46) * folds + np.float32(26 * np.sin(40 * fill))
    painter.cover(lumen, Tissue.FLUID, value)
    if gas:
        top, bottom = float((centres[:, 1] - radii).min()), float((centres[:, 1] + radii).max())
        _gas(painter, lumen, top + gas * (bottom - top))


def _gas(painter: Painter, lumen: Patch, level: float, uneven: float = 0.0) -> None:
    """Gas above a level; over solid matter the level is uneven."""
    x = np.linspace(-191, 191, 192)
    waves = np.sin(x / 4.3 + painter.depth / 5) + np.sin(x / 7.1 - painter.depth / 9) + 0.6 * np.sin(x / 2.2)
    surface = np.stack([x, level + 0.5 * uneven * waves], 1)
    lid = np.concatenate([surface, np.array([(191.0, -191.0), (-191.0, -191.0)])])
    painter.cover(painter.outline(lid, lumen), Tissue.GAS)


def _runs(beads: Beads, depth: float) -> list[slice]:
    """Stretches of a tube that the plane cuts, each a half-open run of beads."""
    _, _, which = beads.cut(depth)
    if not len(which):
        return []
    breaks = np.flatnonzero(np.diff(which) > 1)
    starts = [int(which[0]), *(int(which[k + 1]) for k in breaks)]
    stops = [*(int(which[k]) + 1 for k in breaks), int(which[-1]) + 1]
    return [slice(start, stop) for start, stop in zip(starts, stops, strict=True)]
