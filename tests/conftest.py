"""Settings for all tests: no deadlines on a shared machine, the same examples at every run of CI; shared readers."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from scrollcast.dicom.readers import Readers

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Two reader processes, so that each test that reads does not pay for their start."""
    shared = Readers(2)
    yield shared
    shared.close()
