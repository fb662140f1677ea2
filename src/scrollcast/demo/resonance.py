"""The same phantom as an MR: a T2-weighted fast spin echo of the abdomen, from what each label is made of.

Signal is proton density times exp(-TE/T2). T2 at 1.5 T: de Bazelaire, Duhamel, Rofsky & Alsop, Radiology 2004;230:652
(liver, spleen, kidney, pancreas, muscle, marrow); fluids and a haemangioma from their usual ranges. Fat is brighter in
a fast spin echo than its T2 says, because the train of echoes quenches J coupling (Henkelman et al., J Magn Reson
Imaging 1992;2:533). Vessels are flow voids. Noise in a magnitude image is Rician (Gudbjartsson & Patz, Magn Reson Med
1995;34:910).
"""

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.abdomen import GEOMETRY, labels
from scrollcast.demo.paint import SIZE, SPACING, smooth
from scrollcast.demo.tissue import Tissue
from scrollcast.model.geometry import Spacing

STEP = 2
"""Every so many slices of the phantom are one of the MR: 7.5 mm from slice to slice."""
COARSER = 2
"""Pixels of the phantom to one of the MR, in each direction."""
_ECHO = 90.0
"""Effective echo time, ms."""
_WHITE = 1200.0
_NOISE = 9.0
_PSF = 0.8
"""Standard deviation of the in-plane point spread, mm."""
_SEED = 31

_MADE_OF: dict[Tissue, tuple[float, float]] = {  # proton density relative to water, T2 in ms
    Tissue.SKIN: (0.55, 60),
    Tissue.FAT: (0.85, 125),
    Tissue.MESENTERY: (0.85, 120),
    Tissue.MUSCLE: (0.80, 35),
    Tissue.FASCIA: (0.50, 25),
    Tissue.LUNG: (0.20, 35),
    Tissue.HEART: (0.80, 50),
    Tissue.CHAMBER: (0.20, 40),
    Tissue.LIVER: (0.85, 46),
    Tissue.LESION: (0.95, 220),
    Tissue.RIM: (0.90, 160),
    Tissue.BILE: (1.00, 600),
    Tissue.BILE_WALL: (0.80, 50),
    Tissue.SPLEEN: (0.85, 79),
    Tissue.CORTEX: (0.88, 87),
    Tissue.MEDULLA: (0.92, 110),
    Tissue.PANCREAS: (0.85, 52),
    Tissue.ADRENAL: (0.80, 50),
    Tissue.GUT_WALL: (0.80, 50),
    Tissue.FLUID: (1.00, 450),
    Tissue.STOOL: (0.45, 50),
    Tissue.GAS: (0.01, 40),
    Tissue.ARTERY: (0.12, 40),
    Tissue.PORTAL_VEIN: (0.30, 50),
    Tissue.VEIN: (0.30, 50),
    Tissue.CAVA: (0.25, 50),
    Tissue.PLAQUE: (0.05, 10),
    Tissue.CORTICAL: (0.10, 12),
    Tissue.CANCELLOUS: (0.70, 65),
    Tissue.ENDPLATE: (0.12, 15),
    Tissue.DISC: (0.85, 90),
    Tissue.CARTILAGE: (0.70, 45),
    Tissue.CANAL: (1.00, 800),
    Tissue.CORD: (0.80, 75),
}


def resonance() -> NDArray[np.int16]:
    """The stack, head first; the same bytes at every call.

    Returns
    -------
    ndarray, shape (36, 256, 256), int16
        Signal, 0 upwards; as arbitrary as in any MR.
    """
    table = np.zeros(len(Tissue), np.float32)
    for tissue, (protons, t2) in _MADE_OF.items():
        table[tissue] = protons * np.exp(-_ECHO / t2)
    numbers = range(1, GEOMETRY.slices + 1, STEP)
    return np.stack([_slice(table[labels(number)], number) for number in numbers])


def spacing() -> Spacing:
    """Between pixel centres of the MR, mm."""
    return Spacing(SPACING * COARSER, SPACING * COARSER)


def number_of(slice_number: int) -> int:
    """Slice number of the MR that is nearest to one of the CT."""
    return (slice_number - 1) // STEP + 1


def _slice(signal: NDArray[np.float32], number: int) -> NDArray[np.int16]:
    rng = np.random.Generator(np.random.PCG64([_SEED, number]))
    sharp = smooth(signal * _mottle(rng), _PSF) * _coils()
    side = SIZE // COARSER
    coarse = sharp.reshape(side, COARSER, side, COARSER).mean((1, 3)) * _WHITE
    real, imaginary = rng.normal(0, _NOISE, (2, side, side))
    return np.asarray(np.rint(np.hypot(coarse + real, imaginary)), np.int16)


def _mottle(rng: np.random.Generator) -> NDArray[np.float32]:
    """What no organ is without: unevenness of some millimetres."""
    grain = smooth(rng.standard_normal((SIZE, SIZE)).astype(np.float32), 2.2)
    return np.asarray(1 + 0.07 * grain / grain.std(), np.float32)


def _coils() -> NDArray[np.float32]:
    """Surface coils see best what is near them: before and behind the patient."""
    y = np.linspace(-1, 1, SIZE, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, SIZE, dtype=np.float32)[None, :]
    return np.asarray(0.72 + 0.42 * np.abs(y - 0.08) ** 1.5 + 0.10 * x**2, np.float32)
