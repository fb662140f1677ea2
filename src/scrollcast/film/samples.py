"""Where the samples of a track are, when they start, and which of them a player can really start from."""

import struct
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, islice, repeat
from typing import BinaryIO

from scrollcast.film.boxes import Box

_IDR, _LAST_SLICE = 5, 5  # NAL unit types (ITU-T H.264 table 7-1): 1 to 5 are parts of a picture
_HEAD_BYTES = 4096


def rows(body: bytes, row: str) -> Iterator[tuple[int, ...]]:
    """The rows of a table in a box: version and flags, their number, then each."""
    (count,) = struct.unpack_from(">I", body, 4)
    return struct.iter_unpack(row, body[8 : 8 + count * struct.calcsize(row)])


def sizes(table: Box) -> Sequence[int]:
    """Bytes of each sample."""
    size, samples = struct.unpack_from(">II", table.at("stsz").body, 4)
    if size:
        return [size] * min(samples, 1 << 24)
    return [each for (each,) in islice(struct.iter_unpack(">I", table.at("stsz").body[12:]), samples)]


def offsets(table: Box, lengths: Sequence[int]) -> list[int]:
    """Where each sample starts in the file."""
    chunks = table.all("co64")
    places = rows(chunks[0].body, ">Q") if chunks else rows(table.at("stco").body, ">I")
    found: list[int] = []
    for (place,), samples in zip(places, _samples_a_chunk(table), strict=False):
        here = lengths[len(found) : len(found) + samples]
        found += [place + before for before in accumulate(here[:-1], initial=0)] if here else []
    return found


def _samples_a_chunk(table: Box) -> Iterator[int]:
    runs = [(first, samples) for first, samples, _ in rows(table.at("stsc").body, ">III")]
    for (first, samples), (after, _) in zip(runs, [*runs[1:], (0, 0)], strict=True):
        yield from repeat(samples, max(0, after - first)) if after else repeat(samples)


def start(trak: Box, clock: int, movie_clock: int) -> Fraction:
    """Seconds from the start of the film to the first that is seen or heard of a track."""
    shifts = trak.at("mdia.minf.stbl").all("ctts")
    first = next((shift for _, shift in rows(shifts[0].body, ">Ii")), 0) if shifts else 0
    lists = [box for edts in trak.all("edts") for box in edts.all("elst")]
    if not lists:
        return Fraction(first, clock)
    row = ">Qqhh" if lists[0].body[0] else ">Iihh"
    delay = 0
    for duration, media, _, _ in rows(lists[0].body, row):
        if media >= 0:
            return Fraction(delay, movie_clock) + max(Fraction(first - media, clock), Fraction(0))
        delay += duration
    return Fraction(delay, movie_clock)


def open_groups(file: BinaryIO, table: Box, keys: Sequence[int] | None, prefix: int) -> int:
    """How many of the samples that a player is told to start from need pictures before them.

    Parameters
    ----------
    file : file
    table : Box
        The ``stbl`` of an H.264 track.
    keys : sequence of int or None
        None where a player may start from any.
    prefix : int
        Bytes of the length before each unit of the stream.
    """
    lengths = sizes(table)
    places = offsets(table, lengths)
    starts = range(len(places)) if keys is None else [key for key in keys if key < len(places)]
    return sum(not _restarts(file, places[key], lengths[key], prefix) for key in starts)


def _restarts(file: BinaryIO, place: int, length: int, prefix: int) -> bool:
    """True where the first part of a picture in a sample is one of an IDR picture."""
    file.seek(place)
    head = file.read(min(length, _HEAD_BYTES))
    at = 0
    while at + prefix < len(head):
        kind = head[at + prefix] & 0x1F
        if 1 <= kind <= _LAST_SLICE:
            return kind == _IDR
        at += prefix + int.from_bytes(head[at : at + prefix])
    return False
