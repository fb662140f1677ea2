"""Signals that end a program, as exceptions, so that whatever is half done is cleaned up on the way out."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_TERMINATED = 143


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into `SystemExit`, unless whoever started the program wants them ignored (nohup)."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in (getattr(signal, name) for name in names)}
    taken = [number for number, handler in before.items() if handler is signal.SIG_DFL]

    def leave(_number: int, _frame: FrameType | None) -> NoReturn:
        for number in taken:
            signal.signal(number, signal.SIG_IGN)  # a second one must not cut the cleaning up short
        sys.exit(_TERMINATED)

    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])
