"""Great vessels and the trees that branch from them, in painter's order."""

import numpy as np

from scrollcast.demo.paint import Painter, Patch
from scrollcast.demo.solid import Beads, Contour, Floats, Loft, Waves, ellipse, places, tree, tube
from scrollcast.demo.tissue import Tissue
from scrollcast.demo.viscera import LESION, LESION_RADIUS, in_liver

_AORTA = tube(
    places("19,17,-14 18,16,20 14,11,60 9,4,100 6,-3,150 5,-7,186 4,-8,200"),
    [11.8, 11.5, 11.2, 10.6, 9.6, 9.0, 8.6],
    every=1.5,
)
_ILIACS = [
    tube(
        [(4, -8, 197), (side * 12, -7, 212), (side * 24, -1, 235), (side * 38, 2, 262), (side * 50, -2, 290)],
        [6.6, 6.0, 5.8, 5.5, 5.2],
    )
    for side in (1, -1)
]
_ILIAC_VEINS = [
    tube(
        [(-17, 0, 208), (-14 + side * 14, 7, 224), (-4 + side * 32, 12, 250), (side * 46, 12, 290)],
        [8.5, 7.5, 7.2, 7.0],
    )
    for side in (1, -1)
]
_CAVA: Loft = Loft(
    {
        -14.0: places("-34,-16 -26,-20 -18,-16 -16,-8 -24,-3 -33,-7"),
        30.0: places("-36,-6 -28,-10 -19,-6 -17,3 -26,9 -35,4"),
        84.0: places("-36,-4 -27,-8 -18,-4 -16,5 -26,11 -35,6"),
        120.0: places("-34,-8 -24,-12 -14,-7 -13,1 -23,5 -33,1"),
        212.0: places("-31,-9 -22,-12 -12,-8 -11,0 -21,5 -30,0"),
    },
    rough=Waves(61, 0.7, (20, 60)),
)
_ARTERIES = [
    tube([(11, -4, 76), (9, -13, 78), (10, -19, 79)], 3.6),  # coeliac trunk
    tube(places("10,-19,79 -4,-22,78 -18,-26,82 -28,-30,84"), [2.8, 2.6, 2.4, 2.0]),
    tube(places("10,-19,79 28,-14,82 48,-4,80 66,4,84 84,14,82 98,20,80"), [3.0, 2.8, 2.6, 2.6, 2.4, 2]),
    tube(
        places("9,-3,88 8,-13,93 7,-19,104 6,-22,124 2,-24,150 -6,-27,178 -14,-28,200"),
        [3.8, 3.8, 3.6, 3.3, 3.0, 2.6, 2.0],
    ),  # superior mesenteric
    tube(places("14,3,106 28,12,108 42,20,111 50,22,114"), 2.6),
    tube(places("3,4,110 -16,12,112 -34,18,116 -48,20,120"), 2.6),
    tube(places("8,-14,168 14,-16,178 20,-14,196 26,-8,224 28,4,262"), [1.8, 1.8, 1.6, 1.4, 1.3]),
]
_VEINS = [
    tube(places("-17,-4,108 2,-13,107 18,-8,107 34,8,110 48,20,114"), [4.6, 4.2, 4.4, 4.6, 4.0]),
    tube([(-30, 0, 114), (-40, 10, 117), (-49, 18, 121)], [4.8, 4.6, 4.0]),
    tube(places("34,10,112 37,6,140 38,2,180 34,0,230"), [1.6, 1.5, 1.4, 1.3]),
    tube(places("-26,-6,130 -36,4,160 -40,2,200 -38,2,230"), [1.4, 1.4, 1.3, 1.3]),
]
_PORTAL = [
    tube(places("-9,-22,106 -16,-22,98 -26,-22,90 -36,-24,83"), [6.8, 6.8, 6.6, 6.0]),
    tube(places("-9,-22,106 -8,-24,124 -8,-26,150 -14,-28,180 -22,-28,204"), [6.0, 5.8, 5.2, 4.2, 3.0]),
    tube(places("-9,-22,106 10,-17,101 34,-7,95 58,6,90 78,16,86 96,22,84"), [5.2, 4.6, 4.4, 4.2, 3.8, 3]),
]
_SMALL = [
    tube([(8, 22, -14), (7, 23, 60), (4, 24, 110)], 1.6),  # azygos, hemiazygos
    tube([(28, 30, -14), (25, 28, 60)], 1.3),
]
_EPIGASTRIC = [tube([(side * 34, -88, 60), (side * 38, -86, 160), (side * 42, -83, 290)], 1.1) for side in (1, -1)]
_PLAQUES = ((104, 205, 1.6, 5), (128, 130, 1.3, 4), (166, 40, 1.7, 6), (182, 215, 1.9, 6), (190, 110, 1.5, 5))


