"""Where cases are rendered: one interface, whether here or on a cluster."""

import signal
from collections.abc import Callable, Sequence
from typing import Protocol

from scrollcast.batch.task import Outcome, State, Task, Terms

Land = Callable[[Outcome], None]


class Executor(Protocol):
    """Somewhere cases are rendered."""

    @property
    def slots(self) -> int:
        """How many at a time, as far as is known now."""

    def work_off(self, tasks: Sequence[Task], terms: Terms, land: Land) -> None:
        """Render all cases, and tell what came of each, in the order in which they end.

        Raises
        ------
        KeyboardInterrupt, SystemExit
            Where it is interrupted: then all that ran has been ended, and what was not told is left.
        """


def killed(task: Task, how: str) -> Outcome:
    """What is told of a case whose worker was killed again."""
    return Outcome(
        task.name,
        State.FAILED,
        128 + signal.SIGKILL,
        f"Its worker {how}, twice. Most often that is a lack of memory: try fewer jobs at a time.",
    )
