"""Files by path or by URL, wherever they are. The only module that imports fsspec."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Any, BinaryIO, cast
from uuid import uuid4

import fsspec

from scrollcast.errors import InputError, MissingDependencyError, NoImagesError, OutputError
from scrollcast.film.output import part, publish

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_STAMPS = ("ETag", "etag", "LastModified", "mtime", "modified", "updated", "created")
_WHOLE_PUTS = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl"}  # a put there shows whole or not at all
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """A file below a place.

    Attributes
    ----------
    name : str
        From that place on, with slashes; empty for the place itself.
    size : int
        Bytes.
    stamp : str
        Changes when the file does: time of change, or what the store says of its version.
    """

    name: str
    size: int
    stamp: str


def is_url(place: str) -> bool:
    """True for ``s3://bucket/key`` and the like; a path otherwise."""
    return _URL.match(place) is not None


def joined(place: str, name: str) -> str:
    """A place below a folder, or the name itself where it stands alone."""
    if is_url(name) or (not is_url(place) and Path(name).is_absolute()):
        return name
    if not is_url(place):
        return str(Path(place) / name)
    root, rest = place.split("://", 1)
    parts = os.path.normpath(PurePosixPath(rest) / name)
    return f"{root}://{parts.replace(os.sep, '/')}"


def folder_of(place: str) -> str:
    """The folder that a file is in."""
    return place.rstrip("/").rpartition("/")[0] if is_url(place) else str(Path(place).parent)


def is_folder(place: str) -> bool:
    """True where there is a folder; false for a file and for nothing. Raises InputError where it can't be seen."""
    if not is_url(place):
        return Path(place).is_dir()
    with _reached(place) as (system, path):
        return bool(system.isdir(path))


def items(place: str) -> tuple[Item, ...]:
    """All files below a place, by name; one without a name where the place is a file.

    Raises
    ------
    NoImagesError
        Where there is nothing.
    InputError
        Where it can't be reached.
    """
    found = tuple(sorted(_local(Path(place)) if not is_url(place) else _remote(place), key=lambda item: item.name))
    if not found:
        raise NoImagesError("There is nothing at the source of this case; see that its path or URL is right.")
    return found


def children(place: str) -> tuple[tuple[str, bool], ...]:
    """What stands directly in a folder, by name, without what is hidden: name, and whether it is a folder itself.

    Raises
    ------
    InputError
        Where it can't be listed.
    """
    if is_url(place):
        with _reached(place) as (system, path):
            found = [(str(each["name"]).rstrip("/").rpartition("/")[2], each["type"]) for each in system.ls(path, True)]
            listed = [(name, kind == "directory") for name, kind in found]
    else:
        try:
            listed = [(entry.name, entry.is_dir()) for entry in os.scandir(place)]
        except OSError as error:
            raise InputError(f"{place} can't be listed: {error.strerror}.") from None
    return tuple(sorted(each for each in listed if each[0] and not each[0].startswith(".")))


def matching(pattern: str) -> tuple[str, ...]:
    """Places that a pattern with ``*``, ``?`` or ``**`` stands for, by name."""
    with _reached(pattern) as (system, path):
        found = sorted(cast(list[str], system.glob(path)))
        return tuple(cast(str, system.unstrip_protocol(each)) if is_url(pattern) else each for each in found)


def read(place: str, most: int) -> bytes:
    """The bytes of a small file. Raises InputError where it can't be read or is larger than `most`."""
    with _reached(place) as (system, path), system.open(path, "rb") as file:
        content = cast(bytes, file.read(most + 1))
    if len(content) > most:
        raise InputError(f"A file is larger than {most // 1024} KiB where a small one was expected.")
    return content


def fetch(place: str, folder: Path) -> Path:
    """Bring a file or folder here from a URL; a path is already here. Raises InputError where it can't be read."""
    if not is_url(place):
        return Path(place)
    target = folder / (PurePosixPath(place.split("://", 1)[1].split("?", 1)[0]).name or "source")
    with _reached(place) as (system, path):
        system.get(path, str(target), recursive=bool(system.isdir(path)))
    return target


