"""Small reels, frames to fill them, and the means to run FFmpeg in ways that encode does not."""

import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from scrollcast.film.ffmpeg import Reel, command, executable
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Draft
from scrollcast.model.timing import Rate

SIDE = 64


@pytest.fixture
def reel() -> Reel:
    """Just over two seconds of a very small film, so that it has two key frames."""
    return Reel(SIDE, SIDE, Rate(Fraction(30)), 62)


@pytest.fixture
def noisy() -> Callable[[Reel], Iterator[Canvas]]:
    """Frames of even noise, the same for the same reel."""

    def frames(reel: Reel) -> Iterator[Canvas]:
        random = np.random.default_rng(reel.frames)
        shape = (reel.height * 3 // 2, reel.width)
        for _ in range(reel.frames):
            yield Canvas(random.integers(16, 236, shape, np.uint8), reel.height)

    return frames


@pytest.fixture
def film(tmp_path: Path, reel: Reel, noisy: Callable[[Reel], Iterator[Canvas]]) -> Callable[..., Draft]:
    """A draft made by FFmpeg with other arguments than ours, or other frames than were planned."""

    def make(change: Callable[[list[str]], list[str]] = list, sent: int = reel.frames) -> Draft:
        path = tmp_path / "draft.mp4"
        arguments = change(command(executable(), reel, path))
        raw = b"".join(canvas.buffer.tobytes() for canvas in noisy(Reel(SIDE, SIDE, reel.rate, sent)))
        subprocess.run(arguments, input=raw, check=True, capture_output=True, timeout=60)
        return Draft(path, reel.frames, reel.rate, reel.width, reel.height)

    return make
