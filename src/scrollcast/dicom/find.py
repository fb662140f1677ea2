"""What series a source holds, from headers alone, and which of them is meant."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrollcast.dicom import words
from scrollcast.dicom.files import regular_files
from scrollcast.dicom.header import Header, together
from scrollcast.dicom.readers import Readers
from scrollcast.errors import (
    GeometryError,
    InputError,
    NoImagesError,
    PrivacyRefusal,
    ScrollcastError,
    SelectionError,
    UnreadableError,
)
from scrollcast.model.geometry import Place
from scrollcast.model.series import Declared, Modality


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file with its header: its number in the source, from 1, and what tells whether it changes."""

    number: int
    path: Path = field(repr=False)
    stamp: tuple[int, int]
    header: Header


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a series is not shown: a sentence in our own words, and whether privacy is the reason."""

    sentence: str
    private: bool

    def error(self) -> ScrollcastError:
        """The error to raise where the series is asked for all the same."""
        return PrivacyRefusal(self.sentence) if self.private else InputError(self.sentence)


@dataclass(frozen=True, slots=True)
class Entry:
    """One series of a source.

    Attributes
    ----------
    index : int
        From 1; the same for the same source. What ``--series`` takes.
    kind : str
        In scrollcast's own words, such as ``CT axial``.
    modality : Modality or None
        None for what is not shown.
    count : int
        Images, or files where they are not images.
    declared : Declared
    obstacle : Obstacle or None
    localizer : bool
        Never taken unasked.
    files : tuple of Scanned
    """

    index: int
    kind: str
    modality: Modality | None
    count: int
    declared: Declared
    obstacle: Obstacle | None
    localizer: bool
    files: tuple[Scanned, ...] = field(repr=False)

    @property
    def line(self) -> str:
        """One line of a list: index, kind, count, and why not shown."""
        count = f"{self.count} image{'s' if self.count != 1 else ''}"
        return f"  {self.index}  {self.kind}, {count}" + (" (not shown)" if self.obstacle else "")


@dataclass(frozen=True, slots=True)
class Pick:
    """The series that is meant, and the readers to read it with."""

    entry: Entry
    total: int
    notes: tuple[str, ...]
    readers: Readers = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a source holds.

    Attributes
    ----------
    entries : tuple of Entry
    total : int
        Regular files in the source.
    others : tuple of str
        What the files are that are not DICOM, a word each; empty for what we don't know.
    unusable : tuple of (int, str)
        Number of each file that looks like DICOM and can't be parsed, and what is wrong with it.
    patients : int
        How many patients the headers tell of.
    """

    entries: tuple[Entry, ...]
    total: int
    others: tuple[str, ...]
    unusable: tuple[tuple[int, str], ...]
    patients: int
    readers: Readers = field(repr=False, compare=False)

    def pick(self, series: int | None = None, modality: Modality | None = None) -> Pick:
        """Choose a series by its index, or the only one that fits.

        Parameters
        ----------
        series : int or None
            Index from 1; None takes the only series that can be shown and fits.
        modality : Modality or None
            What the preset needs; None fits all.

        Raises
        ------
        NoImagesError
            Nothing to show.
        SelectionError
            More than one fits, or the one asked for is not there or does not fit.
        PrivacyRefusal
            Images of several patients (no option shows these: a mix-up would publish the wrong patient), or a kind of
            object that is not shown.
        InputError, UnreadableError
            A kind that is not supported, or damaged files.
        """
        if not self.entries and not self.unusable:
            raise NoImagesError(self._nothing())
        if self.patients > 1:
            raise PrivacyRefusal(
                f"The source holds files of {self.patients} patients; keep those of one patient in it and try again."
            )
        if self.unusable:
            number, reason = self.unusable[0]
            more = len(self.unusable) - 1
            raise UnreadableError(
                f"File {number} of {self.total} {reason}{f', and {more} more can not be used' if more else ''}; "
                "a slice may be missing, so export the series again, or take the file away if it is not part of it."
            )
        entry = self._only(modality) if series is None else self._asked(series, modality)
        return Pick(entry, self.total, self._notes(entry, series is not None), self.readers)

    def _only(self, modality: Modality | None) -> Entry:
        showable = [entry for entry in self.entries if entry.obstacle is None]
        fitting = [entry for entry in showable if modality in {None, entry.modality} and not entry.localizer]
        match fitting:
            case [entry]:
                return entry
            case []:
                raise self._none_fits(showable, modality)
        raise SelectionError(f"{len(fitting)} series fit; choose one with --series N:\n{_lines(fitting)}")

    def _none_fits(self, showable: list[Entry], modality: Modality | None) -> ScrollcastError:
        if showable:
            wanted = f"{modality} series" if modality else "series other than a localizer"
            return SelectionError(
                f"The source holds no {wanted}; choose another preset, or one of these with --series N:\n"
                f"{_lines(showable)}"
            )
        obstacles = [entry.obstacle for entry in self.entries if entry.obstacle]
        if len(obstacles) == 1 or all(obstacle.private for obstacle in obstacles):
            return obstacles[0].error()
        return NoImagesError(f"The source holds no CT or MR series that can be shown:\n{_lines(self.entries)}")

    def _asked(self, series: int, modality: Modality | None) -> Entry:
        entry = next((entry for entry in self.entries if entry.index == series), None)
        if entry is None:
            raise SelectionError(f"The source has no series {series}; it holds:\n{_lines(self.entries)}")
        if entry.obstacle is not None:
            raise entry.obstacle.error()
        if modality not in {None, entry.modality}:
            raise SelectionError(f"Series {series} is {entry.kind}, and the preset is for {modality}.")
        return entry

    def _notes(self, entry: Entry, asked: bool) -> tuple[str, ...]:
        notes = []
        if len(self.entries) > 1 and not asked:
            notes.append(f"Of {len(self.entries)} series, number {entry.index} was taken: {entry.kind}.")
        strangers = sum(other != words.DIRECTORY for other in self.others)
        if strangers:
            notes.append(f"Files in the source that are not DICOM: {strangers}.")
        return tuple(notes)

    def _nothing(self) -> str:
        seen = Counter(other for other in self.others if other).most_common(1)
        what = f"only files such as a {seen[0][0]}" if seen else "no DICOM files"
        return (
            f"The source holds {what}: scrollcast needs the original slices. In the PACS, export the series as DICOM "
            "files (not as pictures or a video) and give the folder."
        )


