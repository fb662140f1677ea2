"""Send frames to FFmpeg as they are drawn, into a file that is nobody's until it is sealed."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, cast

from scrollcast.errors import EncodeError, MissingDependencyError
from scrollcast.film.ffmpeg import Reel, command, environment, executable
from scrollcast.film.output import part
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Draft

if sys.platform != "win32":
    import fcntl

STALL_SECONDS = 120  # a frame takes FFmpeg 10 to 50 ms
_PIPE_BYTES = 1 << 20
_LAST_WORDS = 2_000


@contextmanager
def encode(
    frames: Iterable[Canvas], reel: Reel, out: Path, progress: Callable[[int], None] | None = None
) -> Iterator[Draft]:
    """Encode frames into a draft beside an output; the draft is gone when the block ends unless it was sealed.

    FFmpeg starts before the first frame is asked for, and takes one while the next is drawn.

    Parameters
    ----------
    frames : iterable of Canvas
        All of one size. A frame may be the same object as one before it, unchanged or not: it is sent before the next
        is asked for.
    reel : Reel
        Size, rate and number of those frames.
    out : Path
        Where the film will be sealed; not touched here.
    progress : callable, optional
        Told the number of frames sent so far, after each.

    Yields
    ------
    Draft

    Raises
    ------
    EncodeError
        Where FFmpeg stops or stalls, or the frames are not what `reel` says.
    MissingDependencyError
        Where there is no FFmpeg.
    OutputError
        Where the output's folder can't be written to.
    """
    exe = executable()
    with part(out) as path:
        with _running(command(exe, reel, path)) as ffmpeg:
            sent = 0
            for canvas in frames:
                if (canvas.width, canvas.height) != (reel.width, reel.height):
                    raise EncodeError(
                        f"Frame {sent} is {canvas.width} x {canvas.height} where "
                        f"{reel.width} x {reel.height} was planned."
                    )
                ffmpeg.take(canvas)
                sent += 1
                if progress is not None:
                    progress(sent)
            if sent != reel.frames:
                raise EncodeError(f"{sent} frames were drawn where {reel.frames} were planned.")
            ffmpeg.finish()
        yield Draft(path, reel.frames, reel.rate, reel.width, reel.height)


class _Ffmpeg:
    """A running FFmpeg that takes frames, and the last that it said."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._pipe = cast(IO[bytes], process.stdin)
        self._tail = b""
        self._taken = 0
        self._listener = Thread(target=self._listen, args=(cast(IO[bytes], process.stderr),), daemon=True)
        self._listener.start()
        if sys.platform == "linux":
            with suppress(OSError):  # over the user's allowance: the usual 64 KiB will do
                fcntl.fcntl(self._pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        if sys.platform != "win32":
            os.set_blocking(self._pipe.fileno(), False)  # to wait for room with a limit

    def take(self, canvas: Canvas) -> None:
        """Write a whole frame; FFmpeg may still be busy with those before."""
        rest = canvas.buffer.data.cast("B")
        deadline = time.monotonic() + STALL_SECONDS
        while rest:
            try:
                rest = rest[self._pipe.write(rest) or 0 :]
            except OSError:
                raise self._stopped() from None
            if rest and sys.platform != "win32":
                self._await_room(deadline)
        self._taken += 1

    def finish(self) -> None:
        """Say that there are no more frames, and wait until the file is written."""
        with suppress(BrokenPipeError):
            self._pipe.close()
        try:
            code = self._process.wait(STALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise self._stalled() from None
        if code:
            raise self._stopped()

    def kill(self) -> None:
        """End FFmpeg, whatever it is doing, and all that it has started."""
        with suppress(OSError):
            self._pipe.close()
        if self._process.poll() is None:
            if sys.platform == "win32":
                self._process.kill()
            else:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._listener.join()

    def _await_room(self, deadline: float) -> None:
        poll = select.poll()
        poll.register(self._pipe, select.POLLOUT)
        if not poll.poll(1000 * max(0, deadline - time.monotonic())):
            raise self._stalled()

    def _listen(self, says: IO[bytes]) -> None:
        with says:
            while chunk := says.read(_LAST_WORDS):
                self._tail = (self._tail + chunk)[-_LAST_WORDS:]

    def _stalled(self) -> EncodeError:
        return EncodeError(f"FFmpeg took nothing for {STALL_SECONDS} seconds, after {self._taken} frames.")

    def _stopped(self) -> EncodeError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self.kill()
        code = self._process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"stopped with code {code}"
        lines = self._tail.decode(errors="replace").splitlines()[-3:]
        words = "".join(letter if letter.isprintable() else " " for letter in " / ".join(lines))
        return EncodeError(f"FFmpeg {how} after {self._taken} frames. It said: {words or 'nothing'}")


@contextmanager
def _running(arguments: list[str]) -> Iterator[_Ffmpeg]:
    """FFmpeg in a process group of its own, so that Ctrl-C reaches us alone; dead when the block ends."""
    try:
        process = subprocess.Popen(
            arguments,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
            process_group=0,
        )
    except OSError as error:
        raise MissingDependencyError(
            f"FFmpeg can't be started: {error.strerror}. Reinstall the package imageio-ffmpeg."
        ) from error
    ffmpeg = _Ffmpeg(process)
    try:
        yield ffmpeg
    finally:
        ffmpeg.kill()
