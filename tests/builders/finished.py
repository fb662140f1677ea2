"""What the bytes of a finished file tell beside its content: metadata, dates, paths, signatures."""

import base64
import getpass
import re
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

MODIFIED = 946_684_800  # of every output: 2000-01-01
_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}
_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA, 0xDD}  # JFIF, tables, frame, scan: no EXIF (0xE1), no comment (0xFE)
_EMBEDDED = re.compile(rb"data:image/(?:jpeg|png);base64,([\w+/=]+)|\"jpeg\":\"([\w+/=]+)\"")
_SIGNED = re.compile(rb"x264 - |Lav[cf]\d|lavf|\xa9too|\xa9nam|\xa9cmt|\xa9day", re.IGNORECASE)
_PATH = re.compile(rb"(?:/(?:home|root|tmp|Users|work|var)/|[A-Za-z]:\\\\)[\w.-]{2,}")
_JFIF = 16  # bytes of its segment without a thumbnail


def leftovers(path: Path) -> list[str]:
    """All that an output should not tell; nothing for one that is fit to publish.

    Parameters
    ----------
    path : Path
        A picture, clip, page, case or table; its ending says which.
    """
    content = path.read_bytes()
    found = [] if path.stat().st_mtime == MODIFIED else ["modified when it was made"]
    match path.suffix:
        case ".png":
            return [*found, *_png(content)]
        case ".mp4":
            return [*found, *_mp4(content)]
        case ".html":
            pictures = (base64.b64decode(one or other) for one, other in _EMBEDDED.findall(content))
            inside = [what for picture in pictures for what in (_png if picture[:1] == b"\x89" else _jpeg)(picture)]
            return [*found, *inside, *_text(_EMBEDDED.sub(b"", content))]
        case _:
            return [*found, *_text(content)]


def _png(content: bytes) -> Iterator[str]:
    at = 8
    while at < len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind not in _CHUNKS:
            yield f"PNG chunk {kind!r}"
        at += 12 + length


def _jpeg(content: bytes) -> Iterator[str]:
    at = 2
    while content[at + 1] != 0xDA:
        marker, length = struct.unpack_from(">xBH", content, at)
        if marker not in _SEGMENTS or (marker == 0xE0 and length != _JFIF):
            yield f"JPEG segment {marker:#x} of {length} bytes"
        at += 2 + length


def _mp4(content: bytes) -> Iterator[str]:
    yield from (f"signed {match[0]!r}" for match in _SIGNED.finditer(content))
    index = content[: content.index(b"mdat")]
    yield from _text(index)
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        for match in re.finditer(box, index):
            version = index[match.end()]
            made = index[match.end() + 4 : match.end() + (20 if version else 12)]
            if any(made):
                yield f"dates in {box!r}"


def _text(content: bytes) -> Iterator[str]:
    yield from (f"path {match[0]!r}" for match in _PATH.finditer(content))
    for name, word in (("machine", socket.gethostname()), ("user", getpass.getuser())):
        if len(word) > 4 and word.encode() in content:
            yield f"name of the {name}"
