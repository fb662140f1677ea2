"""What the phantom is made of: mean HU, unevenness, and where the numbers come from.

Portal venous phase at 120 kVp. Sources for the ranges in `TISSUES`:

* Definition: air -1000, water 0 (PS3.3 C.11.1.1.2, Rescale Type HU).
* Aorta, portal trunk, liver about 70 s after the injection: Kanematsu et al., Open J Radiol 2013;3:112,
  doi:10.4236/ojrad.2013.33018.
* Liver, spleen, kidney, muscle and fat with contrast: Kreul et al., In Vivo 2021;35:3277, doi:10.21873/invivo.12624.
* Muscle and L4 cancellous bone by phase: Boutin et al., AJR 2016;207:1046, doi:10.2214/AJR.16.15989.
* Lung, fat, bile, cortical bone: Prokop & Galanski, Spiral and Multislice Computed Tomography of the Body, Thieme 2003.
"""

from dataclasses import dataclass
from enum import IntEnum, auto


class Tissue(IntEnum):
    """The label of a voxel; the painter's value comes from `TISSUES`."""

    AIR = 0
    TABLE = auto()
    FOAM = auto()
    CLOTH = auto()
    SKIN = auto()
    FAT = auto()
    MESENTERY = auto()
    MUSCLE = auto()
    FASCIA = auto()
    LUNG = auto()
    HEART = auto()
    CHAMBER = auto()
    LIVER = auto()
    LESION = auto()
    RIM = auto()
    BILE = auto()
    BILE_WALL = auto()
    SPLEEN = auto()
    CORTEX = auto()
    MEDULLA = auto()
    PANCREAS = auto()
    ADRENAL = auto()
    GUT_WALL = auto()
    FLUID = auto()
    STOOL = auto()
    GAS = auto()
    ARTERY = auto()
    PORTAL_VEIN = auto()
    VEIN = auto()
    CAVA = auto()
    PLAQUE = auto()
    CORTICAL = auto()
    CANCELLOUS = auto()
    ENDPLATE = auto()
    DISC = auto()
    CARTILAGE = auto()
    CANAL = auto()
    CORD = auto()
    PLASTIC = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """How a tissue shows.

    Attributes
    ----------
    mean : float
        HU.
    coarse, medium, fine : float
        Standard deviation of its grain of 15, 5 and 2 mm, HU.
    strands : float
        HU added along thin curved strands, as septa in fat.
    flecks : float
        HU added in flecks, as fat in muscle.
    """

    mean: float
    coarse: float = 0.0
    medium: float = 0.0
    fine: float = 0.0
    strands: float = 0.0
    flecks: float = 0.0


TISSUES: dict[Tissue, Look] = {
    Tissue.AIR: Look(-1000),
    Tissue.TABLE: Look(240, 15),
    Tissue.FOAM: Look(-940),
    Tissue.CLOTH: Look(-820),
    Tissue.SKIN: Look(15, 12, 10),
    Tissue.FAT: Look(-107, 2.5, 3, 0, 20),
    Tissue.MESENTERY: Look(-105, 4, 4, 2, 48),
    Tissue.MUSCLE: Look(66, 3, 3, 3, 0, -75),
    Tissue.FASCIA: Look(-45),
    Tissue.LUNG: Look(-868, 12, 14),
    Tissue.HEART: Look(116, 4, 3),
    Tissue.CHAMBER: Look(152, 3),
    Tissue.LIVER: Look(109, 2, 1.5),
    Tissue.LESION: Look(38, 4, 3),
    Tissue.RIM: Look(84, 4, 6),
    Tissue.BILE: Look(8, 1),
    Tissue.BILE_WALL: Look(60),
    Tissue.SPLEEN: Look(121, 2, 1.5),
    Tissue.CORTEX: Look(183, 4, 4),
    Tissue.MEDULLA: Look(148, 5, 5),
    Tissue.PANCREAS: Look(100, 6, 7, 0, 0, -80),
    Tissue.ADRENAL: Look(78, 4),
    Tissue.GUT_WALL: Look(92, 6, 10),
    Tissue.FLUID: Look(24, 5, 5),
    Tissue.STOOL: Look(42, 22, 34, 18),
    Tissue.GAS: Look(-970, 4),
    Tissue.ARTERY: Look(156, 1.5),
    Tissue.PORTAL_VEIN: Look(166, 1.5),
    Tissue.VEIN: Look(158, 2),
    Tissue.CAVA: Look(138, 5, 3),
    Tissue.PLAQUE: Look(640),
    Tissue.CORTICAL: Look(690, 60, 60),
    Tissue.CANCELLOUS: Look(186, 14, 14, 24),
    Tissue.ENDPLATE: Look(380, 30, 40, 30),
    Tissue.DISC: Look(82, 6, 6),
    Tissue.CARTILAGE: Look(105, 12, 20),
    Tissue.CANAL: Look(19, 3),
    Tissue.CORD: Look(34, 3),
    Tissue.PLASTIC: Look(130),
}
