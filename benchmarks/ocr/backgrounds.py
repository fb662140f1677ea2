"""Real stacks without text to burn words into: whole series, parts of them, and reformats through them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

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

Part = tuple[str, str, int | None, str | None, str, int, int]
CHOSEN: tuple[Part, ...] = (  # on these the numbers of the rule were chosen
    *(("chest", "ct-chest-lidc0314", None, None, "axial", k, k + 45) for k in range(0, 270, 45)),
    ("chest whole", "ct-chest-lidc0314", None, None, "axial", 0, 275),
    *(("abdomen", "ct-abdomen-cptacpda-c3l00189", None, None, "axial", k, k + 12) for k in (0, 12, 23)),
    ("abdomen whole", "ct-abdomen-cptacpda-c3l00189", None, None, "axial", 0, 35),
    *(("brain", "mr-brain-vsseg001", None, None, "axial", k, k + 24) for k in range(0, 120, 24)),
    ("brain whole", "mr-brain-vsseg001", None, None, "axial", 0, 120),
    *(("brain cor", "mr-brain-vsseg001", None, None, "coronal", k, k + 60) for k in (100, 200, 300)),
    *(("phantom 2", "ct-head-phantom-philips-study", 2, None, "axial", k, k + 14) for k in (0, 14)),
)
REPORTED: tuple[Part, ...] = (  # on these it is reported
    *(("chest cor", "ct-chest-lidc0314", None, None, "coronal", k, k + 40) for k in range(90, 450, 40)),
    *(("chest sag", "ct-chest-lidc0314", None, None, "sagittal", k, k + 40) for k in range(60, 460, 40)),
    *(("brain sag", "mr-brain-vsseg001", None, None, "sagittal", k, k + 40) for k in range(100, 420, 40)),
    *(("abdomen cor", "mr-abdomen-coronal-tcga-bc4073", None, None, "axial", k, k + 10) for k in (0, 10, 20)),
    ("abdomen cor whole", "mr-abdomen-coronal-tcga-bc4073", None, None, "axial", 0, 30),
    ("PD brain", "mr-brain-pd-papaya", None, None, "axial", 0, 20),
    ("PD brain part", "mr-brain-pd-papaya", None, None, "axial", 5, 15),
    *(("phantom 5", "ct-head-phantom-philips-study", 5, None, "axial", k, k + 18) for k in (0, 18, 36)),
    *(("phantom 6", "ct-head-phantom-philips-study", 6, None, "axial", k, k + 19) for k in (0, 19, 38)),
    *((f"echo {k}", "mr-multiecho-philips", None, str(k), "axial", 0, 99) for k in (1, 2, 3, 4)),
    ("liver", "ct-3slice-liver-seg-sr/segmentations/ct-3slice", None, None, "axial", 0, 3),
    *((f"xa30 {k}", "mr-enhanced-xa30", k, "1", "axial", 0, 99) for k in (1, 2, 3)),
)
_WINDOWS = {
    "chest": Window(1500, -600),
    "abdomen": Window(400, 50),
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
    for name, folder, series, volume, plane, start, stop in parts:
        modality, whole = _volume(folder, series, volume)
        slices = whole[start:stop] if plane == "axial" else _reformat(whole, plane, start, stop)
        slices = slices[:: max(1, len(slices) // _MOST)]
        if slices:
            window = _WINDOWS.get(name.split()[0]) if modality is Modality.CT else None
            yield Background(f"{name} {start}-{stop}", modality, slices, window or _percentiles(slices, modality))


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
