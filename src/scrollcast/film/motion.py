"""A short, silent, looping picture for chats and slides: a GIF with a palette of its own."""

import subprocess
from collections.abc import Iterable
from fractions import Fraction

from scrollcast.errors import EncodeError
from scrollcast.film.ffmpeg import environment, executable
from scrollcast.model.canvas import Canvas

_SECONDS = 120
_PALETTE = "split[a][b];[a]palettegen=max_colors=96:stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4"
_COLOUR = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"


def gif(frames: Iterable[Canvas], size: tuple[int, int], rate: Fraction) -> bytes:
    """Encode frames as a GIF that starts over for ever.

    Parameters
    ----------
    frames : iterable of Canvas
        All of one size.
    size : tuple of (int, int)
        Width and height of them, px.
    rate : Fraction
        Frames a second.

    Raises
    ------
    EncodeError
        Where FFmpeg stops.
    MissingDependencyError
        Where there is no FFmpeg.
    """
    raw = b"".join(canvas.buffer.tobytes() for canvas in frames)
    command = [
        *(executable(), "-nostdin", "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        *("-s", f"{size[0]}x{size[1]}", "-framerate", str(rate), "-i", "pipe:0"),
        *("-vf", f"{_COLOUR},scale=out_range=pc,{_PALETTE}", "-map_metadata", "-1"),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", "1", "-loop", "0", "-f", "gif", "pipe:1"),
    ]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=_SECONDS, env=environment(), check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise EncodeError("FFmpeg could not make the moving picture.") from error
    return done.stdout
