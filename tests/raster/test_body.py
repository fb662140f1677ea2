"""The patient crop and the histogram, on drawn scenes and on real series against a second implementation."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Modality, Padding, Rescale, Slice
from scrollcast.model.volume import Crop
from scrollcast.raster.body import find_body

DATA = Path(__file__).parents[2] / ".cache" / "data"
HU = Rescale(1.0, -1024.0)
AIR, LUNG, WATER, PLASTIC = 24, 174, 1064, 1100
Draw = Callable[[NDArray[np.uint16], int], None]


def _scene(draw: Draw, slices: int = 12, side: int = 256, spacing: float = 1.6) -> tuple[Slice, ...]:
    """A CT stack drawn slice by slice on noisy air."""
    random, planes = np.random.default_rng(1), []
    for k in range(slices):
        image = np.full((side, side), AIR, np.uint16)
        draw(image, k)
        noisy = np.clip(image + random.normal(0, 12, image.shape), 0, 4095).astype(np.uint16)
        planes.append(Slice(noisy, HU, False, None, None, Spacing(spacing, spacing), None, k + 1))
    return tuple(planes)


def _ellipse(image: NDArray[np.uint16], centre: tuple[int, int], axes: tuple[int, int], value: int = WATER) -> None:
    cv2.ellipse(image, centre, axes, 0, 0, 360, value, cv2.FILLED)


def _table(image: NDArray[np.uint16], top: int) -> None:
    """A hollow table top, wider than any patient, on two struts."""
    cv2.ellipse(image, (128, top - 260), (260, 260), 0, 55, 125, PLASTIC, 2)
    cv2.ellipse(image, (128, top - 246), (260, 260), 0, 55, 125, PLASTIC, 2)
    for column in (40, 216):
        cv2.line(image, (column, top + 14), (128, 255), PLASTIC, 3)


def _close(crop: Crop, box: tuple[int, int, int, int], most: int = 9) -> None:
    """The crop holds a box (top, left, bottom, right) and little more."""
    spare = (box[0] - crop.top, box[1] - crop.left, crop.bottom - box[2], crop.right - box[3])
    assert all(0 <= part <= most for part in spare), spare


def test_the_table_stays_outside() -> None:
    """A chest with lungs over a hollow table: the crop ends at the back."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 110), (90, 60))
        _ellipse(image, (90, 110), (28, 40), LUNG)
        _ellipse(image, (166, 110), (28, 40), LUNG)
        _table(image, 176)

    _close(find_body(_scene(draw), Modality.CT).crop, (50, 38, 171, 219))


def test_a_table_that_touches_the_back_is_cut_off() -> None:
    """The sheet under the body is thinner than what counts as body, even where both touch."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 110), (90, 60))
        _table(image, 169)

    _close(find_body(_scene(draw), Modality.CT).crop, (50, 38, 171, 219))


def test_both_legs_are_kept() -> None:
    """Two limbs of unequal size that never meet."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (70, 128), (36, 40))
        _ellipse(image, (186, 128), (28, 30))
        _table(image, 180)

    _close(find_body(_scene(draw), Modality.CT).crop, (88, 34, 169, 215))


def test_raised_arms_join_over_the_slices() -> None:
    """Arms apart from the head in most slices hang together with it through the shoulders."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 128), (30, 36))
        _ellipse(image, (40, 90), (14, 14))
        _ellipse(image, (216, 90), (14, 14))
        if k < 2:
            _ellipse(image, (128, 120), (105, 45))

    _close(find_body(_scene(draw), Modality.CT).crop, (75, 23, 166, 234))


def test_a_head_lies_in_its_holder() -> None:
    """The walls of a head holder and what they enclose are no patient."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 110), (62, 78))
        cv2.ellipse(image, (128, 110), (100, 100), 0, 0, 180, PLASTIC, 5)
        cv2.ellipse(image, (128, 110), (116, 122), 0, 0, 180, PLASTIC, 5)

    _close(find_body(_scene(draw, spacing=0.9), Modality.CT).crop, (32, 66, 189, 191))


