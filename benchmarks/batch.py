"""What a batch of many small cases takes, here and on Dask, left alone and with workers killed.

``python -m benchmarks.batch pool local scheduler --cases 200 --kills 20`` prints the figures of docs/scale.md.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import numpy as np
import psutil
from benchmarks.__main__ import scrollcast
from benchmarks.measure import Taken, best, clock, digest

from scrollcast.batch.cluster import environment
from scrollcast.batch.machine import cores
from scrollcast.dicom.write import write_series
from scrollcast.model.geometry import Spacing

_CASE = """\
schema: 1
title: Look at {name}
source: ./series
preset: ct-abdomen
length: 15s
fps: 5
beats:
  - hook: Scroll with me.
  - scroll: 14
  - quiz: {{ask: Which side?, options: [His left, His right], answer: 2, think: 3s}}
  - reveal: {{say: "At the right."}}
  - takeaway: Look at both sides.
"""
_ALONE = 4  # cases rendered one at a time, for the rate of one core
_WARM = 20  # cases until memory counts
_WORKERS = {"pool": "scrollcast.batch.worker", "local": "multiprocessing.spawn", "scheduler": "multiprocessing.spawn"}


def write_cases(folder: Path, count: int) -> None:
    """Cases on one small body: 24 slices of 96 x 96, 75 frames or so."""
    rows, columns = np.mgrid[0:96, 0:96]
    stack = np.full((24, 96, 96), -1000, np.int16)
    stack[:, ((rows - 48) / 30) ** 2 + ((columns - 48) / 42) ** 2 <= 1] = 40
    stack += np.random.default_rng(5).normal(0, 12, stack.shape).astype(np.int16)
    write_series(folder / "series", stack, Spacing(3.0, 3.0), -5.0, (-144.0, -144.0, 0.0))
    for number in range(count):
        name = f"case-{chr(97 + number // 26)}{chr(97 + number % 26)}"  # no number: it might be one of the header
        (folder / f"{name}.yaml").write_text(_CASE.format(name=name), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Run:
    """What all runs have in common."""

    folder: Path
    count: int
    jobs: int
    preview: bool

    @property
    def options(self) -> list[str]:
        """Of ``scrollcast batch``."""
        return ["--preview"] if self.preview else []

    def alone(self) -> Taken:
        """One case, by the command for one case."""
        made = self.folder.parent / "alone.mp4"
        command = "preview" if self.preview else "render"
        line = scrollcast(command, self.folder / "case-aa.yaml", "--quiet", "--overwrite", "-o", made)
        return best([clock(line) for _ in range(_ALONE)])


class Memory(Thread):
    """Looks at a driver and its workers, again and again, and kills some."""

    def __init__(self, driver: psutil.Process, where: str, out: Path, kills: Sequence[float]) -> None:
        super().__init__(daemon=True)
        self._driver, self._worker, self._out, self._kills = driver, _WORKERS[where], out, list(kills)
        self._everywhere, self.ended = where == "scheduler", Event()
        self.seen: list[tuple[int, float, float]] = []
        self.killed = 0
        self.cpu = 0.0  # of the driver and of all that it has started and seen end

    def run(self) -> None:
        """Look five times a second."""
        while not any(self._out.glob("*.mp4")) and not self.ended.wait(0.1):
            pass  # what is killed before it has started is no worker yet
        start = time.monotonic()
        while not self.ended.wait(0.2):
            with suppress(psutil.Error, OSError, ValueError):
                workers = self._workers()
                done = sum(1 for _ in self._out.glob("*.mp4"))
                largest = max(worker.memory_info().rss for worker in workers)
                self.seen.append((done, self._driver.memory_info().rss / 2**20, largest / 2**20))
                if self._kills and time.monotonic() - start > self._kills[0]:
                    self._kills.pop(0)
                    random.choice(workers).kill()
                    self.killed += 1

    def slopes(self) -> tuple[float, float]:
        """MiB a case that driver and workers grow by, once warm."""
        later = np.array([row for row in self.seen if row[0] >= _WARM])
        if len(later) < 2 or later[0, 0] == later[-1, 0]:
            return float("nan"), float("nan")
        return float(np.polyfit(later[:, 0], later[:, 1], 1)[0]), float(np.polyfit(later[:, 0], later[:, 2], 1)[0])

    def _workers(self) -> list[psutil.Process]:
        root = psutil.Process() if self._everywhere else self._driver
        below = [each for each in root.children(recursive=True) if self._worker in " ".join(each.cmdline())]
        return [each for each in below if "resource_tracker" not in " ".join(each.cmdline())]


def batch(run: "Run", out: Path, where: str, kills: Sequence[float]) -> tuple[dict[str, object], Memory]:
    """Run a batch to its report, and once more where a case was killed twice."""
    with _place(run.folder, where, run.jobs) as options:
        line = scrollcast("batch", run.folder, "-o", out, "--quiet", *run.options, *options)
        with subprocess.Popen(line, stdout=subprocess.DEVNULL) as driver:
            memory = Memory(psutil.Process(driver.pid), where, out, kills)
            memory.start()
            _, status, usage = os.wait4(driver.pid, 0)
            driver.returncode = os.waitstatus_to_exitcode(status)
        memory.cpu = usage.ru_utime + usage.ru_stime
        memory.ended.set()
        memory.join()
        told: dict[str, object] = json.loads((out / "report.json").read_text(encoding="utf-8"))
        if driver.returncode:
            subprocess.run(line, check=False, stdout=subprocess.DEVNULL)
    return told, memory


@contextmanager
def _place(folder: Path, where: str, jobs: int) -> Iterator[list[str]]:
    """The options for a place, and a scheduler with workers while it is needed."""
    if where != "scheduler":
        yield ["--jobs", str(jobs), *(["--cluster", "local"] if where == "local" else [])]
        return
    address = folder / "scheduler.json"
    module = [sys.executable, "-m", "distributed.cli"]
    commands = [[f"{'.'.join(module[2:])}.dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1"]]
    commands += [[f"{'.'.join(module[2:])}.dask_worker", "--nthreads", "1", "--no-dashboard"] for _ in range(jobs)]
    started = []
    for command in commands:
        line = [*module[:2], *command, "--scheduler-file", str(address)]
        quiet = subprocess.DEVNULL
        started.append(
            subprocess.Popen(line, stdout=quiet, stderr=quiet, cwd=folder, env={**os.environ, **environment()})
        )
    while not address.exists() or not address.read_text(encoding="utf-8"):
        time.sleep(0.1)
    try:
        yield ["--scheduler", json.loads(address.read_text(encoding="utf-8"))["address"]]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def measure(wheres: Sequence[str], run: Run, kills: int) -> Iterator[str]:
    """Lines of a report."""
    write_cases(run.folder, run.count)
    alone = run.alone()
    yield f"One case alone: {alone.wall:.2f} s, {alone.cpu:.2f} CPU s."
    yield f"{cores()} cores, {run.jobs} jobs, {run.count} cases.\n"
    yield "| where | killed | wall, s | clips/h | of cores x rate | CPU s each | driver, worker: MiB/case | clips |"
    yield "|---|---:|---:|---:|---:|---:|---|---|"
    calm: dict[str, str] = {}
    for where in wheres:
        times: tuple[float, ...] = ()
        for wanted in (0, kills) if kills else (0,):
            out = run.folder.parent / f"{where}-{wanted}"
            out.mkdir()
            told, memory = batch(run, out, where, times)
            clips = {path.name: digest(path) for path in sorted(out.glob("*.mp4"))}
            calm = calm or clips
            same = "same bytes" if clips == calm and len(clips) == run.count else "NOT THE SAME"
            yield _row(where, memory, told, alone.cpu) + f"{len(clips)} clips, {same} |"
            times = _moments(kills, told["wall"])
            shutil.rmtree(out)


def _moments(kills: int, seconds: object) -> tuple[float, ...]:
    """Random moments of a run that would take so long."""
    assert isinstance(seconds, float)
    chance = random.Random(7)
    return tuple(sorted(chance.uniform(0.05, 0.9) * seconds for _ in range(kills)))


def _row(where: str, memory: Memory, told: dict[str, object], cpu: float) -> str:
    cases, wall = told["cases"], told["wall"]
    assert isinstance(cases, list)
    assert isinstance(wall, float)
    rate = len(cases) / wall
    whole = "elsewhere" if where == "scheduler" else f"{memory.cpu / len(cases):.2f}"
    driver, workers = memory.slopes()
    twice = sum(case["clip"] is None for case in cases)
    return (
        f"| {where} | {memory.killed} | {wall:.0f} | {rate * 3600:.0f} | {rate / (cores() / cpu):.0%} | {whole} "
        f"| {driver:.3f}, {workers:.3f} | {twice} killed twice; "
    )


def main() -> None:
    """Read the arguments, measure, print a report in markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("where", nargs="*", choices=[*_WORKERS], default="pool", help="one or several places")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=cores())
    parser.add_argument("--kills", type=int, default=0, help="a second run in each place, with so many SIGKILLs")
    parser.add_argument("--preview", action="store_true", help="previews, where time is short")
    asked = parser.parse_args()
    wheres = [asked.where] if isinstance(asked.where, str) else asked.where
    with tempfile.TemporaryDirectory(prefix="batch-") as name:
        run = Run(Path(name) / "cases", asked.cases, asked.jobs, asked.preview)
        for line in measure(wheres, run, asked.kills):
            print(line, flush=True)


if __name__ == "__main__":
    main()
