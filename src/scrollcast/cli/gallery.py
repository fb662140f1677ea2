"""How far a batch is: a live table on a terminal, a line a case elsewhere, next to nothing when asked to be quiet."""

import os
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scrollcast.batch.task import State
from scrollcast.cli.console import plain, say

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

    from scrollcast.batch.report import Ending
    from scrollcast.batch.run import Gallery
    from scrollcast.batch.task import Outcome

_LATEST = 6
_MOST_LEFT = 20
_WORDS = {State.DONE: "done", State.THERE: "there already", State.REFUSED: "refused", State.FAILED: "failed"}


class Quiet:
    """Says only what is left where a batch was interrupted."""

    def __init__(self) -> None:
        self.counts: Counter[State] = Counter()
        self.total = self.slots = 0
        self.start = time.monotonic()

    def open(self, total: int, slots: int) -> None:
        """Take note of what is to come."""
        self.total, self.slots, self.start = total, slots, time.monotonic()

    def hang(self, outcome: "Outcome") -> None:
        """Count a case."""
        self.counts[outcome.state] += 1

    def close(self, ending: "Ending") -> None:
        """Say what is left."""
        left = [each.name for each in ending.outcomes if each.state is State.LEFT]
        if left:
            more = f" and {len(left) - _MOST_LEFT} more" if len(left) > _MOST_LEFT else ""
            say(f"Interrupted. {len(left)} cases are left, and the same command goes on with them: "
                f"{', '.join(left[:_MOST_LEFT])}{more}.")  # fmt: skip

    @property
    def left(self) -> int:
        """Cases that have not ended."""
        return self.total - self.counts.total()

    @property
    def pace(self) -> float:
        """Clips a second so far; those that were there already don't count."""
        return self.counts[State.DONE] / max(time.monotonic() - self.start, 1e-3)

    @property
    def forecast(self) -> str:
        """Clips an hour, and the time left."""
        ended = self.counts.total() - self.counts[State.THERE]
        seconds = (time.monotonic() - self.start) / ended * self.left if ended else 0
        hours = f"{self.pace * 3600:.0f} clips an hour" if self.counts[State.DONE] else "no clip yet"
        return f"{hours}, {_time(seconds)} left" if ended and self.left else hours


class Log(Quiet):
    """Says each case in a line, for logs and pipes."""

    def open(self, total: int, slots: int) -> None:
        """Say what is to come."""
        super().open(total, slots)
        say(f"{total} cases, {slots} at a time.")

    def hang(self, outcome: "Outcome") -> None:
        """Say how a case ended."""
        super().hang(outcome)
        say(f"{self.counts.total()}/{self.total} {_line(outcome)}")

    def close(self, ending: "Ending") -> None:
        """Say what it came to."""
        super().close(ending)
        pace = f"; {self.forecast}" if self.counts[State.DONE] else ""
        say(f"{_sum(self.counts)} in {_time(ending.wall)}{pace}.")


class Board(Log):
    """Draws a table of the counts, and the latest that went wrong."""

    def __init__(self, live: "Live") -> None:
        super().__init__()
        self._live, self._wrong = live, deque[str](maxlen=_LATEST)

    def open(self, total: int, slots: int) -> None:
        """Draw the table."""
        Quiet.open(self, total, slots)
        self._live.update(self.table())

    def hang(self, outcome: "Outcome") -> None:
        """Draw it anew."""
        Quiet.hang(self, outcome)
        if outcome.made is None:
            self._wrong.append(plain(_line(outcome)))
        self._live.update(self.table())

    def close(self, ending: "Ending") -> None:
        """Leave the table, and say what it came to below."""
        self._live.stop()
        super().close(ending)

    def table(self) -> "Table":
        """The table as it is now."""
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        whole = Table.grid(padding=(0, 2))
        facts = [("cases", str(self.total)), ("running", str(min(self.slots, self.left)))]
        facts += [(word, str(self.counts[state])) for state, word in _WORDS.items()]
        for word, number in [*facts, ("", self.forecast)]:
            whole.add_row(Text(word), Text(number))
        for line in self._wrong:
            whole.add_row(Text(""), Text(line, style="red"))
        return whole


@contextmanager
def watching_many(quiet: bool) -> Iterator["Gallery"]:
    """Show how far a batch is."""
    if quiet or sys.stderr is None:
        yield Quiet()
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Log()
    else:
        from rich.console import Console  # noqa: PLC0415 - 60 ms that pipes and --help do without
        from rich.live import Live  # noqa: PLC0415

        with Live(console=Console(stderr=True), refresh_per_second=4) as live:
            yield Board(live)


def _line(outcome: "Outcome") -> str:
    if outcome.made is None:
        return f"{outcome.name}: {_WORDS[outcome.state]} ({outcome.code}). {outcome.sentence}"
    took = f" in {_time(outcome.wall)}" if outcome.state is State.DONE else ""
    return f"{outcome.name}: {_WORDS[outcome.state]}{took}."


def _sum(counts: "Counter[State]") -> str:
    return ", ".join(f"{counts[state]} {word}" for state, word in _WORDS.items() if counts[state]) or "Nothing done"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
