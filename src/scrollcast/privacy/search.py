"""The process that searches pictures for text, seen from the main one: started early, awaited late."""

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, BinaryIO, Self, cast

from scrollcast.errors import MissingDependencyError, PrivacyRefusal
from scrollcast.privacy.ocr import Box
from scrollcast.privacy.text import Pictures

COMMAND = (sys.executable, "-P", "-m", "scrollcast.privacy.ocr")
PATIENCE = 180.0  # seconds; a search takes some three seconds of one core
_UNFINISHED = (
    "The search for burned-in text {how}, so it is not known whether these images are safe to publish. "
    "Try again with more free memory; nothing is published unchecked."
)


class Search:
    """One process that searches for text; it ends with this object, or with the main process.

    Parameters
    ----------
    command : sequence of str
        What starts the process; another one in tests only.
    patience : float
        Seconds after which it is taken for hung.
    """

    def __init__(self, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library complains about may hold what it read
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        self._thread = ThreadPoolExecutor(1)
        self._answer: Future[Any] | None = None
        weakref.finalize(self, _end, self._process, self._thread)

    @classmethod
    def start(cls) -> Self:
        """Start the process now, so that the models load while slices are decoded."""
        return cls()

    def begin(self, pictures: Pictures, tallest: float) -> None:
        """Hand the pictures over, and return at once.

        Parameters
        ----------
        pictures : Pictures
        tallest : float
            Height in px above which a box is no line of text and is not read.
        """
        self._answer = self._thread.submit(_converse, self._process, pictures, tallest)

    def boxes(self) -> list[list[Box]]:
        """Await what was found: boxes of each picture, then of each group.

        Raises
        ------
        MissingDependencyError
            Where the search can't be done on this machine.
        PrivacyRefusal
            Where it did not come to an end.
        """
        if self._answer is None:
            raise PrivacyRefusal(_UNFINISHED.format(how="was not begun"))
        try:
            answer = self._answer.result(self._patience)
        except TimeoutError:
            raise PrivacyRefusal(_UNFINISHED.format(how="took too long")) from None
        except (OSError, ValueError):
            raise PrivacyRefusal(_UNFINISHED.format(how="broke off")) from None
        finally:
            _end(self._process, self._thread)
        if "missing" in answer:
            raise MissingDependencyError(answer["missing"])
        return [[_box(fields) for fields in found] for found in answer["boxes"]]


def _converse(process: "subprocess.Popen[bytes]", pictures: Pictures, tallest: float) -> Any:
    requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    ready = json.loads(answers.readline())
    if "missing" in ready:
        return ready
    request = {"shape": pictures.pixels.shape, "groups": pictures.groups, "tallest": tallest}
    requests.write(json.dumps(request).encode("ascii") + b"\n")
    requests.write(pictures.pixels.data)
    requests.flush()
    return json.loads(answers.readline())


def _box(fields: dict[str, Any]) -> Box:
    return Box(**fields | {"elsewhere": tuple(fields["elsewhere"])})


def _end(process: "subprocess.Popen[bytes]", thread: ThreadPoolExecutor) -> None:
    process.kill()
    process.wait()
    thread.shutdown()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast(BinaryIO, pipe).close()
