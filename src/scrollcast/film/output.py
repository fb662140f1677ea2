"""Put a file under its final name only when it is whole, in one step, and never over another by accident."""

import errno
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from scrollcast.errors import OutputError, UsageError
from scrollcast.model.verdict import Verdict

if sys.platform != "win32":
    import fcntl

_MARK = ".scrollcast-part"
_PART = re.compile(rf"\..*\.[a-z0-9_]{{8}}{re.escape(_MARK)}(\.\w+)?", re.DOTALL)
_STALE_SECONDS = 24 * 3600
_MODIFIED = 946_684_800  # 2000-01-01 UTC: when a case was shown is nobody's business (PS3.15 E.1 on dates)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


def settle_name(out: Path | str | None, name: str, suffix: str, overwrite: bool) -> Path:
    """Settle where an output goes, and check it before any work goes into it.

    Parameters
    ----------
    out : path or None
        None takes the name in the current folder, with a number where that is taken.
    name, suffix : str
        ``ct-abdomen`` and ``.mp4``.
    overwrite : bool
        Whether an older file may be replaced.

    Raises
    ------
    UsageError
        Where the output asked for ends otherwise.
    OutputError
        As `claim`.
    """
    if out is None:
        numbered = (Path(f"{name}{suffix}" if n == 1 else f"{name}-{n}{suffix}") for n in count(1))
        target = next(path for path in numbered if overwrite or not path.exists())
    else:
        target = Path(out)
        if target.suffix.lower() != suffix:
            raise UsageError(f"The output is written as {suffix}; give it a name that ends so.")
    claim(target, overwrite)
    return target


def write_text(target: Path, text: str, overwrite: bool) -> None:
    """Write words alone under their final name, in one step.

    Raises
    ------
    OutputError
        As `write_picture`.
    """
    _write(target, text.encode(), overwrite)


def write_picture(target: Path, content: bytes, verdict: Verdict, overwrite: bool) -> None:
    """Write a picture, or a page with pictures, under its final name, in one step.

    Parameters
    ----------
    target : Path
    content : bytes
    verdict : Verdict
        Of the gate: no picture is written without.
    overwrite : bool
        Whether an older file may be replaced.

    Raises
    ------
    OutputError
        Where it can't be written, or has come into being meanwhile and may not be replaced.
    """
    if not isinstance(verdict, Verdict):
        raise TypeError("a picture is written with the verdict of the gate")
    _write(target, content, overwrite)


def write_seen(target: Path, content: bytes, overwrite: bool) -> None:
    """Write a page for the eyes of whoever reviews a clip: what it shows has its final name already.

    Raises
    ------
    OutputError
        As `write_picture`.
    """
    _write(target, content, overwrite)


def claim(out: Path, overwrite: bool) -> None:
    """Check early that a file may be written, before any work goes into it.

    Parameters
    ----------
    out : Path
    overwrite : bool
        Whether an older file may be replaced.

    Raises
    ------
    OutputError
        Where it exists, is no regular file, or its folder is missing or can't be written to.
    """
    folder = out.absolute().parent
    if not folder.is_dir():
        raise OutputError(f"There is no folder {folder}; create it, or choose another output.")
    try:
        regular = stat.S_ISREG(out.lstat().st_mode)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutputError(f"{out} can't be written: {error.strerror}.") from error
    else:
        if not regular:
            raise OutputError(f"{out} is no regular file; choose another name for the output.")
        if not overwrite:
            raise _exists(out)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"The folder {folder} can't be written to; choose another output.")


@contextmanager
def part(out: Path) -> Iterator[Path]:
    """A new, empty, private file beside an output, gone when the block ends unless it was published.

    A killed process leaves it behind, under a name that says what it is; the next use of the folder a day later removes
    it.

    Raises
    ------
    OutputError
        Where the folder can't be written to.
    """
    folder = out.absolute().parent
    try:
        handle, name = tempfile.mkstemp(f"{_MARK}{out.suffix}", f".{out.stem[:40]}.", folder)
    except OSError as error:
        raise OutputError(f"The folder {folder} can't be written to: {error.strerror}.") from error
    path = Path(name)
    try:
        with os.fdopen(handle) as held:
            if sys.platform == "win32":
                held.close()  # an open file can't be renamed there
            else:
                _hold(held.fileno())
                _sweep(folder)
            yield path
    finally:
        path.unlink(missing_ok=True)


def publish(path: Path, out: Path, overwrite: bool) -> None:
    """Give a finished file its final name in one step, after its bytes are on the disk.

    Raises
    ------
    OutputError
        Where the output has come into being meanwhile and may not be replaced, or can't be written.
    """
    try:
        _settle(path)
        if overwrite:
            path.replace(out)
        else:
            _link(path, out)
    except FileExistsError as error:
        raise _exists(out) from error
    except OSError as error:
        raise OutputError(f"{out} can't be written: {error.strerror}.") from error
    with suppress(OSError):  # some network drives and Windows can't flush a folder
        _flush(out.absolute().parent, os.O_RDONLY)


def _write(target: Path, content: bytes, overwrite: bool) -> None:
    with part(target) as path:
        path.write_bytes(content)
        publish(path, target, overwrite)


def _exists(out: Path) -> OutputError:
    return OutputError(f"{out} exists; choose another name, or add --overwrite to replace it.")


def _settle(path: Path) -> None:
    mask = os.umask(0o077)
    os.umask(mask)
    path.chmod(0o644 & ~mask)
    os.utime(path, (_MODIFIED, _MODIFIED))
    _flush(path, os.O_RDWR)


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _link(path: Path, out: Path) -> None:
    """Link, which fails where the name is taken as a rename would not; on a drive without links, reserve the name."""
    try:
        os.link(path, out)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            path.replace(out)
        except OSError:
            out.unlink()
            raise
    else:
        path.unlink()


def _hold(handle: int) -> None:
    with suppress(OSError):  # a drive without locks
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(folder: Path) -> None:
    """Remove what killed processes have left: a day old, and held by nobody."""
    for entry in os.scandir(folder):
        if _PART.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError):
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE_SECONDS and _abandoned(entry.path):
                    Path(entry.path).unlink()


def _abandoned(path: str) -> bool:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
