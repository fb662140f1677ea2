"""Beats with a voice of their own: as long as that, whatever the beat, with its words; the plan says which gives."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.errors import UsageError
from scrollcast.model.case import (
    Beat,
    Case,
    Compare,
    CompareStyle,
    Hold,
    Hook,
    Length,
    Look,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.mark import ArrowMark, MarkSpec, OnSlice
from scrollcast.model.overlay import Caption, Question, Run
from scrollcast.model.voice import Voice
from scrollcast.model.window import Window
from scrollcast.script.blind import blind
from scrollcast.script.screenplay import Screenplay, write
from scrollcast.script.table import spans

SOFT, BONE = Look(Window(400, 40), "Soft tissue"), Look(Window(1800, 400), "Bone")
SAY = (Run("Look here."),)
SPOT = MarkSpec("spot", ArrowMark(OnSlice(20, 300, 200), 45), "spot", (18, 24))
PLAN: tuple[Beat, ...] = (
    Hook(SAY),
    Scroll(20),
    Quiz("What is it?", 3, ("One", "Two"), frozenset({1})),
    Reveal(SAY, ("spot",), SOFT),
    Rewindow(BONE, say=SAY),
    Zoom("spot"),
    Zoom(None),
    Compare((SOFT, BONE), CompareStyle.WIPE, Fraction(2)),
    Hold(Fraction(1), say=SAY),
    Scroll(30, pace=Fraction(40)),
    TextCard("A card", ("with a line",)),
    Takeaway(("Look twice.",)),
)


def voiced(beat: Beat, seconds: Fraction) -> Beat:
    """The beat with a voice of that length."""
    return replace(beat, voice=Voice(Path("voice.wav"), seconds))


def play(beats: tuple[Beat, ...], length: Length = Length.FULL) -> Screenplay:
    """The screenplay of these beats."""
    return write(facts(80), Case("Where?", beats, length=length, marks=(SPOT,)), LUNG, PLATFORM)


def lasts(screenplay: Screenplay, number: int) -> Fraction:
    """Seconds that a beat takes."""
    return screenplay.timeline.rate.seconds(len(spans(screenplay)[number]))


@pytest.mark.parametrize("number", range(1, len(PLAN) + 1))
@settings(max_examples=8, deadline=None)
@given(extra=st.fractions(Fraction(1, 10), 9, max_denominator=1000))
def test_a_beat_lasts_as_long_as_its_voice(number: int, extra: Fraction) -> None:
    """To the frame, whatever the beat; every other beat keeps its time."""
    plain = play(PLAN)
    seconds = lasts(plain, number) + extra
    told = play((*PLAN[: number - 1], voiced(PLAN[number - 1], seconds), *PLAN[number:]))
    assert 0 <= lasts(told, number) - seconds < Fraction(1, 30)
    others = [n for n in range(1, len(PLAN) + 1) if n != number and not isinstance(PLAN[n - 1], Hook | Scroll)]
    assert [lasts(told, n) for n in others] == [lasts(plain, n) for n in others]


def test_a_scroll_goes_as_fast_as_its_voice() -> None:
    """Faster than it was meant where the voice is short, but never faster than it may."""
    usual = lasts(play((Scroll(),)), 1)
    short = lasts(play((voiced(Scroll(), usual * 2 / 3),)), 1)
    assert usual * 2 / 3 <= short < usual * 2 / 3 + Fraction(1, 30)
    assert lasts(play((voiced(Scroll(), Fraction(1, 10)),)), 1) > Fraction(1)


def test_the_words_of_a_beat_stand_as_long_as_its_voice() -> None:
    """Its caption is one cue over the whole beat, and a countdown has as many seconds."""
    told = play((Scroll(20), voiced(Hold(Fraction(1), say=SAY), Fraction(6)), Scroll(30)))
    (cue,) = (cue for cue in told.timeline.cues if isinstance(cue.overlay, Caption))
    assert cue.span == spans(told)[2]
    told = play((Scroll(20), voiced(PLAN[2], Fraction(9)), Scroll(30)))
    (cue,) = (cue for cue in told.timeline.cues if isinstance(cue.overlay, Question))
    assert isinstance(cue.overlay, Question)
    assert cue.overlay.seconds == -(-len(cue.span) // 30)


def test_a_window_that_is_there_already_still_waits_for_its_voice() -> None:
    """A beat that took no time takes that of its voice."""
    told = play((Scroll(20), voiced(Rewindow(None), Fraction(3)), Scroll(30)))
    assert lasts(told, 2) == 3


def test_what_has_no_voice_gives_before_what_has_one() -> None:
    """In a fixed length the silent scroll hurries; where that is not enough, the beats with voices are named."""
    beats = (voiced(Scroll(20), Fraction(9)), Scroll(40), Takeaway(("Look twice.",)))
    told = play(beats, Length.S15)
    assert lasts(told, 1) == 9
    assert told.timeline.rate.seconds(told.timeline.frames) <= 15
    with pytest.raises(UsageError, match=r"beat 1 \(scroll\) takes 16 s for its voice.*Shorten them by"):
        play((voiced(Scroll(20), Fraction(16)), *beats[1:]), Length.S15)


def test_a_blind_film_has_no_voice() -> None:
    """A voice would tell."""
    case = Case("Where?", tuple(voiced(beat, Fraction(4)) for beat in PLAN), marks=(SPOT,))
    assert all(beat.voice is None for beat in blind(case).beats)
