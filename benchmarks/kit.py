"""What a kit for all eight platforms costs beside one render: ``python -m benchmarks.kit [CASE] [--repeats N]``."""

import argparse
import os
import sys
import sysconfig
import tempfile
from pathlib import Path

from benchmarks.measure import best, clock

_ALL = "tiktok,instagram,youtube,x,facebook,linkedin,mastodon,bluesky"
_CASE = Path(__file__).resolve().parents[1] / "examples/ct-abdomen-quiz/case.yaml"
_MOST = 2.2


def main() -> None:
    """Run both by turns, each with nothing remembered of the search for text, and print CPU seconds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="?", type=Path, default=_CASE)
    parser.add_argument("--repeats", type=int, default=2)
    asked = parser.parse_args()
    scrollcast = str(Path(sysconfig.get_path("scripts")) / "scrollcast")
    renders, kits = [], []
    for number in range(asked.repeats):
        with tempfile.TemporaryDirectory() as name:
            place = Path(name)
            for runs, command in (
                (renders, ["render", asked.case, "-o", place / f"{number}.mp4"]),
                (kits, ["kit", asked.case, "--to", _ALL, "-o", place / f"{number}"]),
            ):
                os.environ["XDG_CACHE_HOME"] = str(place / f"cache-{len(runs)}-{command[0]}")
                runs.append(clock([scrollcast, *map(str, command), "--quiet"]))
    one, all_of_them = best(renders), best(kits)
    ratio = all_of_them.cpu / one.cpu
    print(
        f"render {one.cpu:.1f} s of CPU, {one.wall:.1f} s wall; kit {all_of_them.cpu:.1f} s, {all_of_them.wall:.1f} s"
    )
    print(f"kit for eight: {ratio:.2f} x the CPU of one render; at most {_MOST} is asked for")
    sys.exit(0 if ratio <= _MOST else 1)


if __name__ == "__main__":
    main()
