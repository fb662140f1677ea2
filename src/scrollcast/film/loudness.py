"""How loud a film is, as FFmpeg's loudnorm measures it (EBU R 128, ITU-R BS.1770)."""

import json
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.errors import VerifyError
from scrollcast.film.ffmpeg import environment, executable

_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a sound is.

    Attributes
    ----------
    integrated : Fraction
        LUFS.
    peak : Fraction
        dBTP.
    """

    integrated: Fraction
    peak: Fraction


def loudness(path: Path) -> Loudness | None:
    """Measure how loud a film is; None where it is silent.

    Raises
    ------
    VerifyError
        Where FFmpeg can't decode its sound.
    MissingDependencyError
        Where there is no FFmpeg.
    """
    found = measured(path)
    numbers = [found.get(key, "-inf") for key in ("input_i", "input_tp")]
    return None if "-inf" in numbers else Loudness(*map(Fraction, numbers))


def measured(path: Path, target: str = "I=-14:TP=-1.5") -> dict[str, str]:
    """What loudnorm says of a sound, by its own keys, for a target. Raises as `loudness`."""
    listen = ("-map", "0:a:0", "-af", f"loudnorm={target}:print_format=json", "-f", "null", "-")
    command = [executable(), "-nostdin", "-nostats", "-v", "info", "-i", f"file:{path.absolute()}", *listen]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=environment(), check=True)
        told = done.stderr.decode(errors="replace")
        found = json.loads(told[told.rindex("{") : told.rindex("}") + 1])
        return {key: str(value) for key, value in found.items()}
    except (subprocess.SubprocessError, ValueError) as error:
        raise VerifyError("FFmpeg can't decode the sound of the film.") from error
