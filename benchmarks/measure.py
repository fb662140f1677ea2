"""Run a command and say what it took: wall, CPU, and the peak memory of every process it started."""

import hashlib
import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

_EVERY_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Process:
    """What one process took: CPU seconds, and MiB of resident memory at its peak."""

    name: str
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds of wall and of CPU, children included."""

    wall: float
    cpu: float
    processes: tuple[Process, ...] = ()


def best(runs: Sequence[Taken]) -> Taken:
    """The least wall and the least CPU: what else a machine does makes a run longer, never shorter."""
    return Taken(min(run.wall for run in runs), min(run.cpu for run in runs))


def merge(timed: Sequence[Taken], watched: Taken) -> Taken:
    """Times of the runs that nobody looked at, processes of the one that was."""
    return replace(best(timed), processes=watched.processes)


def clock(arguments: Sequence[str], stdin: Path | None = None) -> Taken:
    """Time a command without looking at it while it runs.

    Raises
    ------
    SystemExit
        Where it fails.
    """
    with Path(os.devnull if stdin is None else stdin).open("rb") as given:
        start = time.perf_counter()
        with subprocess.Popen(arguments, stdin=given, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} failed with code {process.returncode}")
    return Taken(wall, usage.ru_utime + usage.ru_stime)


def watch(arguments: Sequence[str], stdin: Path | None = None) -> Taken:
    """Look at a command's processes fifty times a second, which costs some of the time that `clock` measures."""
    seen: dict[int, Process] = {}
    with Path(os.devnull if stdin is None else stdin).open("rb") as given:
        start = time.perf_counter()
        with psutil.Popen(arguments, stdin=given, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                for each in (process, *process.children(recursive=True)):
                    with suppress(psutil.Error, OSError):
                        seen[each.pid] = _look(each, seen.get(each.pid))
                time.sleep(_EVERY_SECONDS)
            wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{arguments[0]} failed with code {process.returncode}")
    return Taken(wall, sum(each.cpu for each in seen.values()), tuple(seen.values()))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look(process: psutil.Process, before: Process | None) -> Process:
    times = process.cpu_times()
    peak = _peak(process)
    if not peak:  # it has ended, and waits to be reaped
        raise psutil.NoSuchProcess(process.pid)
    return Process(_name(process.cmdline()), times.user + times.system, max(peak, before.peak if before else 0))


def _peak(process: psutil.Process) -> float:
    """The kernel's own high-water mark where it keeps one, so that no peak between two looks is missed."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return float(process.memory_info().rss) / 2**20
    for line in status.read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _name(command: list[str]) -> str:
    if any("ffmpeg" in Path(part).name for part in command[:1]):
        return "FFmpeg"
    if any("worker" in part for part in command):
        return "reader"
    if any(Path(part).name == "scrollcast" for part in command[:2]):
        return "scrollcast"
    return "Python"
