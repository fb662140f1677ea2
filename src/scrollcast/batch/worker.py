"""A process that renders cases: tasks on standard input, outcomes on standard output, until the input ends."""

import os
import pickle
import signal
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from scrollcast.batch.task import Task, Terms

_TERMINATED = 143


def main() -> None:
    """Work off what comes, one after the other; whatever runs is cut short where whoever sends it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    signal.signal(signal.SIGTERM, _leave)
    with os.fdopen(os.dup(1), "wb") as results:
        silence = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # what a library says may hold header text, and would garble the outcome
            os.dup2(silence, stream)
        tasks: SimpleQueue[tuple[Task, Terms]] = SimpleQueue()
        Thread(target=_listen, args=(tasks,), daemon=True).start()
        from scrollcast.batch.work import work  # noqa: PLC0415 - half a second in which the parent may end already

        while True:
            pickle.dump(work(*tasks.get()), results)
            results.flush()


def _listen(tasks: "SimpleQueue[tuple[Task, Terms]]") -> None:
    """Standard input stays open as long as the parent lives, however that ends."""
    with suppress(EOFError, pickle.UnpicklingError), os.fdopen(os.dup(0), "rb") as sent:  # Python shuts its own at exit
        while True:
            tasks.put(pickle.load(sent))
    os.kill(os.getpid(), signal.SIGTERM)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(_TERMINATED)


if __name__ == "__main__":
    main()
