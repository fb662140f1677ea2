"""Settings for all tests: no deadlines on a shared machine, the same examples at every run of CI; what is shared."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from scrollcast.dicom.readers import Readers

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_CACHE = tempfile.TemporaryDirectory(prefix="scrollcast-tests-")  # each stack is searched for text once a session
os.environ["XDG_CACHE_HOME"] = _CACHE.name


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Two reader processes, so that each test that reads does not pay for their start."""
    shared = Readers(2)
    yield shared
    shared.close()
