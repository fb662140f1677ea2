"""What an MP4 says of itself: size, times, key frames, colour, sound, and every word in its index."""

import struct
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from scrollcast.errors import VerifyError
from scrollcast.film.boxes import Box, boxes
from scrollcast.film.samples import open_groups, rows, sizes, start

_OPENING_BYTES = 4096
_CHROMA = ("4:0:0", "4:2:0", "4:2:2", "4:4:4")
_DECODER_IS_TOLD = 5
_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is said of an H.264 picture.

    Attributes
    ----------
    width, height : int
        px.
    profile, level : int
        Level times ten.
    colour : tuple of (int, int, int, bool) or None
        Primaries, transfer, matrix (ITU-T H.273) and whether the range is full; None where it is not said.
    chroma : str
        How colour is sampled.
    """

    width: int
    height: int
    profile: int
    level: int
    colour: tuple[int, int, int, bool] | None
    chroma: str = "4:2:0"


@dataclass(frozen=True, slots=True)
class Sound:
    """What is said of MPEG-4 sound.

    Attributes
    ----------
    rate : int
        Samples a second.
    channels : int
    coding : int
        Object type; 0x40 is AAC.
    profile : int
        AAC's own object type; 2 is LC.
    """

    rate: int
    channels: int
    coding: int
    profile: int


@dataclass(frozen=True, slots=True)
class Track:
    """What is said of a picture or sound track.

    Attributes
    ----------
    kind : str
        ``vide`` or ``soun``.
    words : tuple of str
        Every text in it: names of the handler, the encoder and the language.
    coding : str
        ``avc1`` for H.264, ``mp4a`` for MPEG-4 sound.
    seconds : Fraction
    steps : tuple of (int, Fraction)
        Runs of samples, and how many seconds each of them lasts.
    samples : int
    keys : tuple of int or None
        Samples that a player can start from, counted from 0; None where all are.
    opening : bytes
        The first sample, 4 KiB of it at most.
    content : Picture or Sound or None
        None for a coding other than those two.
    size : tuple of (int, int)
        Width and height of a picture of any coding, px; channels and samples a second of a sound.
    start : Fraction
        Seconds from the start of the film to what is first seen or heard of it.
    bytes : int
        Of all its samples.
    open_groups : int or None
        Of the samples that a player can start from, how many need those before them; None where the coding is not
        H.264.
    """

    kind: str
    words: tuple[str, ...]
    coding: str
    seconds: Fraction
    steps: tuple[tuple[int, Fraction], ...]
    samples: int
    keys: tuple[int, ...] | None
    opening: bytes
    content: Picture | Sound | None
    size: tuple[int, int]
    start: Fraction
    bytes: int
    open_groups: int | None


@dataclass(frozen=True, slots=True)
class Movie:
    """What an MP4 says.

    Attributes
    ----------
    order : tuple of str
        Kinds of the boxes at the top, in file order.
    paths : frozenset of str
        Where every box stands: ``moov.trak.mdia``.
    dates : frozenset of int
        Creation and modification times; 0 is none.
    seconds : Fraction
    tracks : tuple of Track
    """

    order: tuple[str, ...]
    paths: frozenset[str]
    dates: frozenset[int]
    seconds: Fraction
    tracks: tuple[Track, ...]


def read_movie(path: Path) -> Movie:
    """Read the index of an MP4; the pictures are not decoded.

    Raises
    ------
    VerifyError
        Where the file is cut short or is no MP4.
    """
    try:
        with path.open("rb") as file:
            top = list(boxes(file))
            moov = next((box for box in top if box.kind == "moov"), None)
            if moov is None:
                raise VerifyError("The film is no whole MP4: it has no index (moov).")
            seconds, dates = _times(moov.at("mvhd").body)
            clock = _clock(moov.at("mvhd").body)[0]
            tracks = moov.all("trak")
            dates |= {date for trak in tracks for date in _times(trak.at("mdia.mdhd").body)[1]}
            return Movie(
                order=tuple(box.kind for box in top),
                paths=frozenset(path for box in top for path in box.paths()),
                dates=frozenset(dates | {date for trak in tracks for date in _dates(trak.at("tkhd").body)}),
                seconds=seconds,
                tracks=tuple(_track(file, trak, clock) for trak in tracks),
            )
    except (struct.error, IndexError, UnicodeDecodeError, ZeroDivisionError) as error:
        raise VerifyError("The film is no whole MP4: a box in its index makes no sense.") from error


def _times(body: bytes) -> tuple[Fraction, set[int]]:
    """Seconds and dates of an mvhd or mdhd box."""
    return Fraction(_clock(body)[1], _clock(body)[0]), _dates(body)


def _clock(body: bytes) -> tuple[int, int]:
    """Ticks a second, and ticks."""
    clock, ticks = struct.unpack_from(">IQ" if body[0] else ">II", body, 20 if body[0] else 12)
    return clock, ticks


def _dates(body: bytes) -> set[int]:
    return set(struct.unpack_from(">QQ" if body[0] else ">II", body, 4))


def _track(file: BinaryIO, trak: Box, movie_clock: int) -> Track:
    table = trak.at("mdia.minf.stbl")
    entry = table.at("stsd").inner[0]
    clock, ticks = _clock(trak.at("mdia.mdhd").body)
    handler = trak.at("mdia.hdlr").body
    sync = table.all("stss")
    keys = tuple(number - 1 for (number,) in rows(sync[0].body, ">I")) if sync else None
    size, samples = struct.unpack_from(">II", table.at("stsz").body, 4)
    coded = entry.kind == "avc1"
    return Track(
        kind=handler[8:12].decode("ascii"),
        words=(handler[24:].rstrip(b"\0").decode(), _language(trak.at("mdia.mdhd").body), _encoder(entry)),
        coding=entry.kind,
        seconds=Fraction(ticks, clock),
        steps=tuple((count, Fraction(each, clock)) for count, each in rows(table.at("stts").body, ">II")),
        samples=samples,
        keys=keys,
        opening=_opening(file, table, size),
        content=_content(entry),
        size=_size(entry, handler[8:12]),
        start=start(trak, clock, movie_clock),
        bytes=sum(sizes(table)),
        open_groups=open_groups(file, table, keys, 1 + (entry.at("avcC").body[4] & 3)) if coded else None,
    )


def _size(entry: Box, kind: bytes) -> tuple[int, int]:
    if kind == b"vide":
        width, height = struct.unpack_from(">HH", entry.body, 24)
        return width, height
    if kind == b"soun":
        channels, _, _, _, rate = struct.unpack_from(">HHHHI", entry.body, 16)
        return channels, rate >> 16
    return 0, 0


def _content(entry: Box) -> Picture | Sound | None:
    match entry.kind:
        case "avc1":
            width, height = struct.unpack_from(">HH", entry.body, 24)
            avc = entry.at("avcC").body
            return Picture(width, height, avc[1], avc[3], _colour(entry), _chroma(avc))
        case "mp4a":
            channels, _, _, _, rate = struct.unpack_from(">HHHHI", entry.body, 16)
            coding, profile, told = _object_types(entry.at("esds").body)
            return Sound(told or rate >> 16, channels, coding, profile)
        case _:
            return None


def _chroma(avc: bytes) -> str:
    """How colour is sampled; what is not of a High profile is 4:2:0 (ISO/IEC 14496-15, 5.3.3.1)."""
    at = _past_sets(avc, 6, avc[5] & 0x1F)
    at = _past_sets(avc, at + 1, avc[at])
    return _CHROMA[avc[at] & 3] if at < len(avc) else _CHROMA[1]


def _past_sets(avc: bytes, at: int, sets: int) -> int:
    for _ in range(sets):
        at += 2 + int.from_bytes(avc[at : at + 2])
    return at


def _colour(entry: Box) -> tuple[int, int, int, bool] | None:
    for box in entry.all("colr"):
        if box.body[:4] == b"nclx":
            primaries, transfer, matrix, flags = struct.unpack_from(">HHHB", box.body, 4)
            return primaries, transfer, matrix, bool(flags >> 7)
    return None


def _object_types(esds: bytes) -> tuple[int, int, int]:
    """Coding, profile and samples a second, from descriptors in one another (14496-1, 7.2.6): stream, decoder, told."""
    decoder = _past_length(esds, _past_length(esds, 4) + 3)
    told = decoder + 13
    if told >= len(esds) or esds[told] != _DECODER_IS_TOLD:
        return esds[decoder], 0, 0
    at = _past_length(esds, told)
    rate = (int.from_bytes(esds[at : at + 2]) >> 7) & 0xF
    return esds[decoder], esds[at] >> 3, _RATES[rate] if rate < len(_RATES) else 0


def _past_length(esds: bytes, at: int) -> int:
    """Where a descriptor's content starts: after its tag and a length of up to four bytes."""
    at += 1
    while esds[at] & 0x80:
        at += 1
    return at + 1


def _language(mdhd: bytes) -> str:
    (packed,) = struct.unpack_from(">H", mdhd, 32 if mdhd[0] else 20)
    return "".join(chr(0x60 + (packed >> shift & 0x1F)) for shift in (10, 5, 0))


def _encoder(entry: Box) -> str:
    """Name of the encoder in a picture's sample description: a length, then up to 31 letters."""
    if entry.kind != "avc1":
        return ""
    return entry.body[43 : 43 + entry.body[42]].decode()


def _opening(file: BinaryIO, table: Box, size: int) -> bytes:
    """The first sample, which is where encoders like to sign."""
    length = size or struct.unpack_from(">I", table.at("stsz").body, 12)[0]
    chunks = table.all("co64")
    at = struct.unpack_from(">Q", chunks[0].body, 8) if chunks else struct.unpack_from(">I", table.at("stco").body, 8)
    file.seek(at[0])
    return file.read(min(length, _OPENING_BYTES))
