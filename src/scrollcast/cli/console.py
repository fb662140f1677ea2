"""What is said, and where: results on stdout, everything else on stderr, control characters nowhere."""

import contextlib
import os
import sys
from pathlib import Path

from scrollcast.errors import OutputError


def plain(text: str) -> str:
    """One line without anything that a terminal could act on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def say(text: str) -> None:
    """Say something on stderr, on lines of its own; a closed stderr hears nothing."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(*map(plain, f"scrollcast: {text}".splitlines()), sep="\n", file=sys.stderr, flush=True)


def tell(text: str) -> None:
    """Write a result to stdout; characters that its encoding lacks are escaped. Raises as `tell_path` does."""
    if sys.stdout is not None:
        _write(text.encode(sys.stdout.encoding, "backslashreplace"))


def tell_path(path: Path) -> None:
    """Write a path to stdout, byte for byte as the system knows it.

    Where the reader of stdout has gone, that is the reader's business.

    Raises
    ------
    OutputError
        Where stdout can't be written to for any other reason.
    """
    if sys.stdout is not None:
        _write(os.fsencode(path) + b"\n")


def _write(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _hush()
    except OSError as error:
        _hush()
        raise OutputError(f"Standard output can't be written to: {error.strerror}.") from error


def _hush() -> None:
    """Keep the interpreter from flushing what is left to a dead stdout, and failing, at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
