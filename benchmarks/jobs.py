"""How many jobs a machine should be given: clips an hour and memory for 1, 2, 3 ... of them, and for large series.

``python -m benchmarks.jobs`` prints the tables of docs/scale.md that `usual_jobs` rests on.
"""

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
from benchmarks.__main__ import scrollcast
from benchmarks.batch import write_cases

from scrollcast.batch.machine import CASE_BYTES, cores, usual_jobs
from scrollcast.dicom.write import write_series
from scrollcast.model.geometry import Spacing

_LOOK = 0.05  # seconds between looks at memory


def peak(line: Sequence[str]) -> tuple[float, int]:
    """Seconds that a command takes, and the most bytes that it and all its processes hold at one moment."""
    most, start = 0, time.perf_counter()
    with psutil.Popen(line, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            held = 0
            with suppress(psutil.Error, OSError):
                for each in (process, *process.children(recursive=True)):
                    with suppress(psutil.Error, OSError):
                        held += each.memory_info().rss
            most = max(most, held)
            time.sleep(_LOOK)
    if process.returncode:
        raise SystemExit(f"{line[0]} failed with code {process.returncode}")
    return time.perf_counter() - start, most


def speeds(folder: Path, most: int, count: int) -> Iterator[str]:
    """A row for each number of jobs."""
    write_cases(folder, count)
    yield f"| jobs, of {cores()} cores | clips an hour | memory at its peak | load of the machine |"
    yield "|---:|---:|---:|---:|"
    for jobs in range(1, most + 1):
        wall, held = peak(
            scrollcast("batch", folder, "-o", folder.parent / f"out-{jobs}", "--jobs", str(jobs), "--quiet")
        )
        yield f"| {jobs} | {3600 * count / wall:.0f} | {held / 2**30:.2f} GiB | {os.getloadavg()[0]:.1f} |"


def sizes(folder: Path, slices: Sequence[int]) -> Iterator[str]:
    """A row for each number of slices of 512 x 512."""
    yield "| slices of 512 x 512 | s | memory at its peak |"
    yield "|---:|---:|---:|"
    rows, columns = np.mgrid[0:512, 0:512]
    body = np.where(((rows - 256) / 150) ** 2 + ((columns - 256) / 210) ** 2 <= 1, 40, -1000)
    for count in slices:
        series = folder / f"series-{count}"
        noise = np.random.default_rng(5).normal(0, 12, (8, 512, 512))
        stack = (body + noise[np.arange(count) % 8]).astype(np.int16)
        write_series(series, stack, Spacing(0.8, 0.8), -1.0, (-205.0, -205.0, 0.0))
        made = folder / f"made-{count}.mp4"
        wall, held = peak(scrollcast("render", series, "--preset", "ct-abdomen", "--quiet", "-o", made))
        yield f"| {count} | {wall:.1f} | {held / 2**20:.0f} MiB |"


def main() -> None:
    """Read the arguments, measure, print a report in markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jobs", description=__doc__)
    parser.add_argument("--most", type=int, default=2 * cores(), help="jobs")
    parser.add_argument("--cases", type=int, default=24)
    parser.add_argument("--slices", type=int, nargs="*", default=[72, 250, 500, 1000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jobs-") as name:
        for line in sizes(Path(name), asked.slices):
            print(line, flush=True)
        print(f"\nA case is given {CASE_BYTES >> 20} MiB; --jobs auto is {usual_jobs()} here.\n")
        for line in speeds(Path(name) / "cases", asked.most, asked.cases):
            print(line, flush=True)


if __name__ == "__main__":
    main()
