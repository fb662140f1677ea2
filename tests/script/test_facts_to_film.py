"""What follows from the facts: direction, window, pause, and what a still can't be."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.stacks import CORONAL, LUNG, PLATFORM, facts
from scrollcast.errors import InputError, UsageError
from scrollcast.model.case import Hook, Length, Quiz, Scroll, Takeaway
from scrollcast.model.geometry import Direction
from scrollcast.model.overlay import Caption, Run
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.volume import Histogram
from scrollcast.model.window import Percentiles, VoiFunction, Window
from scrollcast.script import script, unprepared


def test_an_unprepared_run_has_five_beats() -> None:
    """Hook, scroll to the middle, a free question, scroll to the end, card: words from the preset."""
    case = unprepared(facts(9), LUNG, Settings())
    assert case.title == LUNG.title
    assert case.beats[:4] == (Hook((Run(LUNG.hook),)), Scroll(5), Quiz(LUNG.pause.ask, 5), Scroll())
    assert isinstance(case.beats[4], Takeaway)
    assert len(case.beats) == 5


def test_settings_override_the_preset() -> None:
    """Title, caption, pause, window, direction, length and rate; an empty caption is no caption."""
    window = Window(350, 50)
    settings = Settings(
        title="Mine", caption="", pause_at=3, window=window, direction=Direction.FEET_TO_HEAD, length=Length.FULL
    )
    case = unprepared(facts(9), LUNG, settings)
    assert (case.title, case.window, case.direction, case.length) == (
        "Mine",
        window,
        Direction.FEET_TO_HEAD,
        Length.FULL,
    )
    assert case.beats[:2] == (Hook(()), Scroll(3))
    timeline = script(facts(9), case, LUNG, PLATFORM)
    assert timeline.shots[0].window == window
    assert timeline.travel == tuple(range(9))


@pytest.mark.parametrize(("pause", "kinds"), [(1, [Hook, Quiz, Scroll]), (9, [Hook, Scroll, Quiz])])
def test_a_pause_at_either_end_leaves_a_scroll_out(pause: int, kinds: list[type]) -> None:
    """Nobody scrolls to where they are."""
    case = unprepared(facts(9), LUNG, Settings(pause_at=pause))
    assert [type(beat) for beat in case.beats[:-1]] == kinds
    assert script(facts(9), case, LUNG, PLATFORM).skipped == 0


@pytest.mark.parametrize(("direction", "ends"), [(Direction.FEET_TO_HEAD, (4, 8)), (Direction.HEAD_TO_FEET, (2, 6))])
def test_slices_that_a_mask_hides_whole_are_left_out_at_the_ends(direction: Direction, ends: tuple[int, int]) -> None:
    """The film starts and ends at what shows something, whichever way it goes; the numbers stay, and so do gaps."""
    stack = replace(facts(9), hidden=frozenset({0, 1, 2, 5, 8}))
    case = unprepared(stack, LUNG, Settings(direction=direction))
    timeline = script(stack, case, LUNG, PLATFORM)
    seen = [timeline.travel.index(index) + 1 for shot in timeline.shots for index in shot.stops]
    assert (min(seen), max(seen)) == ends
    assert case.beats[1] == Scroll(sum(ends) // 2, start=ends[0])


@pytest.mark.parametrize("pause", [2, 9])
def test_a_pause_on_a_hidden_slice_is_where_it_was_asked_for(pause: int) -> None:
    """Then nothing is left out at that end."""
    stack = replace(facts(9), hidden=frozenset({0, 1, 2, 8}))
    settings = Settings(direction=Direction.FEET_TO_HEAD, pause_at=pause)
    timeline = script(stack, unprepared(stack, LUNG, settings), LUNG, PLATFORM)
    assert pause - 1 in {index for shot in timeline.shots for index in shot.stops}


@pytest.mark.parametrize("pause", [0, -1, 10])
def test_a_pause_outside_of_the_stack_is_refused(pause: int) -> None:
    """With the numbers that there are."""
    with pytest.raises(UsageError, match=f"slice {pause} .* 1 to 9"):
        unprepared(facts(9), LUNG, Settings(pause_at=pause))


def test_one_slice_is_a_still() -> None:
    """A clip needs two."""
    with pytest.raises(InputError, match="One slice is a still"):
        unprepared(facts(1), LUNG, Settings())
    assert script(facts(2), unprepared(facts(2), LUNG, Settings()), LUNG, PLATFORM).skipped == 0


@pytest.mark.parametrize(
    ("orientation", "asked", "words"),
    [
        ((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), Direction.FRONT_TO_BACK, "axial .* choose head-to-feet or feet-to-head"),
        (CORONAL, Direction.HEAD_TO_FEET, "coronal .* choose front-to-back or back-to-front"),
        (None, Direction.HEAD_TO_FEET, "no positions"),
    ],
)
def test_directions_that_do_not_fit(
    orientation: tuple[float, float, float, float, float, float] | None, asked: Direction, words: str
) -> None:
    """The error lists those that do."""
    stack = facts(9, orientation=orientation)
    with pytest.raises(UsageError, match=words):
        script(stack, unprepared(stack, LUNG, Settings(direction=asked)), LUNG, PLATFORM)


def test_directions_of_other_planes() -> None:
    """Coronal images go front to back where the preset does not say; without positions in the order of the files."""
    coronal, unplaced = facts(9, orientation=CORONAL), facts(9, None, orientation=None)
    for stack in (coronal, unplaced):
        timeline = script(stack, unprepared(stack, LUNG, Settings()), LUNG, PLATFORM)
        assert timeline.travel == tuple(range(9))
    asked = unprepared(coronal, LUNG, Settings(direction=Direction.BACK_TO_FRONT))
    assert script(coronal, asked, LUNG, PLATFORM).travel == tuple(reversed(range(9)))


def test_an_unknown_step_is_told_in_slices() -> None:
    """No millimetres where there are none."""
    stack = facts(40, None, orientation=None)
    timeline = script(stack, unprepared(stack, LUNG, Settings()), LUNG, PLATFORM)
    assert timeline.notes == ("40 slices in 4.5 s (8.7 slices/s).",)


@pytest.mark.parametrize(
    ("slices", "length", "notes"),
    [
        (275, Length.S30, ("275 slices in 10.5 s (26 mm/s).",)),
        (
            275,
            Length.S15,
            (
                "Shows every 2nd slice: 139 of 275 in 5.3 s (52 mm/s).",
                "To fit 15s, the scroll goes at 52 mm/s instead of 26 mm/s.",
            ),
        ),
    ],
)
def test_what_had_to_give_is_said(slices: int, length: Length, notes: tuple[str, ...]) -> None:
    """How many slices, how fast, and how fast it was meant."""
    case = unprepared(facts(slices), LUNG, Settings(length=length))
    assert script(facts(slices), case, LUNG, PLATFORM).notes == notes


def test_a_hurried_film_lets_its_hook_be_read() -> None:
    """A short first scroll in a film that is squeezed: it is not hurried, and the first slice is held longer."""
    stack = facts(200)
    timeline = script(stack, unprepared(stack, LUNG, Settings(length=Length.S15, pause_at=30)), LUNG, PLATFORM)
    (caption,) = [cue for cue in timeline.cues if isinstance(cue.overlay, Caption)]
    hold, first, *_, last, _, _ = timeline.shots
    assert len(caption.span) - caption.fade_out >= len(LUNG.hook) * 30 / 17
    assert len(hold.span) > 24
    assert 29 / timeline.rate.seconds(len(first.span)) <= 27
    assert 170 / timeline.rate.seconds(len(last.span)) >= 40


@pytest.mark.parametrize("fps", [1, 5, 120])
@pytest.mark.parametrize("slices", [2, 3, 40, 900])
def test_odd_rates_make_films_too(fps: int, slices: int) -> None:
    """From one frame a second to 120."""
    stack, settings = facts(slices), Settings(length=Length.FULL, rate=Rate(Fraction(fps)))
    assert script(stack, unprepared(stack, LUNG, settings), LUNG, PLATFORM).skipped == 0


def test_windows_by_percentiles_are_said() -> None:
    """The same window in every shot, its numbers in a note and in the header."""
    preset = replace(LUNG, window=Percentiles(1, 99), window_name="T2")
    timeline = script(facts(9), unprepared(facts(9), preset, Settings()), preset, PLATFORM)
    window = Window(98, 49, VoiFunction.LINEAR_EXACT)
    assert {shot.window for shot in timeline.shots} == {window}
    assert timeline.notes[-1] == "The window 98/49 runs from percentile 1 to 99 of all values in the body."


@given(st.floats(0, 40), st.floats(60, 100), st.floats(1e-4, 1e4), st.floats(-1e4, 1e4))
def test_windows_by_percentiles_span_them(low: float, high: float, scale: float, offset: float) -> None:
    """Ends within a hundredth of the width of the percentiles, three digits of width, for values of any scale."""
    histogram = Histogram(np.arange(1000) * scale + offset, np.ones(1000, np.int64))
    window = histogram.window(Percentiles(low, high))
    ends = window.center - window.width / 2, window.center + window.width / 2
    assert ends == pytest.approx((histogram.percentile(low), histogram.percentile(high)), abs=window.width / 100)
    assert float(f"{window.width:.3g}") == pytest.approx(window.width, rel=1e-12)


def test_a_stack_of_one_value_has_a_window_too() -> None:
    """Grey, and no division by zero."""
    assert Histogram(np.array([7.0]), np.array([9])).window(Percentiles(1, 99)) == Window(
        1, 7, VoiFunction.LINEAR_EXACT
    )
