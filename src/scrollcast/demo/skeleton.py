"""Spine, ribs, pelvis and the muscles on them, in painter's order."""

import numpy as np

from scrollcast.demo.paint import Painter
from scrollcast.demo.solid import Beads, Contour, Floats, Loft, Waves, ellipse, places, rounded, tube
from scrollcast.demo.tissue import Tissue

# Depth of the middle of each vertebral body, T9 to S1, and the pitch there.
_LEVELS = np.array([-17.0, 9, 36, 65, 97, 131, 167, 204, 242, 279])

_PARASPINAL = Loft(
    {
        -10.0: places("2,60 18,59 40,66 54,76 50,83 36,84 16,84 2,82"),
        60.0: places("2,58 18,58 42,64 60,74 56,83 38,86 16,87 2,84"),
        120.0: places("2,58 20,58 45,62 61,72 58,83 42,89 18,91 2,86"),
        200.0: places("2,56 22,56 46,62 60,71 57,82 41,90 17,92 2,86"),
        285.0: places("2,58 20,59 40,61 52,69 49,83 34,91 16,94 2,88"),
    },
    rough=Waves(41, 1.2, (16, 60)),
)
_PSOAS = Loft(
    {
        84.0: places("25,30 30,34 31,40 27,44 24,42 23,35"),
        120.0: places("28,24 37,28 40,38 36,46 28,46 26,34"),
        170.0: places("32,12 46,16 52,30 46,44 34,46 28,28"),
        220.0: places("36,6 54,8 62,22 56,38 42,42 34,24"),
        285.0: places("44,-6 62,-8 72,6 66,22 52,26 44,10"),
    },
    cap=14,
    rough=Waves(42, 0.8, (25, 60)),
)
_QUADRATUS = Loft(
    {
        100.0: places("42,55 58,52 69,55 71,59 60,61 46,60"),
        150.0: places("37,52 56,45 74,49 79,57 64,60 46,58"),
        206.0: places("38,50 62,42 84,46 90,55 72,59 48,56"),
    },
    cap=12,
    rough=Waves(43, 0.9, (18, 60)),
)
_ILIACUS = Loft(
    {
        208.0: places("102,46 112,34 119,18 122,18 120,26 113,38 106,47 103,48"),
        240.0: places("70,48 88,38 106,18 119,-4 123,-2 112,22 94,44 76,54"),
        290.0: places("60,30 76,18 88,2 102,-18 110,-16 98,12 76,36 60,46"),
    },
    cap=14,
    rough=Waves(48, 0.9, (25, 60)),
)
_ILIUM = Loft(
    {
        197.0: places("113,40 121,30 127,16 131,14 130,28 121,42 116,44 113,43"),
        224.0: places("76,56 98,44 117,20 129,-4 134,-2 126,26 104,52 80,63"),
        290.0: places("48,56 72,40 94,14 110,-20 117,-16 106,18 84,50 56,72"),
    },
    cap=12,
    rough=Waves(44, 0.9, (20, 50)),
)
_GLUTEUS = Loft(
    {
        212.0: places("110,54 125,38 133,20 138,22 137,36 127,50 118,57 112,57"),
        240.0: places("94,60 114,38 130,6 138,-4 144,12 137,40 117,63 95,71"),
        290.0: places("70,70 100,44 116,8 130,-14 144,6 140,44 116,72 80,86"),
    },
    cap=12,
    rough=Waves(45, 1.0, (25, 60)),
)


def paint_muscles(painter: Painter) -> None:
    """Erector spinae with its fat planes, psoas, quadratus lumborum, glutei."""
    depth = painter.depth
    for side in (1, -1):
        for loft in (_QUADRATUS, _PSOAS, _ILIACUS, _GLUTEUS):
            shape = loft.section(depth)
            painter.area(None if shape is None else shape * (side, 1), Tissue.MUSCLE)
        back = _PARASPINAL.section(depth)
        if back is not None:
            back = back * (side, 1)
            patch = painter.area(back, Tissue.MUSCLE)
            middle = back.mean(0)
            for share, lean, wide in ((-0.16, 2.0, 1.5), (0.2, 12.0, 1.0)):
                x = middle[0] + side * (share + 0.05 * np.sin(depth / 23 + 2 * side)) * np.ptp(back[:, 0])
                t = np.linspace(0, 1, 14)
                cleft = np.stack([x + side * lean * t, middle[1] - 12 + 27 * t], 1)
                open_ = np.clip(np.sin(5.3 * t + depth / 17 + 9 * share + side) + 0.35, 0, 1)
                gap = np.stack([wide * open_ * np.sin(np.pi * np.clip(t, 0.08, 0.94)), 0 * t], 1)
                wedge = np.concatenate([cleft - gap, (cleft + gap)[::-1]])
                painter.area(_CLEFT.moved(wedge, depth), Tissue.MESENTERY, patch)


