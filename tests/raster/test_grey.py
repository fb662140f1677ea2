"""The VOI window against the standard's own formulas and three other implementations."""

import subprocess
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scrollcast.model.series import Padding, Rescale
from scrollcast.model.window import VoiFunction, Window
from scrollcast.raster.grey import luma_table, to_luma, voi

DATA = Path(__file__).parents[2] / ".cache" / "data"
WINDOWS = (Window(400, 50), Window(1500, -600), Window(40, 40), Window(2, 7.5), Window(1, 30), Window(4095, 1024.5))


def _ramp(dtype: str = "<i2") -> NDArray[np.integer]:
    info = np.iinfo(dtype)
    return np.arange(info.min, info.max + 1).astype(dtype).reshape(256, -1)


def _standard(x: float, window: Window) -> float:
    """PS3.3 C.11.2.1.2 and C.11.2.1.3, written as there, one value at a time."""
    c, w = window.center, window.width
    if window.function is VoiFunction.SIGMOID:
        return 1 / (1 + np.exp(-4 * (x - c) / w))
    shift, spread = (0.5, w - 1) if window.function is VoiFunction.LINEAR else (0.0, w)
    if x <= c - shift - spread / 2:
        return 0.0
    if x > c - shift + spread / 2:
        return 1.0
    return (x - (c - shift)) / spread + 0.5


@given(
    st.sampled_from(VoiFunction),
    st.floats(1, 5000),
    st.floats(-2000, 4000),
    st.lists(st.floats(-4000, 8000), min_size=1, max_size=30),
)
def test_voi_is_the_standards_formula(function: VoiFunction, width: float, center: float, values: list[float]) -> None:
    """Each function equals the standard's piecewise definition."""
    window = Window(width, center, function)
    with np.errstate(over="ignore"):
        expected = [_standard(x, window) for x in values]
    assert voi(np.array(values), window) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("function", [VoiFunction.LINEAR_EXACT, VoiFunction.SIGMOID])
def test_a_width_near_zero_is_a_step(function: VoiFunction) -> None:
    """The smallest legal width neither warns nor leaves 0..1."""
    assert voi(np.array([9.0, 10.0, 11.0]), Window(5e-324, 10, function)).tolist() == [0, 0.5, 1]


def test_width_one_is_a_threshold_half_below_the_center() -> None:
    """LINEAR with width 1 parts at center - 0.5, the lower side with the value itself (C.11.2.1.2.1)."""
    assert voi(np.array([29.4, 29.5, 29.6]), Window(1, 30)).tolist() == [0, 0, 1]


@pytest.mark.parametrize("function", VoiFunction)
@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_luma_agrees_with_pydicom(window: Window, function: VoiFunction) -> None:
    """Within half a grey level of `apply_windowing`, over every value that 16 bits can store."""
    pydicom = pytest.importorskip("pydicom")
    from pydicom.pixels import apply_windowing

    stored = _ramp()
    header = pydicom.Dataset()
    header.PhotometricInterpretation, header.BitsStored, header.PixelRepresentation = "MONOCHROME2", 16, 1
    header.WindowWidth, header.WindowCenter, header.VOILUTFunction = window.width, window.center, function.value
    with np.errstate(over="ignore"):
        reference = apply_windowing(stored, header)  # from -32768 to 32767
    grey = (reference + 32768) / 65535
    table = luma_table(Window(window.width, window.center, function), Rescale(), False, None, stored.dtype)
    assert np.abs(to_luma(stored, table) - (16 + 219 * grey)).max() <= 0.51


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("window", WINDOWS[:4], ids=str)
def test_luma_agrees_with_highdicom(window: Window, inverted: bool) -> None:
    """Within half a grey level of highdicom, MONOCHROME1 too."""
    content = pytest.importorskip("highdicom.pixels")
    stored = _ramp()
    reference = content.apply_voi_window(
        stored.astype(np.float64), window.center, window.width, output_range=(16.0, 235.0), invert=inverted
    )
    luma = to_luma(stored, luma_table(window, Rescale(), inverted, None, stored.dtype))
    assert np.abs(luma - reference).max() <= 0.51


@pytest.mark.parametrize("window", WINDOWS[:3], ids=str)
def test_luma_agrees_with_simpleitk(window: Window) -> None:
    """SimpleITK's window is LINEAR_EXACT; within half a grey level and its rounding."""
    sitk = pytest.importorskip("SimpleITK")
    stored = _ramp()
    exact = Window(window.width, window.center, VoiFunction.LINEAR_EXACT)
    low, high = window.center - window.width / 2, window.center + window.width / 2
    image = sitk.GetImageFromArray(stored.astype(np.float64))
    reference = sitk.GetArrayFromImage(sitk.IntensityWindowing(image, low, high, 16.0, 235.0))
    luma = to_luma(stored, luma_table(exact, Rescale(), False, None, stored.dtype))
    assert np.abs(luma - reference).max() <= 0.51