def find(source: Path, readers: Readers | None = None) -> Found:
    """Scan the headers of a folder, whatever its files are called, or of one file.

    Parameters
    ----------
    source : Path
    readers : Readers or None
        Readers that were started early; None starts some.

    Returns
    -------
    Found

    Raises
    ------
    NoImagesError
        Where the source is not there, or empty.
    InputError
        Where a folder can't be read.
    """
    paths = regular_files(source)
    readers = readers or Readers.start()
    answers: list[dict[str, Any]] = [{}] * len(paths)

    def keep(index: int, answer: dict[str, Any]) -> None:
        answers[index] = answer

    readers.ask([{"ask": "header", "path": str(path)} for path in paths], keep)
    scanned = [
        Scanned(number, path, (answer["stamp"][0], answer["stamp"][1]), Header.told(answer["header"]))
        for number, (path, answer) in enumerate(zip(paths, answers, strict=True), 1)
        if "header" in answer
    ]
    return Found(
        entries=_entries(scanned),
        total=len(paths),
        others=tuple(answer["other"] for answer in answers if "other" in answer),
        unusable=tuple((n, answer["unusable"]) for n, answer in enumerate(answers, 1) if "unusable" in answer),
        patients=len({file.header.patient for file in scanned} - {""}),
        readers=readers,
    )


def _entries(scanned: list[Scanned]) -> tuple[Entry, ...]:
    series: dict[tuple[str, ...], list[Scanned]] = defaultdict(list)
    for file in scanned:
        header = file.header
        series[header.study, header.series, header.storage, header.modality, str(header.localizer)].append(file)
    return tuple(_entry(index, files) for index, files in enumerate(series.values(), 1))


def _entry(index: int, files: list[Scanned]) -> Entry:
    headers = [file.header for file in files]
    first, declared = headers[0], together(headers)
    obstacle = _obstacle(index, headers, declared)
    name = words.SHOWABLE.get(first.storage)
    return Entry(
        index=index,
        kind=first.storage if obstacle else f"{name} {_plane(headers)}",
        modality=None if obstacle or name is None else Modality(name),
        count=sum(max(1, header.items) for header in headers),
        declared=declared,
        obstacle=obstacle,
        localizer=first.localizer,
        files=tuple(files),
    )


def _obstacle(index: int, headers: list[Header], declared: Declared) -> Obstacle | None:
    first = headers[0]
    name = f"Series {index} ({first.storage})"
    if first.storage in words.MULTI_FRAME:
        return Obstacle(f"{name} is multi-frame, which is not supported; export it as single-frame CT or MR.", False)
    if first.storage not in words.SHOWABLE or first.modality != words.SHOWABLE[first.storage]:
        return Obstacle(f"{name} is not shown: only original CT and MR images are.", True)
    if not all(header.grey for header in headers):
        return Obstacle(f"{name} holds colour pictures, which are not shown: text is often burned into them.", True)
    return _declared_obstacle(name, declared)


def _declared_obstacle(name: str, declared: Declared) -> Obstacle | None:
    for said, what in (
        (declared.burned_in, "says that text is burned into its images"),
        (declared.recognizable, "says that a person can be recognised in it"),
        (declared.captured, "is a secondary capture: a picture of a screen or a film"),
        (declared.screen, "is a saved screen, a dose report or a protocol"),
    ):
        if said:
            return Obstacle(f"{name} {what}; it is not shown.", True)
    return None


def _plane(headers: list[Header]) -> str:
    if headers[0].localizer:
        return "localizer"
    planes = {_place_word(header) for header in headers}
    return planes.pop() if len(planes) == 1 else "in several planes"


def _place_word(header: Header) -> str:
    plane = header.planes[0]
    if plane.position is None or plane.orientation is None:
        return "without positions"
    try:
        return Place(plane.position, plane.orientation).plane.value  # type: ignore[arg-type]
    except GeometryError:
        return "without positions"


def _lines(entries: tuple[Entry, ...] | list[Entry]) -> str:
    return "\n".join(entry.line for entry in entries)
