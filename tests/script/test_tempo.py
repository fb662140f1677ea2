"""Frames are shared fairly, to the limit exactly, and evenly spent."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scrollcast.model.timing import Easing, Rate
from scrollcast.script.tempo import Frames, Tempo, fit

FRAMES = st.tuples(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500)).map(
    lambda grow: Frames(grow[0], grow[0] + grow[1], grow[0] + grow[1] + grow[2])
)


@given(st.lists(FRAMES, min_size=1, max_size=12), st.floats(0, 1.5))
def test_fit_shares_a_length(frames: list[Frames], part: float) -> None:
    """All whole, or all natural, or the limit exactly, with none under its least."""
    least, whole = sum(f.least for f in frames), sum(f.whole for f in frames)
    limit = least + int((whole - least) * part)
    given_ = fit(frames, limit)
    assert sum(given_) <= limit
    assert all(f.least <= n <= f.whole for f, n in zip(frames, given_, strict=True))
    natural = sum(f.natural for f in frames)
    if limit >= whole:
        assert sum(given_) == whole
    else:
        assert sum(given_) == min(natural, limit)


def test_fit_takes_the_same_part_from_all() -> None:
    """Half of what can be given from each, nothing from what is fixed."""
    frames = [Frames.fixed(50), Frames(100, 200, 200), Frames(10, 50, 90)]
    assert fit(frames, 50 + 150 + 30) == [50, 150, 30]
    assert fit(frames, 50 + 200 + 50) == [50, 200, 50]
    assert fit(frames, 50 + 200 + 90) == [50, 200, 90]
    assert fit(frames, None) == [50, 200, 90]


@given(
    st.integers(1, 1500),
    st.integers(3, 100),
    st.integers(5, 90),
    st.sampled_from([24, 25, 30, 50, 60]),
    st.sampled_from([Easing.LINEAR, Easing.CRUISE, Easing.DEPART, Easing.ARRIVE]),
)
def test_what_was_settled_stays_settled(slices: int, tenths: int, pace: int, fps: int, easing: Easing) -> None:
    """A scroll that gets its natural length takes all of it: nothing is called fast that was not squeezed."""
    tempo = Tempo(Rate(Fraction(fps)), Fraction(pace), Fraction(tenths, 10), complete=False)
    for frames in (tempo.overview(slices, easing), tempo.marked(slices, easing)):
        assert 1 <= frames.least <= frames.natural <= frames.whole
        took, stops = tempo.settle(range(slices), easing, frames, frames.natural)
        assert took == frames.natural
        assert stops[-1] == slices - 1
        assert tempo.settle(range(slices), easing, frames, frames.least)[0] == frames.least


@given(st.integers(1, 1500), st.integers(2, 4000))
def test_every_nth_slice_is_kept_to_the_last(slices: int, frames: int) -> None:
    """Equal steps counted from the last slice, and no more left out than the frames demand."""
    tempo = Tempo(Rate(Fraction(30)), Fraction(25), Fraction(1), complete=False)
    took, stops = tempo.settle(range(slices), Easing.LINEAR, Frames(2, frames, frames), frames)
    assert took <= frames
    steps = {b - a for a, b in pairwise(stops)}
    assert len(steps) <= 1
    assert stops[-1] == slices - 1
    every = steps.pop() if steps else 1
    assert every == 1 or -(-slices // (every - 1)) + 1 > frames


def test_unknown_distances_go_by_slices() -> None:
    """10 slices a second at the usual pace, whatever it is."""
    tempo = Tempo(Rate(Fraction(30)), Fraction(40), None, complete=False)
    assert tempo.overview(100, Easing.LINEAR).natural == 301
