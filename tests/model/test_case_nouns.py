"""Beats and cases refuse what can't be played, and name the field that is wrong first."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from scrollcast.model.case import (
    Area,
    Case,
    Compare,
    CompareStyle,
    Hold,
    Look,
    Quiz,
    Rewindow,
    Scroll,
    TextCard,
    Zoom,
)
from scrollcast.model.mark import LabelMark, MarkSpec, OnSlice, Size, Unit
from scrollcast.model.window import Window

LOOK = Look(Window(400, 40))
MARK = MarkSpec("mass", LabelMark(OnSlice(1, 0, 0)))


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: Scroll(step=0), "step is 1 or more, not 0"),
        (lambda: Hold(Fraction(0)), "seconds is more than 0 and at most 60, not 0"),
        (lambda: Zoom(None, Fraction(61)), "seconds is more than 0 and at most 60, not 61"),
        (lambda: Compare((LOOK, LOOK), CompareStyle.WIPE, Fraction(-1)), "seconds is more than 0"),
        (lambda: TextCard("Title", (), Fraction(0)), "seconds is more than 0"),
        (lambda: TextCard("Title", ("a", "b", "c", "d")), "lines are at most 3, not 4"),
        (lambda: Rewindow(LOOK, Fraction(1, 5)), r"fade is 0\.3 to 10 seconds, not 0\.2"),
        (lambda: Area(9, 0, 8, 9), "left and top of an area come before right and bottom"),
        (lambda: Quiz("Where?", 2), "think time is 3 to 10 seconds, not 2"),
        (lambda: Quiz("Where?", 5, ("One",)), "none|no options, or 2 to 4"),
        (lambda: Quiz("Where?", 5, ("One", "Two"), frozenset({2})), "right ones among them"),
        (lambda: Quiz("Where?", 5, ("One", "Two"), find="mass"), "find goes without options"),
        (lambda: Case("Title", (Scroll(),), marks=(MARK, MARK)), "marks have names of their own"),
        (lambda: Size(0, Unit.MM), "a size is more than 0"),
    ],
)
def test_what_can_not_be_played_can_not_be_built(build: Callable[[], object], words: str) -> None:
    """A bad value cannot exist."""
    with pytest.raises(ValueError, match=words):
        build()
