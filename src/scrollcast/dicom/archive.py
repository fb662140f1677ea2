"""Members of a zip archive as streams in memory, never on disk; in the reader process only."""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from scrollcast.dicom.files import MOST_BYTES, MOST_FILES, is_litter
from scrollcast.errors import InputError, UnreadableError

_MOST_MEMBER = 1 << 30
_MOST_RATIO = 200  # uncompressed to compressed; slices of air alone reach 100
_RATIO_MATTERS = 64 << 20  # below this, no ratio does harm
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


class Archive:
    """A zip archive that was checked before any member is inflated.

    Raises
    ------
    UnreadableError
        Where it is damaged.
    InputError
        Where it is encrypted, too large, or inflates beyond measure.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise UnreadableError("is a damaged zip archive") from error
        members = self._zip.infolist()
        size = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if len(members) > MOST_FILES or size > MOST_BYTES:
            raise InputError(f"is a zip archive of more than {MOST_FILES} files or {MOST_BYTES >> 30} GiB")
        if size > _RATIO_MATTERS and size > _MOST_RATIO * max(packed, 1):
            raise InputError("is a zip archive that inflates beyond measure, and was not opened")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise InputError("is an encrypted zip archive; unpack it with its password and give the folder")

    def members(self) -> list[int]:
        """Indices of the regular files, sorted by name: links and folders are left out, names are used for nothing."""
        listed = [(member.filename, index) for index, member in enumerate(self._zip.infolist()) if _regular(member)]
        return [index for _name, index in sorted(listed)]

    def open(self, index: int) -> BytesIO:
        """The content of a member.

        Raises
        ------
        UnreadableError, InputError
        """
        member = self._zip.infolist()[index]
        if member.compress_type not in _METHODS or member.file_size > _MOST_MEMBER:
            raise InputError("is packed in a way that is not supported, or is larger than 1 GiB")
        try:
            with self._zip.open(member) as packed:
                data = packed.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise UnreadableError("is damaged in its zip archive") from error
        if len(data) != member.file_size:
            raise UnreadableError("is damaged in its zip archive")
        return BytesIO(data)


def _regular(member: zipfile.ZipInfo) -> bool:
    mode = member.external_attr >> 16
    return not (member.is_dir() or stat.S_ISLNK(mode) or is_litter(PurePosixPath(member.filename).name))
