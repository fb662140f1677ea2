"""Readers shared by all tests of the room, so that each test does not pay for their start."""

from collections.abc import Iterator

import pytest

from scrollcast.dicom.readers import Readers


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Two reader processes."""
    shared = Readers(2)
    yield shared
    shared.close()
