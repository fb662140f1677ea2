"""Files for those who edit on: near-lossless H.264, with the sound of the film, and ProRes 4444 with alpha."""

import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import EncodeError, VerifyError
from scrollcast.film.ffmpeg import Reel, environment, executable
from scrollcast.film.movie import read_movie
from scrollcast.film.output import part, publish
from scrollcast.model.verdict import Verdict

_SECONDS = 600
_TAGS = "range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
_PLAIN = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "4", "-profile:v", "high", "-pix_fmt", "yuv420p")
_ALPHA = ("-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le", "-alpha_bits", "8", "-qscale:v", "4")
_SOUND = (
    "-map",
    "0:v:0",
    "-map",
    "1:a:0",
    "-c:a",
    "aac",
    "-profile:a",
    "aac_low",
    "-b:a",
    "320k",
    "-flags:a",
    "+bitexact",
)
_LAG = Fraction(3 * 1024, 48_000)  # what AAC adds to a length
_BITEXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1")

Planes = NDArray[np.uint8]


def master(frames: Iterable[Planes], reel: Reel, out: Path, verdict: Verdict, *, alpha: bool) -> None:
    """Encode frames for an editor, and give the file its name when it is whole.

    Parameters
    ----------
    frames : iterable of ndarray, uint8
        Planes as FFmpeg reads them: yuv420p, or yuva420p where `alpha`.
    reel : Reel
        Its sound goes into an ``.mp4``; silence makes no track.
    out : Path
        ``.mp4``, or ``.mov`` where `alpha`.
    verdict : Verdict
        Of the gate: there is no film without.
    alpha : bool

    Raises
    ------
    EncodeError, VerifyError
        Where FFmpeg fails, or the file is not what was asked for.
    OutputError
        Where it can't be written.
    """
    if not isinstance(verdict, Verdict):
        raise TypeError("a film is written with the verdict of the gate")
    with part(out) as path:
        _encode(frames, _command(reel, path, alpha), reel)
        _verify(path, reel)
        publish(path, out, overwrite=False)


def _command(reel: Reel, path: Path, alpha: bool) -> list[str]:
    layout = "yuva420p" if alpha else "yuv420p"
    return [
        *(executable(), "-nostdin", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", layout),
        *("-s", f"{reel.width}x{reel.height}", "-framerate", str(reel.rate.fps), "-i", "pipe:0"),
        *(() if reel.sound is None else ("-i", f"file:{reel.sound.absolute()}", *_SOUND)),
        *("-vf", f"setparams={_TAGS},setsar=1", *(_ALPHA if alpha else _PLAIN), "-threads", "3"),
        *("-fps_mode", "cfr", "-r", str(reel.rate.fps), *_BITEXACT),
        *(("-f", "mov") if alpha else ("-bf", "0", "-g", "15", "-movflags", "+faststart", "-f", "mp4")),
        f"file:{path.absolute()}",
    ]


def _encode(frames: Iterable[Planes], command: list[str], reel: Reel) -> None:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=environment()
        )
        try:
            sent = 0
            pipe = cast(IO[bytes], process.stdin)
            with suppress(BrokenPipeError):
                for planes in frames:
                    pipe.write(np.ascontiguousarray(planes).data)
                    sent += 1
                pipe.close()
            code = process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise EncodeError(f"FFmpeg took more than {_SECONDS} seconds to end.") from error
        finally:
            process.kill()
            process.wait()
    if code or sent != reel.frames:
        raise EncodeError(f"FFmpeg stopped with code {code} after {sent} of {reel.frames} frames.")


def _verify(path: Path, reel: Reel) -> None:
    """Size, number of frames and length, from the boxes; a sound as long as the film, or none."""
    tracks = read_movie(path).tracks
    found = [(track.size, track.samples, track.seconds) for track in tracks if track.kind == "vide"]
    heard = [0 <= track.seconds - reel.seconds <= _LAG for track in tracks if track.kind == "soun"]
    if found != [((reel.width, reel.height), reel.frames, reel.seconds)] or heard != [True] * (reel.sound is not None):
        raise VerifyError("The file for editing is not what was asked for; nothing was written.")
