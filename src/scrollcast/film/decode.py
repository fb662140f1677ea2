"""The frames of a finished clip again, made smaller, for a person to look at."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from scrollcast.errors import VerifyError
from scrollcast.film.ffmpeg import environment, executable
from scrollcast.film.movie import Picture, read_movie
from scrollcast.model.canvas import Canvas

_PATIENCE = 120  # seconds, after the last frame


def small_frames(clip: Path, longer: int) -> Iterator[Canvas]:
    """Decode every frame of a clip.

    Parameters
    ----------
    clip : Path
    longer : int
        The longer side that a frame is made, px; a multiple of 4.

    Yields
    ------
    Canvas
        BT.709, limited range, as in the clip; each its own.

    Raises
    ------
    VerifyError
        Where the file holds no picture track that can be decoded to its end.
    """
    track = next((each for each in read_movie(clip).tracks if isinstance(each.content, Picture)), None)
    if track is None or not isinstance(track.content, Picture):
        raise VerifyError("The file holds no H.264 pictures; is it a clip that scrollcast has rendered?")
    wide, high = track.content.width, track.content.height
    width, height = (_even(side * longer / max(wide, high)) for side in (wide, high))
    arguments = [
        *(executable(), "-v", "error", "-nostdin", "-i", f"file:{clip.absolute()}", "-map", "0:v:0"),
        *(
            "-fps_mode",
            "passthrough",
            "-vf",
            f"scale={width}:{height}:flags=area,format=yuv420p",
            "-f",
            "rawvideo",
            "-",
        ),
    ]
    seen = 0
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment()
    ) as process:
        try:
            pipe = cast(BinaryIO, process.stdout)
            while len(content := pipe.read(width * height * 3 // 2)) == width * height * 3 // 2:
                seen += 1
                yield Canvas(np.frombuffer(content, np.uint8).reshape(height * 3 // 2, width), height)
            process.wait(_PATIENCE)
        finally:
            process.kill()
    if seen != track.samples:
        raise VerifyError(f"The clip can't be decoded to its end: {seen} of {track.samples} frames came out.")


def _even(side: float) -> int:
    """To a whole number of samples in each grid: a multiple of 4."""
    return max(4, round(side / 4) * 4)
