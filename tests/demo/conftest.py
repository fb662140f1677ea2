"""What the demo's tests share."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scrollcast.demo.abdomen import abdomen


@pytest.fixture(scope="session")
def stack() -> NDArray[np.int16]:
    """The phantom, built once."""
    return abdomen()
