"""How many series with burned-in text are stopped, and how many without: ``python -m benchmarks.ocr``.

``search SET`` burns words into the stacks of a set and keeps every box that is found, in portions that a later run goes
on from; ``report SET`` lays the rule over the boxes of sets: the figures are of ``fresh``, at which nobody had looked
and which is written in typefaces of its own. ``curve SET`` tries other numbers: for the choice, over the other sets.
"""

import argparse
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from time import monotonic

from benchmarks.ocr import typefaces
from benchmarks.ocr.backgrounds import CHECKED, CHOSEN, FRESH, HELD_OUT, REPORTED, Background, backgrounds
from benchmarks.ocr.burn import Burned, burn
from benchmarks.ocr.tables import Searched, curve, report
from benchmarks.ocr.typefaces import Faces, words

from scrollcast.model.series import Slice
from scrollcast.privacy.ocr import Engine
from scrollcast.privacy.rule import tallest
from scrollcast.privacy.text import pictures

_SETS = {
    "chosen": (CHOSEN, typefaces.CHOSEN),
    "checked": (CHECKED, typefaces.CHOSEN),
    "reported": (REPORTED, typefaces.CHOSEN),
    "held-out": (HELD_OUT, typefaces.OTHERS),
    "fresh": (FRESH, typefaces.FURTHER),
}
_KEPT = Path(__file__).resolve().parents[2] / ".cache" / "ocr"
_PLACES = ("corner", "anatomy")


def search(name: str, each: int, seconds: float) -> None:
    """Search a set for some time: every stack as it is, and with words, `each` times in corners and over anatomy."""
    os.nice(10)
    path, stop, engine = _KEPT / f"{name}.jsonl", monotonic() + seconds, Engine()
    path.parent.mkdir(parents=True, exist_ok=True)
    done = {searched.key for searched in kept(name)}
    with path.open("a", encoding="utf-8") as file:
        parts, faces = _SETS[name]
        for background in backgrounds(parts):
            for key, slices, burned in _series(f"{name} {background.name}", background, (faces, each), done):
                searched = _searched(engine, key, background, slices, burned)
                file.write(json.dumps(asdict(searched)) + "\n")
                file.flush()
                if monotonic() > stop:
                    print(f"{key}; go on with the same command")
                    return
    print("done")


def kept(name: str) -> Iterator[Searched]:
    """What earlier runs have found."""
    path = _KEPT / f"{name}.jsonl"
    if path.exists():
        yield from (Searched.told(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _series(
    name: str, background: Background, drawn: tuple[Faces, int], done: set[str]
) -> Iterator[tuple[str, tuple[Slice, ...], Burned | None]]:
    """The stack as it is, then with words; each series has a seed of its own, so that portions change nothing."""
    faces, each = drawn
    if (clean := f"{name} clean") not in done:
        yield clean, background.slices, None
    for place in _PLACES:
        for number in range(each):
            key = f"{name} {place} {number}"
            random = Random(zlib.crc32(key.encode()))
            made = None if key in done else burn(background, words(random, faces), place, random)
            if made is not None:
                yield key, *made


def _searched(
    engine: Engine, key: str, background: Background, slices: tuple[Slice, ...], burned: Burned | None
) -> Searched:
    drawn = pictures(slices, background.modality, background.published)
    found = engine.search(list(drawn.pixels), [list(group) for group in drawn.groups], tallest(drawn))
    rows, columns = slices[0].stored.shape
    return Searched(key, (rows, columns), len(slices), burned, drawn.names, found)


def main() -> None:
    """Search, or report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ocr", description=__doc__)
    parser.add_argument("what", choices=["search", "report", "curve"])
    parser.add_argument("sets", choices=list(_SETS), nargs="+")
    parser.add_argument("--each", type=int, default=5, help="series with words, of each stack and place")
    parser.add_argument("--seconds", type=float, default=100.0, help="after which a portion ends")
    chosen = parser.parse_args()
    if chosen.what == "search":
        for name in chosen.sets:
            search(name, chosen.each, chosen.seconds)
        return
    found = [searched for name in chosen.sets for searched in kept(name)]
    print((report if chosen.what == "report" else curve)(found))


if __name__ == "__main__":
    main()
