"""The process that searches pictures for text, seen from the main one."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Timer
from time import monotonic
from typing import Any, BinaryIO, cast

from scrollcast.errors import MissingDependencyError, PrivacyRefusal
from scrollcast.privacy.ocr import Box
from scrollcast.privacy.text import Pictures

COMMAND = (sys.executable, "-P", "-m", "scrollcast.privacy.ocr")
PATIENCE = 300.0  # seconds; a search takes some three seconds of one core
_UNFINISHED = (
    "The search for burned-in text {how}, so it is not known whether these images are safe to publish. "
    "Try again with more free memory; nothing is published unchecked."
)


class Search:
    """One process that searches for text, started when it is first needed.

    Parameters
    ----------
    command : sequence of str
        What starts the process; another one in tests only.
    patience : float
        Seconds after which it is taken for hung.
    """

    def __init__(self, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._command, self._patience = command, patience
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._lock = Lock()

    def boxes(self, pictures: Pictures, tallest: float) -> list[list[Box]]:
        """Search pictures, and wait for what is found: boxes of each picture, then of each group.

        Parameters
        ----------
        pictures : Pictures
        tallest : float
            Height in px above which a box is no line of text and is not read.

        Raises
        ------
        MissingDependencyError
            Where the search can't be done on this machine.
        PrivacyRefusal
            Where it did not come to an end.
        """
        process, begun = self._running(), monotonic()
        clock = Timer(self._patience, process.kill)
        clock.daemon = True
        clock.start()
        try:
            answer = _converse(process, pictures, tallest)
        except (OSError, ValueError):
            self.close()
            late = monotonic() - begun >= self._patience
            raise PrivacyRefusal(_UNFINISHED.format(how="took too long" if late else "broke off")) from None
        finally:
            clock.cancel()
        if "missing" in answer:
            self.close()
            raise MissingDependencyError(answer["missing"])
        return [[Box(**fields) for fields in found] for found in answer["boxes"]]

    def close(self) -> None:
        """End the process, whatever it is doing; there will be no other one."""
        with self._lock:
            process, self._process, self._ended = self._process, None, True
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    cast(BinaryIO, pipe).close()

    @property
    def running(self) -> bool:
        """True while there is a process."""
        return self._process is not None

    def _running(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._ended:
                raise PrivacyRefusal(_UNFINISHED.format(how="was ended"))
            if self._process is None:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,  # what a library complains about may hold what it read
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                )
            return self._process


def _converse(process: "subprocess.Popen[bytes]", pictures: Pictures, tallest: float) -> Any:
    requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    request = {"shape": pictures.pixels.shape, "groups": pictures.groups, "tallest": tallest}
    with suppress(BrokenPipeError):  # it has said why it ended
        requests.write(json.dumps(request).encode("ascii") + b"\n")
        requests.write(pictures.pixels.data)
        requests.flush()
    return json.loads(answers.readline())
