"""The solid organs and the stomach, in painter's order."""

import numpy as np

from scrollcast.demo.paint import Painter, Patch
from scrollcast.demo.solid import Floats, Loft, Waves, ellipse, inside, outset, oval, places, rounded, tube
from scrollcast.demo.tissue import Tissue

LESION = (-88.0, -8.0, 64.0)
"""Centre of the liver lesion: x, y, depth, mm."""
LESION_RADIUS = 13.0

LIVER = Loft(
    {
        -9.0: places(
            "-70,-20 -68,-21 -66,-20 -64,-18 -63,-15 -63,-12 -64,-9 -66,-7 -69,-5 -72,-5 -76,-7 -78,-11 -77,-16 -74,-19"
        ),
        8.0: places(
            "-70,-57 -58,-58 -46,-55 -36,-48 -29,-39 -25,-28 -24,-16 -26,-4 -36,12 -60,23 -88,22 -107,-2 "
            "-104,-28 -90,-48"
        ),
        26.0: places(
            "-70,-80 -52,-82 -34,-78 -16,-66 -8,-52 -8,-38 -10,-24 -16,-6 -32,18 -60,37 -93,38 -118,8 -114,-34 -96,-64"
        ),
        42.0: places(
            "-72,-85 -44,-87 -4,-84 40,-70 34,-50 8,-36 -6,-20 -14,-2 -35,22 -62,46 -96,46 -124,12 -118,-36 -100,-66"
        ),
        64.0: places(
            "-72,-87 -40,-89 4,-86 56,-70 34,-52 4,-40 -10,-22 -10,-4 -37,22 -63,52 -100,51 -126,14 -120,-36 -102,-66"
        ),
        88.0: places(
            "-74,-88 -46,-90 -8,-87 34,-80 14,-62 -18,-50 -40,-34 -34,-10 -43,14 -66,44 -100,54 -126,16 "
            "-121,-34 -104,-64"
        ),
        112.0: places(
            "-82,-82 -62,-87 -40,-87 -26,-82 -34,-72 -52,-58 -62,-40 -58,-16 -62,2 -78,30 -104,46 -126,16 "
            "-122,-32 -106,-62"
        ),
        140.0: places(
            "-92,-56 -84,-58 -78,-54 -76,-46 -78,-38 -82,-30 -86,-20 -88,-8 -92,6 -100,22 -112,30 -124,14 "
            "-121,-24 -108,-46"
        ),
        168.0: places(
            "-110,-20 -107,-21 -105,-19 -104,-16 -104,-13 -105,-9 -106,-5 -107,-1 -108,3 -111,6 -115,7 "
            "-120,2 -120,-8 -115,-16"
        ),
    },
    cap=3,
    rough=Waves(51, 0.9, (24, 70)),
)
_FISSURE = Loft(
    {
        56.0: places("-14,-90 -10,-90 -11,-78 -13,-70 -15,-70 -15,-78"),
        76.0: places("-16,-92 -7,-92 -11,-74 -16,-56 -19,-56 -17,-74"),
        100.0: places("-22,-92 -8,-92 -14,-76 -24,-60 -28,-60 -23,-76"),
    },
    cap=10,
    rough=Waves(52, 0.9, (12, 40)),
)
_GALLBLADDER = Loft(
    {
        92.0: places("-46,-38 -40,-42 -35,-38 -36,-32 -42,-29 -47,-33"),
        112.0: places("-60,-52 -50,-60 -40,-54 -38,-42 -46,-34 -58,-40"),
        134.0: places("-70,-66 -60,-74 -50,-68 -50,-56 -58,-50 -68,-56"),
        144.0: places("-68,-68 -61,-72 -55,-68 -56,-60 -61,-57 -67,-60"),
    },
    cap=6,
    rough=Waves(53, 0.7, (20, 50)),
)
_SPLEEN = Loft(
    {
        19.0: places("98,6 104,8 106,20 99,31 88,36 82,32 87,24 93,14"),
        46.0: places("106,-14 117,-6 121,14 110,38 86,52 68,50 82,34 96,8"),
        72.0: places("112,-22 121,-12 125,14 115,42 92,60 76,58 86,38 98,6"),
        100.0: places("116,-10 123,0 125,20 117,42 100,56 88,56 94,38 104,12"),
        124.0: places("114,12 118,14 119,24 114,34 107,40 101,40 104,30 109,20"),
    },
    cap=12,
    rough=Waves(54, 0.9, (22, 60)),
)
_STOMACH = Loft(
    {
        12.0: oval(70, -4, 18, 18, 0),
        24.0: oval(70, -3, 31, 30, 0),
        46.0: oval(66, -10, 31, 29, -20),
        72.0: oval(63, -34, 33, 27, -25),
        94.0: oval(55, -56, 37, 20, -8),
        114.0: places("-24,-62 20,-74 58,-82 74,-70 66,-54 36,-48 4,-46 -20,-50"),
        128.0: places("-10,-64 12,-70 36,-74 48,-68 42,-60 24,-56 4,-54 -8,-57"),
    },
    cap=9,
    rough=Waves(55, 1.2, (30, 70)),
)
_RUGAE = Waves(56, 1.5, (6, 13))
# body and tail, then head and uncinate process
_PANCREAS = (
    tube(places("96,18,84 82,12,86 62,2,90 42,-13,97 22,-27,103 4,-34,107"), [7, 9, 9.5, 8.5, 8, 9], tall=1.1),
    tube(places("4,-34,107 -12,-34,111 -22,-27,120 -22,-20,132 -14,-15,142"), [9, 12, 14, 12, 6]),
)
_LOBULES = Waves(57, 1.6, (7, 16))
_GEROTA = places("44,50 64,56 88,50 102,30 104,8 96,-8 60,-10")
_ADRENALS = (
    places("-31,14,68 -35,24,76 -37,32,84 -38,37,92"),
    places("31,14,74 33,21,82 35,27,92 35,30,98"),
)


