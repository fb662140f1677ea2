"""Cases on this machine: a new process for each, so many at a time, and none left when the batch ends."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from threading import Lock

from scrollcast.batch.executor import Land, killed
from scrollcast.batch.standing import ended, settled
from scrollcast.batch.task import Outcome, State, Task, Terms

COMMAND = (sys.executable, "-P", "-m", "scrollcast.batch.worker")
_CHANCES = 2
_GRACE = 5.0  # seconds to clean up


class Pool:
    """A process for each case, new for each: what one case leaves behind in memory, no other one has to live with.

    Parameters
    ----------
    jobs : int
        Cases at a time.
    command : sequence of str
        What starts a worker; another one in tests only.
    """

    def __init__(self, jobs: int, command: Sequence[str] = COMMAND) -> None:
        self._jobs, self._command = jobs, command
        self._running: set[subprocess.Popen[bytes]] = set()
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

    def _attend(self, task: Task, terms: Terms) -> Outcome:
        """Start a process for a case, and once more where something kills it."""
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
        with self._lock:
            if self._ended:
                return None, 0
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                process_group=0,
            )
            self._running.add(process)
        answer = _converse(process, pickle.dumps((task, terms)))
        with self._lock:
            self._running.discard(process)
        return (pickle.loads(answer) if answer and process.returncode == 0 else None), process.returncode

    def _end(self) -> None:
        """End what runs, gently and then not."""
        with self._lock:
            self._ended = True
            running = list(self._running)
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()


def _converse(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    """All that a process answers; its standard input stays open until it has ended, which tells it that we live."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):
        process.stdin.write(question)
        process.stdin.flush()
    with process.stdout:
        answer = process.stdout.read()
    process.wait()
    with suppress(BrokenPipeError):
        process.stdin.close()
    return answer
