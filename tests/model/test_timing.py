"""Frames are whole, spans half-open, easings monotone and no faster than they say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import UsageError
from scrollcast.model.timing import Easing, Rate, Span

NTSC = Fraction(30000, 1001)


@pytest.mark.parametrize("fps", [Fraction(0), Fraction(-30), Fraction(1, 2), Fraction(121)])
def test_rates_outside_1_to_120_are_refused(fps: Fraction) -> None:
    """A rate that no player shows is a mistake of the one who asked."""
    with pytest.raises(UsageError, match="1 to 120"):
        Rate(fps)


@pytest.mark.parametrize(
    ("fps", "seconds", "frames"),
    [
        (Fraction(30), Fraction(1), 30),
        (Fraction(30), Fraction(1, 60), 1),
        (Fraction(25), Fraction(3, 10), 8),
        (Fraction(30), Fraction(1, 1000), 1),
        (Fraction(30), Fraction(0), 0),
        (Fraction(30), Fraction(-1), 0),
        (NTSC, Fraction(5), 150),
        (NTSC, Fraction(60), 1798),
    ],
)
def test_seconds_to_frames(fps: Fraction, seconds: Fraction, frames: int) -> None:
    """The nearest whole number, half up, and one frame at least for any time at all."""
    assert Rate(fps).frames(seconds) == frames


@given(st.integers(1, 10**6), st.sampled_from([Fraction(24), Fraction(25), NTSC, Fraction(30), Fraction(60)]))
def test_frames_to_seconds_and_back(frames: int, fps: Fraction) -> None:
    """Exact in both directions."""
    rate = Rate(fps)
    assert rate.frames(rate.seconds(frames)) == frames


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (3, 3), (4, 3)])
def test_empty_and_negative_spans_are_refused(start: int, stop: int) -> None:
    """A span holds one frame at least."""
    with pytest.raises(ValueError, match="0 <= start < stop"):
        Span(start, stop)


def test_spans_are_half_open() -> None:
    """The start is in it, the stop is not."""
    span = Span(2, 5)
    assert [frame for frame in range(8) if frame in span] == [2, 3, 4]
    assert len(span) == 3


@pytest.mark.parametrize("easing", Easing)
def test_easings_go_from_0_to_1_and_never_back(easing: Easing) -> None:
    """Start, end, and monotone in between."""
    values = [easing(k / 1000) for k in range(1001)]
    assert values[0] == 0
    assert values[-1] == pytest.approx(1, abs=1e-12)
    assert values == sorted(values)


@pytest.mark.parametrize("easing", Easing)
def test_the_peak_is_reached_and_not_passed(easing: Easing) -> None:
    """The steepest thousandth of an easing is as steep as its peak says."""
    speeds = [(easing((k + 1) / 1000) - easing(k / 1000)) * 1000 for k in range(1000)]
    assert max(speeds) == pytest.approx(float(easing.peak), rel=1e-3)
    assert max(speeds) <= float(easing.peak) * (1 + 1e-9)


@pytest.mark.parametrize("easing", Easing)
def test_which_ends_are_eased(easing: Easing) -> None:
    """Only the ends that the name promises are slow, so that parts of one scroll meet at speed."""
    starts_slow = easing(0.01) < 0.005
    ends_slow = 1 - easing(0.99) < 0.005
    assert (starts_slow, ends_slow) == {
        Easing.LINEAR: (False, False),
        Easing.SMOOTH: (True, True),
        Easing.CRUISE: (True, True),
        Easing.DEPART: (True, False),
        Easing.ARRIVE: (False, True),
    }[easing]


@given(st.integers(1, 2000), st.sampled_from(Easing))
def test_frames_at_the_peak_speed_show_every_stop(stops: int, easing: Easing) -> None:
    """With more frames than stops times the peak, no stop falls between two frames."""
    frames = int(stops * easing.peak) + 1
    shown = {min(stops - 1, int(easing((k + 0.5) / frames) * stops)) for k in range(frames)}
    assert shown == set(range(stops))
