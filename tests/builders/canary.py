"""A series with a token in every text of its headers and in the names of its files; and the hunt for them."""

import re
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import cv2
import numpy as np
from pydicom import dcmread
from pydicom.datadict import DicomDictionary, keyword_dict
from pydicom.dataset import Dataset, FileDataset

import scrollcast.dicom
from builders.phantom import write_phantom

# Whatever of these turns up in an output has come from a header, a file's name or the pixels.
_TOKENS = {
    "letters": re.compile(rb"zqkwj[a-p]{4}xvqzk", re.IGNORECASE),
    "number": re.compile(rb"1739\d{5}"),
    "date": re.compile(rb"18[67]\d[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])"),
    "time": re.compile(rb"101112[.:]?1739"),
}
_AGE = re.compile(r"097Y")  # too short to be looked for in pictures
BURNED = "ZQKWJppppXVQZK"

_LARGER = 3
_NUMBERS = count(173_900_000)
_DAYS = count()
_FREE = {"PN", "LO", "SH", "ST", "LT", "TM"}  # of what the loader reads by name, texts that may hold anything
_SHARED = ("PatientBirthDate", "StudyDate", "InstitutionName", "AccessionNumber", "ReferringPhysicianName")
_KINDS = ("PN", "LO", "SH", "LT", "ST", "UT", "UC", "UR", "DA", "DT", "TM", "UI", "AE", "CS", "IS", "DS")
_SKIPPED = {0x0000, 0x0002, 0x0004, 0x6000, 0x7FE0, 0xFFFA, 0xFFFC, 0xFFFE}  # no part of a dataset, or the pixels
_CAPTURES = re.compile(
    r"SpecificCharacterSet|SecondaryCapture|Hardcopy|ImageFormatAcquired|ConversionType"
)  # refused, or no text


def found(content: bytes) -> list[str]:
    """Tokens in bytes, of whatever kind; also where they are written with two bytes a letter."""
    whole = content + b"\0" + content.replace(b"\0", b"")
    return [f"{kind}: {match[0]!r}" for kind, token in _TOKENS.items() for match in token.finditer(whole)]


def told(text: str) -> list[str]:
    """Tokens in a text that people read."""
    return [*found(text.encode("utf-8", "surrogateescape")), *_AGE.findall(text)]


def letters() -> str:
    """A new token of letters."""
    number = next(_NUMBERS)
    return "ZQKWJ" + "".join("abcdefghijklmnop"[number >> shift & 15] for shift in (12, 8, 4, 0)).upper() + "XVQZK"


def write_canaries(folder: Path, burned: bool = False) -> Path:
    """Write the small phantom with some canaries in every slice, and all of them in the first one.

    Parameters
    ----------
    folder : Path
    burned : bool
        Draws one into the pixels of every slice, which are enlarged for it; the first one has no more than the others.

    Returns
    -------
    Path
        The folder with the series; its name has a token, as have those of the folders and files in it.
    """
    series = folder / f"{letters()}-{next(_NUMBERS)}"
    shared = _core()
    for number, path in enumerate(sorted(write_phantom(folder / "plain").iterdir())):
        dataset = dcmread(path)
        dataset.update(shared)
        if burned:
            _burn(dataset)
        if number == 0 and not burned:
            dataset.update(_everything(dataset))
        dataset.SOPInstanceUID = f"1.2.3.{next(_NUMBERS)}"
        _name_file(dataset)
        inner = series / f"{letters()}_18650607" / f"{letters()}-{next(_NUMBERS)}.dcm"
        inner.parent.mkdir(parents=True)
        dataset.save_as(inner, enforce_file_format=True)
        path.unlink()
    (folder / "plain").rmdir()
    return series


