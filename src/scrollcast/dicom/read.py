"""Decode the volume that was picked: stored values in one block of memory, and the texts that must never come out."""

import threading
from itertools import count
from typing import Any, cast

import numpy as np

from scrollcast.dicom.files import Located
from scrollcast.dicom.find import Pick
from scrollcast.dicom.header import PixelFormat
from scrollcast.dicom.split import Image
from scrollcast.errors import InputError, UnreadableError
from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Identifiers, Padding, Rescale, Series, Slice, Stored

MOST_BYTES = 2 << 30  # stored values of a series
_readings = count(1)  # readers tell a text once a reading


def read(pick: Pick) -> tuple[Series, Identifiers]:
    """Decode all slices of a volume.

    Each slice is a view of one block that holds the stored values and nothing else.

    Raises
    ------
    UnreadableError
        Where a file changed, is damaged, or its pixels are not what its header says.
    InputError
        Where the series is too large, or its pixels are of a kind that is not supported.
    MissingDependencyError
        Where a codec is not installed.
    """
    images, modality = pick.part.images, pick.modality
    for image in images:
        _check(image, pick.total)
    block = _Block(pick)
    reading = next(_readings)
    pick.readers.ask([{**_request(image), "reading": reading} for image in images], block.take, all_or_nothing=True)
    block.check()
    notes = dict.fromkeys(note for image in images for note in image.file.header.notes)
    series = Series(
        modality=modality,
        kind=_kind(pick),
        slices=tuple(_slice(image, block.view(index)) for index, image in enumerate(images)),
        declared=pick.entry.declared,
        notes=(*pick.notes, *notes),
    )
    return series, Identifiers(block.texts)


class _Block:
    """One block of memory for the stored values of a volume, filled by several readers."""

    def __init__(self, pick: Pick) -> None:
        self._images, self._total = pick.part.images, pick.total
        self._sizes = [image.file.header.pixels.bytes for image in self._images]
        self._ends = [int(end) for end in np.cumsum(self._sizes, dtype=np.int64)]
        if self._ends[-1] > MOST_BYTES:
            raise InputError(f"The series takes {self._ends[-1] / 2**30:.1f} GiB of memory; the most is 2 GiB.")
        self._bytes = np.empty(self._ends[-1], np.uint8)
        self._lock = threading.Lock()
        self._wrong: dict[int, str] = {}
        self.texts: set[str] = set()

    def take(self, index: int, answer: dict[str, Any]) -> memoryview | None:
        """Where the pixels of an image go; None where it can't be used."""
        pixels = self._images[index].file.header.pixels
        with self._lock:
            self.texts.update(answer.get("texts", ()))
            if "unusable" in answer:
                self._wrong[index] = answer["unusable"]
            elif answer["shape"] != [pixels.rows, pixels.columns] or answer["dtype"] != _dtype(pixels).name:
                self._wrong[index] = "changed while it was being read"
        return None if index in self._wrong else self._span(index).data

    def check(self) -> None:
        """Refuse the series where any image can't be used: always the same one is named, whatever came first."""
        if self._wrong:
            index = min(self._wrong)
            raise UnreadableError(f"{_named(self._images[index], self._total)} {self._wrong[index]}.")

    def view(self, index: int) -> Stored:
        """Stored values of an image."""
        pixels = self._images[index].file.header.pixels
        return cast(Stored, self._span(index).view(_dtype(pixels)).reshape(pixels.rows, pixels.columns))

    def _span(self, index: int) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
        return self._bytes[self._ends[index] - self._sizes[index] : self._ends[index]]


def _request(image: Image) -> dict[str, Any]:
    file = image.file
    return {
        **Located(file.path, file.member).ask("pixels"),
        "item": image.plane.item,
        "stamp": file.stamp,
    }


def _check(image: Image, total: int) -> None:
    try:
        image.file.header.pixels.check()
    except InputError as error:
        raise type(error)(f"{_named(image, total)} {error}.") from error


def _named(image: Image, total: int) -> str:
    file = f"File {image.file.number} of {total}"
    return file if image.file.header.pixels.items == 1 else f"Image {image.plane.item + 1} of file {image.file.number}"


def _dtype(pixels: PixelFormat) -> "np.dtype[np.uint8 | np.int8 | np.uint16 | np.int16]":
    return np.dtype(f"{'int' if pixels.signed else 'uint'}{pixels.allocated}")


def _kind(pick: Pick) -> str:
    plane, kind = pick.part.plane, pick.part.kind.words
    return " ".join(word for word in (pick.modality, plane, kind) if word)


def _slice(image: Image, stored: Stored) -> Slice:
    header, plane = image.file.header, image.plane
    try:
        rescale = Rescale(plane.slope, plane.intercept)
    except UnreadableError as error:
        raise UnreadableError(f"File {image.file.number}: {error}") from error
    return Slice(
        stored=stored,
        rescale=rescale,
        inverted=header.pixels.inverted,
        padding=None if header.padding is None else Padding(*header.padding),
        place=image.place,
        spacing=None if plane.spacing is None else Spacing(*plane.spacing),
        image=plane.image,
        file=image.file.number,
    )