def _within_liver(count: int, seed: int) -> Floats:
    rng = np.random.Generator(np.random.PCG64(seed))
    points = in_liver(rng.uniform((-122, -86, 4), (48, 50, 158), (count, 3)))
    clear = np.linalg.norm(points - LESION, axis=1) > LESION_RADIUS + 4
    return np.asarray(points[clear], np.float64)


def _liver_trees() -> tuple[list[Beads], list[Beads]]:
    """Portal and hepatic venous trees; each hepatic vein drains what is nearest to it."""
    right = [(-36.0, -24.0, 83.0), (-52.0, -20.0, 78.0), (-66.0, -14.0, 74.0)]
    left = places("-36.0,-24.0,83.0 -26.0,-36.0,76.0 -14.0,-46.0,70.0 -6.0,-58.0,68.0")
    supply = _within_liver(260, 62)
    portal = _shared([right, left], supply, (5.2, 0.75), 63)
    trunks: list[Contour] = [
        places("-30,0,24 -48,8,30 -72,12,46 -92,14,72"),
        places("-27,-6,22 -38,-26,30 -50,-44,48 -60,-54,72"),
        places("-24,-7,22 -12,-26,32 2,-46,46 16,-60,58"),
    ]
    return portal, _shared(trunks, _within_liver(220, 64), (4.6, 0.75), 65)


def _shared(trunks: list[Contour], targets: Floats, radii: tuple[float, float], seed: int) -> list[Beads]:
    lines = [np.array(trunk, np.float64) for trunk in trunks]
    away = np.stack([np.linalg.norm(targets[:, None] - line[None], axis=2).min(1) for line in lines])
    nearest = away.argmin(0)
    return [tree(trunk, targets[nearest == k], radii, seed + 10 * k) for k, trunk in enumerate(trunks)]


def _mesentery() -> tuple[list[Beads], list[Beads]]:
    """Branches of the superior mesenteric vessels to the loops."""
    rng = np.random.Generator(np.random.PCG64(66))
    targets = rng.uniform((-70, -80, 124), (88, 8, 270), (230, 3))
    artery = tree(places("6,-22,120 2,-25,150 -6,-28,178 -14,-29,204"), targets, (2.4, 0.8), 67)
    aside = targets + rng.normal(0, 2.5, targets.shape)
    vein = tree(places("-8,-24,122 -9,-27,150 -14,-29,180 -20,-29,206"), aside, (3.6, 0.95), 68)
    return [artery], [vein]


def _lungs() -> list[Beads]:
    rng = np.random.Generator(np.random.PCG64(69))
    trees = []
    for side in (1, -1):
        targets = rng.uniform((24, -66, -6), (124, 70, 100), (170, 3)) * (side, 1, 1)
        trees.append(tree([(side * 32, 6, -40), (side * 48, 16, -16), (side * 62, 32, 8)], targets, (3.6, 0.55), 70))
    return trees


class Trees:
    """The branching vessels, grown once."""

    def __init__(self) -> None:
        self.portal, self.hepatic = _liver_trees()
        self.mesenteric, self.mesenteric_veins = _mesentery()
        self.lungs = _lungs()


