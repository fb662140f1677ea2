"""The wall of the trunk: skin, subcutaneous fat, muscles, lung bases and heart, in painter's order."""

from dataclasses import dataclass

import numpy as np

from scrollcast.demo.paint import Painter, Patch
from scrollcast.demo.solid import Floats, Loft, Waves, mirrored, outset, places
from scrollcast.demo.tissue import Tissue

_SKIN = 1.9

_OUTLINE = Loft(
    {
        -10.0: mirrored("0,-109 48,-111 94,-99 131,-69 153,-25 157,22 146,62 116,87 70,97 24,96 8,95 0,91"),
        60.0: mirrored("0,-113 48,-113 96,-99 134,-67 155,-23 158,24 147,62 117,88 70,99 24,99 8,98 0,93"),
        120.0: mirrored("0,-116 48,-115 97,-100 136,-67 157,-22 160,26 147,64 117,90 70,101 24,101 8,100 0,94"),
        190.0: mirrored("0,-113 48,-114 100,-101 143,-69 167,-19 170,28 153,68 118,93 70,103 24,103 8,102 0,95"),
        280.0: mirrored("0,-111 50,-112 104,-99 152,-65 177,-14 179,34 160,75 122,98 74,107 26,106 8,105 0,97"),
    },
    rough=Waves(31, 1.0, (45, 110)),
)

# The inside of the wall; the third number is the thickness of the wall there.
_CAVITY = Loft(
    {
        -10.0: mirrored(
            "0,-82,4 12,-83,5 36,-82,5 58,-76,5.5 74,-67,5.5 92,-54,5.5 114,-29,5.5 "
            "127,2,5.5 126,32,5.5 109,60,5.5 80,77,5.5 45,80,5 0,72,3"
        ),
        50.0: mirrored(
            "0,-88,4 12,-89,5 36,-88,5.5 58,-83,5.5 74,-75,5 92,-62,5.5 115,-36,5.5 "
            "129,0,5.5 128,32,5.5 111,60,5.5 82,77,5.5 45,79,5 0,72,3"
        ),
        110.0: mirrored(
            "0,-91,2 12,-91,8 36,-90,10 60,-84,8 72,-78,5 92,-63,9 116,-37,11 "
            "129,-1,11 127,32,10 108,59,9 78,74,7 45,76,5 0,72,3"
        ),
        190.0: mirrored(
            "0,-92,2 12,-92,9 36,-91,11 60,-86,8 71,-80,3 90,-66,12 115,-40,15 "
            "128,-4,16 126,28,14 106,52,9 76,68,6 45,72,4 0,72,3"
        ),
        280.0: mirrored(
            "0,-89,2 12,-89,9 36,-88,11 60,-83,8 71,-78,3 90,-64,11 112,-40,13 "
            "122,-8,12 112,26,6 94,50,4 72,66,4 45,72,4 0,72,3"
        ),
    },
    rough=Waves(32, 0.7, (40, 90)),
)

