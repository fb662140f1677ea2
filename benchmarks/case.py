"""What a case costs beside a plain film, and its preview beside the clip: ``python -m benchmarks.case [SERIES]``.

The case is the starter that ``scrollcast new`` writes for the series.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.__main__ import scrollcast
from benchmarks.measure import best, clock

from scrollcast.authored.brief import brief
from scrollcast.authored.platforms import load_platform
from scrollcast.model.platform import ZoneName
from scrollcast.picture.layout import lay_out
from scrollcast.rendering import plan
from scrollcast.script.screenplay import write

_ROOT = Path(__file__).resolve().parents[1]
_CACHE = _ROOT / ".cache"
_SOURCE = _CACHE / "data/ct-chest-lidc0314"


def measure(source: Path, preset: str, repeats: int) -> Iterator[str]:
    """Lines of a report; what is compared runs by turns, so that what else the machine does meets all."""
    with tempfile.TemporaryDirectory(dir=_CACHE) as name:
        folder = Path(name)
        case = folder / "case.yaml"
        clock(scrollcast("new", source, "--preset", preset, "--quiet", "-o", case))
        clip = scrollcast("render", case, "--quiet", "--overwrite", "-o", folder / "clip.mp4")
        preview = scrollcast("preview", case, "--quiet", "--overwrite", "-o", folder / "preview.mp4")
        teach = [sys.executable, "-m", "benchmarks.teach", str(case), str(folder / "draft.mp4")]
        commands = (clip, preview, teach, [*teach, "--plain"])
        runs = zip(*([clock(each) for each in commands] for _ in range(repeats)), strict=True)
        rendered, previewed, taught, bare = map(best, runs)
        yield f"| `render` of the starter case | {rendered.wall:.2f} | {rendered.cpu:.2f} |"
        yield f"| `preview` of it | {previewed.wall:.2f} | {previewed.cpu:.2f} |"
        yield f"| its film, unsealed | {taught.wall:.2f} | {taught.cpu:.2f} |"
        yield f"| the same without marks, captions and quiz | {bare.wall:.2f} | {bare.cpu:.2f} |"
        yield "\n| aim | figure |\n|---|---:|"
        yield f"| preview at least 4 x faster than the render, by wall | {rendered.wall / previewed.wall:.1f} x |"
        yield f"| the same by CPU | {rendered.cpu / previewed.cpu:.1f} x |"
        yield f"| marks, captions and quiz add at most 10 % of CPU | {100 * (taught.cpu / bare.cpu - 1):.1f} % |"
        yield f"| plan of the case within 0.5 s of the headers | {planning(case):.3f} s |"


def planning(case: Path) -> float:
    """Seconds from facts and case to timeline and layout."""
    film = plan(case)
    facts, start = film.cleared.facts, time.perf_counter()
    asked = brief(case, None, film.brief.settings)
    platform = load_platform("vertical")
    write(facts, asked.case, asked.preset, platform)
    lay_out(platform, facts, ZoneName.ORGANIC, ())
    return time.perf_counter() - start


def main() -> None:
    """Read the arguments, measure, print a report in markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.case", description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, default=_SOURCE, help="folder of a series")
    parser.add_argument("--preset", default="ct-lung")
    parser.add_argument("--repeats", type=int, default=4, help="the best counts")
    asked = parser.parse_args()
    if not asked.source.is_dir():
        raise SystemExit(f"There is no series in {asked.source}; name the folder of one.")
    os.chdir(_ROOT)
    print("| | wall, s | CPU, s |\n|---|---:|---:|")
    for row in measure(asked.source.resolve(), asked.preset, asked.repeats):
        print(row, flush=True)


if __name__ == "__main__":
    main()
