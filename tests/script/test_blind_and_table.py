"""The blind version of a case tells nothing, and the table of a plan tells all of it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.model.case import (
    Area,
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
from scrollcast.model.mark import LabelMark, MarkSpec, OnSlice
from scrollcast.model.overlay import Answer, Caption, Card, Mark, Question, Run, Title, Tone
from scrollcast.model.window import Window
from scrollcast.script.blind import blind
from scrollcast.script.screenplay import write
from scrollcast.script.table import resolved, spans, table

SOFT = Look(Window(400, 40), "Soft tissue")
SPOT = MarkSpec("spot", LabelMark(OnSlice(20, 300, 200)), "spot", (15, 25))
TELLS = (Run("A "), Run("tumour", Tone.FINDING, "spot"), Run("."))
QUIZ = Quiz("Where is it?", 3, ("Lung", "Liver"), frozenset({0}))
CASE = Case(
    "A title",
    (
        Hook((Run("What catches your eye?"),)),
        Scroll(20),
        QUIZ,
        Reveal(TELLS, ("spot",), SOFT),
        Zoom("spot"),
        TextCard("Tumours", ("They grow.",)),
        Scroll(30, show=("spot",), say=(Run("It goes on."),)),
        Hold(Fraction(1), say=TELLS),
        Hold(Fraction(1), say=(Run("Breathe."),)),
        Takeaway(("Tumours grow.",)),
    ),
    length=Length.S60,
    marks=(SPOT,),
    credit="Mine",
)


def test_a_blind_case_keeps_questions_and_nothing_that_answers() -> None:
    """No mark, no reveal and none of what explains it; the card asks again."""
    case = blind(CASE)
    assert case.marks == ()
    assert case.beats == (
        Hook((Run("What catches your eye?"),)),
        Scroll(20),
        replace(QUIZ, right=frozenset()),
        Scroll(30),
        Hold(Fraction(1)),
        Hold(Fraction(1), say=(Run("Breathe."),)),
        Takeaway(("Where is it?",), "YOUR TURN"),
    )
    assert (case.title, case.credit) == (CASE.title, CASE.credit)


def test_without_a_question_the_card_asks_what_was_seen() -> None:
    """It tells nothing either way."""
    case = Case("A title", (Scroll(), Takeaway(("Look twice.",))))
    assert blind(case).beats[-1] == Takeaway(("What did you see?",), "YOUR TURN")


BEATS: st.SearchStrategy[Beat] = st.sampled_from(
    [
        Scroll(30, start=21, show=("spot",)),
        Scroll(24, back=True),
        Hold(Fraction(1), ("spot",), TELLS),
        QUIZ,
        Quiz("Find it.", 3, find="spot"),
        Rewindow(SOFT, say=TELLS),
        Zoom("spot", say=TELLS),
        Zoom(Area(9, 9, 200, 200)),
        Zoom(None),
        Compare((SOFT, Look(LUNG.window)), CompareStyle.WIPE, Fraction(2), TELLS),
        TextCard("Think", ()),
    ]
)


@given(st.lists(BEATS, max_size=6), st.booleans())
def test_a_blind_film_tells_nothing(middle: list[Beat], loop: bool) -> None:
    """Whatever the beats: it can be played, with no mark, no answer, no word in a mark's colour and no right colour."""
    case = replace(
        CASE, beats=(Scroll(20), *middle, Scroll(20, start=19), Reveal(TELLS, ("spot",)), CASE.beats[-1]), loop=loop
    )
    play = write(facts(40, 2.0), replace(blind(case), length=Length.FULL), LUNG, PLATFORM)
    for cue in play.timeline.cues:
        assert not isinstance(cue.overlay, Mark | Answer)
        assert not isinstance(cue.overlay, Caption) or not any(run.mark for run in cue.overlay.runs)
        assert not isinstance(cue.overlay, Title) or cue.overlay.tone is Tone.TEXT
        assert not isinstance(cue.overlay, Card) or "Tumours grow." not in cue.overlay.lines
    questions = [cue for cue in play.timeline.cues if isinstance(cue.overlay, Question)]
    assert len(questions) == sum(isinstance(beat, Quiz) for beat in middle)


def test_a_row_for_each_beat() -> None:
    """In order, without a gap, with the words of a case file."""
    play = write(facts(40, 2.0), CASE, LUNG, PLATFORM)
    rows = table(play)
    assert [(row.beat, row.kind) for row in rows] == [
        (1, "hook"),
        (2, "scroll"),
        (3, "quiz"),
        (4, "reveal"),
        (5, "zoom"),
        (6, "card"),
        (7, "scroll"),
        (8, "hold"),
        (9, "hold"),
        (10, "takeaway"),
    ]
    assert [row.frames[0] for row in rows[1:]] == [row.frames[1] for row in rows[:-1]]
    assert rows[-1].frames[1] == play.timeline.frames
    assert all(row.seconds == play.timeline.rate.seconds(row.frames[1] - row.frames[0]) for row in rows)
    assert [row.slices for row in rows[:2]] == [(1, 1), (2, 20)]
    assert [row.marks for row in rows] == [(), (), (), ("spot",), ("spot",), ("spot",), ("spot",), (), (), ()]
    assert rows[2].words == "Where is it? / Lung / Liver"
    assert rows[3].words == "A tumour. / Soft tissue"


@pytest.mark.parametrize(("step", "back"), [(None, False), (2, False), (3, True)])
def test_a_row_of_a_scroll_tells_its_speed(step: int | None, back: bool) -> None:
    """Slices shown, and the way through the body, by time; only scrolls have one, and mm only where they are known."""
    beats = (Hold(Fraction(1)), Scroll(31, Fraction(20), step=step, back=back))
    row = table(write(facts(40, 2.0), replace(CASE, beats=beats), LUNG, PLATFORM))[1]
    assert row.shown == 30 // (step or 1) + (back and step == 3)
    assert row.mm_a_second == pytest.approx((2 if back else 1) * 60 / row.seconds)
    assert row.slices_a_second == pytest.approx((2 if back else 1) * (30 // (step or 1)) / row.seconds)
    assert row.slices[1] == (1 if back else 31)
    still, unplaced = table(write(facts(40, None, orientation=None), replace(CASE, beats=beats), LUNG, PLATFORM))
    assert (still.slices_a_second, still.mm_a_second) == (None, None)
    assert unplaced.slices_a_second is not None
    assert unplaced.mm_a_second is None


def test_a_beat_that_takes_no_time_has_no_row() -> None:
    """A zoom out of nothing."""
    play = write(facts(40, 2.0), replace(CASE, beats=(Scroll(20), Zoom(None), Scroll(30)), marks=()), LUNG, PLATFORM)
    assert list(spans(play)) == [1, 3]


def test_anchors_are_told_with_the_plan() -> None:
    """By slice number, PACS image number, pixel and mm."""
    (place,) = resolved(write(facts(40, 2.0), CASE, LUNG, PLATFORM))
    assert (place.mark, place.part, place.slice, place.image, place.column, place.row) == (
        "spot",
        "at",
        20,
        21,
        300,
        200,
    )
    assert place.position == pytest.approx((210, 140, 40))