def paint_lung_vessels(painter: Painter, trees: Trees, lung: Patch | None) -> None:
    """Vessels of the lung bases."""
    if lung is not None:
        for beads in trees.lungs:
            painter.beads(beads, Tissue.VEIN, within=lung)


def paint_liver_vessels(painter: Painter, trees: Trees, liver: Patch | None) -> None:
    """Portal and hepatic veins within the liver."""
    if liver is None:
        return
    for beads in trees.hepatic:
        painter.beads(beads, Tissue.VEIN, within=liver)
    for beads in trees.portal:
        painter.beads(beads, Tissue.PORTAL_VEIN, within=liver)


def paint_mesenteric(painter: Painter, trees: Trees) -> None:
    """The fan of vessels in the mesentery, under the loops."""
    for beads in trees.mesenteric_veins:
        painter.beads(beads, Tissue.VEIN)
    for beads in trees.mesenteric:
        painter.beads(beads, Tissue.ARTERY)


def paint_great_vessels(painter: Painter) -> None:
    """Cava, aorta, their branches and the portal confluence."""
    for beads in (*_ILIAC_VEINS, *_VEINS):
        painter.beads(beads, Tissue.CAVA)
    painter.area(_CAVA.section(painter.depth), Tissue.CAVA)
    for beads in (*_SMALL, *_EPIGASTRIC):
        painter.beads(beads, Tissue.VEIN)
    for beads in _PORTAL:
        painter.beads(beads, Tissue.PORTAL_VEIN)
    for beads in (*_ARTERIES, *_ILIACS, _AORTA):
        painter.beads(beads, Tissue.ARTERY)
    _plaques(painter)


def _plaques(painter: Painter) -> None:
    centres, radii, _ = _AORTA.cut(painter.depth)
    if not len(radii):
        return
    widest = int(np.argmax(radii))
    for depth, degrees, thick, tall in _PLAQUES:
        if abs(painter.depth - depth) < tall:
            turn = np.radians(degrees + np.array([-16, 0, 16]))
            arc = centres[widest] + (radii[widest] - 0.4) * np.stack([np.cos(turn), np.sin(turn)], 1)
            painter.line(arc, thick, Tissue.PLAQUE)


def paint_crura(painter: Painter) -> None:
    """The crura of the diaphragm beside the aorta, and the oesophagus between them."""
    depth = painter.depth
    if not 16 < depth < 150:
        return
    fade = float(np.interp(depth, [16, 40, 95, 122, 150], [2.0, 4.4, 4.6, 2.6, 1.5]))
    centres, _, _ = _AORTA.cut(depth)
    x, y = centres.mean(0) if len(centres) else (10.0, 8.0)
    if depth < 120:
        left = np.array([(x + 8, y - 15), (x + 15, y - 7), (x + 16, y + 5), (x + 13, y + 17)])
        painter.line(_BANDS.moved(left, depth), fade * 0.55, Tissue.MUSCLE)
    right = np.array([(x - 2, y - 17), (x - 12, y - 14), (x - 18, y - 4), (x - 22, y + 13)])
    painter.line(_BANDS.moved(right, depth), 1.15 * fade, Tissue.MUSCLE)


_BANDS = Waves(71, 1.5, (12, 34))


def paint_oesophagus(painter: Painter) -> None:
    """The oesophagus in front of the aorta, joining the stomach at 50 mm."""
    depth = painter.depth
    if depth > 54:
        return
    x = float(np.interp(depth, [-14, 20, 40, 54], [8, 10, 18, 38]))
    y = float(np.interp(depth, [-14, 20, 40, 54], [-3, -6, -14, -16]))
    painter.area(ellipse(x, y, 9.0, 6.4, 15), Tissue.GUT_WALL)
    painter.area(ellipse(x + 1, y - 0.6, 1.9, 1.0, 15), Tissue.GAS)
