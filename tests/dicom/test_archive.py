"""Zip archives: read from memory, never unpacked; bombs, passwords, links and damage."""

import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from builders.dicom_files import planes, save_all, stored
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import InputError, NoImagesError, UnreadableError


def packed(folder: Path, method: int = zipfile.ZIP_DEFLATED, prefix: str = "") -> Path:
    """The files of a folder in an archive beside it."""
    path = folder.with_suffix(".export")
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_series_in_an_archive(tmp_path: Path, readers: Readers, method: int) -> None:
    """Found by content, whatever the archive is called; the values come back in order."""
    save_all(tmp_path / "series", planes(9))
    source = packed(tmp_path / "series", method)
    before = sorted(tmp_path.rglob("*"))
    found = find(source, readers)
    assert (found.total, found.entries[0].count) == (9, 9)
    volume = order(read(found.pick())[0])
    assert all(np.array_equal(plane.stored, stored(index)) for index, plane in enumerate(volume.slices))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("prefix", ["../../", "/tmp/", "C:\\", "a/../../b/"])
def test_names_lead_nowhere(tmp_path: Path, readers: Readers, prefix: str) -> None:
    """Names of members are not used as paths: what they point to is not touched."""
    save_all(tmp_path / "in" / "series", planes(3))
    before = sorted(tmp_path.rglob("*"))
    source = packed(tmp_path / "in" / "series", prefix=prefix)
    assert len(read(find(source, readers).pick())[0].slices) == 3
    assert sorted(tmp_path.rglob("*")) == sorted([*before, source])


def test_links_folders_and_litter_are_left_out(tmp_path: Path, readers: Readers) -> None:
    """Only regular members count, and the __MACOSX shadows of macOS do not."""
    save_all(tmp_path / "series", planes(3))
    source = packed(tmp_path / "series")
    with zipfile.ZipFile(source, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.mkdir("folder")
        archive.writestr("__MACOSX/._00", b"\0\5\x16\7")
    assert find(source, readers).total == 3


def test_an_archive_in_an_archive_stays_closed(tmp_path: Path, readers: Readers) -> None:
    """One level is opened; what lies deeper is told as a file that is not DICOM."""
    save_all(tmp_path / "series", planes(3))
    inner = packed(tmp_path / "series")
    source = tmp_path / "outer.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.write(inner, "inner.zip")
    with pytest.raises(NoImagesError, match="zip archive"):
        find(source, readers).pick()


def test_a_bomb_is_not_opened(tmp_path: Path, readers: Readers) -> None:
    """A member that inflates a thousandfold is refused by what the archive says of it."""
    source = tmp_path / "bomb.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(65 << 20))
    with pytest.raises(InputError, match="inflates beyond measure"):
        find(source, readers)


def test_a_size_that_lies_is_refused(tmp_path: Path, readers: Readers) -> None:
    """A member that is longer than the archive says stops at what it said, and is refused."""
    save_all(tmp_path / "series", planes(1))
    source = packed(tmp_path / "series")
    data = bytearray(source.read_bytes())
    central = data.index(b"PK\1\2")
    data[central + 24 : central + 28] = (500).to_bytes(4, "little")
    source.write_bytes(data)
    with pytest.raises(UnreadableError, match="File 1 of 1 is damaged"):
        find(source, readers).pick()


def test_too_many_members_are_refused(tmp_path: Path, readers: Readers) -> None:
    """Fifty thousand files are more than any study."""
    source = tmp_path / "many.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for number in range(50_001):
            archive.writestr(str(number), b"")
    with pytest.raises(InputError, match="more than 50000 files"):
        find(source, readers)


def test_a_password_is_said(tmp_path: Path, readers: Readers) -> None:
    """An encrypted archive can't be read, and is not guessed at."""
    save_all(tmp_path / "series", planes(1))
    source = packed(tmp_path / "series")
    data = bytearray(source.read_bytes())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    source.write_bytes(data)
    with pytest.raises(InputError, match="encrypted zip archive; unpack it with its password"):
        find(source, readers)


@pytest.mark.parametrize("cut", [10, 400, -30])
def test_damage_is_said(tmp_path: Path, readers: Readers, cut: int) -> None:
    """An archive that is cut off has no list of members."""
    save_all(tmp_path / "series", planes(2))
    source = packed(tmp_path / "series")
    source.write_bytes(source.read_bytes()[:cut])
    with pytest.raises(UnreadableError, match="The source is a damaged zip archive"):
        find(source, readers)


def test_a_damaged_member_is_named(tmp_path: Path, readers: Readers) -> None:
    """A wrong checksum refuses the file by its number."""
    save_all(tmp_path / "series", planes(3))
    source = packed(tmp_path / "series", zipfile.ZIP_STORED)
    data = source.read_bytes()
    source.write_bytes(data.replace(b"Roe^Jane", b"Roe^June", 1))
    with pytest.raises(UnreadableError, match="File 1 of 3 is damaged in its zip archive"):
        find(source, readers).pick()


def test_an_empty_archive_is_said(tmp_path: Path, readers: Readers) -> None:
    """No members, no images."""
    source = tmp_path / "empty.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.mkdir("folder")
    with pytest.raises(NoImagesError, match="holds no files"):
        find(source, readers)