_CLEFT = Waves(46, 2.2, (14, 40))


def spine_front(depth: float) -> float:
    """y of the front of the vertebral bodies: kyphosis above, lordosis below."""
    return float(np.interp(depth, [-20, 40, 120, 190, 240, 285], [22, 20, 13, 8, 12, 24]))


def paint_spine(painter: Painter) -> None:
    """Vertebral bodies, discs, arches and processes, and the canal."""
    depth = painter.depth
    level = int(np.argmin(np.abs(_LEVELS - depth)))
    pitch = float(np.gradient(_LEVELS)[level])
    phase = float((depth - _LEVELS[level]) / pitch)
    wide = float(np.interp(depth, [-20, 60, 150, 280], [17.5, 21.0, 25.0, 28.5]))
    deep = float(np.interp(depth, [-20, 60, 150, 280], [14.5, 16.0, 17.0, 17.5]))
    y = spine_front(depth) + deep
    lumbar = depth > _LUMBAR
    _arch(painter, y + deep, phase, lumbar)
    _body(painter, y, (wide, deep), phase)
    canal = y + deep + 6.0
    painter.area(_ROUGH.moved(ellipse(0, canal, 11.5, 8.2), depth), Tissue.MESENTERY)
    painter.area(_ROUGH.moved(ellipse(0, canal - 0.6, 9.0, 6.8), depth), Tissue.CANAL)
    if depth < 108:
        painter.area(ellipse(0, canal - 0.8, 4.6, 3.7), Tissue.CORD)


def _body(painter: Painter, y: float, size: tuple[float, float], phase: float) -> None:
    """A disc, or a body with its shell; the end plates are hollow, so that the disc shows first in their middle."""
    wide, deep = size
    edge, disc = abs(phase), 0.36 if painter.depth > _LUMBAR else 0.40
    waist = 1.04 - 0.10 * np.cos(np.pi * np.clip(phase / 0.45, -1, 1))
    shape = _ROUGH.moved(_BODY * (wide * waist, deep * waist) + (0, y), painter.depth)
    if edge > disc:
        painter.area(shape, Tissue.DISC)
        return
    plate = float(np.clip(1 - (disc - edge) / 0.06, 0, 1))
    painter.area(shape, Tissue.CORTICAL)
    shell = 1.4 + 1.6 * plate
    inner = (shape - (0, y)) * ((wide - shell) / wide, (deep - shell) / deep) + (0, y)
    marrow = painter.area(inner, Tissue.ENDPLATE if plate else Tissue.CANCELLOUS)
    if plate:
        painter.area(ellipse(0, y - 1, 0.8 * wide * plate, 0.72 * deep * plate), Tissue.DISC, marrow)
    elif edge < 0.12:  # the basivertebral vein
        painter.area(ellipse(0, y + 0.72 * deep, 4.5, 3.2), Tissue.DISC, marrow)


_LUMBAR = 80.0
_BODY = rounded(
    np.array(
        places("-0.52,-0.92 0,-1.1 0.52,-0.92 0.94,-0.38 1.0,0.28 0.70,0.84 0,0.74 -0.70,0.84 -1.0,0.28 -0.94,-0.38")
    )
)
_ROUGH = Waves(47, 0.7, (9, 30))


def _arch(painter: Painter, back: float, phase: float, lumbar: bool) -> None:
    """Pedicles, laminae, facets, transverse and spinous processes by their place in the vertebra's height."""
    canal = back + 6.0
    for side in (1, -1):
        if -0.38 < phase < 0.06:
            _bone(painter, [(side * 14, back - 3), (side * 16, back + 3), (side * 17, back + 9)], 4.2, 1.2)
            reach = (38 if lumbar else 31) * max(0.0, 1 - ((phase + 0.14) / 0.2) ** 2) ** 0.5
            if reach > 18:
                tip = (side * reach, back + (9.0 if lumbar else 19.0))
                _bone(
                    painter,
                    [(side * 15, back + 9), (side * (reach + 15) / 2, (back + 9 + tip[1]) / 2), tip],
                    2.7 if lumbar else 3.4,
                    0.9,
                )
        if not -0.1 < phase < 0.2:  # the facet joints lie about the disc
            swell = 5.2 if lumbar else 3.6
            _bone(painter, [(side * 13.5, canal + 3), (side * 15, canal + 7)], swell, 1.6)
            gap = np.array([(side * 12.5, canal + 1), (side * 14.6, canal + 5.5), (side * 18, canal + 8)])
            painter.line(gap, 1.0, Tissue.DISC)
        if -0.12 < phase < 0.5:
            _bone(painter, [(side * 13, canal + 5), (side * 8, canal + 10.5), (0, canal + 14)], 2.6, 1.0)
    if not lumbar or phase > -0.16:
        droop = 24 if lumbar else 18 + 8 * phase
        end = min(canal + 14 + droop, 83.0)
        _bone(painter, [(0, canal + 13), (0.4, (canal + 13 + end) / 2), (0, end)], 2.5, 0.9)