def paint_liver(painter: Painter) -> Patch | None:
    """Liver parenchyma; returns where it lies, for the vessels within it."""
    return painter.area(LIVER.section(painter.depth), Tissue.LIVER)


def paint_liver_details(painter: Painter, liver: Patch | None) -> None:
    """Fissure, gallbladder and the lesion, over the vessels."""
    painter.area(_FISSURE.section(painter.depth), Tissue.MESENTERY)
    bag = _GALLBLADDER.section(painter.depth)
    if bag is not None:
        painter.area(outset(bag, 1.6), Tissue.BILE_WALL)
        painter.area(bag, Tissue.BILE)
    if liver is not None:
        for grow, tissue in ((2.4, Tissue.RIM), (0.0, Tissue.LESION)):
            section = _lesion(painter.depth, LESION_RADIUS + grow)
            painter.area(section, tissue, liver)


def _lesion(depth: float, radius: float) -> Floats | None:
    x, y, middle = LESION
    left = 1 - ((depth - middle) / radius) ** 2
    if left <= 0:
        return None
    size = radius * np.sqrt(left)
    return _LUMPS.moved(ellipse(x, y, size * 1.08, size * 0.92, 25), depth)


_LUMPS = Waves(58, 1.1, (11, 26))


def paint_spleen(painter: Painter) -> None:
    """The spleen."""
    painter.area(_SPLEEN.section(painter.depth), Tissue.SPLEEN)


def paint_retroperitoneum(painter: Painter) -> None:
    """Adrenals, kidneys and pancreas."""
    for path in _ADRENALS:
        _adrenal(painter, np.array(path, np.float64))
    if 96 < painter.depth < 196:
        for side in (1, -1):
            veil = rounded(np.array(_GEROTA, np.float64) * (side, 1))[:40]
            painter.line(_CALYX.moved(veil, painter.depth), 0.75, Tissue.FASCIA)
    for side, top, bottom in ((1, 74.0, 180.0), (-1, 84.0, 192.0)):
        _kidney(painter, side, top, bottom)
    for part in _PANCREAS:
        centres, radii, _ = part.cut(painter.depth)
        if len(radii):
            wobbly = _LOBULES.moved(centres, painter.depth)
            lobes = radii * (1 + 0.16 * np.sin(centres[:, 0] / 1.9 + painter.depth / 4))
            painter.cover(painter.ragged(painter.discs(wobbly, lobes), 0.06), Tissue.PANCREAS)


def _adrenal(painter: Painter, path: Floats) -> None:
    depth = painter.depth
    if not path[0, 2] <= depth <= path[-1, 2]:
        return
    x, y = (float(np.interp(depth, path[:, 2], path[:, axis])) for axis in (0, 1))
    out = np.sign(x)
    spread = float(np.interp(depth, path[:, 2], [1, 4, 6, 7]))
    for u, v in ((x - out, y - 10), (x - out * spread * 0.4, y + 11), (x + out * spread, y + 10)):
        painter.line(_RUGAE.moved(np.array([(x, y), (u, v)]), depth), 3.4, Tissue.ADRENAL)


