"""A process for one case: task on standard input, outcome on standard output; ends with the process that started it."""

import os
import pickle
import signal
import sys
from threading import Thread
from types import FrameType
from typing import NoReturn

_TERMINATED = 143


def main() -> None:
    """Work off the one task that comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    signal.signal(signal.SIGTERM, _leave)
    with os.fdopen(os.dup(1), "wb") as results:
        silence = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # what a library says may hold header text, and would garble the outcome
            os.dup2(silence, stream)
        task, terms = pickle.load(sys.stdin.buffer)
        Thread(target=_end_with_parent, daemon=True).start()
        from scrollcast.batch.work import work  # noqa: PLC0415 - half a second in which the parent may end already

        pickle.dump(work(task, terms), results)


def _end_with_parent() -> None:
    """Standard input stays open as long as the parent lives, however that ends."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(_TERMINATED)


if __name__ == "__main__":
    main()
