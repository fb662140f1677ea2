"""A private folder for a case at work; what killed workers have left behind goes at the next use."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scrollcast.errors import OutputError

if sys.platform != "win32":
    import fcntl

_NAME = "scrollcast-case-"
_LOCK = "held"


@contextmanager
def scratch(root: Path | None = None) -> Iterator[Path]:
    """A new folder that nobody else can read, gone when the block ends.

    Raises
    ------
    OutputError
        Where the system's folder for temporary files can't be written to.
    """
    root = root or Path(tempfile.gettempdir())
    _sweep(root)
    try:
        folder = Path(tempfile.mkdtemp(prefix=_NAME, dir=root))
    except OSError as error:
        raise OutputError(f"The folder for temporary files can't be written to: {error.strerror}.") from None
    try:
        with (folder / _LOCK).open("wb") as held:
            _take(held.fileno())
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(root: Path) -> None:
    """Remove folders whose process has ended without doing so."""
    for folder in root.glob(f"{_NAME}*"):
        with suppress(OSError), (folder / _LOCK).open("r+b") as held:
            if _take(held.fileno()):
                shutil.rmtree(folder, ignore_errors=True)


def _take(handle: int) -> bool:
    """Hold a lock that ends with this process, however it ends; False where another one holds it."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(handle).st_nlink > 0
