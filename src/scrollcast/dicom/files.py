"""The regular files of a source, in an order that stays the same for the same source."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrollcast.errors import InputError, NoImagesError

MOST_FILES = 50_000
MOST_BYTES = 4 << 30
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what operating systems leave in folders
_DIRECTORY = "DICOMDIR"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a file is: its path, and the index of the member where that is a zip archive."""

    path: Path = field(repr=False)
    member: int | None = None

    def ask(self, what: str) -> dict[str, Any]:
        """A request for a reader."""
        return {"ask": what, "path": str(self.path), "member": self.member}


def regular_files(source: Path) -> tuple[Located, ...]:
    """All regular files of a folder and the folders in it, sorted by path; or the one file.

    Links in a folder are not followed: they may lead out of it or in circles. Pipes and devices are not opened.
    A DICOMDIR stands for the folder that it is in: the names that it lists are not trusted (PS3.10 8.6).

    Raises
    ------
    NoImagesError
        Where the source is not there, or no regular file is in it.
    InputError
        Where a folder can't be read, or holds too many files.
    """
    try:
        mode = source.stat().st_mode
        if stat.S_ISREG(mode) and source.name.upper() != _DIRECTORY:
            return (Located(source),)
        if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            raise NoImagesError("The source is neither a folder nor a file.")
        files = _listed(source if stat.S_ISDIR(mode) else source.absolute().parent)
    except FileNotFoundError as error:
        raise NoImagesError("The source is not there; give a folder with DICOM files, or one file.") from error
    except OSError as error:
        raise InputError(f"A folder of the source can't be read ({os.strerror(error.errno or 0).lower()}).") from error
    if not files:
        raise NoImagesError("The folder holds no files; give the folder that the series was exported to.")
    return tuple(Located(path) for path in sorted(files))


def is_litter(name: str) -> bool:
    """True for what operating systems leave beside the user's files."""
    return name in _LITTER or name.startswith("._")


def is_archive(path: Path) -> bool:
    """True where a file starts as zip archives do.

    Raises
    ------
    InputError
        Where it can't be opened.
    """
    try:
        with path.open("rb") as file:
            start = file.read(132)
            return start[:4] == b"PK\x03\x04" and start[128:] != b"DICM"  # a preamble may hold anything (PS3.10 7.1)
    except OSError as error:
        raise InputError(f"The source can't be read ({os.strerror(error.errno or 0).lower()}).") from error


def _listed(folder: Path) -> list[Path]:
    files = []
    for path in _walk(folder):
        files.append(path)
        if len(files) > MOST_FILES:
            raise InputError(f"The source holds more than {MOST_FILES} files; choose the folder of one study.")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.is_file(follow_symlinks=False) and not is_litter(entry.name):
                    yield Path(entry.path)
