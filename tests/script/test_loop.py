"""A film that loops: its last frame is its first one again, whatever its beats."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain

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
from scrollcast.model.overlay import Card, Mark, Run
from scrollcast.model.timeline import Moment, Timeline
from scrollcast.model.window import Window
from scrollcast.script import script

SOFT = Look(Window(400, 40), "Soft tissue")
MARKS = (MarkSpec("spot", LabelMark(OnSlice(20, 300, 200)), "spot", (1, 40)),)
OPENINGS: tuple[Beat, ...] = (
    Hook((Run("What catches your eye?"),)),
    Scroll(20, say=(Run("Down to the hilum."),)),
    Quiz("What is this?", 3, ("A scan", "A cat"), frozenset({0})),
    TextCard("Anatomy", ("One minute.",)),
)
MIDDLES: tuple[tuple[Beat, ...], ...] = (
    (Scroll(30, back=True),),
    (Scroll(12, start=11),),
    (Hold(Fraction(1), ("spot",)),),
    (Quiz("What now?", 3, ("This", "That"), frozenset({0})), Reveal((Run("This."),), ("spot",), SOFT)),
    (Quiz("What now?", 3),),
    (Rewindow(SOFT),),
    (Zoom(Area(100, 100, 200, 200)),),
    (Compare((SOFT, Look(LUNG.window)), CompareStyle.WIPE, Fraction(2)),),
    (TextCard("Think", ()),),
)
END = Takeaway(("Look twice.", "Then once more."))


def film(*beats: Beat) -> Timeline:
    """The timeline of beats that loop, on forty slices of 2 mm."""
    case = Case("A title", beats, length=Length.FULL, marks=MARKS, loop=True, history="60s, cough.")
    return script(facts(40, 2.0), case, LUNG, PLATFORM)


def seam(timeline: Timeline) -> tuple[Moment, Moment]:
    """Its last and its first moment."""
    return timeline.at(timeline.frames - 1), timeline.at(0)


@given(st.sampled_from(OPENINGS), st.lists(st.sampled_from(MIDDLES), max_size=4), st.booleans())
def test_the_last_frame_is_the_first_one(opening: Beat, middle: list[tuple[Beat, ...]], card: bool) -> None:
    """The same slice, window, zoom, words, and no mark and no key slice, with a card at the end and without."""
    answer = (Reveal(()),) if isinstance(opening, Quiz) else ()
    last, first = seam(film(opening, *answer, *chain.from_iterable(middle), *((END,) if card else ())))
    assert last == first
    assert not first.keys


def test_a_card_at_the_end_fades_from_the_first_slice() -> None:
    """Under the card the film goes back to where it began: nothing but the card moves while it fades."""
    timeline = film(OPENINGS[0], Scroll(30), Rewindow(SOFT), Zoom("spot"), END)
    (card,) = [cue for cue in timeline.cues if isinstance(cue.overlay, Card)]
    assert card.fade_out == 9
    uncovered = [timeline.at(frame) for frame in range(card.span.stop - 9, timeline.frames)]
    assert {moment.view for moment in uncovered} == {timeline.at(0).view}
    presence = [next((s.presence for s in m.shown if isinstance(s.overlay, Card)), 0) for m in uncovered]
    assert presence == sorted(presence, reverse=True)
    assert presence[-1] == 0


def test_without_a_card_the_way_back_is_seen() -> None:
    """Out of the zoom, back to the window, and through the slices to the first, without marks, at 60 mm/s at most."""
    timeline = film(OPENINGS[0], Scroll(30), Hold(Fraction(1), ("spot",)), Rewindow(SOFT), Zoom("spot"))
    *_, out, fade, back, settled, end = timeline.shots
    assert out.zoom is not None
    assert out.zoom[1].bottom - out.zoom[1].top == 512
    assert (fade.window, fade.window_to) == (SOFT.window, LUNG.window)
    assert [timeline.travel.index(stop) + 1 for stop in back.stops] == list(range(29, 0, -1))
    assert 58 / timeline.rate.seconds(len(back.span)) <= 60
    assert settled.stops == end.stops == (timeline.travel[0],)
    marks = [cue for cue in timeline.cues if isinstance(cue.overlay, Mark)]
    assert max(cue.span.stop for cue in marks) <= back.span.start


@pytest.mark.parametrize("ends", [(TextCard("Anatomy", ("One minute.",)), END), (END, END)])
def test_cards_meet_cards(ends: tuple[Beat, Beat]) -> None:
    """A film that begins with a card begins with it again, whole."""
    last, first = seam(film(ends[0], Scroll(30), ends[1]))
    assert [type(shown.overlay) for shown in last.shown] == [Card]
    assert last.shown[0].overlay == first.shown[0].overlay
    assert last == first


def test_a_film_that_does_not_loop_just_ends() -> None:
    """On its card, or where its last beat left it."""
    case = Case("A title", (OPENINGS[0], Scroll(30), END), marks=MARKS)
    timeline = script(facts(40, 2.0), case, LUNG, PLATFORM)
    assert timeline.at(timeline.frames - 1).shown[0].presence == 1
    ends = script(facts(40, 2.0), replace(case, beats=case.beats[:2]), LUNG, PLATFORM)
    assert ends.at(ends.frames - 1).view.slice == ends.travel[29]
