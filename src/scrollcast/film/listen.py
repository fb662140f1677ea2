"""Sound files to samples, and how long they are: what is missing, corrupt or odd is said here."""

import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import UnreadableError
from scrollcast.film.ffmpeg import environment, executable

RATE = 48_000
_LONGEST = 600  # seconds: more than three times what platforms of short films take
_SECONDS = 300


def samples(path: Path) -> NDArray[np.float32]:
    """Decode the first track of a sound file.

    Returns
    -------
    ndarray, shape (n, 2), float32
        Stereo, 48 kHz, full scale is 1.

    Raises
    ------
    UnreadableError
        Where the file is missing, is no sound, holds none, or goes on for more than 10 minutes.
    """
    if not path.is_file():
        raise UnreadableError(f"There is no sound file {path}.")
    command = [executable(), "-nostdin", "-v", "error", "-i", f"file:{path.absolute()}", "-map", "0:a:0"]
    command += ["-t", str(_LONGEST + 1), "-f", "f32le", "-ac", "2", "-ar", str(RATE), "pipe:1"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=environment(), check=True)
    except (subprocess.SubprocessError, OSError):
        raise UnreadableError(f"{path} is no sound that FFmpeg can decode; try WAV, MP3 or M4A.") from None
    found = np.frombuffer(done.stdout, np.float32).reshape(-1, 2)
    if len(found) < RATE // 10:
        raise UnreadableError(f"{path} holds no sound.")
    if len(found) > RATE * _LONGEST:
        raise UnreadableError(f"{path} lasts longer than {_LONGEST // 60} minutes; give the part that is to be heard.")
    return found


def seconds(path: Path) -> Fraction:
    """How long a sound file is, by its samples: what its header says may be wrong. Raises as `samples`."""
    return Fraction(len(samples(path)), RATE)
