"""Take an MP4 apart into its boxes (ISO/IEC 14496-12)."""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from scrollcast.errors import VerifyError

# how many bytes of its own a box has before the boxes in it
_HEADS = {
    **dict.fromkeys(("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "udta", "ilst"), 0),
    **{"meta": 4, "dref": 8, "stsd": 8, "avc1": 78, "mp4a": 28},
}
_MOOV_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Box:
    """A box: four letters, its bytes, and the boxes in it."""

    kind: str
    body: bytes
    inner: "tuple[Box, ...]"

    def all(self, kind: str) -> "list[Box]":
        """The boxes of a kind that are directly in this one."""
        return [box for box in self.inner if box.kind == kind]

    def at(self, path: str) -> "Box":
        """The first box down a path such as ``mdia.hdlr``."""
        kind, _, rest = path.partition(".")
        found = self.all(kind)
        if not found:
            raise VerifyError(f"The film has no box {kind} in {self.kind}.")
        return found[0].at(rest) if rest else found[0]

    def paths(self, above: str = "") -> Iterator[str]:
        """Where each box stands, this one first: ``moov``, ``moov.mvhd``, ..."""
        path = f"{above}{self.kind}"
        yield path
        for box in self.inner:
            yield from box.paths(f"{path}.")


def boxes(file: BinaryIO) -> Iterator[Box]:
    """The boxes at the top of an MP4; of those that are not the index, no more than their kind.

    Raises
    ------
    VerifyError
        Where the file is cut short or is no MP4.
    """
    size = os.fstat(file.fileno()).st_size
    start = 0
    while start < size:
        file.seek(start)
        length, kind, head = _header(file.read(16))
        if start + length > size:
            raise VerifyError(f"The film is cut short: box {kind} ends after the file does.")
        if kind == "moov" and length <= _MOOV_BYTES:
            file.seek(start + head)
            body = file.read(length - head)
            yield Box(kind, body, tuple(_inner(body)))
        else:
            yield Box(kind, b"", ())
        start += length


def _inner(body: bytes) -> Iterator[Box]:
    start = 0
    while start < len(body):
        length, kind, head = _header(body[start : start + 16])
        own = body[start + head : start + length]
        if len(own) != length - head:
            raise VerifyError(f"The film is no whole MP4: box {kind} is longer than the box it is in.")
        inside = _HEADS.get(kind)
        yield Box(kind, own, () if inside is None else tuple(_inner(own[inside:])))
        start += length


def _header(head: bytes) -> tuple[int, str, int]:
    length, kind = struct.unpack_from(">I4s", head)
    size = 8
    if length == 1:
        (length,), size = struct.unpack_from(">Q", head, 8), 16
    if length < size:
        raise VerifyError("The film is no whole MP4: a box is shorter than its own header.")
    return length, kind.decode("latin-1").rstrip(), size
