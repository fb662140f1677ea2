"""Real stacks without text to burn words into: whole series, parts of them, and reformats through them."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.model.series import Modality, Slice
from scrollcast.model.window import VoiFunction, Window
from scrollcast.raster.body import find_body

_DATA = Path(__file__).resolve().parents[2] / ".cache" / "data"
_MOST = 300  # slices: every n-th of a longer part
_LOW, _HIGH = 1.0, 99.5  # percentiles of an MR window

_CHEST, _BRAIN, _PHANTOM = "ct-chest-lidc0314", "mr-brain-vsseg001", "ct-head-phantom-philips-study"
_ABDOMEN, _CORONAL = "ct-abdomen-cptacpda-c3l00189", "mr-abdomen-coronal-tcga-bc4073"
_PD, _LIVER = "mr-brain-pd-papaya", "ct-3slice-liver-seg-sr/segmentations/ct-3slice"


class Part(NamedTuple):
    """A part of a volume: its name begins with the name of a window; every n-th slice, the images turned by 180°."""

    name: str
    folder: str
    series: int | None
    volume: str | None
    plane: str
    start: int
    stop: int
    every: int = 1
    turned: bool = False


def _parts(name: str, folder: str, plane: str, starts: range, size: int) -> tuple[Part, ...]:
    return tuple(Part(name, folder, None, None, plane, start, start + size) for start in starts)


def _turned(parts: Iterable[Part], every: int = 1) -> tuple[Part, ...]:
    return tuple(part._replace(every=every, turned=True) for part in parts)


CHOSEN: tuple[Part, ...] = (  # on these the numbers of the rule were chosen
    *_parts("chest", _CHEST, "axial", range(0, 270, 45), 45),
    *_parts("chest whole", _CHEST, "axial", range(1), 275),
    *_parts("abdomen", _ABDOMEN, "axial", range(0, 24, 12), 12),
    *_parts("abdomen", _ABDOMEN, "axial", range(23, 24), 12),
    *_parts("abdomen whole", _ABDOMEN, "axial", range(1), 35),
    *_parts("brain", _BRAIN, "axial", range(0, 120, 24), 24),
    *_parts("brain whole", _BRAIN, "axial", range(1), 120),
    *_parts("brain cor", _BRAIN, "coronal", range(100, 400, 100), 60),
    *(Part("phantom 2", _PHANTOM, 2, None, "axial", k, k + 14) for k in (0, 14)),
)
CHECKED: tuple[Part, ...] = (  # on these they were checked, and chosen anew
    *_parts("chest cor", _CHEST, "coronal", range(90, 450, 40), 40),
    *_parts("chest sag", _CHEST, "sagittal", range(60, 460, 40), 40),
    *_parts("brain sag", _BRAIN, "sagittal", range(100, 420, 40), 40),
    *_parts("abdomen cor", _CORONAL, "axial", range(0, 30, 10), 10),
    *_parts("abdomen cor whole", _CORONAL, "axial", range(1), 30),
    *_parts("PD brain", _PD, "axial", range(1), 20),
    *_parts("PD brain part", _PD, "axial", range(5, 6), 10),
    *(Part("phantom 5", _PHANTOM, 5, None, "axial", k, k + 18) for k in (0, 18, 36)),
    *(Part("phantom 6", _PHANTOM, 6, None, "axial", k, k + 19) for k in (0, 19, 38)),
    *(Part(f"echo {k}", "mr-multiecho-philips", None, str(k), "axial", 0, 30) for k in (1, 2, 3, 4)),
    *_parts("liver whole", _LIVER, "axial", range(1), 3),
    *(Part(f"xa30 {k}", "mr-enhanced-xa30", k, "1", "axial", 0, 39) for k in (1, 2, 3)),
    *_parts("mediastinum", _CHEST, "axial", range(22, 230, 45), 45),
    *_parts("mediastinum cor", _CHEST, "coronal", range(110, 430, 40), 40),
    *_parts("mediastinum sag", _CHEST, "sagittal", range(80, 440, 40), 40),
    *_parts("pancreas", _ABDOMEN, "axial", range(6, 24, 12), 12),
    *_parts("brain", _BRAIN, "axial", range(12, 72, 24), 24),
)
REPORTED: tuple[Part, ...] = (  # of these were the figures up to rule 6; since then their misses were looked at
    *_parts("brain", _BRAIN, "axial", range(84, 96, 24), 24),
    *_parts("brain cor", _BRAIN, "coronal", range(130, 400, 60), 50),
    *_parts("brain sag", _BRAIN, "sagittal", range(120, 400, 40), 40),
    *_parts("soft cor", _CHEST, "coronal", range(95, 415, 80), 40),
    *_parts("soft sag", _CHEST, "sagittal", range(70, 430, 90), 40),
    *_parts("bone", _CHEST, "axial", range(10, 230, 60), 40),
    *_parts("liver", _ABDOMEN, "axial", range(3, 24, 17), 15),
    *(Part("skull", _PHANTOM, series, None, "axial", start, start + 18) for series, start in ((2, 7), (5, 9), (6, 10))),
)
HELD_OUT: tuple[Part, ...] = (  # of these were the figures of rule 7; they led to rule 8
    *_turned(_parts("chest", _CHEST, "axial", range(20, 230, 45), 40)),
    *_turned(_parts("soft", _CHEST, "axial", range(5, 235, 45), 40)),
    *_turned(_parts("angio", _CHEST, "axial", range(0, 190, 80), 105), every=3),
    *_turned(_parts("chest cor", _CHEST, "coronal", range(115, 400, 80), 35)),
    *_turned(_parts("chest sag", _CHEST, "sagittal", range(95, 400, 80), 35)),
    *_parts("bone cor", _CHEST, "coronal", range(100, 420, 60), 35),
    *_parts("bone sag", _CHEST, "sagittal", range(85, 420, 60), 35),
    *_parts("soft cor", _ABDOMEN, "coronal", range(120, 360, 50), 40),
    *_parts("liver sag", _ABDOMEN, "sagittal", range(110, 390, 60), 40),
    *_turned(_parts("abdomen", _ABDOMEN, "axial", range(2), 34), every=2),
    *_turned(_parts("brain", _BRAIN, "axial", range(6, 96, 24), 24)),
    *_turned(_parts("brain cor", _BRAIN, "coronal", range(115, 360, 70), 45)),
    *_turned(_parts("brain sag", _BRAIN, "sagittal", range(135, 380, 70), 45)),
    *_turned(_parts("PD brain", _PD, "axial", range(2), 18)),
    *_parts("PD brain cor", _PD, "coronal", range(60, 180, 60), 40),
    *_parts("abdomen ax", _CORONAL, "coronal", range(60, 200, 50), 40),
    *_turned(_parts("abdomen cor", _CORONAL, "axial", range(5, 16, 10), 14)),
    *_turned(Part(f"echo {k}", "mr-multiecho-philips", None, str(k), "axial", 2, 28) for k in (1, 2, 3, 4)),
    *(Part(f"phantom {n} cor", _PHANTOM, n, None, "coronal", k, k + 35) for n in (5, 6) for k in (150, 260)),
    *(Part(f"skull {n} sag", _PHANTOM, n, None, "sagittal", k, k + 35) for n in (5, 6) for k in (170, 280)),
)
FRESH = tuple(  # nobody has looked at these before the figures were taken: other slices, turned the other way
    part._replace(
        start=part.start + (part.stop - part.start) // 4,
        stop=part.stop + (part.stop - part.start) // 4,
        turned=not part.turned,
    )
    for part in HELD_OUT
)
_WINDOWS = {
    "angio": Window(700, 200),
    "chest": Window(1500, -600),
    "soft": Window(400, 40),
    "bone": Window(2000, 350),
    "skull": Window(2500, 480),
    "mediastinum": Window(350, 50),
    "abdomen": Window(400, 50),
    "pancreas": Window(250, 60),
    "liver": Window(150, 30),
    "phantom": Window(80, 40),
}


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """A stack in which no text is.

    Attributes
    ----------
    name : str
    modality : Modality
    slices : tuple of Slice
    published : Window
    """

    name: str
    modality: Modality
    slices: tuple[Slice, ...]
    published: Window


def backgrounds(parts: tuple[Part, ...]) -> Iterator[Background]:
    """Load the parts in turn."""
    for part in parts:
        modality, whole = _volume(part.folder, part.series, part.volume)
        start, stop = part.start, part.stop
        slices = whole[start:stop] if part.plane == "axial" else _reformat(whole, part.plane, start, stop)
        slices = slices[:: max(part.every, len(slices) // _MOST)]
        if part.turned:
            slices = tuple(replace(each, stored=np.ascontiguousarray(each.stored[::-1, ::-1])) for each in slices)
        if slices:
            window = _WINDOWS.get(part.name.split()[0]) if modality is Modality.CT else None
            yield Background(f"{part.name} {start}-{stop}", modality, slices, window or _percentiles(slices, modality))


@cache
def _volume(folder: str, series: int | None, volume: str | None) -> tuple[Modality, tuple[Slice, ...]]:
    with closing(Readers.start()) as readers:
        found, _ = read(find(_DATA / folder, readers).pick(series, None, volume))
    ordered = order(found)
    return ordered.modality, ordered.slices


def _reformat(slices: tuple[Slice, ...], plane: str, start: int, stop: int) -> tuple[Slice, ...]:
    """Planes across the stack, its rows repeated until pixels are about square."""
    values = np.stack([each.stored for each in slices])
    turned = values.transpose(1, 0, 2) if plane == "coronal" else values.transpose(2, 0, 1)
    thick = abs(slices[1].place.depth - slices[0].place.depth) if slices[0].place and slices[1].place else 1.0
    times = max(1, round(thick / (slices[0].spacing.row if slices[0].spacing else 1.0)))
    rows = np.repeat(turned[start:stop, ::-1], times, axis=1)
    return tuple(replace(slices[0], stored=np.ascontiguousarray(each)) for each in rows)


def _percentiles(slices: tuple[Slice, ...], modality: Modality) -> Window:
    histogram = find_body(slices, modality).histogram
    low, high = histogram.percentile(_LOW), histogram.percentile(_HIGH)
    return Window(max(high - low, 1.0), (high + low) / 2, VoiFunction.LINEAR_EXACT)
