"""Spine, ribs, pelvis and the muscles on them, in painter's order."""

import numpy as np

from scrollcast.demo.paint import Painter
from scrollcast.demo.solid import Beads, Contour, Floats, Loft, Waves, ellipse, places, rounded, tube
from scrollcast.demo.tissue import Tissue

# Depth of the middle of each vertebral body, T9 to S1, and the pitch there.
_LEVELS = np.array([-17.0, 9, 35, 63, 94, 127, 161, 196, 231, 266])
_THORACIC = 4  # T9 to T12

_PARASPINAL = Loft(
    {
        -10.0: places("5,62 20,58 40,66 56,78 52,86 36,88 16,88 5,84"),
        60.0: places("5,60 20,57 42,63 62,77 58,88 38,92 16,92 5,86"),
        120.0: places("5,60 22,56 46,57 68,72 66,88 44,96 18,96 5,88"),
        200.0: places("5,58 24,52 48,54 66,68 64,86 42,96 17,97 5,88"),
        280.0: places("5,60 22,58 40,60 52,70 50,86 34,96 16,98 5,90"),
    },
    rough=Waves(41, 0.9, (22, 60)),
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
        96.0: places("44,54 58,50 70,54 72,60 60,60 48,60"),
        150.0: places("42,50 58,42 76,46 80,56 64,58 48,56"),
        205.0: places("48,46 64,38 84,42 88,52 72,56 54,54"),
    },
    cap=10,
    rough=Waves(43, 0.7, (25, 60)),
)
_ILIUM = Loft(
    {
        196.0: places("98,24 106,16 113,4 117,6 110,18 101,28 99,28 97,27"),
        222.0: places("70,50 88,36 106,14 118,-8 123,-4 114,18 96,44 74,58"),
        285.0: places("48,56 72,40 94,14 110,-20 117,-16 106,18 84,50 56,72"),
    },
    cap=12,
    rough=Waves(44, 0.8, (20, 50)),
)
_GLUTEUS = Loft(
    {
        206.0: places("104,34 114,22 121,10 126,10 124,24 114,38 108,42 103,40"),
        240.0: places("92,52 110,30 124,2 133,-8 138,8 130,36 112,58 92,66"),
        290.0: places("70,70 100,44 116,8 130,-14 144,6 140,44 116,72 80,86"),
    },
    cap=12,
    rough=Waves(45, 1.0, (25, 60)),
)


def paint_muscles(painter: Painter) -> None:
    """Erector spinae with its fat planes, psoas, quadratus lumborum, glutei."""
    depth = painter.depth
    for side in (1, -1):
        for loft in (_QUADRATUS, _PSOAS, _GLUTEUS):
            shape = loft.section(depth)
            painter.area(None if shape is None else shape * (side, 1), Tissue.MUSCLE)
        back = _PARASPINAL.section(depth)
        if back is not None:
            back = back * (side, 1)
            patch = painter.area(back, Tissue.MUSCLE)
            middle = back.mean(0)
            for share, lean in ((-0.24, 4.0), (0.22, 9.0)):
                x = middle[0] + side * share * np.ptp(back[:, 0])
                cleft = np.array([(x + side * lean * t, middle[1] + 24 * (t - 0.5)) for t in np.linspace(0, 1, 6)])
                painter.line(_CLEFT.moved(cleft, depth), 1.0, Tissue.FASCIA, patch)


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
    wide = float(np.interp(depth, [-20, 60, 150, 280], [17.0, 20.5, 24.0, 27.0]))
    deep = float(np.interp(depth, [-20, 60, 150, 280], [14.5, 16.0, 17.0, 17.5]))
    y = spine_front(depth) + deep
    lumbar = level >= _THORACIC
    _arch(painter, y + deep, phase, lumbar)
    _body(painter, y, (wide, deep), phase)
    canal = y + deep + 6.0
    painter.area(ellipse(0, canal, 11.5, 8.0), Tissue.MESENTERY)
    painter.area(ellipse(0, canal, 8.2, 6.6), Tissue.CANAL)
    if depth < 110:
        painter.area(ellipse(0, canal, 4.6, 3.8), Tissue.NODE)


