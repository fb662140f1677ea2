"""What a reader process answers to one request; the requests are those of `readers`."""

import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from scrollcast.dicom import words
from scrollcast.dicom.facts import MALFORMED, describe
from scrollcast.dicom.parse import Parsed, parse, sniff
from scrollcast.dicom.pixels import decode
from scrollcast.dicom.texts import Seen, identifying
from scrollcast.errors import InputError, UnreadableError

Answer = tuple[dict[str, Any], memoryview | None]

_SNIFFED = 512
_LARGEST = 1 << 30
_DIRECTORY_RECORDS = 0x00041220  # a DICOMDIR: its file names are not trusted, the files are scanned
_seen: dict[str, Seen] = {}


def to(request: dict[str, Any]) -> Answer:
    """Answer a request for a header or for pixels; a file that can't be used is an answer too."""
    try:
        with _open(Path(request["path"])) as file:
            if request["ask"] == "header":
                return _header(file), None
            return _pixels(file, request)
    except (InputError, UnreadableError) as error:
        return {"unusable": str(error)}, None
    except OSError as error:
        return {"unusable": f"can't be read ({os.strerror(error.errno or 0).lower()})"}, None
    except (*MALFORMED, EOFError, MemoryError):
        return {"unusable": "is damaged: it can't be parsed"}, None


def _open(path: Path) -> BinaryIO:
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe or a device could hang or never end
        raise UnreadableError("is no longer a regular file")
    file = path.open("rb")
    if os.fstat(file.fileno()).st_size > _LARGEST:
        file.close()
        raise InputError("is larger than 1 GiB, which is not supported")
    return file


def _header(file: BinaryIO) -> dict[str, Any]:
    start = file.read(_SNIFFED)
    if not start:
        raise UnreadableError("is empty")
    what = sniff(start)
    if what != "DICOM":
        return {"other": what or ""}
    parsed = parse(file)
    if _DIRECTORY_RECORDS in parsed.dataset:
        return {"other": words.DIRECTORY}
    header = describe(parsed)
    if not header.series or (header.storage in words.IMAGES and parsed.pixels is None):
        raise UnreadableError("is damaged or cut off before its pixels")
    return {"header": header.tell(), "stamp": _stamp(file)}


def _pixels(file: BinaryIO, request: dict[str, Any]) -> Answer:
    if _stamp(file) != request["stamp"]:
        raise UnreadableError("changed while it was being read")
    parsed = parse(file)
    stored = decode(parsed, describe(parsed))
    reply = {
        "shape": stored.shape,
        "dtype": stored.dtype.name,
        "bytes": stored.nbytes,
        "texts": _texts(parsed, request["series"]),
    }
    return reply, np.ascontiguousarray(stored).data.cast("B")


def _texts(parsed: Parsed, series: str) -> list[str]:
    if series not in _seen:
        _seen.clear()
    return list(identifying(parsed.dataset, _seen.setdefault(series, set())))


def _stamp(file: BinaryIO) -> list[int]:
    facts = os.fstat(file.fileno())
    return [facts.st_size, facts.st_mtime_ns]
