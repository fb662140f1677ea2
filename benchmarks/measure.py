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

_NOTE = ".note"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode: none is compiled at each start


@dataclass(frozen=True, slots=True)
class Process:
    """What one process took: CPU seconds, and MiB of resident memory at its peak."""

    name: str
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds of wall and of CPU, children included.

    Attributes
    ----------
    wall, cpu : float
    start : float
        Seconds until it started FFmpeg; 0 where nobody looked.
    processes : tuple of Process
    """

    wall: float
    cpu: float
    start: float = 0.0
    processes: tuple[Process, ...] = ()

    @property
    def rest(self) -> float:
        """Seconds after FFmpeg was started."""
        return self.wall - self.start


def best(runs: Sequence[Taken]) -> Taken:
    """The shortest run and the least CPU: what else a machine does makes a run longer, never shorter."""
    fastest = min(runs, key=lambda run: run.wall)
    return replace(fastest, cpu=min(run.cpu for run in runs))


def merge(timed: Sequence[Taken], watched: Taken) -> Taken:
    """Times of the runs that nobody looked at, processes of the one that was."""
    return replace(best(timed), processes=watched.processes)


def clock(arguments: Sequence[str], stdin: Path | None = None, ffmpeg: Path | None = None) -> Taken:
    """Time a command without looking at it while it runs.

    Parameters
    ----------
    arguments : sequence of str
    stdin : Path, optional
    ffmpeg : Path, optional
        What the command is to use as FFmpeg: a script of `noting`.

    Raises
    ------
    SystemExit
        Where it fails.
    """
    with Path(os.devnull if stdin is None else stdin).open("rb") as given:
        environment = {**os.environ, "IMAGEIO_FFMPEG_EXE": str(ffmpeg)} if ffmpeg else None
        clock_time, start = time.time(), time.perf_counter()
        with subprocess.Popen(arguments, stdin=given, stdout=subprocess.DEVNULL, env=environment) as process:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} failed with code {process.returncode}")
    noted = ffmpeg.with_suffix(_NOTE).stat().st_mtime - clock_time if ffmpeg else 0.0
    return Taken(wall, usage.ru_utime + usage.ru_stime, noted)


def noting(exe: str, folder: Path) -> Path:
    """A script that notes when it starts, and goes on as FFmpeg."""
    script = folder / "ffmpeg.sh"
    script.write_text(f'#!/bin/sh\ntouch "{script.with_suffix(_NOTE)}"\nexec "{exe}" "$@"\n')
    script.chmod(0o755)
    return script


def watch(arguments: Sequence[str], stdin: Path | None = None, every: float = 0.02) -> Taken:
    """Look at a command's processes every few seconds, which costs some of the time that `clock` measures."""
    seen: dict[int, Process] = {}
    with Path(os.devnull if stdin is None else stdin).open("rb") as given:
        start = time.perf_counter()
        with psutil.Popen(arguments, stdin=given, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                for each in (process, *process.children(recursive=True)):
                    with suppress(psutil.Error, OSError):
                        seen[each.pid] = _look(each, seen.get(each.pid))
                time.sleep(every)
            wall = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{arguments[0]} failed with code {process.returncode}")
    return Taken(wall, sum(each.cpu for each in seen.values()), processes=tuple(seen.values()))


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
    if any("privacy.ocr" in part for part in command):
        return "search"
    if any(Path(part).name == "scrollcast" for part in command[:2]):
        return "scrollcast"
    return "Python"
