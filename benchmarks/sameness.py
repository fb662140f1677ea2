"""Render one noisy scroll ten times, half of them at once, and compare bytes: ``python -m benchmarks.sameness``."""

import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.measure import clock, digest

_CACHE = Path(__file__).resolve().parents[1] / ".cache"
_SOURCE = _CACHE / "data/ct-chest-lidc0314"
_ALONE, _AT_ONCE = 5, 5


def digests(source: Path, folder: Path) -> Iterator[str]:
    """SHA-256 of each clip, in the liver window: where noise is widest, a race in the encoder would show."""

    def render(run: int) -> str:
        out = folder / f"{run}.mp4"
        options = ["--preset", "ct-liver", "--window", "150/30", "--length", "15s", "--quiet", "-o", str(out)]
        clock([sys.executable, "-m", "scrollcast", "render", str(source), *options])
        return digest(out)

    yield from map(render, range(_ALONE))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(render, range(_ALONE, _ALONE + _AT_ONCE))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=_CACHE) as name:
        found = list(digests(Path(sys.argv[1]) if len(sys.argv) > 1 else _SOURCE, Path(name)))
    print(f"{len(found)} renders, {len(set(found))} different: {', '.join(sorted({text[:12] for text in found}))}")
    sys.exit(len(set(found)) != 1)
