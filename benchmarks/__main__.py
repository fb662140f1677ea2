"""Take the figures of benchmarks/README.md in one run: ``python -m benchmarks``."""

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path

from benchmarks.measure import Taken, best, clock, digest, merge, noting, watch
from benchmarks.report import Figures, report

from scrollcast.film.ffmpeg import Reel, command, executable
from scrollcast.model.timing import Rate

_ROOT = Path(__file__).resolve().parents[1]
_CACHE = _ROOT / ".cache"
_SOURCE = _CACHE / "data/ct-chest-lidc0314"
_SHARED_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30
_HELPS = 5


def measure(source: Path, preset: str, repeats: int, with_script: bool) -> Figures:
    """Run everything; scrollcast and its limit by turns, so that what else the machine does meets both."""
    with tempfile.TemporaryDirectory(dir=_CACHE) as name:
        folder = Path(name)
        film, alone, usual = folder / "film.mp4", folder / "alone.mp4", folder / "usual.mp4"
        render = scrollcast("render", source, "--preset", preset, "--quiet", "--overwrite", "-o", film)
        still = scrollcast("still", source, "--preset", preset, "--at", "3s", "--overwrite", "-o", folder / "still.png")
        draw = [sys.executable, "-m", "benchmarks.draw", str(source), preset]
        os.environ["XDG_CACHE_HOME"] = str(folder)
        anew(folder, clock, render)
        empty_page_cache(source)
        cold = clock(still)
        reel = drawn(draw)
        with raw_frames(draw, reel, folder) as raw:
            encode = command(executable(), reel, alone)
            noted = noting(executable(), folder)
            runs = [
                (anew(folder, clock, render), clock(render, ffmpeg=noted), clock(encode, raw), clock(draw))
                for _ in range(repeats)
            ]
            firsts, renders, limits, starts = zip(*runs, strict=True)
            return Figures(
                reel=reel,
                first=merge(firsts, anew(folder, watch, render)),
                render=merge(renders, watch(render)),
                limit=merge(limits, watch(encode, raw)),
                start=merge(starts, watch(draw)),
                still=best([clock(still) for _ in range(repeats)]),
                cold=cold,
                help=best([clock(scrollcast("--help")) for _ in range(_HELPS)]),
                script=watch(moviepy(source, reel, usual), every=0.5) if with_script else None,
                same=digest(film) == digest(alone),
                megabytes=film.stat().st_size / 1e6,
            )


def anew(folder: Path, measured: Callable[[list[str]], Taken], arguments: list[str]) -> Taken:
    """Measure a command that has to look for text as if its slices were never looked at before."""
    shutil.rmtree(folder / "scrollcast", ignore_errors=True)
    return measured(arguments)


def scrollcast(*arguments: str | Path) -> list[str]:
    """The command line of a run."""
    return [str(Path(sysconfig.get_path("scripts")) / "scrollcast"), *map(str, arguments)]


def moviepy(source: Path, reel: Reel, out: Path) -> list[str]:
    """The usual script, for as many frames."""
    return [sys.executable, "-m", "benchmarks.moviepy_script", str(source), str(reel.frames), str(out)]


def drawn(draw: list[str]) -> Reel:
    """What the frames of the film have in common."""
    words = subprocess.run(draw, check=True, capture_output=True, text=True).stdout.split()
    width, height, fps, frames = words
    return Reel(int(width), int(height), Rate(Fraction(fps)), int(frames))


@contextmanager
def raw_frames(draw: list[str], reel: Reel, folder: Path) -> Iterator[Path]:
    """All frames, ready for FFmpeg to read from memory: in /dev/shm where there is room, else in the page cache."""
    size = reel.width * reel.height * 3 // 2 * reel.frames
    roomy = _SHARED_MEMORY.is_dir() and shutil.disk_usage(_SHARED_MEMORY).free > size + _ROOM
    with tempfile.TemporaryDirectory(dir=_SHARED_MEMORY if roomy else folder) as name:
        raw = Path(name) / "frames.yuv"
        subprocess.run([*draw, str(raw)], check=True, stdout=subprocess.DEVNULL)
        yield raw


def empty_page_cache(source: Path) -> None:
    """Have the kernel forget the series and the packages, as far as no running program holds them."""
    if not hasattr(os, "posix_fadvise"):
        return
    for folder in (source, Path(sysconfig.get_path("platlib")), _ROOT / "src", Path(sysconfig.get_path("stdlib"))):
        for path in folder.rglob("*"):
            with suppress(OSError), path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main() -> None:
    """Read the arguments, measure, print a report in markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, default=_SOURCE, help="folder of a series")
    parser.add_argument("--preset", default="ct-lung")
    parser.add_argument("--repeats", type=int, default=5, help="of each run but moviepy's; the best counts")
    parser.add_argument("--no-moviepy", action="store_true", help="leave the usual script out, it takes minutes")
    asked = parser.parse_args()
    if not asked.source.is_dir():
        raise SystemExit(f"There is no series in {asked.source}; name the folder of one.")
    os.chdir(_ROOT)
    print(report(measure(asked.source.resolve(), asked.preset, asked.repeats, not asked.no_moviepy), asked.preset))


if __name__ == "__main__":
    main()
