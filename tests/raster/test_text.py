"""Words: shaping, wrapping and drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import UsageError
from scrollcast.model.overlay import Run, Tone
from scrollcast.raster.fonts import Style, Weight
from scrollcast.raster.paragraph import fit, words, wrap
from scrollcast.raster.text import line, measure

STYLE = Style(56, Weight.BOLD)
WORDS = st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=1, max_size=14)


def test_a_line_is_as_wide_as_measured() -> None:
    """Ink ends where the advance says, within the side bearing of one letter."""
    drawn = line("Hounsfield", STYLE)
    ink = np.flatnonzero(drawn.mask.any(0))
    assert abs(ink[-1] - drawn.advance) < STYLE.size / 8
    assert drawn.advance == measure("Hounsfield", STYLE)


def test_descenders_and_ascenders_are_whole() -> None:
    """No letter touches the edge of its mask, where it would be cut."""
    mask = line("gjpqyÅÉ|()", STYLE).mask
    assert not mask[0].any()
    assert not mask[-1].any()


def test_kerning_pulls_letters_together() -> None:
    """AV is narrower than A and V apart: the shaper is at work."""
    assert measure("AV", STYLE) < measure("A", STYLE) + measure("V", STYLE) - 1


def test_digits_are_all_as_wide() -> None:
    """Tabular figures: the slice number does not jitter while it counts."""
    widths = [measure(str(digit) * 3, STYLE) for digit in range(10)]
    assert max(widths) - min(widths) < 0.5


@pytest.mark.parametrize(("text", "code"), [("mass 肺", "U+80BA"), ("tumör 🫁", "U+1FAC1"), ("ورم", "U+0648")])
def test_a_missing_glyph_is_named(text: str, code: str) -> None:
    """A glyph the font lacks is an error that names it, never a box."""
    with pytest.raises(UsageError, match=code.replace("+", r"\+")):
        measure(text, STYLE)


@given(WORDS)
def test_wrapping_loses_nothing(tokens: list[str]) -> None:
    """All words come out in order, and no line is wider than allowed unless one word alone is."""
    row = words((Run(" ".join(tokens)),))
    lines = wrap(row, 600, STYLE)
    assert [word for part in lines for word in part] == list(row)
    for part in lines:
        text = " ".join("".join(run.text for run in word.runs) for word in part)
        assert measure(text, STYLE) <= 600 + 1 or len(part) == 1


@given(WORDS)
def test_wrapping_balances(tokens: list[str]) -> None:
    """Balancing never takes more lines than filling greedily at the full width does."""
    row = words((Run(" ".join(tokens)),))
    widths = [measure("".join(run.text for run in word.runs), STYLE) for word in row]
    greedy, room = 1, 600.0
    for width in widths:
        if width > room and room < 600:
            greedy, room = greedy + 1, 600.0
        room -= width + measure(" ", STYLE)
    assert len(wrap(row, 600, STYLE)) <= greedy


def test_colours_stay_with_their_words() -> None:
    """A full stop after a coloured word belongs to the same word, in its own colour."""
    row = words((Run("A solid "), Run("mass", Tone.FINDING), Run(". Look.")))
    assert [[run.text for run in word.runs] for word in row] == [["A"], ["solid"], ["mass", "."], ["Look."]]
    assert row[2].runs[0].tone is Tone.FINDING


def test_fit_takes_the_largest_style_that_fits() -> None:
    """Smaller styles are for longer texts only; what fits none is None."""
    styles = (Style(60, Weight.BOLD), Style(40, Weight.BOLD))
    short = fit((Run("Short"),), 500, styles, (1, 1))
    longer = fit((Run("A longer line of words"),), 500, styles, (1, 1))
    assert short is not None
    assert short.style.size == 60
    assert longer is not None
    assert longer.style.size == 40
    assert fit((Run("A longer line of words " * 3),), 500, styles, (1, 1)) is None
