"""The figures as markdown, beside what they are to be."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import psutil
from benchmarks.measure import Process, Taken

from scrollcast.film.ffmpeg import Reel, executable


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured.

    Attributes
    ----------
    reel : Reel
    first : Taken
        ``scrollcast render`` as a whole, of slices that were not searched for text before.
    render : Taken
        The same again, as every one that follows.
    limit : Taken
        FFmpeg alone, with the same frames ready in memory and the same settings.
    start : Taken
        All of a render up to its first frame.
    still, cold : Taken
        ``scrollcast still``, with files in the page cache and without.
    help : Taken
    script : Taken or None
        The usual moviepy script.
    same : bool
        Whether scrollcast's clip and FFmpeg's are the same bytes.
    megabytes : float
        Size of the clip.
    """

    reel: Reel
    first: Taken
    render: Taken
    limit: Taken
    start: Taken
    still: Taken
    cold: Taken
    help: Taken
    script: Taken | None
    same: bool
    megabytes: float


def report(figures: Figures, preset: str) -> str:
    """Two tables: what was measured, and what it was to be."""
    reel = figures.reel
    return "\n".join(
        [
            f"Machine: {_machine()}",
            "",
            f"Film: preset {preset}, {reel.frames} frames of {reel.width} x {reel.height} at {reel.rate.fps} frames a "
            f"second, {figures.megabytes:.1f} MB.",
            "",
            "| | wall, s | CPU, s | of it, and peak memory |",
            "|---|---:|---:|---|",
            *_rows(figures),
            "",
            "| aim | figure | |",
            "|---|---|---|",
            *_aims(figures),
        ]
    )


def _rows(figures: Figures) -> Iterator[str]:
    yield _row("`scrollcast render`, the first one of a series: it is searched for text", figures.first)
    yield _row("`scrollcast render`, the whole process", figures.render)
    yield f"| of it, until FFmpeg starts: imports, reading, gate, layout | {figures.render.start:.2f} | | |"
    yield _row("all up to the first frame, run by itself", figures.start)
    yield _row("FFmpeg alone, the same frames ready in memory (the limit)", figures.limit)
    if figures.script is not None:
        yield _row("the usual moviepy script, as many frames", figures.script)
    yield _row("`scrollcast still`, page cache emptied", figures.cold)
    yield _row("`scrollcast still`", figures.still)
    yield _row("`scrollcast --help`, best of five", figures.help)


def _row(what: str, taken: Taken) -> str:
    return f"| {what} | {taken.wall:.2f} | {taken.cpu:.2f} | {'; '.join(_by_name(taken.processes))} |"


def _by_name(processes: tuple[Process, ...]) -> Iterator[str]:
    """Processes of one name in one phrase; memory is that of the largest."""
    for name, group in groupby(sorted(processes, key=lambda each: each.name), lambda each: each.name):
        each = list(group)
        how = f"{len(each)} x {name}" if len(each) > 1 else name
        yield f"{how} {sum(one.cpu for one in each):.1f} s, {max(one.peak for one in each):.0f} MiB"


def _aims(figures: Figures) -> Iterator[str]:
    render, limit, start = figures.render, figures.limit, figures.start
    wall, cpu = render.rest / limit.wall, render.cpu / limit.cpu
    own = max((each.peak for each in render.processes if each.name == "scrollcast"), default=0.0)
    yield _aim("wall at most 1.10 x the limit, plus start-up", f"{wall:.2f} x", wall <= 1.10)
    yield _aim("CPU at most 1.25 x the limit", f"{cpu:.2f} x", cpu <= 1.25)
    yield f"| CPU, start-up apart | {(render.cpu - start.cpu) / limit.cpu:.2f} x | |"
    if figures.script is not None:
        faster = figures.script.wall / render.wall
        times = f"{faster:.1f} x by wall, {figures.script.cpu / render.cpu:.1f} x by CPU"
        yield _aim("at least 8 x faster than the moviepy script", times, faster >= 8)
    yield _aim("scrollcast's own process at most 400 MiB", f"{own:.0f} MiB", own <= 400)
    search = max((each.peak for each in figures.first.processes if each.name == "search"), default=0.0)
    longer = figures.first.wall / render.wall - 1
    yield _aim("the search for text adds at most 25 % to a first render", f"{longer:.0%}", longer <= 0.25)
    yield f"| of CPU | {figures.first.cpu / render.cpu - 1:.0%} | |"
    yield _aim("its process stays under 600 MiB", f"{search:.0f} MiB", 0 < search < 600)
    yield _aim("`--help` within 0.3 s", f"{figures.help.wall:.2f} s", figures.help.wall <= 0.3)
    yield _aim(
        "a still within 2.5 s, no process running before", f"{figures.still.wall:.2f} s", figures.still.wall <= 2.5
    )
    yield _aim("and none of its files in memory either", f"{figures.cold.wall:.2f} s", figures.cold.wall <= 2.5)
    yield _aim("the same bytes as FFmpeg alone makes", "the same" if figures.same else "others", figures.same)


def _aim(aim: str, figure: str, met: bool) -> str:
    return f"| {aim} | {figure} | {'met' if met else '**missed**'} |"


def _machine() -> str:
    says = subprocess.run([executable(), "-version"], check=True, capture_output=True, text=True).stdout
    version = re.match(r"ffmpeg version n?(\d+(?:\.\d+)*)", says)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{cores} cores ({platform.machine()}), {psutil.virtual_memory().total / 2**30:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, FFmpeg {version[1] if version else 'unknown'}; "
        f"load {os.getloadavg()[0]:.1f} at the end of the run."
    )
