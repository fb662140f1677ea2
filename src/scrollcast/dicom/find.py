"""What series a source holds, from headers alone, and which of them is meant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrollcast.dicom import words
from scrollcast.dicom.entries import Entry, Part, entries
from scrollcast.dicom.files import Located, is_archive, regular_files
from scrollcast.dicom.header import Header
from scrollcast.dicom.readers import Answer, Readers
from scrollcast.dicom.split import Scanned
from scrollcast.errors import (
    InputError,
    NoImagesError,
    PrivacyRefusal,
    ScrollcastError,
    SelectionError,
    UnreadableError,
)
from scrollcast.model.series import Modality


@dataclass(frozen=True, slots=True)
class Pick:
    """The volume that is meant, and the readers to read it with.

    Attributes
    ----------
    entry : Entry
    part : Part
    total : int
        Regular files in the source.
    notes : tuple of str
        What a person should know about the choice.
    readers : Readers
    """

    entry: Entry
    part: Part
    total: int
    notes: tuple[str, ...]
    readers: Readers = field(repr=False, compare=False)

    @property
    def modality(self) -> Modality:
        """CT or MR. Raises InputError for anything else."""
        if self.entry.modality is None:
            raise InputError("Only CT and MR series can be read.")
        return self.entry.modality


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
    notes : tuple of str
    readers : Readers
    """

    entries: tuple[Entry, ...]
    total: int
    others: tuple[str, ...]
    unusable: tuple[tuple[int, str], ...]
    patients: int
    notes: tuple[str, ...]
    readers: Readers = field(repr=False, compare=False)

    def pick(
        self, series: int | None = None, modality: Modality | None = None, volume: int | str | None = None
    ) -> Pick:
        """Choose a series by its index and a volume by its index or name, or the only ones that fit.

        Parameters
        ----------
        series : int or None
            Index from 1; None takes the only series that can be shown and fits.
        modality : Modality or None
            What the preset needs; None fits all.
        volume : int, str or None
            Index from 1, or name; None takes the only volume that is no localizer.

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
        self.check()
        entry = self._only(modality) if series is None else self._asked(series, modality)
        part = _only_part(entry) if volume is None else _asked_part(entry, volume)
        return Pick(entry, part, self.total, self._choice(entry, part, series is not None), self.readers)

    def check(self) -> None:
        """Refuse a source of which nothing can be taken, whatever is chosen. Raises as `pick` does."""
        if not self.entries and not self.unusable:
            raise NoImagesError(self._nothing())
        if self.patients > 1:
            raise PrivacyRefusal(
                f"The source holds files of {self.patients} patients; keep those of one patient in it and try again."
            )
        if self.unusable:
            number, reason = self.unusable[0]
            more = len(self.unusable) - 1
            others = f", and {more} more can't be used either" if more else ""
            raise UnreadableError(
                f"File {number} of {self.total} {reason}{others}. Export the series again, or take out what is not "
                "part of it: no slice is passed over silently."
            )

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
            otherwise = "choose another preset, or one of these" if modality else "choose one of these"
            return SelectionError(
                f"The source holds no {modality or 'CT or MR'} series that is taken unasked; {otherwise} with "
                f"--series N:\n{_lines(showable)}"
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

    def _choice(self, entry: Entry, part: Part, asked: bool) -> tuple[str, ...]:
        notes = list(self.notes)
        if len(self.entries) > 1 and not asked:
            notes.append(f"Of {len(self.entries)} series, number {entry.index} was taken: {entry.kind}.")
        if len(entry.parts) > 1:
            notes.append(f"Of {len(entry.parts)} volumes in the series, number {part.index} was taken: {part.name}.")
        return tuple(notes)

    def _nothing(self) -> str:
        seen = Counter(other for other in self.others if other).most_common(1)
        what = f"only files such as a {seen[0][0]}" if seen else "no DICOM files"
        return (
            f"The source holds {what}: scrollcast needs the original slices. In the PACS, export the series as DICOM "
            "files (not as pictures or a video) and give the folder."
        )


def find(source: Path, readers: Readers | None = None) -> Found:
    """Scan the headers of a folder, whatever its files are called, of a zip archive, or of one file.

    Parameters
    ----------
    source : Path
        A DICOMDIR stands for its folder.
    readers : Readers or None
        Readers that were started early; None starts some.

    Returns
    -------
    Found

    Raises
    ------
    NoImagesError
        Where the source is not there, or empty.
    InputError, UnreadableError
        Where a folder can't be read, or an archive is damaged, encrypted or too large.
    """
    readers = readers or Readers.start()
    files = _located(source, readers)
    answers = ask_all(readers, [file.ask("header") for file in files])
    scanned = [
        Scanned(number, file.path, file.member, (answer["stamp"][0], answer["stamp"][1]), Header.told(answer["header"]))
        for number, (file, answer) in enumerate(zip(files, answers, strict=True), 1)
        if "header" in answer
    ]
    others = tuple(answer["other"] for answer in answers if "other" in answer)
    strangers = sum(other != words.DIRECTORY for other in others)
    unusable = [(number, answer["unusable"]) for number, answer in enumerate(answers, 1) if "unusable" in answer]
    single, twice = _collapse(scanned, readers)
    notes = []
    if strangers:
        notes.append(f"Files in the source that are not DICOM: {strangers}.")
    if len(single) + len(twice) < len(scanned):
        notes.append(f"Images that are there more than once, all the same: {len(scanned) - len(single) - len(twice)}.")
    return Found(
        entries=entries(single),
        total=len(files),
        others=others,
        unusable=tuple(sorted([*unusable, *twice])),
        patients=len({file.header.patient for file in scanned} - {""}),
        notes=tuple(notes),
        readers=readers,
    )


def ask_all(readers: Readers, requests: Sequence[dict[str, Any]]) -> list[Answer]:
    """Answers to requests without pixels, in their order."""
    answers: list[Answer] = [{}] * len(requests)

    def keep(index: int, answer: Answer) -> None:
        answers[index] = answer

    readers.ask(requests, keep)
    return answers


def _located(source: Path, readers: Readers) -> tuple[Located, ...]:
    files = regular_files(source)
    if len(files) > 1 or not is_archive(files[0].path):
        return files
    (answer,) = ask_all(readers, [files[0].ask("members")])
    if "unusable" in answer:
        raise UnreadableError(f"The source {answer['unusable']}.")
    if not answer["members"]:
        raise NoImagesError("The zip archive holds no files; give the archive that the series was exported to.")
    return tuple(Located(files[0].path, member) for member in answer["members"])


def _collapse(scanned: list[Scanned], readers: Readers) -> tuple[list[Scanned], list[tuple[int, str]]]:
    """Use an image once that is there twice; tell of files that claim to be the same image and are not."""
    counts = Counter(file.header.instance for file in scanned if file.header.instance)
    doubled = [file for file in scanned if counts[file.header.instance] > 1]
    asked = [{**Located(file.path, file.member).ask("content"), "stamp": file.stamp} for file in doubled]
    contents = ask_all(readers, asked) if doubled else []
    content = {file.number: answer.get("content") for file, answer in zip(doubled, contents, strict=True)}
    first: dict[str, Scanned] = {}
    single, conflicts = [], []
    for file in scanned:
        if file.number not in content or (known := first.setdefault(file.header.instance, file)) is file:
            single.append(file)
        elif content[file.number] != content[known.number] or file.header != known.header:
            conflicts.append((file.number, f"claims to be the same image as file {known.number}, and differs from it"))
    return single, conflicts


def _only_part(entry: Entry) -> Part:
    wanted = [part for part in entry.parts if not part.localizer] or list(entry.parts)
    if len(wanted) == 1:
        return wanted[0]
    lines = "\n".join(part.line for part in entry.parts)
    raise SelectionError(f"Series {entry.index} holds {len(entry.parts)} volumes; choose one with --volume N:\n{lines}")


def _asked_part(entry: Entry, volume: int | str) -> Part:
    part = next((part for part in entry.parts if volume in {part.index, str(part.index), part.name}), None)
    if part is None:
        lines = "\n".join(part.line for part in entry.parts)
        raise SelectionError(f"Series {entry.index} has no such volume; it holds:\n{lines}")
    return part


def _lines(listed: Sequence[Entry]) -> str:
    return "\n".join(entry.line for entry in listed)
