"""Cases on this machine: a few processes that take one after the other, and none left when the batch ends."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import BinaryIO, cast

from scrollcast.batch.executor import Land, killed
from scrollcast.batch.standing import ended, settled
from scrollcast.batch.task import Outcome, State, Task, Terms

COMMAND = (sys.executable, "-P", "-m", "scrollcast.batch.worker")
_CHANCES = 2
_CASES = 50  # of one process; whatever a library keeps is gone then
_GRACE = 5.0  # seconds to clean up


class Pool:
    """Processes that are ready for the next case: to start one takes as long as half of a short clip.

    Parameters
    ----------
    jobs : int
        Cases at a time.
    command : sequence of str
        What starts a worker; another one in tests only.
    """

    def __init__(self, jobs: int, command: Sequence[str] = COMMAND) -> None:
        self._jobs, self._command = jobs, command
        self._idle: list[_Worker] = []
        self._running: set[_Worker] = set()
        self._lock, self._ended = Lock(), False

    @property
    def slots(self) -> int:
        """Cases at a time."""
        return self._jobs

    def work_off(self, tasks: Sequence[Task], terms: Terms, land: Land) -> None:
        """Render all cases; raises as `Executor.work_off`."""
        with ThreadPoolExecutor(self._jobs) as threads:
            jobs = {threads.submit(self._attend, task, terms) for task in tasks}
            try:
                for job in as_completed(jobs):
                    jobs.discard(job)
                    land(job.result())
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self._end()
                for job in jobs:
                    if not job.cancelled() and (outcome := job.result()).state is not State.LEFT:
                        land(outcome)
                raise
            finally:
                self._dismiss()

    def _attend(self, task: Task, terms: Terms) -> Outcome:
        """Give a case to a process, and to another one where something kills that."""
        number = 0
        if (outcome := settled(task, terms)) is not None:
            return outcome
        for _ in range(_CHANCES):
            try:
                outcome, number = self._run(task, terms)
            except OSError as error:  # no more processes, no more memory for one
                return ended(task, error)
            if outcome is not None:
                return outcome
            if self._ended:
                return self._cut_short(task, terms, number)
        return killed(task, f"ended with signal {-number}" if number < 0 else f"stopped with code {number}")

    def _cut_short(self, task: Task, terms: Terms, number: int) -> Outcome:
        """What came of a case whose worker was ended here: it may have been about to say that all is done."""
        found = settled(task, terms) if number else None
        return replace(found, state=State.DONE) if found and found.made else Outcome(task.name, State.LEFT)

    def _run(self, task: Task, terms: Terms) -> tuple[Outcome | None, int]:
        """What a process made of a case; None, and the code or signal that it ended with, where it made nothing."""
        with self._lock:
            if self._ended:
                return None, 0
            worker = self._idle.pop() if self._idle else _Worker(self._command)
            self._running.add(worker)
        outcome = worker.ask(task, terms)
        with self._lock:
            self._running.discard(worker)
            if outcome is not None and not self._ended and worker.cases < _CASES:
                self._idle.append(worker)
                return outcome, 0
        return outcome, worker.end()

    def _end(self) -> None:
        """End what runs, gently and then not."""
        with self._lock:
            self._ended = True
            running = list(self._running)
        for worker in running:
            worker.process.terminate()
        for worker in running:
            try:
                worker.process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                worker.process.kill()

    def _dismiss(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()


class _Worker:
    """A process that takes cases; it ends when its standard input does, with us or before."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            process_group=0,
        )
        self.cases = 0

    def ask(self, task: Task, terms: Terms) -> Outcome | None:
        """What came of a case; None where the process ended over it."""
        requests, answers = cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)
        self.cases += 1
        try:
            requests.write(pickle.dumps((task, terms)))
            requests.flush()
            outcome: Outcome = pickle.load(answers)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        return outcome

    def end(self) -> int:
        """Let go of it, wait until it has ended, and say with which code or signal."""
        with suppress(OSError):  # what was still to be sent to a dead process
            cast(BinaryIO, self.process.stdin).close()
        cast(BinaryIO, self.process.stdout).close()
        return self.process.wait()
