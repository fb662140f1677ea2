"""Slices that were decoded, and are not what was scanned."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scrollcast.dicom.damage import isolation, look_for_damage
from scrollcast.errors import UnreadableError
from scrollcast.model.series import Rescale, Slice


def anatomy(count: int, noise: float = 20.0) -> NDArray[np.float64]:
    """A body whose outline and contents change along the stack, in HU, with noise."""
    z, y, x = np.meshgrid(np.arange(count), np.linspace(-1, 1, 96), np.linspace(-1, 1, 96), indexing="ij")
    body = (x / (0.8 - 0.002 * z)) ** 2 + (y / 0.6) ** 2 < 1
    organ = (x - 0.3) ** 2 + (y - 0.01 * z) ** 2 < 0.05
    values = np.where(body, np.where(organ, 120.0, 40.0), -1000.0)
    return values + np.random.default_rng(0).normal(0, noise, values.shape)


def slices(stack: NDArray[np.float64]) -> tuple[Slice, ...]:
    """A stack as slices in order."""
    return tuple(
        Slice(plane.astype(np.int16), Rescale(), False, None, None, None, number, number)
        for number, plane in enumerate(stack, 1)
    )


@given(st.integers(5, 30), st.floats(0, 60))
def test_anatomy_is_never_odd(count: int, noise: float) -> None:
    """Steady change and noise stay below every threshold, also without any noise at all."""
    assert look_for_damage(slices(anatomy(count, noise))) == ()


def test_where_an_organ_begins_is_not_odd() -> None:
    """A step in the stack is near to one of its sides."""
    stack = anatomy(12, 0)
    stack[6:] += 500
    assert isolation(stack.astype(np.float32)).max() <= 1


def test_symmetry_is_not_odd() -> None:
    """Neighbours that are exactly alike make no slice odd that differs from them by next to nothing."""
    stack = np.zeros((9, 64, 64))
    for index, radius in enumerate((0, 4, 6, 7, 8, 7, 6, 4, 0)):
        stack[index, 32 - radius : 32 + radius, 32 - radius : 32 + radius] = 1000
    assert look_for_damage(slices(stack)) == ()


@pytest.mark.parametrize("index", [1, 5, 10])
def test_garbage_is_refused(index: int) -> None:
    """Random pixels in one slice are named by file."""
    stack = anatomy(12)
    stack[index] = np.random.default_rng(1).integers(-1024, 3071, stack[index].shape)
    with pytest.raises(UnreadableError, match=f"File {index + 1} looks nothing like its neighbours"):
        look_for_damage(slices(stack))


def test_a_slice_that_is_half_lost_is_said() -> None:
    """Less than that is told, for a person to look at."""
    stack = anatomy(12, 40)
    stack[5, 90:] = 300
    (note,) = look_for_damage(slices(stack))
    assert note == "File 6 stands out from its neighbours: look at it for damage."


def test_a_stack_that_alternates_is_let_through() -> None:
    """Interleaved MR may be brighter in every other slice: that is no damage of one."""
    stack = anatomy(20)
    stack[::2] *= 1.5
    assert look_for_damage(slices(stack)) == ()
