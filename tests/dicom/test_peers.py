"""Real series against second implementations: pixels against DCMTK, geometry against SimpleITK and dcm2niix."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import numpy as np
import pytest
import SimpleITK
from numpy.typing import NDArray

from builders.real import SERIES, real
from scrollcast.dicom.entries import Entry, Part
from scrollcast.dicom.find import Found, find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import UnreadableError
from scrollcast.model.series import Modality, Slice
from scrollcast.model.volume import Volume
from scrollcast.model.window import Window
from scrollcast.raster.grey import voi

SYNTAXES = "ct-syntaxes-cornerstone"
WINDOW = Window(1500, 200)
EACH = 14  # slices of a volume


def volumes(found: Found) -> Iterator[tuple[Entry, Part]]:
    """All that can be shown of a source."""
    for entry in found.entries:
        for part in entry.parts:
            yield entry, part


def loaded(found: Found, entry: Entry, part: Part) -> Volume:
    """A volume, in order."""
    return order(read(found.pick(entry.index, None, part.index))[0])


def modality_values(plane: Slice) -> NDArray[np.float64]:
    """Modality values of a slice."""
    return plane.rescale.slope * plane.stored.astype(np.float64) + plane.rescale.intercept


def dcmtk(path: Path, item: int, folder: Path) -> NDArray[np.int16] | None:
    """The 8-bit greys that DCMTK gives, None where it can't decode."""
    for program in ("dcmj2pnm", "dcml2pnm"):
        pgm = folder / "out.pgm"
        command = [program, "+op", "-O", "+F", str(item + 1), "+Ww", str(WINDOW.center), str(WINDOW.width)]
        if not subprocess.run([*command, path, pgm], check=False, capture_output=True).returncode:
            data = pgm.read_bytes()
            words = [word for line in data.splitlines()[:4] if not line.startswith(b"#") for word in line.split()]
            columns, rows = int(words[1]), int(words[2])
            return np.frombuffer(data[-rows * columns :], np.uint8).reshape(rows, columns).astype(np.int16)
    return None


@pytest.mark.skipif(which("dcmj2pnm") is None, reason="DCMTK's dcmj2pnm is not installed")
@pytest.mark.parametrize("name", [*SERIES, SYNTAXES])
def test_greys_are_within_one_level_of_dcmtk(readers: Readers, tmp_path: Path, name: str) -> None:
    """The same window on the same file, wherever DCMTK decodes it; padding, which we show black, left out."""
    folder = real(name)
    sources = sorted(folder.glob("C*.dcm")) if name == SYNTAXES else [folder]
    compared = 0
    for source in sources:
        found = find(source, readers)
        for entry, part in volumes(found):
            try:
                series, _ = read(found.pick(entry.index, None, part.index))
            except UnreadableError as error:
                assert "transfer syntax that is not supported" in str(error)
                continue
            chosen = np.linspace(0, len(part.images) - 1, min(EACH, len(part.images))).astype(int)
            for image, plane in ((part.images[k], series.slices[k]) for k in chosen):
                grey = dcmtk(image.file.path, image.plane.item, tmp_path)
                if grey is None:
                    continue
                ours = np.rint(255 * voi(modality_values(plane), WINDOW))
                shown = np.ones(ours.shape, bool)
                if plane.padding is not None:
                    shown = (plane.stored < plane.padding.low) | (plane.stored > plane.padding.high)
                assert np.abs(ours - grey)[shown].max() <= 1
                compared += 1
    assert compared >= (11 if name == SYNTAXES else min(EACH, sum(len(p.images) for _, p in volumes(found))))


def landmarks(volume: Volume, count: int = 60) -> list[tuple[tuple[float, ...], float]]:
    """Points in the patient, mm LPS, with their modality values."""
    random = np.random.default_rng(3)
    found = []
    for index in random.integers(0, len(volume.slices), count):
        plane = volume.slices[index]
        assert plane.place is not None
        assert plane.spacing is not None
        row, column = (int(random.integers(0, size)) for size in plane.stored.shape)
        along, down = np.array(plane.place.along), np.array(plane.place.down)
        point = plane.place.position + column * plane.spacing.column * along + row * plane.spacing.row * down
        found.append((tuple(map(float, point)), float(modality_values(plane)[row, column])))
    return found


