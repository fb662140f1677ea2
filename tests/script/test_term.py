"""The length that a platform takes: it binds where it is shorter than what the case asks for, and says what gave."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders.stacks import LUNG, facts
from scrollcast.authored.platforms import load_platform
from scrollcast.errors import UsageError
from scrollcast.model.case import Case, Hold, Length, Scroll
from scrollcast.script.screenplay import script

LONG = Case("Long", (Scroll(), Hold(Fraction(2))), length=Length.FULL)
VERTICAL, FACEBOOK, TIKTOK, X = (load_platform(name) for name in ("vertical", "facebook", "tiktok", "x"))


def test_a_whole_film_is_refitted_for_a_platform_that_takes_less() -> None:
    """4,000 slices are whole in 154 s; Facebook takes 90: the length is kept, and the notes say what gave."""
    stack = facts(4000)
    whole, short = (script(stack, LONG, LUNG, platform) for platform in (VERTICAL, FACEBOOK))
    assert whole.rate.seconds(whole.frames) > 150
    assert short.rate.seconds(short.frames) <= 90
    assert short.rate.seconds(short.frames) > 75
    assert "Facebook takes 90 s at most; with every slice, the clip takes 154 s." in short.notes
    assert any("every 2nd slice" in note for note in short.notes)
    assert whole.skipped == 0


def test_a_platform_that_takes_as_much_changes_nothing() -> None:
    """Not a frame, and not a note."""
    stack = facts(300)
    for length in (Length.S15, Length.S30, Length.FULL):
        case = replace(LONG, length=length)
        usual = script(stack, case, LUNG, VERTICAL)
        assert all(script(stack, case, LUNG, platform) == usual for platform in (FACEBOOK, TIKTOK, X))


def test_what_does_not_fit_says_so_in_the_words_of_the_platform() -> None:
    """Holds do not give; another length would not help."""
    still = Case("Still", (Hold(Fraction(60)), Scroll(2), Hold(Fraction(60))), length=Length.FULL)
    with pytest.raises(UsageError, match=r"do not fit in the 90 s of Facebook: .* by 30\.\d s, or post it elsewhere"):
        script(facts(3), still, LUNG, FACEBOOK)
    script(facts(3), still, LUNG, X)


def test_a_clip_that_is_too_short_is_not_begun() -> None:
    """Facebook and TikTok take three seconds at least, X half a second."""
    brief = Case("Brief", (Hold(Fraction(2)),))
    with pytest.raises(UsageError, match="lasts 2 s, and TikTok takes 3 s at least"):
        script(facts(3), brief, LUNG, TIKTOK)
    script(facts(3), brief, LUNG, X)
