"""Readers that outlast whoever asks them, so that tests of what is done with slices don't wait for processes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from scrollcast.dicom.readers import Readers, Request, Take


class Lasting(Readers):
    """Real readers, which are only ended by `finish`, or where they were left in the midst of an answer."""

    def __init__(self, count: int | None = None) -> None:
        super().__init__(count)
        self._one_at_a_time = Lock()

    def ask(self, requests: Sequence[Request], take: Take, all_or_nothing: bool = False) -> None:
        """As any readers do; they stay where they started, and a test may have moved on."""
        here = [{**request, "path": str(Path(request["path"]).absolute())} for request in requests]
        with self._one_at_a_time:
            try:
                super().ask(here, take, all_or_nothing)
            except BaseException:
                self.finish()
                raise

    def close(self) -> None:
        """Stay for the next one."""

    def finish(self) -> None:
        """End the readers."""
        super().close()
