"""A batch from its first case to its reports, whatever becomes of it on the way."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from scrollcast.batch.executor import Executor
from scrollcast.batch.places import make_folder
from scrollcast.batch.report import MOST_POSTERS, Ending, write_reports
from scrollcast.batch.task import Outcome, State, Task, Terms


class Gallery(Protocol):
    """Someone who watches a batch."""

    def open(self, total: int, slots: int) -> None:
        """So many cases are to come, so many of them at a time."""

    def hang(self, outcome: Outcome) -> None:
        """A case has ended."""

    def close(self, ending: Ending) -> None:
        """The batch has ended, or was interrupted."""


def run(tasks: Sequence[Task], terms: Terms, executor: Executor, gallery: Gallery) -> Ending:
    """Work off a batch and write its reports.

    Raises
    ------
    OutputError
        Where the folder for the clips or the reports can't be made.
    KeyboardInterrupt, SystemExit
        Where it is interrupted; the reports are written then too, and list what is left.
    """
    make_folder(terms.out)
    start = time.perf_counter()
    landed: dict[str, Outcome] = {}

    def land(outcome: Outcome) -> None:
        landed[outcome.name] = outcome if len(landed) < MOST_POSTERS else _bare(outcome)
        gallery.hang(outcome)

    gallery.open(len(tasks), executor.slots)
    try:
        executor.work_off(tasks, terms, land)
    finally:
        outcomes = tuple(landed.get(task.name) or Outcome(task.name, State.LEFT) for task in tasks)
        ending = Ending(terms.out, outcomes, time.perf_counter() - start)
        gallery.close(ending)
        write_reports(ending)
    return ending


def _bare(outcome: Outcome) -> Outcome:
    """Without the poster, which the page would not show: a driver of very many cases has to keep all that is told."""
    return outcome if outcome.made is None else replace(outcome, made=replace(outcome.made, poster=b""))
