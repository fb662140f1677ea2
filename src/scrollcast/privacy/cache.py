"""Results of searches, kept between runs under keyed digests: what was searched can't be told from what is kept."""

import hmac
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_SECRET = "key"
_BYTES = 32
_MOST = 2_000  # results; the oldest go first

Coded = list[list[list[int]]]


class Cache:
    """A folder of small results, and the secret of this user with which their names are made.

    Where there is no place to keep anything, nothing is kept: then every search is made anew.

    Parameters
    ----------
    folder : Path or None
        None takes the user's cache folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_folder()
        self._secret = self._shared() or secrets.token_bytes(_BYTES)

    def key(self, parts: Iterable[bytes | memoryview]) -> str:
        """Name a result by what it was found in; tells nothing without the secret (HMAC-SHA-256, RFC 2104)."""
        digest = hmac.new(self._secret, digestmod="sha256")  # many processors have it built in: twice as fast
        for part in parts:
            digest.update(part)
        return digest.hexdigest()

    def recall(self, key: str) -> Coded | None:
        """What was kept under a key; None where there is nothing, or where it is damaged."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads((self._folder / key).read_bytes())
            if secrets.compare_digest(kept["seal"], self._seal(key, kept["found"])):
                return kept["found"]  # type: ignore[no-any-return]
        return None

    def keep(self, key: str, found: Coded) -> None:
        """Keep a result for later runs."""
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump({"found": found, "seal": self._seal(key, found)}, file)
            Path(name).replace(self._folder / key)
            self._sweep()

    def _seal(self, key: str, found: Coded) -> str:
        return self.key([key.encode("ascii"), json.dumps(found).encode("ascii")])

    def _shared(self) -> bytes | None:
        """The secret, made at the first use; None where it can't be kept."""
        path = self._folder / _SECRET
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")  # 0600
                try:
                    with os.fdopen(handle, "wb") as file:
                        file.write(secrets.token_bytes(_BYTES))
                    os.link(name, path)
                finally:
                    Path(name).unlink()
            secret = path.read_bytes()
            return secret if len(secret) == _BYTES else None
        return None

    def _sweep(self) -> None:
        kept = [entry for entry in os.scandir(self._folder) if entry.name != _SECRET]
        for entry in sorted(kept, key=lambda entry: entry.stat().st_mtime)[:-_MOST]:
            Path(entry.path).unlink()


def user_folder() -> Path:
    """Where this system keeps what a program may lose."""
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home, as in some containers
        home = Path(os.devnull)
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = home / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return root / "scrollcast" / "searches"
