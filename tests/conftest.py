"""Settings for all tests: no deadlines on a shared machine, the same examples at every run of CI; what is shared."""

import os
import tempfile
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import settings

from builders.lasting import Lasting
from scrollcast.dicom.readers import Readers

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers use that of the process that started them
    _CACHE = tempfile.TemporaryDirectory(prefix="scrollcast-tests-")  # each stack is searched for text once a session
    os.environ["XDG_CACHE_HOME"] = _CACHE.name


@cache
def _lasting() -> Lasting:
    """Two reader processes, started when the first test reads."""
    return Lasting(2)


@pytest.fixture(scope="session", autouse=True)
def _shared() -> Iterator[None]:
    """Whoever starts readers in this process is given these, so that each test does not pay for their start."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(Readers, "start", _lasting)
        yield
    if _lasting.cache_info().currsize:
        _lasting().finish()


@pytest.fixture(scope="session")
def readers() -> Readers:
    """The readers of all tests."""
    return _lasting()


@pytest.fixture(scope="module")
def own_readers() -> Iterator[None]:
    """Let everybody start their own again, where the start itself is looked at."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(Readers, "start", Readers)
        yield
