"""Values of DICOM elements that may be missing or malformed; in the reader process only."""

import math
import struct
from functools import cache
from hashlib import blake2b
from typing import Any

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag
from pydicom.valuerep import AMBIGUOUS_VR

# What pydicom raises on values that are no values; anything else ends the reader process, which is an error as well.
MALFORMED = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, NotImplementedError, RecursionError),
    *(struct.error, BytesLengthException),
)

NOTHING = Dataset()  # never changed

_MOST = 4096  # values in the memory
_LONGEST = 256  # bytes of one
_memory: dict[tuple[object, ...], tuple[str, ...]] = {}


def texts(dataset: Dataset, keyword: str) -> list[str]:
    """All values of an element as text, stripped; none where it is missing or malformed."""
    tag = _tag(keyword)
    if tag not in dataset.keys():  # noqa: SIM118 - asking the dataset itself takes five times as long
        return []
    key = _key(dataset, keyword, tag)
    if key is None:
        return _converted(dataset, tag)
    if key not in _memory:
        if len(_memory) >= _MOST:
            _memory.clear()
        _memory[key] = tuple(_converted(dataset, tag))
    return list(_memory[key])


def _key(dataset: Dataset, keyword: str, tag: BaseTag) -> tuple[object, ...] | None:
    """All that the texts of a raw element depend on; None where that is more than the element and its character set.

    The files of a series have most of their values in common, and to convert them is most of reading a header.
    """
    raw, charset = dataset.get_item(tag, keep_deferred=True), dataset.original_character_set
    if not (isinstance(raw, RawDataElement) and isinstance(raw.value, bytes) and len(raw.value) <= _LONGEST):
        return None
    if not charset or _in_context(tag):
        return None
    known = charset if isinstance(charset, str) else tuple(charset)
    return keyword, raw.VR, raw.value, raw.is_implicit_VR, raw.is_little_endian, known


def _converted(dataset: Dataset, tag: BaseTag) -> list[str]:
    try:
        value: Any = dataset[tag].value
    except MALFORMED:
        return []
    if value is None:
        return []
    values = value if isinstance(value, list | tuple | MultiValue) else [value]
    return [str(part).strip(" \0") for part in values]


def text(dataset: Dataset, keyword: str) -> str:
    """The first value of a text element; empty where it is missing or malformed."""
    return next(iter(texts(dataset, keyword)), "")


def numbers(dataset: Dataset, keyword: str, count: int) -> tuple[float, ...] | None:
    """Exactly `count` finite numbers, or None."""
    try:
        values = tuple(float(part) for part in texts(dataset, keyword))
    except ValueError:
        return None
    return values if len(values) == count and all(map(math.isfinite, values)) else None


def number(dataset: Dataset, keyword: str) -> float | None:
    """The first of one or more values, where it is a finite number."""
    try:
        value = float(text(dataset, keyword))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def whole(dataset: Dataset, keyword: str) -> int | None:
    """One whole number, or None."""
    value = number(dataset, keyword)
    return int(value) if value is not None and value == int(value) else None


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """The items of a sequence; none where it is missing or malformed."""
    tag = _tag(keyword)
    if tag not in dataset.keys():  # noqa: SIM118
        return []
    try:
        element = dataset[tag]
        return list(element.value) if isinstance(element.value, Sequence) else []
    except MALFORMED:
        return []


def item(dataset: Dataset, keyword: str) -> Dataset:
    """The first item of a sequence; an empty one where there is none."""
    return next(iter(items(dataset, keyword)), NOTHING)


@cache
def _in_context(tag: BaseTag) -> bool:
    """US or SS, by the pixels of the file (PS3.6)."""
    return dictionary_VR(tag) in AMBIGUOUS_VR


@cache
def _tag(keyword: str) -> BaseTag:
    """Looked up once: half of the time that a header takes went there."""
    return Tag(keyword)


def digest(value: str) -> str:
    """A key that tells two values apart and shows neither; empty for an empty one."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest() if value else ""