# What lies below the diaphragm; the rest of the cavity is lung.
_RIGHT_DOME = Loft(
    {
        -9.0: places("-72,-22 -66,-20 -62,-14 -62,-8 -68,-4 -75,-4 -80,-10 -79,-17"),
        8.0: places("-72,-60 -40,-56 -22,-30 -22,2 -48,28 -88,26 -111,-2 -104,-40"),
        30.0: places("-70,-86 -30,-84 -4,-40 -16,12 -54,44 -98,44 -126,10 -118,-50"),
        60.0: places("-70,-92 -10,-94 4,-40 -12,22 -56,55 -104,57 -131,18 -122,-54"),
        100.0: places("-70,-98 0,-98 4,-40 -12,40 -56,71 -110,69 -138,20 -126,-58"),
        126.0: places("-70,-110 0,-110 4,-40 -12,60 -56,92 -118,84 -150,22 -136,-62"),
    },
    rough=Waves(33, 1.2, (35, 90)),
)
_LEFT_DOME = Loft(
    {
        6.0: places("64,-22 72,-22 80,-14 82,-4 74,4 66,4 58,-4 58,-14"),
        22.0: places("54,-42 86,-42 106,-17 105,20 82,37 56,34 36,10 38,-24"),
        44.0: places("16,-84 72,-82 119,-44 128,5 110,46 70,55 28,30 0,-20"),
        70.0: places("-4,-94 72,-92 124,-48 134,12 114,58 68,66 22,36 -4,-20"),
        105.0: places("-4,-100 74,-98 128,-52 142,14 120,70 68,78 18,50 -4,-20"),
        126.0: places("-4,-110 78,-108 136,-56 154,16 128,84 68,92 16,60 -4,-20"),
    },
    rough=Waves(34, 1.2, (35, 90)),
)
_PERICARDIUM = Loft(
    {
        -12.0: places("-30,-70 0,-86 42,-84 84,-58 94,-24 66,6 22,14 -20,8 -40,-22"),
        8.0: places("-26,-76 0,-88 44,-86 82,-66 86,-36 56,-8 16,8 -16,4 -30,-30"),
        26.0: places("-24,-84 0,-92 40,-90 68,-80 66,-58 36,-30 8,-8 -10,-10 -20,-50"),
    },
    rough=Waves(35, 1.0, (30, 70)),
)
# latissimus dorsi and serratus, outside of the ribs
_LATISSIMUS = Loft(
    {
        -10.0: places("118,68 132,48 142,16 145,-14 138,-18 137,14 128,42 114,66"),
        60.0: places("100,84 124,66 140,38 144,8 139,6 136,36 120,62 98,82"),
        150.0: places("84,88 100,84 112,74 118,60 114,60 108,70 96,79 84,84"),
    },
    cap=40,
    rough=Waves(36, 0.7, (25, 60)),
)
_MEDIASTINUM = Loft(
    dict.fromkeys((-20.0, 150.0), places("-30,6 0,-14 30,2 35,30 30,62 0,74 -30,62 -35,32")),
    rough=Waves(37, 1.5, (30, 70)),
)
_BANDS = ((0.30, 9.0), (0.66, 13.0))


@dataclass(frozen=True, slots=True, eq=False)
class Trunk:
    """The regions that the rest is painted into."""

    cavity: Patch
    lung: Patch | None


def paint_trunk(painter: Painter) -> Trunk:
    """Paint skin, fat, wall, lung bases and heart; returns the cavity for what lies in it."""
    depth = painter.depth
    skin = _OUTLINE.section(depth)
    wall = _CAVITY.section(depth)
    assert skin is not None and wall is not None
    painter.area(skin, Tissue.SKIN)
    painter.area(outset(skin, -_SKIN), Tissue.FAT)
    painter.area(outset(wall[:, :2], np.maximum(wall[:, 2], 1)), Tissue.MUSCLE)
    _wall_planes(painter, wall)
    _outer_sheet(painter, wall)
    strap = _LATISSIMUS.section(depth)
    for side in (1, -1):
        painter.area(None if strap is None else strap * (side, 1), Tissue.MUSCLE)
    if depth > 200:
        _navel(painter)
    cavity = painter.area(wall, Tissue.MESENTERY)
    assert cavity is not None
    return Trunk(cavity, _chest(painter, cavity) if depth < 118 else None)


def _wall_planes(painter: Painter, wall: Floats) -> None:
    """Fat between the layers of the flank, and around the rectus."""
    thick = wall[:, 2]
    flank = thick > 11
    if flank.any():
        along = np.arange(len(thick))
        for share, sway in _BANDS:
            line = outset(wall[:, :2], thick * (share + 0.05 * np.sin(along / sway + painter.depth / 31)))
            for side in (1, -1):
                part = line[flank & (wall[:, 0] * side > 70)]
                if len(part) > 3:
                    painter.line(part, 0.75, Tissue.FASCIA)


def _outer_sheet(painter: Painter, wall: Floats) -> None:
    """External oblique and serratus over the ribs, a thin layer of fat between."""
    thick = float(np.interp(painter.depth, [-10, 40, 105, 135], [2.5, 4.5, 5.0, 0.0]))
    if thick < 0.5:
        return
    for side in (1, -1):
        on = (wall[:, 0] * side > 56) & (wall[:, 1] < 24)
        part = wall[on, :2]
        swell = np.sin(np.linspace(0.15, np.pi - 0.1, len(part))) ** 0.6
        inner = outset(wall[:, :2], wall[:, 2] + 1.3)[on]
        outer = (
            outset(wall[:, :2], wall[:, 2] + 1.4)[on] + (inner - part) / (wall[on, 2:] + 1.3) * (thick * swell)[:, None]
        )
        painter.area(np.concatenate([inner, outer[::-1]]), Tissue.MUSCLE)


