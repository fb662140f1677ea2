"""A folder that appears under its name only when all in it is whole, and never over one that is not ours."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrollcast.errors import OutputError

_MARK = ".scrollcast-part"


def claim_folder(out: Path, sign: str, overwrite: bool) -> None:
    """Check early that a folder may be written, before any work goes into it.

    Parameters
    ----------
    out : Path
    sign : str
        Name of a file by which an older one is known as ours.
    overwrite : bool
        Whether an older one may be replaced.

    Raises
    ------
    OutputError
        Where it exists and may not be replaced, or its parent is missing or can't be written to.
    """
    parent = out.absolute().parent
    if not parent.is_dir():
        raise OutputError(f"There is no folder {parent}; create it, or choose another output.")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputError(f"The folder {parent} can't be written to; choose another output.")
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise OutputError(f"{out} is no folder; choose another name for the output.")
    if out.is_dir() and any(out.iterdir()):
        if not (out / sign).is_file():
            raise OutputError(f"{out} holds other files; choose a new or an empty folder.")
        if not overwrite:
            raise OutputError(f"{out} exists; choose another name, or add --overwrite to replace it.")


@contextmanager
def whole_folder(out: Path, sign: str, overwrite: bool) -> Iterator[Path]:
    """A private folder beside an output, which takes its name when the block ends well and is gone when it does not.

    Raises
    ------
    OutputError
        As `claim_folder`; also where the output has come into being meanwhile.
    """
    claim_folder(out, sign, overwrite)
    parent = out.absolute().parent
    work = Path(tempfile.mkdtemp(_MARK, f".{out.name[:40]}.", parent))
    try:
        yield work
        mask = os.umask(0o077)
        os.umask(mask)
        work.chmod(0o777 & ~mask)
        claim_folder(out, sign, overwrite)
        _replace(work, out)
    except OSError as error:
        raise OutputError(f"{out} can't be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _replace(work: Path, out: Path) -> None:
    if not out.exists():
        work.rename(out)
        return
    older = Path(tempfile.mkdtemp(_MARK, f".{out.name[:40]}.", out.absolute().parent))
    out.replace(older)
    try:
        work.rename(out)
    except OSError:
        older.rename(out)
        raise
    shutil.rmtree(older, ignore_errors=True)


def share(source: Path, target: Path) -> None:
    """Give a finished file a second name, as a link where the drive has links, else as a copy.

    Raises
    ------
    OutputError
        Where it can't be written.
    """
    try:
        os.link(source, target)
    except OSError:
        try:
            shutil.copy2(source, target)
        except OSError as error:
            raise OutputError(f"{target} can't be written: {error.strerror}.") from error