def agrees(image: SimpleITK.Image, volume: Volume) -> bool:
    """Every landmark has its value in the image, at the same place in the patient.

    MR has no units: there, values may differ by a factor and a shift, the same for all (dcm2niix turns Philips MR into
    "precise" values by private elements, where we take the public rescale).
    """
    ours, theirs = [], []
    for point, value in landmarks(volume):
        index = image.TransformPhysicalPointToIndex(point)
        if any(not 0 <= at < size for at, size in zip(index, image.GetSize(), strict=True)):
            return False
        ours.append(value)
        theirs.append(float(image[index]))
    if volume.modality is Modality.CT:
        return bool(np.allclose(ours, theirs, atol=0.51))
    return bool(np.corrcoef(ours, theirs)[0, 1] > 0.9999)


@pytest.mark.parametrize("name", [name for name in SERIES if name != "mr-enhanced-xa30"])
def test_order_and_places_equal_simpleitk(readers: Readers, tmp_path: Path, name: str) -> None:
    """Given the files of one of our volumes, ITK sorts them as we do, and puts the same values in the same places.

    ITK can't hold a sheared stack, so of tilted ones only the order is compared; single slices have no order.
    """
    found = find(real(name), readers)
    for entry, part in volumes(found):
        volume = loaded(found, entry, part)
        if len(volume.slices) < 2:
            continue
        alone = tmp_path / f"{entry.index}-{part.index}"
        alone.mkdir()
        for image in part.images:
            shutil.copy(image.file.path, alone / f"{image.file.number:05d}")
        paths = SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(alone))
        theirs, ours = [int(Path(path).name) for path in paths], [plane.file for plane in volume.slices]
        assert theirs in (ours, ours[::-1])
        if volume.tilt < 0.5:
            image = SimpleITK.ReadImage(paths)
            assert agrees(image, volume)
            assert image.GetSpacing()[2] == pytest.approx(float(np.mean(volume.steps)), abs=0.06)


@pytest.mark.skipif(which("dcm2niix") is None, reason="dcm2niix is not installed")
@pytest.mark.parametrize("name", SERIES)
@pytest.mark.filterwarnings("ignore")
def test_volumes_and_places_equal_dcm2niix(readers: Readers, tmp_path: Path, name: str) -> None:
    """Each of our volumes is one of dcm2niix, with the same values in the same places.

    dcm2niix keeps time points in one 4D file, and writes a tilted stack sheared: there the slices are compared.
    """
    found = find(real(name), readers)
    subprocess.run(["dcm2niix", "-z", "n", "-b", "n", "-o", tmp_path, real(name)], check=True, capture_output=True)
    images = [image for path in tmp_path.glob("*.nii") for image in _three_dimensional(SimpleITK.ReadImage(path))]
    for entry, part in volumes(found):
        volume = loaded(found, entry, part)
        fitting = [image for image in images if _fits(image, volume)]
        assert fitting, f"series {entry.index}, volume {part.index}"


def _three_dimensional(image: SimpleITK.Image) -> list[SimpleITK.Image]:
    return [image] if image.GetDimension() == 3 else [image[:, :, :, time] for time in range(image.GetSize()[3])]


def _fits(image: SimpleITK.Image, volume: Volume) -> bool:
    if image.GetSize()[2] != len(volume.slices):
        return False
    if volume.tilt < 0.5:
        return agrees(image, volume)
    stack = SimpleITK.GetArrayViewFromImage(image)[:, ::-1]  # NIfTI rows go from the feet of the image upwards
    ours = (modality_values(plane) for plane in volume.slices)
    return all(a.shape == b.shape and np.allclose(a, b, atol=0.51) for a, b in zip(stack, ours, strict=True))


def test_lossless_syntaxes_of_one_slice_are_equal(readers: Readers) -> None:
    """The same slice in nine lossless syntaxes, also those that DCMTK does not decode, is the same to the bit."""
    lossless = ("BigEndian", "Deflated", "JPEG2000Lossless", "JPEGLSLossless", "Process14", "LittleEndian", "RLE")
    folder = real(SYNTAXES)
    plain = read(find(folder / "CTImage.dcm", readers).pick())[0].slices[0]
    paths = [path for path in sorted(folder.glob("CTImage.dcm_*")) if any(word in path.name for word in lossless)]
    assert len(paths) == 9
    for path in paths:
        plane = read(find(path, readers).pick())[0].slices[0]
        assert plane.stored.dtype == plain.stored.dtype
        assert np.array_equal(plane.stored, plain.stored)