def _body(painter: Painter, y: float, size: tuple[float, float], phase: float) -> None:
    wide, deep = size
    waist = 1 - 0.10 * np.cos(np.pi * np.clip(phase / 0.45, -1, 1)) + 0.04
    corners = np.array(
        places("-0.62,-0.9 0,-1.02 0.62,-0.9 0.98,-0.35 1.0,0.3 0.72,0.86 0,0.76 -0.72,0.86 -1.0,0.3 -0.98,-0.35")
    )
    shape = rounded(corners) * (wide * waist, deep * waist) + (0, y)
    edge = abs(phase)
    if edge > 0.415:
        painter.area(_ROUGH.moved(shape, painter.depth), Tissue.DISC)
        return
    shell = 3.2 if edge > 0.36 else 1.4
    shape = _ROUGH.moved(shape, painter.depth)
    painter.area(shape, Tissue.CORTICAL)
    inner = (shape - (0, y)) * ((wide - shell) / wide, (deep - shell) / deep) + (0, y)
    marrow = painter.area(inner, Tissue.ENDPLATE if edge > 0.36 else Tissue.CANCELLOUS)
    if edge < 0.12:  # the basivertebral vein
        painter.area(ellipse(0, y + 0.72 * deep, 4.5, 3.2), Tissue.DISC, marrow)


_ROUGH = Waves(47, 0.45, (9, 26))


def _arch(painter: Painter, back: float, phase: float, lumbar: bool) -> None:
    """Pedicles, laminae, facets, transverse and spinous processes by their place in the vertebra's height."""
    canal = back + 6.0
    for side in (1, -1):
        if -0.38 < phase < 0.06:
            _bone(painter, [(side * 14, back - 3), (side * 16, back + 3), (side * 17, back + 9)], 4.6, 1.5)
            reach = (38 if lumbar else 31) * max(0.0, 1 - ((phase + 0.14) / 0.2) ** 2) ** 0.5
            if reach > 18:
                tip = (side * reach, back + (9.0 if lumbar else 19.0))
                _bone(
                    painter,
                    [(side * 15, back + 9), (side * (reach + 15) / 2, (back + 9 + tip[1]) / 2), tip],
                    2.9 if lumbar else 4.2,
                    1.1,
                )
        if not -0.1 < phase < 0.2:  # the facet joints lie about the disc
            swell = 5.2 if lumbar else 3.6
            _bone(painter, [(side * 13.5, canal + 3), (side * 15, canal + 7)], swell, 1.6)
            gap = np.array([(side * 12.5, canal + 1), (side * 14.6, canal + 5.5), (side * 18, canal + 8)])
            painter.line(gap, 1.0, Tissue.DISC)
        if -0.12 < phase < 0.5:
            _bone(painter, [(side * 13, canal + 5), (side * 8, canal + 10.5), (0, canal + 14)], 2.8, 1.2)
    if not lumbar or phase > -0.16:
        droop = 24 if lumbar else 18 + 8 * phase
        end = min(canal + 14 + droop, 88.0)
        _bone(painter, [(0, canal + 13), (0.4, (canal + 13 + end) / 2), (0, end)], 2.7, 1.2)


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
        5: (92, 1.0),
        6: (98, 1.0),
        7: (102, 1.0),
        8: (100, 0.98),
        9: (96, 0.92),
        10: (90, 0.84),
        11: (72, 0.62),
        12: (46, 0.42),
    }[number]
    course = np.array(
        places("17,44,0 32,66,2 48,82,6 82,81,18 113,63,38 131,34,60 133,2,80 120,-32,94 98,-60,100 74,-76,104"),
        np.float64,
    )
    keep = course[: max(3, round(reach * len(course)))].copy()
    keep[:, 2] = head + keep[:, 2] * fall / 100
    squeeze = np.interp(keep[:, 2], [-40, 60, 130], [0.985, 1.0, 0.99])
    keep[:, 0] *= squeeze
    sides = []
    for side in (1, -1):
        path: Contour = [tuple(point * (side, 1, 1)) for point in keep]
        sides.append(tube(path, [4.4] + [3.7] * (len(keep) - 2) + [3.2], tall=1.9, every=0.8))
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
        painter.beads(rib, Tissue.CANCELLOUS, shrink=1.3)


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