def _burn(dataset: FileDataset) -> None:
    """Enlarge a slice threefold and write a token into its corner, as a viewer does."""
    enlarged = np.kron(dataset.pixel_array, np.ones((_LARGER, _LARGER), dataset.pixel_array.dtype))
    place, ink = (enlarged.shape[1] // 2 - 10, enlarged.shape[0] - 12), np.zeros(enlarged.shape, np.uint8)
    cv2.putText(ink, BURNED, place, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1, 1, cv2.LINE_8)
    enlarged[ink > 0] = enlarged.max()
    dataset.PixelData = enlarged.tobytes()
    dataset.Rows, dataset.Columns = enlarged.shape
    dataset.PixelSpacing = [float(side) / _LARGER for side in dataset.PixelSpacing]


def _core() -> Dataset:
    """What all slices of a series share, and what the loader reads as free text."""
    dataset = Dataset()
    for keyword in (*sorted(_read()), *_SHARED):
        tag = keyword_dict[keyword]
        vr = DicomDictionary[tag][0]
        if vr in _FREE | {"DA"} and not _CAPTURES.search(keyword):
            dataset.add_new(tag, vr, _value(vr))
    dataset.PatientName = f"{letters()}^{letters()}^{letters()}={letters()}^{letters()}={letters()}"
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        setattr(dataset, keyword, f"1.2.3.{next(_NUMBERS)}")
    return dataset


def _everything(given: Dataset) -> Dataset:
    """Every element of the dictionary that can hold a text, every sequence, private blocks, labels of overlays."""
    dataset = Dataset()
    for tag, (vr, _, _, _, keyword) in DicomDictionary.items():
        if tag >> 16 in _SKIPPED or tag in given or keyword in _read() or _CAPTURES.search(keyword):
            continue
        if vr == "SQ":
            dataset.add_new(tag, vr, [_item()])
        elif (value := _value(vr)) is not None:
            dataset.add_new(tag, vr, value)
    dataset.add_new(0x60000022, "LO", letters())
    dataset.add_new(0x60004000, "LT", letters())
    dataset.add_new(0xFFFCFFFC, "OB", letters().encode())
    for group in (0x0009, 0x0029, 0x7001):
        dataset.add_new(group << 16 | 0x10, "LO", letters())
        for number, vr in enumerate(_KINDS):
            dataset.add_new(group << 16 | 0x1000 + number, vr, _value(vr))
        dataset.add_new(group << 16 | 0x1020, "SQ", [_item()])
        dataset.add_new(group << 16 | 0x1021, "UN", letters().encode())
        dataset.add_new(group << 16 | 0x1022, "OB", letters().encode())
    return dataset


def _item() -> Dataset:
    """Some texts, one level down and two."""
    deeper = Dataset()
    deeper.PersonAddress, deeper.TextValue, deeper.Date = letters(), letters(), _value("DA")
    item = Dataset()
    item.PersonName, item.InstitutionName, item.AccessionNumber = letters(), letters(), letters()
    item.StudyDate, item.ReferencedSOPInstanceUID = _value("DA"), _value("UI")
    item.ContentSequence = [deeper]
    return item


def _value(vr: str) -> str | None:  # noqa: PLR0911 - one kind of value each
    """A new token, as long as this kind of text may be; None for what holds no text."""
    match vr:
        case "PN" | "SH" | "AE" | "CS":
            return letters()
        case "LO" | "ST" | "LT" | "UT" | "UC":
            return f"{letters()} {next(_NUMBERS)}"
        case "UR":
            return f"https://{letters()}.example/{next(_NUMBERS)}"
        case "DA":
            return _day()
        case "DT":
            return f"{_day()}101112.173900"
        case "TM":
            return "101112.173900"
        case "UI":
            return f"1.2.3.{next(_NUMBERS)}"
        case "IS" | "DS":
            return str(next(_NUMBERS))
        case "AS":
            return "097Y"
    return None


def _day() -> str:
    return (date(1860, 1, 1) + timedelta(days=next(_DAYS) % 7000)).strftime("%Y%m%d")


def _name_file(dataset: FileDataset) -> None:
    """Tokens in the preamble and in the group before the dataset."""
    dataset.preamble = letters().encode().ljust(128, b"\0")
    meta = dataset.file_meta
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.ImplementationVersionName, meta.SourceApplicationEntityTitle = letters(), letters()
    meta.PrivateInformationCreatorUID, meta.PrivateInformation = f"1.2.3.{next(_NUMBERS)}", letters().encode()


@cache
def _read() -> frozenset[str]:
    """What the loader asks for by name: each keyword in its sources."""
    sources = Path(scrollcast.dicom.__file__).parent.glob("*.py")
    words = {word for path in sources for word in re.findall(r'"(\w+)"', path.read_text("utf-8"))}
    return frozenset(words & keyword_dict.keys())
