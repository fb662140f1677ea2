"""What a run opens for writing, makes, moves and starts, with every name and argument that is used for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_EVENTS = {
    *("os.mkdir", "os.rename", "os.link", "os.symlink", "tempfile.mkstemp", "tempfile.mkdtemp"),
    *("subprocess.Popen", "os.posix_spawn", "os.exec", "socket.connect", "socket.bind", "syslog.syslog"),
}
_WRITING = 3  # the bits of flags that say whether a file is opened for writing

_heard: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is None or (event not in _EVENTS and event != "open"):
        return
    if event == "open":
        _, mode, flags = arguments
        named = isinstance(mode, str) and set(mode) & set("wax+")
        if not named and not (isinstance(flags, int) and flags & _WRITING):
            return
    _heard.append(f"{event} {arguments!r}")


sys.addaudithook(_hear)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Hear what happens within; an audit hook can't be taken away, only be made deaf."""
    global _heard  # noqa: PLW0603
    _heard = []
    try:
        yield _heard
    finally:
        _heard = None
