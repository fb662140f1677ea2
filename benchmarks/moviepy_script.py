"""The script that people write: pydicom, a window in numpy, moviepy's clips one over the other, write_videofile.

It draws less than scrollcast does (no rail, no letters, no scale bar, no crop to the patient) and is as long.
"""

import sys
from pathlib import Path

import cv2
import numpy as np
import pydicom
from moviepy import ColorClip, CompositeVideoClip, TextClip, VideoClip

WIDTH, HEIGHT, FPS = 1080, 1920, 30
THINK = 5


def load(folder: str) -> list[np.ndarray]:
    """Slices in HU, from head to feet."""
    datasets = [pydicom.dcmread(path) for path in Path(folder).rglob("*.dcm")]
    datasets.sort(key=lambda dataset: -float(dataset.ImagePositionPatient[2]))
    return [dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept) for dataset in datasets]


def windowed(hu: np.ndarray, width: float, center: float) -> np.ndarray:
    """8-bit RGB at the width of the film."""
    grey = (np.clip((hu - center) / width + 0.5, 0, 1) * 255).astype(np.uint8)
    grey = cv2.resize(grey, (WIDTH, WIDTH), interpolation=cv2.INTER_CUBIC)
    return np.stack([grey] * 3, axis=-1)


def text(words: str, size: int, start: float, seconds: float, y: int) -> TextClip:
    """A line of text for a while."""
    clip = TextClip(text=words, font_size=size, color="white", margin=(10, 20))
    return clip.with_start(start).with_duration(seconds).with_position(("center", y))


def main(folder: str, frames: int, out: str) -> None:
    """Scroll to the middle, pause with a countdown, scroll on."""
    slices = load(folder)
    duration = frames / FPS
    pause = (duration - THINK) / 2

    def number(t: float) -> int:
        scrolled = t if t < pause else max(pause, t - THINK)
        return min(len(slices) - 1, int(scrolled / (duration - THINK) * len(slices)))

    scan = VideoClip(lambda t: windowed(slices[number(t)], 1500, -600), duration=duration).with_position((0, 400))
    layers = [
        ColorClip((WIDTH, HEIGHT), color=(6, 8, 11), duration=duration),
        scan,
        text("Read these lungs", 72, 0, duration, 280),
        text("Every lobe counts. What catches your eye?", 44, 0, pause, 1520),
        text("Pause here. What do you see?", 56, pause, THINK, 1520),
        *(text(str(THINK - second), 120, pause + second, 1, 1650) for second in range(THINK)),
        text("For education. Not for diagnosis.", 44, duration - 2, 2, 1520),
    ]
    film = CompositeVideoClip(layers, size=(WIDTH, HEIGHT)).with_duration(duration)
    film.write_videofile(out, fps=FPS, codec="libx264", audio=False, logger=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
