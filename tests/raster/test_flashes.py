"""Flashes: what WCAG 2.3.1 calls more than three in a second, and what it does not."""

import numpy as np
import pytest

from scrollcast.raster.flashes import flashing

SECOND, FIELD = 30, 20
SHAPE = (48, 27)


def blinking(hertz: float, low: float, high: float, side: int = 27) -> list[np.ndarray]:
    """Two seconds in which a square blinks."""
    frames = []
    for number in range(2 * SECOND):
        light = np.full(SHAPE, 0.3, np.float32)
        bright = int(number * hertz * 2 / SECOND) % 2 == 0
        light[:side, :side] = high if bright else low
        frames.append(light)
    return frames


@pytest.mark.parametrize("hertz", [4, 5, 8, 15])
def test_more_than_three_flashes_a_second_are_found(hertz: float) -> None:
    """A quarter of the field or more blinks, by a tenth of the luminance or more."""
    found = flashing(blinking(hertz, 0.1, 0.9), SECOND, FIELD)
    assert found
    assert found[0][0] < SECOND + 5
    assert found[0][1] == 7
    assert max(changes for _, changes in found) == pytest.approx(2 * hertz, abs=1)


@pytest.mark.parametrize(
    ("hertz", "low", "high", "side"),
    [
        (3, 0.1, 0.9, 27),  # three are allowed
        (8, 0.50, 0.58, 27),  # too small a change
        (8, 0.85, 0.99, 27),  # the darker image is bright
        (8, 0.1, 0.9, 9),  # a fifth of the field
    ],
)
def test_what_is_below_the_threshold_is_not(hertz: float, low: float, high: float, side: int) -> None:
    """Few, faint, bright or small flashes are no danger."""
    assert flashing(blinking(hertz, low, high, side), SECOND, FIELD) == []


def test_a_slow_drift_is_no_flash() -> None:
    """Only opposing changes count: brighter and brighter is none."""
    frames = [np.full(SHAPE, number / 60, np.float32) for number in range(60)]
    assert flashing(frames, SECOND, FIELD) == []


def test_a_slow_swing_through_many_frames_counts_as_one_change() -> None:
    """Changes are counted from extreme to extreme, in as many frames as they take."""
    frames = [np.full(SHAPE, 0.5 + 0.4 * np.sin(2 * np.pi * 5 * n / SECOND), np.float32) for n in range(60)]
    assert flashing(frames, SECOND, FIELD)
    slow = [np.full(SHAPE, 0.5 + 0.4 * np.sin(2 * np.pi * 2 * n / SECOND), np.float32) for n in range(60)]
    assert flashing(slow, SECOND, FIELD) == []


def test_moving_noise_is_no_flash() -> None:
    """Each pixel flickers, but never a quarter of a field at once."""
    noise = np.random.default_rng(3).random((SHAPE[0], 2 * SECOND + SHAPE[1])).astype(np.float32)
    frames = [np.ascontiguousarray(noise[:, n : n + SHAPE[1]]) for n in range(2 * SECOND)]
    assert flashing(frames, SECOND, FIELD) == []