def test_a_body_that_fills_the_field_keeps_the_whole_image() -> None:
    """Tissue up to every edge."""
    stack = _scene(lambda image, k: image.fill(WATER))
    assert find_body(stack, Modality.CT).crop == Crop(0, 0, 256, 256)


@pytest.mark.parametrize("modality", Modality)
def test_air_keeps_the_whole_image(modality: Modality) -> None:
    """Nothing but noise, or nothing at all: no crop, and no error."""
    assert find_body(_scene(lambda image, k: None), modality).crop == Crop(0, 0, 256, 256)
    void = Slice(np.zeros((64, 48), np.uint16), HU, False, None, None, None, None, 1)
    assert find_body((void,), modality).crop == Crop(0, 0, 64, 48)


def test_bright_pixels_far_from_the_body_do_not_widen_it() -> None:
    """Isolated specks, as defects and markers make them."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 128), (50, 40))
        image[8::64, 8::64] = 4000

    _close(find_body(_scene(draw), Modality.CT).crop, (88, 78, 169, 179))


def test_padding_around_a_round_field_is_no_body() -> None:
    """Padding with a bright value outside of the circle of reconstruction; it stays out of the histogram."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 128), (60, 50))

    outside = np.hypot(*(np.mgrid[:256, :256] - 127.5)) > 120
    planes = []
    for plane in _scene(draw):
        stored = plane.stored.copy()
        stored[outside] = 4095
        planes.append(Slice(stored, HU, False, Padding(4095, 4095), None, plane.spacing, None, plane.file))
    body = find_body(planes, Modality.CT)
    _close(body.crop, (78, 68, 179, 189))
    assert body.histogram.values.max() < 200


def test_a_tiny_phantom_is_found() -> None:
    """Images of a few dozen pixels, each of which is looked at."""
    stored = np.zeros((40, 32), np.uint8)
    stored[10:30, 8:24] = 200
    planes = [Slice(stored, Rescale(), False, None, None, None, None, k) for k in (1, 2, 3)]
    body = find_body(planes, Modality.MR)
    _close(body.crop, (10, 8, 30, 24), most=2)
    assert body.histogram.percentile(50) == 200


def _rician(clean: NDArray[np.float64], sigma: float, seed: int) -> NDArray[np.uint16]:
    random = np.random.default_rng(seed)
    noise = random.normal(0, sigma, (2, *clean.shape))
    return np.hypot(clean + noise[0], noise[1]).astype(np.uint16)


@pytest.mark.parametrize("sigma", [2.0, 20.0, 60.0])
@pytest.mark.parametrize("inverted", [False, True])
def test_mr_noise_is_no_body(sigma: float, inverted: bool) -> None:
    """A head with dark fluid in it, over Rician noise up to a fifth of its signal; MONOCHROME1 as well."""
    clean = np.zeros((256, 256))
    cv2.ellipse(clean, (128, 120), (70, 90), 0, 0, 360, 300, cv2.FILLED)
    cv2.ellipse(clean, (128, 120), (25, 30), 0, 0, 360, 60, cv2.FILLED)
    images = [_rician(clean, sigma, seed) for seed in range(8)]
    if inverted:
        images = [1000 - image for image in images]
    planes = [Slice(image, Rescale(), inverted, None, None, None, None, k) for k, image in enumerate(images, 1)]
    _close(find_body(planes, Modality.MR).crop, (30, 58, 211, 199))


def test_each_slice_has_its_own_rescale() -> None:
    """Stored values that mean the same only after the slice's own slope are counted together."""
    planes = []
    for k, slope in enumerate((1.0, 2.0, 4.0), 1):
        stored = np.zeros((64, 64), np.uint16)
        stored[16:48, 16:48] = 800 / slope
        planes.append(Slice(stored, Rescale(slope, 0.0), False, None, None, None, None, k))
    histogram = find_body(planes, Modality.MR).histogram
    assert histogram.values.tolist() == [800.0]
    assert histogram.counts.sum() >= 3 * 32 * 32 * 0.95


