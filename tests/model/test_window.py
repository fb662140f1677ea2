"""Windows as people write them, and those that are not legal."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import UsageError
from scrollcast.model.window import Percentiles, VoiFunction, Window


@pytest.mark.parametrize(
    ("text", "width", "center"),
    [("400/50", 400, 50), ("1500/-600", 1500, -600), (" 80 / 40 ", 80, 40), ("1/0.5", 1, 0.5), ("0400/050", 400, 50)],
)
def test_windows_are_read_as_written(text: str, width: float, center: float) -> None:
    """Width first, then center."""
    assert Window.written(text) == Window(width, center)


@pytest.mark.parametrize(
    "text", ["", "400", "400/", "/50", "400,50", "-400/50", "400/50/3", "4e2/50", "nan/0", "W400/L50"]
)
def test_other_writings_are_refused(text: str) -> None:
    """With an example of what is right."""
    with pytest.raises(UsageError, match="400/50"):
        Window.written(text)


@given(st.integers(1, 100_000), st.integers(-32_768, 32_767))
def test_windows_print_as_they_are_read(width: int, center: int) -> None:
    """What a command echoes can be typed again."""
    window = Window(width / 10 + 1, center / 10)
    assert Window.written(str(window)) == window


@pytest.mark.parametrize(
    ("function", "width", "legal"),
    [
        (VoiFunction.LINEAR, 1, True),
        (VoiFunction.LINEAR, 0.999, False),
        (VoiFunction.LINEAR, 0, False),
        (VoiFunction.LINEAR, -400, False),
        (VoiFunction.LINEAR_EXACT, 0.001, True),
        (VoiFunction.LINEAR_EXACT, 0, False),
        (VoiFunction.SIGMOID, 0.001, True),
        (VoiFunction.SIGMOID, 0, False),
    ],
)
def test_legal_widths(function: VoiFunction, width: float, legal: bool) -> None:
    """At least 1 for LINEAR, above 0 for the others (PS3.3 C.11.2.1.2, C.11.2.1.3)."""
    if legal:
        assert Window(width, 0, function).width == width
    else:
        with pytest.raises(UsageError, match="too small"):
            Window(width, 0, function)


@pytest.mark.parametrize(("width", "center"), [(math.nan, 0), (math.inf, 0), (400, math.nan), (400, -math.inf)])
def test_numbers_must_be_finite(width: float, center: float) -> None:
    """A window of no number is no window."""
    with pytest.raises(UsageError, match="finite"):
        Window(width, center)


@pytest.mark.parametrize(("low", "high"), [(5, 5), (99, 1), (-1, 99), (1, 101), (math.nan, 99), (1, math.nan)])
def test_percentiles_rise_within_0_to_100(low: float, high: float) -> None:
    """Everything else is refused."""
    with pytest.raises(UsageError, match="between 0 and 100"):
        Percentiles(low, high)