def _navel(painter: Painter) -> None:
    """The umbilicus: a funnel of skin, and the cord of fascia below it."""
    deep = 13.0 * np.exp(-(((painter.depth - 214) / 7) ** 2))
    if deep > 1.5:
        funnel = np.array([(-4 - 0.3 * deep, -119), (4 + 0.3 * deep, -119), (1.2, -113 + deep), (-1.2, -113 + deep)])
        painter.line(funnel[[0, 3, 2, 1]], 2.2, Tissue.SKIN)
        painter.area(funnel, Tissue.AIR)


def _chest(painter: Painter, cavity: Patch) -> Patch | None:
    depth = painter.depth
    pleura = outset(_section(_CAVITY, depth)[:, :2], -1.2)
    lung = painter.cover(painter.outline(pleura, cavity), Tissue.LUNG)
    domes = [shape for dome in (_RIGHT_DOME, _LEFT_DOME) if (shape := dome.section(depth)) is not None]
    for thick, tissue in ((0.0, Tissue.MUSCLE), (2.2, Tissue.MESENTERY)):
        for shape in domes:
            painter.area(outset(shape, -thick), tissue, lung)
    # the mediastinum in front of the spine and beside it
    painter.area(_MEDIASTINUM.section(depth), Tissue.MESENTERY, lung)
    _heart(painter, lung)
    return _left_free(painter, lung)


def _left_free(painter: Painter, lung: Patch | None) -> Patch | None:
    """What is still lung after all that was painted into it."""
    if lung is None:
        return None
    free = painter.labels[lung.rows, lung.columns] == Tissue.LUNG
    return Patch(lung.rows, lung.columns, lung.cover * free.astype(np.float32))


def _heart(painter: Painter, lung: Patch | None) -> None:
    depth = painter.depth
    shape = _PERICARDIUM.section(depth)
    if shape is None:
        return
    painter.area(shape, Tissue.SKIN, lung)
    painter.area(outset(shape, -1.4), Tissue.MESENTERY, lung)
    for part, tissue in _HEART:
        whole = part.section(depth)
        painter.area(whole, tissue, lung)


# muscle, then the cavities of both ventricles and of the right atrium
_HEART = (
    (
        Loft(
            {
                -12.0: places("-24,-64 2,-78 40,-76 74,-56 84,-28 66,-4 34,0 4,-8 -18,-26 -30,-44"),
                10.0: places("-16,-70 8,-80 42,-78 70,-60 76,-36 58,-16 34,-12 8,-18 -8,-34 -20,-52"),
                22.0: places("-2,-74 14,-80 38,-78 56,-66 60,-54 48,-42 32,-38 14,-42 4,-52 -6,-64"),
            },
            cap=9,
            rough=Waves(38, 1.2, (24, 60)),
        ),
        Tissue.HEART,
    ),
    (
        Loft(
            {
                -12.0: places("-22,-62 2,-75 34,-74 44,-68 26,-48 8,-30 -8,-26 -26,-42"),
                14.0: places("-10,-67 8,-76 30,-76 38,-72 26,-60 14,-48 4,-46 -10,-56"),
            },
            cap=7,
            rough=Waves(39, 1.4, (14, 40)),
        ),
        Tissue.CHAMBER,
    ),
    (
        Loft(
            {
                -12.0: places("54,-60 70,-46 76,-30 62,-12 42,-6 24,-14 20,-28 36,-44"),
                12.0: places("52,-60 62,-52 66,-42 56,-30 44,-28 36,-34 36,-42 44,-52"),
            },
            cap=8,
            rough=Waves(40, 1.4, (14, 40)),
        ),
        Tissue.CHAMBER,
    ),
    (
        Loft(
            {
                -12.0: places("-34,-32 -22,-38 -6,-30 0,-16 -6,-4 -20,-2 -32,-10"),
                10.0: places("-30,-26 -22,-30 -12,-24 -9,-16 -12,-8 -20,-6 -28,-12"),
            },
            cap=8,
            rough=Waves(49, 1.2, (18, 45)),
        ),
        Tissue.CHAMBER,
    ),
)


def _section(loft: Loft, depth: float) -> Floats:
    shape = loft.section(depth)
    assert shape is not None
    return shape
