"""Decode the series that was picked: stored values in one block of memory, and the texts that must never come out."""

import threading
from typing import Any, cast

import numpy as np

from scrollcast.dicom.find import Pick, Scanned
from scrollcast.dicom.header import PlaneHeader
from scrollcast.errors import GeometryError, InputError, UnreadableError
from scrollcast.model.geometry import Place, Spacing
from scrollcast.model.series import Identifiers, Padding, Rescale, Series, Slice, Stored

MOST_BYTES = 2 << 30  # stored values of a series


def read(pick: Pick) -> tuple[Series, Identifiers]:
    """Decode all slices of a series.

    Each slice is a view of one block that holds the stored values of the series and nothing else.

    Raises
    ------
    UnreadableError
        Where a file changed, is damaged, or its pixels are not what its header says.
    InputError
        Where the series is too large, or its pixels are of a kind that is not supported.
    """
    files, modality = pick.entry.files, pick.entry.modality
    for file in files:
        _checked(file, pick.total)
    if modality is None:
        raise InputError("Only CT and MR series can be read.")
    block = _Block(pick)
    requests = [
        {"ask": "pixels", "path": str(file.path), "stamp": file.stamp, "series": file.header.series} for file in files
    ]
    pick.readers.ask(requests, block.take)
    headers = [file.header for file in files]
    notes = dict.fromkeys(note for header in headers for note in header.notes)
    series = Series(
        modality=modality,
        kind=pick.entry.kind,
        slices=tuple(_slice(file, block.view(index)) for index, file in enumerate(files)),
        declared=pick.entry.declared,
        notes=(*pick.notes, *notes),
    )
    return series, Identifiers(block.texts)


class _Block:
    """One block of memory for the stored values of a series, filled by several readers."""

    def __init__(self, pick: Pick) -> None:
        self._pick = pick
        sizes = [file.header.rows * file.header.columns * file.header.allocated // 8 for file in pick.entry.files]
        self._ends = [int(end) for end in np.cumsum(sizes, dtype=np.int64)]
        self._sizes = sizes
        if self._ends[-1] > MOST_BYTES:
            raise InputError(f"The series takes {self._ends[-1] / 2**30:.1f} GiB of memory; the most is 2 GiB.")
        self._bytes = np.empty(self._ends[-1], np.uint8)
        self._lock = threading.Lock()
        self.texts: set[str] = set()

    def take(self, index: int, answer: dict[str, Any]) -> memoryview | None:
        """Where the pixels of a file go; raises where the file can't be used."""
        file = self._pick.entry.files[index]
        if "unusable" in answer:
            raise UnreadableError(f"File {file.number} of {self._pick.total} {answer['unusable']}.")
        with self._lock:
            self.texts.update(answer["texts"])
        if answer["shape"] != [file.header.rows, file.header.columns] or answer["dtype"] != _dtype(file).name:
            raise UnreadableError(f"File {file.number} of {self._pick.total} changed while it was being read.")
        return self._span(index).data

    def view(self, index: int) -> Stored:
        """Stored values of a file."""
        file = self._pick.entry.files[index]
        return cast(Stored, self._span(index).view(_dtype(file)).reshape(file.header.rows, file.header.columns))

    def _span(self, index: int) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
        return self._bytes[self._ends[index] - self._sizes[index] : self._ends[index]]


def _checked(file: Scanned, total: int) -> None:
    try:
        file.header.check()
    except InputError as error:
        raise type(error)(f"File {file.number} of {total} {error}.") from error


def _dtype(file: Scanned) -> "np.dtype[np.uint8 | np.int8 | np.uint16 | np.int16]":
    return np.dtype(f"{'int' if file.header.signed else 'uint'}{file.header.allocated}")


def _slice(file: Scanned, stored: Stored) -> Slice:
    header, plane = file.header, file.header.planes[0]
    try:
        rescale = Rescale(plane.slope, plane.intercept)
    except UnreadableError as error:
        raise UnreadableError(f"File {file.number}: {error}") from error
    return Slice(
        stored=stored,
        rescale=rescale,
        inverted=header.inverted,
        padding=None if header.padding is None else Padding(*header.padding),
        place=_place(plane),
        spacing=None if plane.spacing is None else Spacing(*plane.spacing),
        image=plane.image,
        file=file.number,
    )


def _place(plane: PlaneHeader) -> Place | None:
    if plane.position is None or plane.orientation is None:
        return None
    try:
        return Place(plane.position, plane.orientation)  # type: ignore[arg-type]
    except GeometryError:
        return None
