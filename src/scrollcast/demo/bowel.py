"""Duodenum, small bowel and colon: tubes with a wall and contents, in painter's order."""

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.paint import Painter
from scrollcast.demo.solid import Beads, Contour, Floats, places, tube
from scrollcast.demo.tissue import TISSUES, Tissue

_COLON_PATH: Contour = places(
    "-88,14,285 -96,8,262 -101,6,235 -103,2,205 -104,-2,178 -100,-8,158 -92,-26,146 -80,-50,147 "
    "-58,-68,156 -30,-74,164 0,-76,168 30,-76,164 58,-72,150 80,-64,132 96,-50,112 106,-36,92 "
    "108,-30,78 114,-16,96 114,2,122 112,16,150 112,20,182 110,18,214 104,16,246 90,10,285"
)
_COLON_RADII = [25, 26, 26, 25, 24, 22, 20, 18, 17, 16.5, 16, 16, 16, 16, 17, 17, 16, 14, 12.5, 12, 11.5, 11, 11.5, 13]
_DUODENUM: Contour = places(
    "-24,-52,112 -36,-42,110 -42,-28,118 -42,-16,134 -38,-8,152 -26,-10,164 -6,-17,167 16,-20,164 32,-20,152 38,-24,138"
)
_WALL = 2.6
_HAUSTRUM = 27.0


def _haustrated() -> Beads:
    """The colon with its haustra: the radius swells and folds along the way."""
    plain = tube(_COLON_PATH, _COLON_RADII)
    along = np.arange(len(plain.radii)) * 0.9
    phase = along / _HAUSTRUM + 0.35 * np.sin(along / 61.0) + 0.2 * np.sin(along / 23.0)
    fold = np.abs(np.sin(np.pi * phase)) ** 0.55
    sway = 3.0 * np.stack([np.sin(along / 17.0), np.cos(along / 21.0), np.sin(along / 29.0)], 1)
    return Beads(plain.centres + sway, plain.radii * (0.74 + 0.26 * fold))


def _loops() -> list[Beads]:
    """Jejunum and ileum: a walk through scattered points, so that loops lie against each other."""
    rng = np.random.Generator(np.random.PCG64(81))
    points = _scattered(rng)
    start = int(np.argmin(points[:, 2] - points[:, 0]))
    order = [start]
    left = set(range(len(points))) - {start}
    while left:
        here = points[order[-1]]
        nearest = min(left, key=lambda k: float(np.linalg.norm((points[k] - here) * (1, 1, 0.8))))
        order.append(nearest)
        left.remove(nearest)
    path = points[order]
    radii = np.clip(rng.normal(10.8, 1.6, len(path)), 7.5, 14.0)
    whole = tube([tuple(point) for point in path], list(radii))
    sway = 2.2 * np.sin(np.arange(len(whole.radii))[:, None] / np.array([7.0, 9.0, 11.0]))
    whole = Beads(whole.centres + sway, whole.radii)
    return [Beads(whole.centres[i : i + 48], whole.radii[i : i + 48]) for i in range(0, len(whole.radii) - 8, 40)]


def _scattered(rng: np.random.Generator) -> Floats:
    kept: list[Floats] = []
    for point in rng.uniform((-72, -72, 132), (90, -8, 285), (2600, 3)):
        x, y, depth = point
        flank = y > -34 and x > -30 and x < 40 and depth < 190  # room for the great vessels and the duodenum
        high = depth < 150 and x < 18
        deep = y > -20 and abs(x) < 34
        if flank or high or deep or (y < -54 and depth < 185 and x < 40):
            continue
        if all(np.linalg.norm(point - other) > 22 for other in kept):
            kept.append(point)
    return np.array(kept)


class Bowel:
    """The tubes, laid out once."""

    def __init__(self) -> None:
        self.loops = _loops()
        self.colon = _haustrated()
        self.duodenum = tube(_DUODENUM, [11, 11, 12, 12.5, 12, 11.5, 10.5, 10, 10, 10])
        rng = np.random.Generator(np.random.PCG64(82))
        self._fills = rng.uniform(0, 1, len(self.loops))

    def paint(self, painter: Painter) -> None:
        """Duodenum, loops, then colon."""
        _paint_tube(painter, self.duodenum, 0.35, gas=0.0)
        for loop, fill in zip(self.loops, self._fills, strict=True):
            _paint_tube(painter, loop, float(fill), gas=0.45 if fill > 0.86 else 0.0)
        self._paint_colon(painter)

    def _paint_colon(self, painter: Painter) -> None:
        beads = self.colon
        for run in _runs(beads, painter.depth):
            part = Beads(beads.centres[run], beads.radii[run])
            painter.beads(part, Tissue.GUT_WALL)
            centres, radii, _ = part.cut(painter.depth, _WALL)
            lumen = painter.discs(centres, radii)
            if lumen is None:
                continue
            value = _stool(painter, (lumen.rows, lumen.columns))
            painter.cover(lumen, Tissue.STOOL, value)
            middle = part.centres.mean(0)
            share = float(np.clip(0.30 - middle[1] / 130, 0.0, 0.8))  # gas rises to the front
            top, bottom = float((centres[:, 1] - radii).min()), float((centres[:, 1] + radii).max())
            _gas(painter, centres, radii, top + share * (bottom - top))


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
    if painter.beads(beads, Tissue.GUT_WALL) is None:
        return
    centres, radii, _ = beads.cut(painter.depth, wall)
    lumen = painter.discs(centres, radii)
    if lumen is None:
        return
    value = painter.look(Tissue.FLUID, lumen)
    folds = np.clip(painter.grains[2][lumen.rows, lumen.columns] * 0.9 + (0.5 - fill), 0, 1.6)
    value += np.float32(46) * folds + np.float32(18 * fill)
    painter.cover(lumen, Tissue.FLUID, value)
    if gas:
        top, bottom = float((centres[:, 1] - radii).min()), float((centres[:, 1] + radii).max())
        _gas(painter, centres, radii, top + gas * (bottom - top))


def _gas(painter: Painter, centres: Floats, radii: Floats, level: float) -> None:
    lumen = painter.discs(centres, radii)
    lid = np.array([(-191, -191), (191, -191), (191, level), (-191, level)], np.float64)
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
