"""Converted once: what the memory of values tells is what each file says."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset

from builders.real import DATA
from scrollcast.dicom import values
from scrollcast.dicom.facts import describe
from scrollcast.dicom.parse import parse
from scrollcast.dicom.values import MALFORMED, texts
from scrollcast.errors import UnreadableError

pytestmark = pytest.mark.filterwarnings("ignore")  # as in a reader
KEYWORDS = ("PatientName", "SliceThickness", "ImageType", "PixelPaddingValue", "HighBit", "WindowWidth", "StudyDate")
CHARSETS = ("iso8859", "utf8", "cp1251", ["iso8859", "iso2022_jp_2"], "")

raws = st.tuples(
    st.sampled_from(KEYWORDS),
    st.sampled_from((None, "PN", "DS", "CS", "US", "SS", "UN", "DA", "FD", "??")),
    st.sampled_from((b"", b"1", b"1\\2 ", b"\xff\xfe", b"\xfe\xff", b"M\xfcller^A\0", b"\x1b$B;3ED\x1b(B", b"\0" * 8)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(CHARSETS),
    st.sampled_from((0, 1)),
)


def dataset(keyword: str, vr: str | None, value: bytes, how: tuple[bool, bool], about: tuple[Any, int]) -> Dataset:
    """One raw element as a file holds it, beside what its meaning may depend on."""
    (implicit, little), (charset, signed) = how, about
    tag = pydicom.tag.Tag(keyword)
    made = Dataset({tag: RawDataElement(tag, vr, len(value), value, 0, implicit, little)})
    made.PixelRepresentation = signed
    made.set_original_encoding(implicit, little, charset)
    return made


@given(st.lists(raws, min_size=1, max_size=12))
def test_raw_values_are_told_alike(elements: list[tuple[Any, ...]]) -> None:
    """Whatever was met before: type, bytes, byte order, character set and signedness all count."""
    for keyword, vr, value, implicit, little, charset, signed in elements:
        first, second = (dataset(keyword, vr, value, (implicit, little), (charset, signed)) for _ in range(2))
        assert texts(first, keyword) == values._converted(second, pydicom.tag.Tag(keyword))


def test_the_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts anew before it grows beyond its size."""
    monkeypatch.setattr(values, "_MOST", 3)
    monkeypatch.setattr(values, "_memory", {})
    for number in range(10):
        raw = dataset("SliceThickness", "DS", str(number).encode(), (False, True), ("utf8", 0))
        assert texts(raw, "SliceThickness") == texts(raw, "SliceThickness") == [str(number)]
        assert 1 <= len(values._memory) <= 3


def told(content: bytes) -> dict[str, Any] | str:
    """The header of a file, or that it has none."""
    try:
        return describe(parse(BytesIO(content))).tell()
    except (*MALFORMED, UnreadableError, EOFError) as error:
        return type(error).__name__


def files() -> Iterator[Path]:
    """What pydicom brings, and up to twelve of each folder of real data."""
    yield from sorted((Path(pydicom.__file__).parent / "data" / "test_files").rglob("*.dcm"))
    for folder in sorted({path.parent for path in DATA.rglob("*") if path.is_file()}):
        yield from sorted(path for path in folder.iterdir() if path.is_file())[:12]


def test_headers_are_told_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each real file, with all that was remembered of those before it, and without."""
    contents = [path.read_bytes() for path in files() if path.stat().st_size < 4 << 20]
    remembered = [told(content) for content in contents]
    monkeypatch.setattr(values, "_key", lambda *_: None)
    assert len(contents) > 50
    assert [repr(header) for header in remembered] == [repr(told(content)) for content in contents]