def _real() -> list[Path]:
    series = ("ct-abdomen-cptacpda-c3l00189", "ct-chest-lidc0314", "mr-brain-vsseg001", "ct-head-phantom-philips-study")
    found = [sorted(path for path in (DATA / name).rglob("*.dcm") if path.is_file()) for name in series]
    return [paths[len(paths) // 2] for paths in found if paths]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real series are not unpacked in .cache/data")
@pytest.mark.skipif(which("dcmj2pnm") is None, reason="DCMTK's dcmj2pnm is not installed")
@pytest.mark.parametrize("window", [Window(400, 50), Window(1500, -600), Window(900, 400)], ids=str)
def test_real_slices_agree_with_dcmtk(window: Window, tmp_path: Path) -> None:
    """Real CT and MR slices, lie within the grey level that DCMTK gives them."""
    pydicom = pytest.importorskip("pydicom")
    compared, pgm = 0, tmp_path / "slice.pgm"
    for path in _real():
        header = pydicom.dcmread(path)
        if "PixelData" not in header or header.get("NumberOfFrames", 1) != 1:
            continue
        command = ["dcmj2pnm", "+op", "+Ww", str(window.center), str(window.width), str(path), str(pgm)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            continue
        grey = _pgm(pgm)
        rescale = Rescale(float(header.get("RescaleSlope", 1)), float(header.get("RescaleIntercept", 0)))
        stored = header.pixel_array
        luma = to_luma(stored, luma_table(window, rescale, False, None, stored.dtype))
        least, most = 16 + 219 * grey / 255, 16 + 219 * np.minimum(grey + 1, 255) / 255  # DCMTK cuts decimals off
        assert (luma >= least - 0.51).all()
        assert (luma <= most + 0.51).all()
        compared += 1
    assert compared >= 3


def _pgm(path: Path) -> NDArray[np.float64]:
    """The pixels of a raw 8-bit PGM, whose header may hold comments."""
    data = path.read_bytes()
    words = [word for line in data.splitlines()[:4] if not line.startswith(b"#") for word in line.split()]
    columns, rows = int(words[1]), int(words[2])
    return np.frombuffer(data[-rows * columns :], np.uint8).reshape(rows, columns).astype(np.float64)


@pytest.mark.parametrize("dtype", ["<u2", "<i2", "|u1", "|i1"])
def test_every_stored_type_finds_its_value(dtype: str) -> None:
    """The table is indexed by the unsigned view: negative values are dark, not bright."""
    stored = _ramp(dtype).reshape(1, -1)
    window = Window(101, 20.5)
    luma = to_luma(stored, luma_table(window, Rescale(2.0, 10.0), False, None, stored.dtype))
    expected = [round(16 + 219 * _standard(2.0 * int(x) + 10, window)) for x in stored.ravel()[::97]]
    assert luma.ravel()[::97].tolist() == expected


def test_monochrome1_is_inverted_once_and_padding_stays_black() -> None:
    """Inversion swaps black and white; padding is black before and after, at both ends of its range."""
    stored = np.array([[-2000, -1999, 0, 100]], np.int16)
    padding = Padding(-2000, -1999)
    plain = luma_table(Window(100, 50), Rescale(), False, padding, stored.dtype)
    turned = luma_table(Window(100, 50), Rescale(), True, padding, stored.dtype)
    assert to_luma(stored, plain).tolist() == [[16, 16, 16, 235]]
    assert to_luma(stored, turned).tolist() == [[16, 16, 235, 16]]


@given(st.floats(1, 4000), st.floats(-1000, 3000), st.sampled_from(VoiFunction))
def test_tables_rise_and_stay_within_limited_range(width: float, center: float, function: VoiFunction) -> None:
    """Brighter values are never darker, and nothing leaves 16 to 235."""
    table = luma_table(Window(width, center, function), Rescale(), False, None, np.dtype(np.uint16))
    assert table.min() >= 16
    assert table.max() <= 235
    assert (np.diff(table.astype(int)) >= 0).all()


def test_a_negative_slope_turns_the_greys() -> None:
    """Rescale is applied as it stands: a slope of -1 makes high stored values dark."""
    table = luma_table(Window(256, 128), Rescale(-1.0, 255.0), False, None, np.dtype(np.uint8))
    assert (table[0], table[255]) == (235, 16)


def test_a_crop_is_looked_up_like_the_whole() -> None:
    """A view that is not contiguous gives the same greys as the same part of the whole."""
    stored = _ramp()
    table = luma_table(Window(3000, 0), Rescale(), False, None, stored.dtype)
    assert (to_luma(stored[3:90, 5:201], table) == to_luma(stored, table)[3:90, 5:201]).all()


def test_tables_are_shared_and_read_only() -> None:
    """The same question gives the same table, which nobody can spoil for the others."""
    table = luma_table(Window(400, 50), Rescale(), False, None, np.dtype(np.int16))
    assert luma_table(Window(400, 50), Rescale(), False, None, np.dtype(np.int16)) is table
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 1
