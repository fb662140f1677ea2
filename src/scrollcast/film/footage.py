"""A clip of one's own, frame by frame, in the size, rate and colour of a film. With `sound`, the door to moviepy."""

import re
import warnings
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np

from scrollcast.errors import UnreadableError
from scrollcast.film.listen import samples
from scrollcast.model.canvas import Canvas
from scrollcast.raster.lay import fitting, laid

LONGEST, SHORTEST = Fraction(10), Fraction(1, 2)
_SMALL = (64, 64)  # px: to count frames
_SIDES, _RATES = range(64, 8193), range(1, 241)
_TURNED = re.compile(r"rotation of -?(?:90|270)\.00 degrees")
_LIES = Fraction(1, 2)  # seconds that a header may say more or less than there is
_HEARD = 1e-3  # of full scale
_EXPECTED = f"a bumper is a clip of {float(SHORTEST):g} to {LONGEST} s"


class Footage:
    """The frames of a clip.

    Parameters
    ----------
    path : Path

    Raises
    ------
    UnreadableError
        Where the file is missing, corrupt, no clip, or too short or long.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise UnreadableError(f"There is no clip {path}.")
        self._path, self._next = path, 0
        self._reader: Any = None
        self._ending: finalize[..., Any] | None = None
        self._size, fps, said, audio = _told(path)
        self._frames = self._counted(int(LONGEST * fps) + 1)
        self.seconds = self._frames / fps
        if not SHORTEST <= self.seconds <= LONGEST:
            beyond = self.seconds > LONGEST
            found = f"more than {LONGEST} s" if beyond else f"{float(self.seconds):.2g} s"
            raise UnreadableError(f"{path} lasts {found}; {_EXPECTED}.")
        if said and abs(said - self.seconds) > _LIES:
            raise UnreadableError(
                f"{path} says that it lasts {float(said):.1f} s, and holds {self._frames} frames for "
                f"{float(self.seconds):.1f} s; is it cut short? Export it again, at a constant rate."
            )
        self.sounds = audio and _sounds(path)

    def frame(self, part: float, width: int, height: int) -> Canvas:
        """The picture at a part (0..1) of its length, whole, in the middle of a frame of this size, px.

        Raises
        ------
        UnreadableError
            Where it can't be decoded any more.
        """
        wanted = min(self._frames - 1, int(part * self._frames))
        size = fitting(*self._size, (width, height))
        if self._reader is None or tuple(self._reader.size) != size or wanted < self._next - 1:
            self._start(size)
        picture = self._reader.last_read
        while self._next <= wanted:
            picture = self._read()
            if picture is None:
                raise UnreadableError(f"{self._path} can't be decoded to its end any more.")
        if wanted == self._frames - 1:
            self.close()
        return laid(picture, width, height)

    def close(self) -> None:
        """End FFmpeg; the next frame starts it again."""
        if self._ending is not None:
            self._ending()
        self._reader = self._ending = None

    def _start(self, size: tuple[int, int]) -> None:
        self.close()
        self._reader, self._next = _open(self._path, size), 1
        self._ending = finalize(self, _end, self._reader)

    def _counted(self, most: int) -> int:
        """How many frames there are; no more than a number."""
        self._start(_SMALL)
        while self._next <= most and self._read() is not None:
            pass
        self.close()
        return self._next

    def _read(self) -> Any:
        """The next frame; None behind the last one."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            try:
                picture = self._reader.read_frame()
            except UserWarning:
                return None
        self._next += 1
        return picture


def _told(path: Path) -> tuple[tuple[int, int], Fraction, Fraction, bool]:
    """What the header says: size as shown, frames a second, seconds (0 where it does not say), whether it has sound."""
    from moviepy.video.io.ffmpeg_reader import ffmpeg_parse_infos  # noqa: PLC0415 - half a second

    try:
        found = ffmpeg_parse_infos(str(path.absolute()))
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise _no_clip(path) from None
    size = tuple(found.get("video_size") or (0, 0))
    if _TURNED.search(repr(found)):  # moviepy does not look where newer versions of FFmpeg say so
        size = size[::-1]
    fps = Fraction(found.get("video_fps") or 0).limit_denominator(1001)
    if not found.get("video_found") or not all(side in _SIDES for side in size) or int(fps) not in _RATES:
        raise _no_clip(path)
    said = Fraction(found.get("duration") or 0).limit_denominator(1000)
    return (size[0], size[1]), fps, said, bool(found.get("audio_found"))


def _sounds(path: Path) -> bool:
    with suppress(UnreadableError):  # an empty track is silence
        return bool(np.abs(samples(path)).max() > _HEARD)
    return False


def _open(path: Path, size: tuple[int, int]) -> Any:
    """A reader of moviepy, its first frame read."""
    from moviepy.video.io.ffmpeg_reader import FFMPEG_VideoReader  # noqa: PLC0415

    class Reader(FFMPEG_VideoReader):  # type: ignore[misc]
        def close(self, delete_lastread: bool = True) -> None:  # noqa: ARG002 - moviepy's leaves pipes open
            if getattr(self, "proc", None) is not None:
                _end(self)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what fails is raised below
        try:
            return Reader(str(path.absolute()), target_resolution=size, check_duration=False)
        except (OSError, ValueError, KeyError, IndexError, TypeError):
            raise _no_clip(path) from None


def _end(reader: Any) -> None:
    process, reader.proc = reader.proc, None
    if process is None:
        return
    process.kill()
    for pipe in (process.stdout, process.stderr):
        with suppress(OSError):
            pipe.close()
    process.wait()


def _no_clip(path: Path) -> UnreadableError:
    return UnreadableError(f"{path} is no clip that FFmpeg can decode; {_EXPECTED}, such as an MP4.")