def digest(place: str) -> str | None:
    """SHA-256 of a file, hexadecimal; None where there is none. Raises OutputError where it can't be read."""
    try:
        with _opened(place) as file:
            found = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                found.update(chunk)
            return found.hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"An older output can't be read: {error.strerror or type(error).__name__}.") from None


def make_folder(place: str) -> None:
    """Make a folder for outputs. Raises OutputError where that is not possible."""
    try:
        if is_url(place):
            with suppress(FileExistsError):
                system, path = _system(place)
                system.makedirs(path, exist_ok=True)
        else:
            Path(place).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {place} can't be made: {error.strerror or type(error).__name__}.") from None


def deliver(file: Path, place: str, overwrite: bool) -> None:
    """Give a finished file its final name, at a path or a URL: whole, or not at all.

    Raises
    ------
    OutputError
        Where it can't be written, or has come into being meanwhile and may not be replaced.
    """
    if not is_url(place):
        target = Path(place)
        with part(target) as path:
            try:
                copyfile(file, path)
            except OSError as error:
                raise OutputError(f"{target} can't be written: {error.strerror}.") from error
            publish(path, target, overwrite)
        return
    try:
        _upload(file, place)
    except Exception as error:
        raise OutputError(f"The output can't be uploaded: {type(error).__name__}.") from error


def _upload(file: Path, place: str) -> None:
    system, path = _system(place)
    if place.split("://", 1)[0].lower() in _WHOLE_PUTS:
        system.put_file(str(file), path)
        return
    beside = f"{path.rpartition('/')[0]}/.{uuid4().hex}.scrollcast-part"
    try:
        system.put_file(str(file), beside)
        system.mv(beside, path)
    except BaseException:
        with suppress(Exception):
            system.rm_file(beside)
        raise


def _local(place: Path) -> Iterator[Item]:
    try:
        if not place.is_dir():
            if place.exists():
                yield _item("", place.stat())
            return
        for folder, _, names in place.walk() if hasattr(place, "walk") else _walk(place):
            for name in names:
                path = folder / name
                with suppress(FileNotFoundError):
                    yield _item(path.relative_to(place).as_posix(), path.stat())
    except OSError as error:
        raise InputError(f"The source of this case can't be read: {error.strerror}.") from None


def _walk(place: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    return ((Path(folder), folders, names) for folder, folders, names in os.walk(place))


def _item(name: str, status: os.stat_result) -> Item:
    return Item(name, status.st_size, str(status.st_mtime_ns))


def _remote(place: str) -> Iterator[Item]:
    with _reached(place) as (system, path):
        found = cast(Mapping[str, Mapping[str, Any]], system.find(path, detail=True))
        root = cast(str, system._strip_protocol(path)).rstrip("/")
        for name, facts in found.items():
            below = "" if name == root else name.removeprefix(f"{root}/")
            yield Item(below, int(facts.get("size") or 0), json.dumps([str(facts.get(key, "")) for key in _STAMPS]))


def _system(place: str) -> tuple[Any, str]:
    try:
        return cast(tuple[Any, str], fsspec.core.url_to_fs(place))
    except ImportError:
        scheme = place.split("://", 1)[0]
        extra = "pip install 'scrollcast[s3]'" if scheme == "s3" else f"install what fsspec needs for {scheme}://"
        raise MissingDependencyError(f"Nothing here can read {scheme}:// addresses; {extra}.") from None


@contextmanager
def _reached(place: str) -> Iterator[tuple[Any, str]]:
    """A file system and a path in it; what goes wrong there is an InputError, whatever library it comes from."""
    system, path = _system(place)
    system.invalidate_cache()
    try:
        yield system, path
    except FileNotFoundError:
        raise NoImagesError(
            "There is nothing at the place that this case names; see that path or URL is right."
        ) from None
    except (InputError, MissingDependencyError):
        raise
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        raise InputError(f"The place that this case names can't be read: {type(error).__name__}.") from None


@contextmanager
def _opened(place: str) -> Iterator[BinaryIO]:
    if not is_url(place):
        with Path(place).open("rb") as file:
            yield file
        return
    system, path = _system(place)
    with system.open(path, "rb") as stream:
        yield stream
