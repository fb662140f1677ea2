"""The regular files of a source, in an order that stays the same for the same source."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from scrollcast.errors import InputError, NoImagesError

MOST_FILES = 50_000
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what operating systems leave in folders


def regular_files(source: Path) -> tuple[Path, ...]:
    """All regular files of a folder and the folders in it, sorted by path; or the one file.

    Links in a folder are not followed: they may lead out of it or in circles. Pipes and devices are not opened.

    Raises
    ------
    NoImagesError
        Where the source is not there, or no regular file is in it.
    InputError
        Where a folder can't be read, or holds too many files.
    """
    try:
        mode = source.stat().st_mode
        if stat.S_ISREG(mode):
            return (source,)
        if not stat.S_ISDIR(mode):
            raise NoImagesError("The source is neither a folder nor a file.")
        files = []
        for path in _walk(source):
            files.append(path)
            if len(files) > MOST_FILES:
                raise InputError(f"The source holds more than {MOST_FILES} files; choose the folder of one study.")
    except FileNotFoundError as error:
        raise NoImagesError("The source is not there; give a folder with DICOM files, or one file.") from error
    except OSError as error:
        raise InputError(f"A folder of the source can't be read ({os.strerror(error.errno or 0).lower()}).") from error
    if not files:
        raise NoImagesError("The folder holds no files; give the folder that the series was exported to.")
    return tuple(sorted(files))


def _walk(folder: Path) -> Iterator[Path]:
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False) and not _is_litter(entry.name):
                    yield Path(entry.path)


def _is_litter(name: str) -> bool:
    return name in _LITTER or name.startswith("._")
