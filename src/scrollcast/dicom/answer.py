"""What a reader process answers to one request; the requests are those of `readers`."""

import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from scrollcast.dicom import words
from scrollcast.dicom.facts import describe, pixel_format
from scrollcast.dicom.header import PixelFormat
from scrollcast.dicom.parse import Parsed, parse, sniff
from scrollcast.dicom.pixels import content, decode
from scrollcast.dicom.texts import Seen, identifying
from scrollcast.dicom.values import MALFORMED
from scrollcast.errors import InputError, MissingDependencyError, UnreadableError

if TYPE_CHECKING:
    from scrollcast.dicom.archive import Archive

Answer = tuple[dict[str, Any], memoryview | None]
Request = dict[str, Any]

_SNIFFED = 512
_LARGEST = 1 << 30
_MOST_PARSED, _LONGEST_PARSED = 512, 32 << 10  # files, and bytes of each before its pixels
_DIRECTORY_RECORDS = 0x00041220  # a DICOMDIR: its file names are not trusted, the files are scanned


@dataclass(slots=True)
class Kept:
    """What is kept from one request to the next.

    The last file, for those of many images; what was parsed for its header, until its pixels are asked for, by path,
    size and time; and texts told before.
    """

    key: list[Any] = field(default_factory=list)
    file: BinaryIO | None = None
    archive: "Archive | None" = None
    member: int | None = None
    parsed: Parsed | None = None
    pixels: PixelFormat | None = None
    headers: dict[tuple[Any, ...], Parsed] = field(default_factory=dict)
    reading: int = 0
    seen: Seen = field(default_factory=set)

    def forget(self) -> None:
        """Close the file."""
        if self.file is not None:
            self.file.close()
        self.key, self.file, self.archive, self.member, self.parsed, self.pixels = [], None, None, None, None, None


_kept = Kept()


def to(request: Request) -> Answer:
    """Answer a request; a file that can't be used is an answer too."""
    try:
        return _pixels(request) if request["ask"] == "pixels" else (_facts(request), None)
    except MissingDependencyError as error:
        return {"missing": str(error)}, None
    except (InputError, UnreadableError) as error:
        return {"unusable": str(error)}, None
    except OSError as error:
        return {"unusable": f"can't be read ({os.strerror(error.errno or 0).lower()})"}, None
    except (*MALFORMED, EOFError, MemoryError):
        return {"unusable": "is damaged: it can't be parsed"}, None


def _facts(request: Request) -> dict[str, Any]:
    match request["ask"]:
        case "members":
            return {"members": _archive(request).members()}
        case "content":
            return {"content": content(*_parsed(request))}
        case _:
            return _header(request)


def _open(request: Request) -> BinaryIO:
    """Open the file of a request, or keep it open from the last one."""
    path = Path(request["path"])
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe or a device could hang or never end
        raise UnreadableError("is no longer a regular file")
    facts = path.stat()
    key = [request["path"], facts.st_size, facts.st_mtime_ns]
    if _kept.file is None or key != _kept.key:
        _kept.forget()
        if facts.st_size > _LARGEST and request.get("member") is None and request["ask"] != "members":
            raise InputError("is larger than 1 GiB, which is not supported")
        _kept.file, _kept.key = path.open("rb"), key
    if "stamp" in request and request["stamp"] != _stamp():
        raise UnreadableError("changed while it was being read")
    return _kept.file


def _archive(request: Request) -> "Archive":
    from scrollcast.dicom.archive import Archive  # noqa: PLC0415 - most sources are folders

    file = _open(request)
    if _kept.archive is None:
        _kept.archive = Archive(file)
    return _kept.archive


def _stream(request: Request) -> BinaryIO:
    member = request.get("member")
    stream: BinaryIO = _open(request) if member is None else _archive(request).open(member)
    stream.seek(0)
    return stream


def _parsed(request: Request) -> tuple[Parsed, PixelFormat]:
    file = _open(request)
    if _kept.parsed is None or _kept.pixels is None or _kept.member != request.get("member"):
        known = _kept.headers.pop(tuple(_kept.key), None) if request.get("member") is None else None
        _kept.parsed = parse(_stream(request)) if known is None else replace(known, stream=file)
        _kept.member = request.get("member")
        _kept.pixels = pixel_format(_kept.parsed)
    return _kept.parsed, _kept.pixels


def _header(request: Request) -> dict[str, Any]:
    stream = _stream(request)
    start = stream.read(_SNIFFED)
    if not start:
        raise UnreadableError("is empty")
    what = sniff(start)
    if what != "DICOM":
        return {"other": what or ""}
    parsed = parse(stream)
    if _DIRECTORY_RECORDS in parsed.dataset:
        return {"other": words.DIRECTORY}
    header = describe(parsed)
    if not header.series or (header.storage in words.IMAGES and parsed.pixels is None):
        raise UnreadableError("is damaged or cut off before its pixels")
    short = parsed.pixels is not None and parsed.pixels.offset <= _LONGEST_PARSED
    if short and parsed.stream is _kept.file and len(_kept.headers) < _MOST_PARSED:  # nothing inflated
        _kept.headers[tuple(_kept.key)] = parsed
    return {"header": header.tell(), "stamp": _stamp()}


def _pixels(request: Request) -> Answer:
    parsed, pixels = _parsed(request)
    stored = decode(parsed, pixels, request["item"])
    reply = {
        "shape": stored.shape,
        "dtype": stored.dtype.name,
        "bytes": stored.nbytes,
        "texts": _texts(parsed, request["reading"]),
    }
    return reply, np.ascontiguousarray(stored).data.cast("B")


def _texts(parsed: Parsed, reading: int) -> list[str]:
    if reading != _kept.reading:
        _kept.reading, _kept.seen = reading, set()
    return list(identifying(parsed.dataset, _kept.seen))


def _stamp() -> list[int]:
    return _kept.key[1:]