def test_the_histogram_leaves_air_out_and_counts_tissue() -> None:
    """Fat and muscle in equal parts around a lung: the median lies between them, no value below -300 HU."""

    def draw(image: NDArray[np.uint16], k: int) -> None:
        _ellipse(image, (128, 128), (90, 70), 924)
        image[128:][image[128:] == 924] = 1084
        _ellipse(image, (128, 128), (20, 20), LUNG)

    histogram = find_body(_scene(draw), Modality.CT).histogram
    assert histogram.values.min() > -300
    assert histogram.percentile(25) == pytest.approx(-100, abs=5)
    assert histogram.percentile(75) == pytest.approx(60, abs=5)
    assert (np.diff(histogram.values) > 0).all()
    assert (histogram.counts > 0).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(30, 90), st.integers(30, 90), st.integers(12, 28), st.integers(12, 28))
def test_the_crop_always_holds_the_body(row: int, column: int, tall: int, wide: int) -> None:
    """Any ellipse anywhere lies within the crop, and the crop within the image."""
    image = np.full((120, 120), AIR, np.uint16)
    _ellipse(image, (column, row), (wide, tall))
    crop = find_body([Slice(image, HU, False, None, None, None, None, 1)], Modality.CT).crop
    inside = np.zeros((120, 120), bool)
    inside[crop.top : crop.bottom, crop.left : crop.right] = True
    assert inside[image == WATER].all()


@pytest.mark.skipif(not DATA.is_dir(), reason="the real series are not unpacked in .cache/data")
@pytest.mark.parametrize("name", ["ct-abdomen-cptacpda-c3l00189", "ct-chest-lidc0314"])
def test_real_ct_agrees_with_simpleitk(name: str) -> None:
    """Nothing of SimpleITK's body, at full resolution and in 3-D, is cut off; the crop is not much larger."""
    sitk = pytest.importorskip("SimpleITK")
    planes = _real(DATA / name)
    values = np.stack([plane.stored.astype(np.int16) + np.int16(plane.rescale.intercept) for plane in planes])
    opened = sitk.BinaryMorphologicalOpening(sitk.GetImageFromArray((values > -300).astype(np.uint8)), [4, 4, 0])
    largest = sitk.GetArrayFromImage(sitk.RelabelComponent(sitk.ConnectedComponent(opened))) == 1
    rows, columns = np.flatnonzero(largest.any(axis=(0, 2))), np.flatnonzero(largest.any(axis=(0, 1)))
    crop = find_body(planes, Modality.CT).crop
    assert crop.top <= rows[0] <= crop.top + 20
    assert crop.left <= columns[0] <= crop.left + 20
    assert crop.bottom - 20 <= rows[-1] < crop.bottom
    assert crop.right - 20 <= columns[-1] < crop.right


def _real(folder: Path) -> list[Slice]:
    """Some 35 slices of a real CT series, in order."""
    pydicom = pytest.importorskip("pydicom")
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not unpacked in .cache/data")
    headers = [pydicom.dcmread(path, stop_before_pixels=True) for path in sorted(folder.glob("*.dcm"))]
    headers.sort(key=lambda header: float(header.ImagePositionPatient[2]))
    planes = []
    for k, header in enumerate(headers[:: max(1, len(headers) // 35)], 1):
        whole = pydicom.dcmread(header.filename)
        spacing = Spacing(*map(float, whole.PixelSpacing))
        rescale = Rescale(float(whole.RescaleSlope), float(whole.RescaleIntercept))
        planes.append(Slice(whole.pixel_array, rescale, False, None, None, spacing, None, k))
    return planes
