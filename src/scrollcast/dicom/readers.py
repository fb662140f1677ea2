"""Reader processes seen from the main one: started early, watched, and replaced when a file kills one."""

import json
import math
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from io import BufferedReader
from time import monotonic
from typing import Any, BinaryIO, Self, cast

from scrollcast.errors import InputError, MissingDependencyError, UnreadableError

COMMAND = (sys.executable, "-P", "-m", "scrollcast.dicom.worker")
PATIENCE = 15.0  # seconds without an answer
_START = 60.0  # seconds until a reader must be ready; a cold disk is slow
_AHEAD = 8  # requests sent before the first answer is read: well within a pipe's buffer
_FEW = 2  # where one bad file ends it all
_MOST = 4
_MOST_DEATHS = 3
_GLANCE = 0.1  # seconds between looks at the clock
_WORTH = 1.0  # seconds of work left to each reader for which one more is started; to import costs it a quarter
_MOST_BYTES = 64 << 20  # of one answer
_PIPE = 1 << 20  # bytes; whole planes in a few writes (Linux only)

Request = dict[str, Any]
Answer = dict[str, Any]
Take = Callable[[int, Answer], memoryview | None]


class Readers:
    """A few reader processes; they end with this object, or with the main process.

    Parameters
    ----------
    count : int or None
        How many; None for one, and more where there is much to do: one a core, up to four.
    command : sequence of str
        What starts a reader; another one in tests only.
    patience : float
        Seconds without an answer after which a reader is taken for hung.
    """

    def __init__(self, count: int | None = None, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._command, self._patience = command, patience
        self._fewest, self._most = count or 1, count or min(_MOST, _cores())
        self._idle = [_Reader(command) for _ in range(self._fewest)]
        weakref.finalize(self, _end, self._idle)

    @classmethod
    def start(cls) -> Self:
        """Start a reader now, so that it imports while the main process does other things; or take the one ahead."""
        return cast(Self, _ahead.pop()) if _ahead else cls()

    @classmethod
    def ahead(cls) -> None:
        """Start it for the next `start`, before there is even the code that will ask it."""
        if not _ahead:
            _ahead.append(cls())

    def close(self) -> None:
        """End the readers; another `ask` starts new ones."""
        _end(self._idle)

    def ask(self, requests: Sequence[Request], take: Take, all_or_nothing: bool = False) -> None:
        """Spread requests over the readers.

        Parameters
        ----------
        requests : sequence of dict
            For `answer.to`.
        take : callable
            Given the index of a request and its answer, in any order and from several threads; returns where the
            answer's bytes go, exactly as long as ``answer["bytes"]``, or None where they are not wanted. A file that
            ended its reader is answered with ``unusable``.
        all_or_nothing : bool
            Ask for no more once something is ``unusable``; whatever comes before it is still answered.

        Raises
        ------
        MissingDependencyError, UnreadableError
            Where no reader can be started at all.
        """
        todo = _Todo(len(requests), _FEW if all_or_nothing else _AHEAD)
        self._revive()
        with ThreadPoolExecutor(self._most) as threads:
            wanted = _watched(take, todo, all_or_nothing)
            slots = range(min(len(self._idle), -(-len(requests) // todo.ahead)))
            jobs = [threads.submit(self._serve, slot, requests, todo, wanted) for slot in slots]
            try:
                while wait(jobs, _GLANCE, FIRST_EXCEPTION).not_done and not any(_failed(job) for job in jobs):
                    for reader in list(self._idle):
                        reader.end_if_hung()
                    if len(self._idle) < self._most and todo.rest() > _WORTH * len(self._idle):
                        self._idle.append(_Reader(self._command))
                        jobs.append(threads.submit(self._serve, len(self._idle) - 1, requests, todo, wanted))
                for job in jobs:
                    if _failed(job):
                        job.result()
            except BaseException:
                todo.stop()
                self.close()
                raise

    def _revive(self) -> None:
        for reader in self._idle:
            if reader.dead:
                reader.end()
        self._idle[:] = [reader for reader in self._idle if not reader.dead]
        self._idle += [_Reader(self._command) for _ in range(self._fewest - len(self._idle))]

    def _serve(self, slot: int, requests: Sequence[Request], todo: "_Todo", take: Take) -> None:
        if not todo.begin(self._idle[slot].started):
            return
        while batch := todo.next():
            reader = self._idle[slot]
            done = reader.converse([requests[index] for index in batch], batch, take, self._patience)
            if done < len(batch):
                reader.end()
                take(batch[done], {"unusable": f"is damaged: reading it {reader.epitaph}"})
                if not todo.stopped:
                    self._idle[slot] = _Reader(self._command)
                    todo.again(batch[done + 1 :])


_ahead: list[Readers] = []


def _watched(take: Take, todo: "_Todo", all_or_nothing: bool) -> Take:
    def watched(index: int, answer: Answer) -> memoryview | None:
        todo.note_answer()
        if all_or_nothing and "unusable" in answer:
            todo.stop()
        return take(index, answer)

    return watched


def _failed(job: Future[None]) -> bool:
    return job.done() and job.exception() is not None


class _Todo:
    """Indices that are still to be asked for, handed out in small batches; files may end only so many readers."""

    def __init__(self, count: int, ahead: int) -> None:
        self.ahead, self.stopped, self._deaths = ahead, False, 0
        self._left, self._lock = list(range(count - 1, -1, -1)), threading.Lock()
        self._unanswered, self._answered, self._begun = count, 0, list[float]()
        self._handed_out: Future[None] = Future()

    def begin(self, started: Future[None]) -> bool:
        """Wait until a reader has started; False where the others have taken everything before it has."""
        wait([started, self._handed_out], return_when=FIRST_COMPLETED)
        with self._lock:
            self._begun.append(monotonic())
        return started.done()

    def next(self) -> list[int]:
        with self._lock:
            batch = [self._left.pop() for _ in range(min(self.ahead, len(self._left)))]
            self._note_left()
        return batch

    def again(self, indices: list[int]) -> None:
        with self._lock:
            self._deaths += 1
            if self._deaths > _MOST_DEATHS:
                raise UnreadableError("Several files in the source are damaged so badly that reading was given up.")
            self._left.extend(reversed(indices))

    def stop(self) -> None:
        with self._lock:
            self.stopped = True
            self._left.clear()
            self._note_left()

    def note_answer(self) -> None:
        with self._lock:
            self._answered, self._unanswered = self._answered + 1, self._unanswered - 1

    def rest(self) -> float:
        """Seconds that the rest would take one reader at the pace so far; 0 while it is too early to tell."""
        with self._lock:
            spent = sum(monotonic() - begun for begun in self._begun)
            return spent / max(self._answered, 1) * self._unanswered if self._left and spent > _GLANCE else 0.0

    def _note_left(self) -> None:
        if not self._left and not self._handed_out.done():
            self._handed_out.set_result(None)


class _Reader:
    """One reader process."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # whatever a library complains about may hold header text
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            pipesize=_PIPE,
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BufferedReader, self._process.stdout)
        self._deadline = monotonic() + _START
        self.epitaph = "ended the reader"
        self.started: Future[None] = Future()
        threading.Thread(target=self._await_start, daemon=True).start()

    def converse(self, requests: list[Request], indices: list[int], take: Take, patience: float) -> int:
        """Send requests and take their answers; the number answered, fewer than sent where the reader died."""
        self.started.result()
        try:
            self._requests.write(b"".join(json.dumps(request).encode("ascii") + b"\n" for request in requests))
            self._requests.flush()
        except OSError:
            return 0
        try:
            for done, index in enumerate(indices):
                self._deadline = monotonic() + patience
                if not self._take_one(index, take):
                    return done
        finally:
            self._deadline = math.inf
        return len(indices)

    def end_if_hung(self) -> None:
        """End the process where its answer is overdue."""
        if monotonic() > self._deadline:
            self.epitaph = "took too long"
            self._process.kill()

    def _take_one(self, index: int, take: Take) -> bool:
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            return False
        answer = json.loads(line)
        if "missing" in answer:
            raise MissingDependencyError(f"The codec {answer['missing']} is not installed; install scrollcast again.")
        target, size = take(index, answer), answer.get("bytes", 0)
        if size > _MOST_BYTES or (target is not None and len(target) != size):
            raise InputError("A reader sent pixels that were not asked for.")
        return bool(self._answers.readinto(memoryview(bytearray(size)) if target is None else target) == size)

    def _await_start(self) -> None:
        """In a thread of its own, so that a reader that is slow to start holds nobody up."""
        line = self._answers.readline()
        self._deadline = math.inf
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        match answer:
            case {"ready": True}:
                self.started.set_result(None)
            case {"missing": name}:
                sentence = f"The package {name} is not installed; install scrollcast again."
                self.started.set_exception(MissingDependencyError(sentence))
            case _:
                self.started.set_exception(UnreadableError("The process that reads DICOM files could not start."))

    @property
    def dead(self) -> bool:
        """True where the process has ended."""
        return self._process.poll() is not None

    def end(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.wait()
        wait([self.started])
        with suppress(OSError):  # what was still to be sent to a dead process
            self._requests.close()
        self._answers.close()


def _end(readers: list[_Reader]) -> None:
    for reader in readers:
        reader.end()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
