"""A batch from its first case to its reports."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.batches import terms
from scrollcast.batch.executor import Land
from scrollcast.batch.report import Ending
from scrollcast.batch.run import run
from scrollcast.batch.task import Made, Outcome, State, Task, Terms

TASKS = tuple(Task(name, f"/{name}.yaml", name) for name in ("a", "b", "c"))


class Stopped:
    """An executor that is interrupted after so many cases."""

    slots = 1

    def __init__(self, after: int) -> None:
        self._after = after

    def work_off(self, tasks: Sequence[Task], terms: Terms, land: Land) -> None:
        """Land some, from the last on."""
        for task in [*reversed(tasks)][: self._after]:
            land(Outcome(task.name, State.DONE, made=Made("0", 1, 1.0, (), b"poster")))
        if self._after < len(tasks):
            raise KeyboardInterrupt


class Seen:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.ending: Ending | None = None

    def open(self, total: int, slots: int) -> None:
        """The numbers."""
        self.told.append(f"{total} {slots}")

    def hang(self, outcome: Outcome) -> None:
        """A name."""
        self.told.append(outcome.name)

    def close(self, ending: Ending) -> None:
        """The end."""
        self.ending = ending


def test_what_is_told_keeps_the_order_of_the_cases(tmp_path: Path) -> None:
    """Whatever order they end in."""
    seen = Seen()
    ending = run(TASKS, terms(tmp_path), Stopped(3), seen)
    assert seen.told == ["3 1", "c", "b", "a"]
    assert [outcome.name for outcome in ending.outcomes] == ["a", "b", "c"]
    assert seen.ending is ending


def test_an_interrupt_is_reported_and_goes_on(tmp_path: Path) -> None:
    """The reports list what is left."""
    with pytest.raises(KeyboardInterrupt):
        run(TASKS, terms(tmp_path), Stopped(1), Seen())
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [case["state"] for case in told["cases"]] == ["left", "left", "done"]


def test_very_many_cases_keep_no_posters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page would not show them, and a driver would run out of memory."""
    monkeypatch.setattr("scrollcast.batch.run.MOST_POSTERS", 2)
    ending = run(TASKS, terms(tmp_path), Stopped(3), Seen())
    assert [outcome.made is not None and outcome.made.poster for outcome in ending.outcomes] == [
        b"",
        b"poster",
        b"poster",
    ]
