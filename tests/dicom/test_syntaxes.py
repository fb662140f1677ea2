"""Compressed transfer syntaxes: the values that were written come back, bombs and damage are refused."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread as read_header
from pydicom import uid
from pydicom.encaps import encapsulate

from builders.compress import LOSSLESS, codestream, compressed, save_compressed
from builders.dicom_files import COLUMNS, ROWS, plane, save, stored
from scrollcast.dicom.codecs import decompress
from scrollcast.dicom.codestream import jpeg, jpeg2000
from scrollcast.dicom.find import find
from scrollcast.dicom.header import PixelFormat
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import MissingDependencyError, ScrollcastError, UnreadableError
from scrollcast.model.series import Stored

Load = Callable[[Path], Stored]


@pytest.fixture
def first(readers: Readers) -> Load:
    """Stored values of the first slice of a source."""
    return lambda path: read(find(path, readers).pick())[0].slices[0].stored


def facts(bits: int, signed: bool) -> dict[str, object]:
    """Elements of a slice with so many stored bits, and its pixels as cells."""
    values = stored(0).astype(np.int32) << (bits - 12 if bits > 12 else 0) >> (12 - bits if bits < 12 else 0)
    cells = (values - (1 << (bits - 1)) if signed else values) & ((1 << bits) - 1)
    dtype = np.uint8 if bits <= 8 else np.uint16
    return {
        "BitsAllocated": 8 * np.dtype(dtype).itemsize,
        "BitsStored": bits,
        "HighBit": bits - 1,
        "PixelRepresentation": int(signed),
        "PixelData": cells.astype(dtype).tobytes(),
    }


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize(("bits", "signed"), [(8, False), (12, False), (12, True), (16, False), (16, True)])
def test_lossless_values_come_back(tmp_path: Path, first: Load, name: str, bits: int, signed: bool) -> None:
    """Every lossless syntax gives the values of the uncompressed file, at each depth and sign."""
    changes = facts(bits, signed)
    save(tmp_path / "plain", plane(0, changes))
    save_compressed(tmp_path / "packed", plane(0, changes), LOSSLESS[name])
    assert np.array_equal(first(tmp_path / "packed"), first(tmp_path / "plain"))


def test_htj2k_values_come_back(tmp_path: Path, first: Load) -> None:
    """High-throughput JPEG 2000, written by OpenJPH."""
    for syntax in (uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K):
        dataset = plane(0)
        dataset.PixelData = encapsulate([codestream(stored(0), dataset, uid.HTJ2KLossless)])
        save(tmp_path / "packed", dataset, syntax)
        assert np.array_equal(first(tmp_path / "packed"), stored(0))


def test_baseline_values_are_near(tmp_path: Path, first: Load) -> None:
    """Lossy JPEG of a smooth ramp stays within a few levels."""
    ramp = np.linspace(0, 255, ROWS * COLUMNS).reshape(ROWS, COLUMNS).astype(np.uint8)
    changes = {**facts(8, False), "PixelData": ramp.tobytes()}
    save_compressed(tmp_path / "packed", plane(0, changes), uid.JPEGBaseline8Bit)
    assert np.abs(first(tmp_path / "packed").astype(int) - ramp).max() <= 4


@pytest.mark.skipif(which("dcmcjpeg") is None, reason="DCMTK's dcmcjpeg is not installed")
def test_extended_values_are_near(tmp_path: Path, first: Load) -> None:
    """Twelve bits of lossy JPEG, written by DCMTK."""
    ramp = np.linspace(0, 4095, ROWS * COLUMNS).reshape(ROWS, COLUMNS).astype(np.uint16)
    save(tmp_path / "plain", plane(0, {"PixelData": ramp.tobytes()}))
    subprocess.run(["dcmcjpeg", "+ee", "+q", "95", tmp_path / "plain", tmp_path / "packed"], check=True)
    packed = read_header(tmp_path / "packed")
    assert (packed.file_meta.TransferSyntaxUID, packed.BitsStored) == (uid.JPEGExtended12Bit, 12)
    values = first(tmp_path / "packed") * float(packed.RescaleSlope) + float(packed.RescaleIntercept)
    assert np.abs(values - (ramp.astype(int) - 1024)).max() <= 40


def test_fragments_make_one_image(tmp_path: Path, first: Load) -> None:
    """A codestream in several fragments, without an offset table."""
    dataset = plane(0)
    source = codestream(stored(0), dataset, uid.JPEGLSLossless)
    dataset.PixelData = encapsulate([source], fragments_per_frame=4, has_bot=False)
    save(tmp_path / "packed", dataset, uid.JPEGLSLossless)
    assert np.array_equal(first(tmp_path / "packed"), stored(0))


@pytest.mark.parametrize("name", LOSSLESS)
def test_another_size_is_refused(tmp_path: Path, first: Load, name: str) -> None:
    """Rows of the header and of the compressed image must agree: neither crops nor invents."""
    dataset = compressed(plane(0), LOSSLESS[name])
    dataset.Rows = ROWS // 2
    save(tmp_path / "packed", dataset, LOSSLESS[name])
    with pytest.raises(UnreadableError, match=r"another size than its header|can't be decompressed"):
        first(tmp_path / "packed")


@pytest.mark.parametrize("name", ["JPEG lossless", "JPEG-LS", "JPEG 2000"])
def test_a_bomb_is_refused_unopened(tmp_path: Path, first: Load, name: str) -> None:
    """A codestream that claims 65535 x 65535 is never given to a codec."""
    dataset = plane(0)
    source = bytearray(codestream(stored(0), dataset, LOSSLESS[name]))
    if name == "JPEG 2000":
        source[8:16] = b"\0\0\xff\xff" * 2
    else:
        marker = source.index(b"\xff\xf7" if name == "JPEG-LS" else b"\xff\xc3")
        source[marker + 5 : marker + 9] = b"\xff\xff" * 2
    dataset.PixelData = encapsulate([bytes(source)])
    save(tmp_path / "packed", dataset, LOSSLESS[name])
    with pytest.raises(UnreadableError, match="another size than its header"):
        first(tmp_path / "packed")


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("kept", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_cut_codestream_is_refused_or_whole(tmp_path: Path, first: Load, name: str, kept: float) -> None:
    """What is left of a cut image is never shown as if it were whole."""
    dataset = plane(0)
    source = codestream(stored(0), dataset, LOSSLESS[name])
    dataset.PixelData = encapsulate([source[: int(kept * len(source))]])
    save(tmp_path / "packed", dataset, LOSSLESS[name])
    with pytest.raises(UnreadableError, match="File 1 of 1"):
        first(tmp_path / "packed")


@pytest.mark.parametrize(
    ("syntax", "word"),
    [
        ("1.2.840.10008.1.2.4.102", "MPEG video"),
        ("1.2.3.4.5", "private or unknown"),
        ("1.2.840.10008.1.2.4.55", "JPEG full progression"),
    ],
)
def test_other_syntaxes_are_named(tmp_path: Path, first: Load, syntax: str, word: str) -> None:
    """Video, private and retired syntaxes are refused in our own words."""
    dataset = plane(0)
    dataset.PixelData = encapsulate([b"\0" * 64])
    save(tmp_path / "packed", dataset, syntax)
    with pytest.raises(UnreadableError, match=f"File 1 of 1 has a transfer syntax that is not supported: {word}"):
        first(tmp_path / "packed")


def test_uncompressed_pixels_under_a_compressed_syntax_are_refused(tmp_path: Path, first: Load) -> None:
    """A defined length says that nothing is encapsulated, whatever the syntax says."""
    save(tmp_path / "odd", plane(0))
    raw = (tmp_path / "odd").read_bytes()
    (tmp_path / "odd").write_bytes(raw.replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.5\0", 1))
    with pytest.raises(UnreadableError, match="says that it is compressed, and is not"):
        first(tmp_path / "odd")


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [
        ("JPEG lossless", "gdcm", "python-gdcm"),
        ("JPEG-LS lossless", "jpeg_ls", "pyjpegls"),
        ("JPEG 2000 lossless", "openjpeg.utils", "pylibjpeg-openjpeg"),
    ],
)
def test_a_missing_codec_is_named(monkeypatch: pytest.MonkeyPatch, name: str, module: str, package: str) -> None:
    """Exit code 7, with the package to install."""
    syntax = LOSSLESS[name if name in LOSSLESS else name.removesuffix(" lossless")]
    source = codestream(stored(0), plane(0), syntax)
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingDependencyError, match=package) as caught:
        decompress(source, PixelFormat(ROWS, COLUMNS, 1, 16, 12, 11, False, True, False, name))
    assert caught.value.exit_code == 7


@given(st.binary(max_size=80))
def test_codestream_headers_never_fail_otherwise(source: bytes) -> None:
    """Whatever the bytes, a size or an UnreadableError."""
    for family, start in ((jpeg, b"\xff\xd8"), (jpeg2000, b"\xff\x4f\xff\x51")):
        for data in (source, start + source):
            try:
                family(data)
            except ScrollcastError as error:
                assert "damaged" in str(error)