def _bone(painter: Painter, path: list[tuple[float, float]], radius: float, shell: float) -> None:
    """A stout process lying in the plane: a cortical sheath about marrow."""
    depth = painter.depth
    flat = [(x, y, depth) for x, y in path]
    beads = tube(flat, radius, every=1.2)
    moved = Beads(np.column_stack([_ROUGH.moved(beads.centres[:, :2], depth), beads.centres[:, 2]]), beads.radii)
    painter.beads(moved, Tissue.CORTICAL)
    painter.beads(moved, Tissue.CANCELLOUS, shrink=shell)


def _rib(number: int) -> tuple[Beads, ...]:
    """A rib from its vertebra round the wall, falling on its way; both sides."""
    head = float(_LEVELS[number - 9]) - 9 if number >= 9 else -17.0 - 25 * (9 - number) - 9
    fall, reach = {
        5: (128, 1.0),
        6: (132, 1.0),
        7: (134, 1.0),
        8: (130, 0.98),
        9: (124, 0.92),
        10: (116, 0.84),
        11: (92, 0.62),
        12: (62, 0.42),
    }[number]
    course = np.array(
        places("17,44,0 31,66,7 47,80,17 82,82,36 112,64,54 131,34,70 133,2,84 120,-32,95 98,-60,101 74,-76,104"),
        np.float64,
    )
    keep = course[: max(3, round(reach * len(course)))].copy()
    keep[:, 2] = head + keep[:, 2] * fall / 100
    squeeze = np.interp(keep[:, 2], [-40, 60, 130], [0.985, 1.0, 0.99])
    keep[:, 0] *= squeeze
    sides = []
    for side in (1, -1):
        sag = side * 3.5 * np.sin(number * 1.7)  # the sides are never level
        path: Contour = [(side * x, y, depth + sag) for x, y, depth in keep]
        sides.append(tube(path, [3.9] + [3.3] * (len(keep) - 2) + [2.8], tall=1.9, every=1.2))
    return tuple(sides)


_RIBS = [beads for number in range(5, 13) for beads in _rib(number)]
# costal cartilage of 6 to 9, rising to the sternum, and the xiphoid
_CARTILAGE = [
    tube([(side * x, y, depth) for x, y, depth in path], 5.0, tall=1.3)
    for side in (1, -1)
    for path in (
        places("76,-76,24 56,-86,22 34,-93,0 12,-95,-26"),
        places("78,-75,50 60,-85,46 40,-92,22 20,-95,-6"),
        places("90,-66,76 72,-79,68 54,-88,46 36,-93,26"),
        places("104,-52,96 86,-70,88 68,-82,68 52,-89,46"),
    )
]


def paint_ribs(painter: Painter) -> None:
    """Ribs, their cartilages and the xiphoid."""
    for cartilage in _CARTILAGE:
        painter.beads(cartilage, Tissue.CARTILAGE)
    if painter.depth < 14:
        painter.area(ellipse(0, -92, 9, 4.2), Tissue.CORTICAL)
        painter.area(ellipse(0, -92, 7.6, 2.9), Tissue.CANCELLOUS)
    for rib in _RIBS:
        painter.beads(rib, Tissue.CORTICAL)
        painter.beads(rib, Tissue.CANCELLOUS, shrink=1.1)


def paint_pelvis(painter: Painter) -> None:
    """The iliac wings."""
    for side in (1, -1):
        shape = _ILIUM.section(painter.depth)
        if shape is not None:
            _shell(painter, shape * (side, 1), 1.6)


def _shell(painter: Painter, shape: Floats, thick: float) -> None:
    patch = painter.area(shape, Tissue.CANCELLOUS)
    painter.line(shape, thick, Tissue.CORTICAL, patch, closed=True)
    painter.line(shape, thick * 0.6, Tissue.CORTICAL, closed=True)
