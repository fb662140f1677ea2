"""The reader process: parse and decode at arm's length, one JSON line in, one JSON line (and pixels) out.

Started as ``python -P -m scrollcast.dicom.worker`` by `readers`. The only way in is stdin, the only way out is stdout.
No text from a header leaves in an answer but the identifiers, which are asked for by name.
"""

import json
import os
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast

MEMORY = 1536 << 20  # bytes of address space
# pydicom takes them along where they are there: a third of its import
UNUSED = ("requests", "tqdm", "PIL", "gdcm", "jpeg_ls", "pylibjpeg", "openjpeg", "libjpeg", "rle")
# its example files and its version: they look through all that is installed, and import e-mail and HTTP
BESIDE = ("pydicom.examples", "pydicom.data", "pydicom._version")
SECONDS = 15  # of CPU, for one request


def main() -> None:
    """Answer requests until stdin ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # a codec that prints must not print into the answers
    warnings.simplefilter("ignore")
    for name in UNUSED:
        sys.modules[name] = cast(ModuleType, None)  # as if it were not installed
    for name in BESIDE:
        sys.modules[name] = _StandIn(name)
    try:
        from scrollcast.dicom import answer  # noqa: PLC0415 - pydicom's import is what the early start hides
    except ImportError as error:
        _say(answers, {"missing": (error.name or "pydicom").split(".")[0]})
        return
    for name in (*UNUSED, *BESIDE):
        del sys.modules[name]  # our own door imports its codec when it has to
    _limit_memory()
    _say(answers, {"ready": True})
    for line in requests:
        _limit_time()
        reply, payload = answer.to(json.loads(line))
        _say(answers, reply, payload)


class _StandIn(ModuleType):
    """A module of which any name may be imported, and none is used."""

    def __getattr__(self, name: str) -> None:
        if name == "__path__":  # it is no package
            raise AttributeError(name)


def _say(answers: BinaryIO, reply: dict[str, Any], payload: memoryview | None = None) -> None:
    answers.write(json.dumps(reply).encode("ascii") + b"\n")
    if payload is not None:
        answers.write(payload)
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        _lower(limit, value)


def _limit_time() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + SECONDS)


def _lower(limit: int, value: int) -> None:
    import resource  # noqa: PLC0415

    _soft, hard = resource.getrlimit(limit)
    try:
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    except (ValueError, OSError):  # macOS has no limit of address space; the watchdog is still there
        return


if __name__ == "__main__":
    main()