def _kidney(painter: Painter, side: int, top: float, bottom: float) -> None:
    depth = painter.depth
    along = (depth - (top + bottom) / 2) / ((bottom - top) / 2)
    if abs(along) >= 1:
        return
    size = (1 - abs(along) ** 2.4) ** 0.5
    x, y = side * (67 + 7 * along) + 1.5, 25 - 3 * along + 2.0 * side
    lean = -side * 50.0  # the hilum looks to the front and the middle
    hollow = max(0.0, 1 - (along / 0.62) ** 2)
    angle = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    notch = np.exp(-((np.angle(np.exp(1j * (angle - np.pi))) / 0.38) ** 2))
    reach = (25.5 + 1.5 * np.cos(2 * angle)) * size * (1 - 0.5 * hollow * notch)
    unit = np.stack([np.cos(angle), np.sin(angle)], 1)
    outline = _turned(rounded(unit * reach[:, None] * (0.98, 1.12)), side, lean, (x, y))
    outline = _CAPSULE.moved(outline, depth)
    whole = painter.area(outline, Tissue.CORTEX)
    _pyramids(painter, whole, side, (along, size, lean), (x, y))
    if hollow > 0.12:
        deep = 10.5 * size * np.sqrt(hollow)
        sinus = rounded(_sinus(deep))
        fat = painter.area(_CALYX.moved(_turned(sinus, side, lean, (x, y)), depth), Tissue.MESENTERY, whole)
        pelvis = np.array([(-26, 1.5), (-10, 1.0), (0.35 * deep, -0.32 * deep)])
        painter.line(_CALYX.moved(_turned(pelvis, side, lean, (x, y)), depth), 3.4, Tissue.FLUID, fat)
        for tip in ((0.4 * deep, 0.45 * deep), (0.5 * deep, -0.1 * deep), (0.1 * deep, -0.6 * deep)):
            branch = np.array([(-24, -3), (-6, -2), tip])
            painter.line(_CALYX.moved(_turned(branch, side, lean, (x, y)), depth), 1.5, Tissue.VEIN, fat)


_CAPSULE = Waves(59, 0.8, (18, 45))
_CALYX = Waves(60, 1.5, (9, 24))


def _pyramids(
    painter: Painter, whole: Patch | None, side: int, pose: tuple[float, float, float], at: tuple[float, float]
) -> None:
    along, size, lean = pose
    if size < 0.45:
        return
    count = 7
    for k in range(count):
        angle = np.pi * (-0.80 + 1.6 * k / (count - 1)) + 0.35 * np.sin(7 * along + 2 * k)
        swell = 0.75 + 0.35 * np.sin(9.0 * along + 1.7 * k + side)
        if swell <= 0.35:
            continue
        spot = np.array([(np.cos(angle), np.sin(angle) * 1.12)]) * 15.5 * size
        centre = _turned(spot, side, lean, at)[0]
        turn = np.degrees(np.arctan2(centre[1] - at[1], centre[0] - at[0]))
        cone = ellipse(centre[0], centre[1], 6.0 * swell, 4.8 * swell, float(turn))
        painter.area(_CALYX.moved(cone, painter.depth), Tissue.MEDULLA, whole)


def _sinus(deep: float) -> Floats:
    x = np.array([-30, -8, 2, 0.62 * deep, 0.66 * deep, 2, -8, -30])
    return np.stack([x, deep * np.array([-0.34, -0.5, -0.75, -0.35, 0.4, 0.75, 0.48, 0.3])], 1)


def _turned(points: Floats, side: int, degrees: float, at: tuple[float, float]) -> Floats:
    """Points of a left kidney whose hilum looks to -x, turned in place, mirrored for the right one."""
    turn = np.radians(degrees * side)
    x, y = points[:, 0], points[:, 1]
    u, v = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
    return np.stack([at[0] + side * u, at[1] - v], 1)


def paint_stomach(painter: Painter) -> None:
    """The stomach: an enhancing wall, fluid with food, gas on top."""
    depth = painter.depth
    shape = _STOMACH.section(depth)
    if shape is None:
        return
    painter.area(shape, Tissue.GUT_WALL)
    lumen = painter.outline(_RUGAE.moved(outset(shape, -5.0), depth))
    if lumen is None or np.ptp(shape[:, 1]) < 14:
        return
    value = painter.look(Tissue.FLUID, lumen)
    food = painter.grains[1][lumen.rows, lumen.columns] + 0.5 * painter.grains[0][lumen.rows, lumen.columns]
    value += np.clip(food - 0.3, 0, 2) * 26
    painter.cover(lumen, Tissue.FLUID, value)
    level = float(np.interp(depth, [12, 26, 46, 72, 94, 114, 128], [-14, -20, -29, -50, -66, -71, -70]))
    lid = np.array([(-190, -190), (190, -190), (190, level), (-190, level)], np.float64)
    painter.area(lid, Tissue.GAS, lumen)


def in_liver(points: Floats, margin: float = 4.0) -> Floats:
    """Those of some points, shape (n, 3), that lie in the liver by a margin (mm)."""
    kept = []
    for point in points:
        shape = LIVER.section(float(point[2]))
        if shape is not None and inside(outset(shape, -margin), point[None, :2])[0]:
            kept.append(point)
    return np.array(kept)
