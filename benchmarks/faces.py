"""Heads that no number of the mask was chosen on: ``python -m benchmarks.faces`` counts what is left and what is lost.

Each has a size, a shape, a pose, a slice thickness and noise of its own, drawn by its seed. A head that is refused is
counted as refused: nothing of it is shown.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))  # the heads of the tests

from builders.heads import ORIENTATIONS, Pose, head, volume
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.face import MASKED
from scrollcast.model.series import Modality, Slice
from scrollcast.privacy.face import unrecognizable

_SIZES = (0.86, 1.12)
_SHAPES = 0.06  # each axis by up to so much more or less
_CHIN, _TURNED, _LEANT = 18.0, 8.0, 8.0  # degrees to either side
_STEPS = (2.0, 6.0)  # mm


@dataclass
class Counted:
    """Pixels of the face and within the skull, what is shown of the one and lost of the other, over some heads."""

    stacks: int = 0
    refused: int = 0
    face: int = 0
    left: int = 0
    brain: int = 0
    lost: int = 0
    failed: tuple[str, ...] = ()


def pose(random: np.random.Generator) -> Pose:
    """One of a person."""
    size = random.uniform(*_SIZES)
    across, deep, high = size * (1 + random.uniform(-_SHAPES, _SHAPES, 3))
    chin, turned, leant = (float(random.uniform(-most, most)) for most in (_CHIN, _TURNED, _LEANT))
    return Pose((float(across), float(deep), float(high)), chin, turned, leant)


def count(modality: Modality, orientation: str, seeds: range) -> Counted:
    """Mask heads, and compare with what is known of them."""
    counted = Counted()
    for seed in seeds:
        random = np.random.default_rng([seed, sorted(ORIENTATIONS).index(orientation)])
        drawn, step = pose(random), float(random.uniform(*_STEPS))
        cuts = head(orientation, modality, step, drawn, seed)
        counted.stacks += 1
        try:
            masked, _ = unrecognizable(volume(cuts, modality, ("head",)), MASKED)
        except PrivacyRefusal:
            counted.refused += 1
            continue
        gone = [_gone(plane) for plane in masked.slices]
        left = sum(int((cut.face & ~out).sum()) for cut, out in zip(cuts, gone, strict=True))
        lost = sum(int((cut.brain & out).sum()) for cut, out in zip(cuts, gone, strict=True))
        counted.face += sum(int(cut.face.sum()) for cut in cuts)
        counted.brain += sum(int(cut.brain.sum()) for cut in cuts)
        counted.left, counted.lost = counted.left + left, counted.lost + lost
        if left or lost:
            counted.failed = (*counted.failed, f"seed {seed}, {drawn}, {step:.1f} mm: {left} left, {lost} lost")
    return counted


def _gone(plane: Slice) -> NDArray[np.bool_]:
    assert plane.padding is not None
    return np.asarray((plane.stored >= plane.padding.low) & (plane.stored <= plane.padding.high), np.bool_)


def report(each: int, first: int) -> Iterator[str]:
    """Lines of a table, and below it the heads of which something was left or lost."""
    yield "| | stacks | refused | of the face | still shown | within the skull | lost |"
    yield "|---|---|---|---|---|---|---|"
    failed: list[str] = []
    for modality in (Modality.CT, Modality.MR):
        for orientation in ORIENTATIONS:
            told = count(modality, orientation, range(first, first + each))
            cells = (told.stacks, told.refused, told.face, told.left, told.brain, told.lost)
            yield f"| {modality}, {orientation} | " + " | ".join(f"{cell:,}".replace(",", " ") for cell in cells) + " |"
            failed += [f"{modality}, {orientation}, {line}" for line in told.failed]
    yield from ("", *failed)


def main() -> None:
    """Read the arguments, count, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faces", description=__doc__)
    parser.add_argument("--each", type=int, default=10, help="heads of each orientation and modality")
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    asked = parser.parse_args()
    for line in report(asked.each, asked.first):
        print(line, flush=True)


if __name__ == "__main__":
    main()
