"""How far a render is: bars with the time left on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scrollcast.cli.console import plain, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from scrollcast.model.watch import Watch


class Silence:
    """Says nothing."""

    def stage(self, name: str, total: int) -> None:
        """Ignore the start of a stage."""

    def advance(self, done: int) -> None:
        """Ignore a step."""

    def note(self, text: str) -> None:
        """Ignore a note."""


class Lines(Silence):
    """Says each note in a line, for logs and pipes."""

    def note(self, text: str) -> None:
        """Say a note."""
        say(text)


class Bars(Silence):
    """Draws a bar for the stage at hand, below the notes."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress

    def stage(self, name: str, total: int) -> None:
        """Start the bar of a stage."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._progress.add_task(plain(name), total=total or None)

    def advance(self, done: int) -> None:
        """Move the bar to what is done of the stage's total."""
        for task in self._progress.task_ids:
            self._progress.update(task, completed=done)

    def note(self, text: str) -> None:
        """Say a note above the bar."""
        self._progress.console.print(
            f"scrollcast: {plain(text)}", markup=False, highlight=False, emoji=False, soft_wrap=True
        )


@contextmanager
def watching(quiet: bool) -> Iterator["Watch"]:
    """Show progress while a render runs."""
    if quiet or sys.stderr is None:
        yield Silence()
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Lines()
    else:
        from rich.console import Console  # noqa: PLC0415 - 60 ms that pipes and --help do without
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as progress:
            yield Bars(progress)
