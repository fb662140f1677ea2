"""An authored case: blind until the reveal, then the answer, its mark and why."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.errors import UsageError
from scrollcast.model.case import Beat, Case, Hook, Length, Look, Quiz, Reveal, Scroll, Takeaway
from scrollcast.model.mark import ArrowMark, MarkSpec, OnSlice
from scrollcast.model.overlay import Answer, Caption, Card, Header, Mark, Question, Run, Title, Tone
from scrollcast.model.shape import Arrow
from scrollcast.model.timeline import Cue, Moment, Shot, Timeline
from scrollcast.model.timing import Easing, Rate
from scrollcast.model.window import Window
from scrollcast.script import script

SOFT = Window(400, 40)
MEDIASTINUM = Look(SOFT, "Mediastinum")
MASS = MarkSpec("mass", ArrowMark(OnSlice(85, column=172, row=286), degrees=315), "mass", (58, 95))
QUIZ = Quiz(
    "Where is the problem?", 5, ("Left lower lobe", "Right upper lobe", "Mediastinum", "Looks normal"), frozenset({1})
)
WHY = (Run("A solid "), Run("mass", Tone.FINDING), Run(" where air should be."))
LINES = ("Read every lobe, top to bottom.", "Switch to soft tissue before you move on.")
CASE = Case(
    title="Cough, 3 months.",
    beats=(
        Hook((Run("Scroll with me. What catches your eye?"),)),
        Scroll(85),
        QUIZ,
        Reveal(WHY, ("mass",), MEDIASTINUM),
        Scroll(195, Fraction(30)),
        Takeaway(LINES),
    ),
    marks=(MASS,),
    credit="Data: TCIA, CC BY 3.0",
    handle="@yourhandle",
)


def film(case: Case = CASE, slices: int = 275, step: float | None = 1.0) -> Timeline:
    """The timeline of a case on an axial chest."""
    return script(facts(slices, step), case, LUNG, PLATFORM)


def with_beats(*beats: Beat) -> Case:
    """The case with other beats."""
    return replace(CASE, beats=beats)


def cues(timeline: Timeline, kind: type) -> list[Cue]:
    """Cues of one kind of overlay, in order of time."""
    return sorted((cue for cue in timeline.cues if isinstance(cue.overlay, kind)), key=lambda cue: cue.span)


def moment(timeline: Timeline, seconds: float) -> Moment:
    """The moment at a time."""
    return timeline.at(round(seconds * timeline.rate.fps))


def parts(timeline: Timeline, to: int) -> list[Shot]:
    """The shots of the scroll that ends on a slice number."""
    moving = [shot for shot in timeline.shots if len(shot.stops) > 1]
    last = next(k for k, shot in enumerate(moving) if shot.stops[-1] == timeline.travel[to - 1])
    first = last
    while first and moving[first - 1].span.stop == moving[first].span.start:
        first -= 1
    return moving[first : last + 1]


def test_one_thing_after_the_other() -> None:
    """Question, answer, fade to the other window, mark and caption, card."""
    timeline = film()
    (question,), (answer,), (arrow,), (card,) = (cues(timeline, kind) for kind in (Question, Answer, Mark, Card))
    caption = cues(timeline, Caption)[1]
    fade = next(shot for shot in timeline.shots if shot.window_to is not None)
    assert question.span.stop == answer.span.start
    assert answer.span.stop < fade.span.start
    assert fade.span.stop == arrow.span.start == caption.span.start
    assert caption.span.stop <= card.span.start
    assert card.span.stop == timeline.frames


def test_the_times_of_the_quiz() -> None:
    """5 s to think, 1.8 s of answer, 300 ms for room, 400 ms of fade and of entry, at least 2 s with the mark."""
    timeline = film()
    seconds = timeline.rate.seconds
    (question,), (answer,), (arrow,) = (cues(timeline, kind) for kind in (Question, Answer, Mark))
    assert seconds(len(question.span)) == 5
    assert Fraction(3, 2) <= seconds(len(answer.span)) <= 2
    rooms = [shot for shot in timeline.shots if shot.room[0] != shot.room[1]]
    assert [(shot.room, seconds(len(shot.span))) for shot in rooms] == [
        ((0.0, 1.0), Fraction(3, 10)),
        ((1.0, 0.0), Fraction(3, 10)),
    ]
    fade = next(shot for shot in timeline.shots if shot.window_to is not None)
    assert seconds(len(fade.span)) >= Fraction(3, 10)
    assert seconds(arrow.entry) == Fraction(2, 5)
    held = [f for f in range(arrow.span.start, arrow.span.stop) if timeline.at(f).view.slice == timeline.travel[84]]
    assert seconds(len(held) - arrow.entry) >= 2


def test_the_title_asks_and_answers() -> None:
    """The case's title, the question while one thinks, the right option in its colour, and back."""
    titles = [(cue.overlay, cue.span) for cue in cues(film(), Title)]
    assert [title for title, _ in titles] == [
        Title("Cough, 3 months."),
        Title("Where is the problem?"),
        Title("Right upper lobe", Tone.RIGHT),
        Title("Cough, 3 months."),
    ]
    assert all(a.stop == b.start for (_, a), (_, b) in pairwise(titles))


def test_the_header_follows_the_window() -> None:
    """Named as the preset or the author names it, with its numbers."""
    headers = [cue.overlay for cue in cues(film(), Header)]
    assert headers == [Header("CT CHEST", "Lung", LUNG.window), Header("CT CHEST", "Mediastinum", SOFT)]
    assert film().shots[-1].window == SOFT


def test_nothing_moves_without_need() -> None:
    """No fade to the window that is there already, no settling where nothing moved before the question."""
    timeline = film(
        with_beats(CASE.beats[0], QUIZ, Reveal(WHY, window=Look(LUNG.window, LUNG.window_name)), Takeaway(LINES))
    )
    assert all(shot.window_to is None for shot in timeline.shots)
    assert [shot.room for shot in timeline.shots[:2]] == [(0.0, 0.0), (0.0, 1.0)]


def test_two_right_answers_are_both_named() -> None:
    """The title names them in the order of the options."""
    quiz = replace(QUIZ, right=frozenset({2, 1}))
    titles = [cue.overlay for cue in cues(film(with_beats(Scroll(85), quiz, Reveal(WHY))), Title)]
    assert Title("Right upper lobe, Mediastinum", Tone.RIGHT) in titles


def test_a_free_question_keeps_the_picture_where_it_is() -> None:
    """No options: no room to make, and no answer to show but the mark."""
    timeline = film(with_beats(Scroll(85), Quiz("Find it.", 4), Reveal(WHY, ("mass",))))
    assert {shot.room for shot in timeline.shots} == {(0.0, 0.0)}
    assert not cues(timeline, Answer)
    assert {cue.overlay for cue in cues(timeline, Title)} == {Title(CASE.title), Title("Find it.")}
    assert cues(timeline, Mark)


def test_a_poll_without_a_right_answer_closes_unanswered() -> None:
    """Nothing turns green where nothing is right."""
    timeline = film(with_beats(Scroll(85), replace(QUIZ, right=frozenset()), Reveal(WHY)))
    assert not cues(timeline, Answer)
    assert timeline.shots[-1].room == (0.0, 0.0)


def test_the_answer_waits_for_a_later_reveal() -> None:
    """A scroll between question and reveal: room is given back, the answer comes with the reveal only."""
    timeline = film(with_beats(Scroll(85), QUIZ, Scroll(120), Scroll(85), Reveal(WHY, ("mass",))))
    (question,), (arrow,) = cues(timeline, Question), cues(timeline, Mark)
    (green,) = [cue for cue in cues(timeline, Title) if cue.overlay.tone is Tone.RIGHT]
    assert timeline.at(question.span.stop + 9).view.room == 0
    assert question.span.stop < green.span.start == arrow.span.start
    assert timeline.keys[0].since == green.span.start


def test_marks_live_with_their_slices() -> None:
    """From the reveal on, whenever one of their slices shows; not in a later quiz, not over the card."""
    timeline = film(with_beats(Scroll(85), Reveal(WHY, ("mass",)), Scroll(120), Scroll(70), Quiz("And now?", 3)))
    revealed = cues(timeline, Mark)[0].span.start
    (question,) = cues(timeline, Question)
    alive = {timeline.travel[number - 1] for number in range(58, 96)}
    settled = max(shot.span.stop for shot in timeline.shots if len(shot.stops) > 1)
    for frame in range(timeline.frames):
        now = timeline.at(frame)
        marked = any(isinstance(shown.overlay, Mark) for shown in now.shown)
        assert marked == (revealed <= frame < settled and now.view.slice in alive)
    assert settled <= question.span.start
    first, second = cues(timeline, Mark)
    assert (first.entry > 0, first.fade_in, second.entry, second.fade_in > 0) == (True, 0, 0, True)


def test_marks_are_anchored_by_index() -> None:
    """Slice number n is n - 1 from the far end in this direction; first and last are in rising order."""
    mark = cues(film(), Mark)[0].overlay
    assert mark == Mark("mass", Arrow((286, 172), 315), "mass", Tone.FINDING, first=180, last=217, whole=(190, 190))


def test_slow_through_a_mark_without_a_stop() -> None:
    """8 mm/s through its slices, at speed from one part to the next; the scroll eases at its ends only."""
    timeline = film(replace(with_beats(Scroll(85), Reveal(WHY, ("mass",)), Scroll()), length=Length.S60))
    before, after = parts(timeline, 85), parts(timeline, 275)
    assert [(len(shot.stops), shot.easing) for shot in before] == [(57, Easing.DEPART), (28, Easing.ARRIVE)]
    assert [(len(shot.stops), shot.easing) for shot in after] == [(10, Easing.DEPART), (180, Easing.ARRIVE)]
    for shots, marked in ((before, 1), (after, 0)):
        pace = len(shots[marked].stops) / timeline.rate.seconds(len(shots[marked].span))
        assert 8 <= pace <= 10


def test_pace_tells_no_secret() -> None:
    """A scroll through a mark that nobody has shown yet is one shot of one pace."""
    timeline = film(with_beats(Scroll(), Quiz("Find it.", 5), Scroll(85), Reveal(WHY, ("mass",))))
    assert [len(shot.stops) for shot in parts(timeline, 275)] == [275]


@settings(max_examples=40)
@given(
    st.integers(30, 400),
    st.sampled_from([Fraction(24), Fraction(25), Fraction(30), Fraction(60)]),
    st.sampled_from([QUIZ, Quiz("Find it.", 7), replace(QUIZ, options=QUIZ.options[:2])]),
    st.data(),
)
def test_the_question_is_blind(slices: int, fps: Fraction, quiz: Quiz, data: st.DataObject) -> None:
    """Before the reveal: no mark, no answer, no right colour, no key slice; after it, all that it shows."""
    at = data.draw(st.integers(3, slices - 1))
    first, last = data.draw(st.integers(1, at)), data.draw(st.integers(at, slices))
    through = data.draw(st.booleans())
    scrolls: tuple[Beat, ...] = (Scroll(), quiz, Scroll(at)) if through else (Scroll(at), quiz)
    case = replace(
        CASE,
        beats=(CASE.beats[0], *scrolls, Reveal(WHY, ("mass",), MEDIASTINUM), Takeaway(LINES)),
        marks=(replace(MASS, shape=ArrowMark(OnSlice(at, 172, 286), 315), slices=(first, last)),),
        length=Length.S60,
        rate=Rate(fps),
    )
    timeline = film(case, slices)
    (question,) = cues(timeline, Question)
    reveal = next(beat for beat in cues(timeline, Title) if beat.span.start >= question.span.stop).span.start
    for frame in range(reveal):
        now = timeline.at(frame)
        kinds = [type(shown.overlay) for shown in now.shown]
        assert Mark not in kinds
        assert Answer not in kinds
        assert Card not in kinds
        assert not now.keys
        assert now.view.window == LUNG.window
        assert all(shown.overlay.tone is Tone.TEXT for shown in now.shown if isinstance(shown.overlay, Title))
    key = timeline.travel[at - 1]
    assert any(mark.overlay.first <= key <= mark.overlay.last for mark in cues(timeline, Mark))
    assert timeline.at(timeline.frames - 1).keys == (key,)
    assert cues(timeline, Card)[0].overlay.key == key


def test_captions_are_read_before_the_next_words() -> None:
    """Two hooks, a short scroll, a reveal with a long why: each caption stands for its time, none over another."""
    long = (Run("An old healed fracture of the rib, no acute finding, nothing to be done about it."),)
    timeline = film(
        with_beats(Hook((Run("Look closely at these ribs."),)), Scroll(3), Hook((Run("Now here."),)), Reveal(long))
    )
    captions = cues(timeline, Caption)
    assert len(captions) == 3
    assert all(a.span.stop <= b.span.start for a, b in pairwise(captions))
    for cue in captions:
        time = timeline.rate.seconds(len(cue.span) - cue.fade_in - cue.fade_out)
        assert time >= max(Fraction(6, 5), Fraction(len(cue.overlay.text), 17))


def test_the_first_frame_is_whole() -> None:
    """It is the cover: header, title and caption are there at once."""
    assert [(type(shown.overlay), shown.presence) for shown in film().at(0).shown] == [
        (Header, 1),
        (Title, 1),
        (Caption, 1),
    ]


def test_the_card_covers_for_as_long_as_it_takes_to_read() -> None:
    """3 to 5 s after 300 ms of fading in, numbered where there are several lines, over a slice that stands still."""
    timeline = film()
    (card,) = cues(timeline, Card)
    assert timeline.rate.seconds(card.fade_in) == Fraction(3, 10)
    assert 3 <= timeline.rate.seconds(len(card.span) - card.fade_in) <= 5
    assert card.overlay.numbered
    assert (card.overlay.credit, card.overlay.handle) == (CASE.credit, CASE.handle)
    assert card.overlay.notice == "For education. Not for diagnosis."
    (one,) = cues(film(with_beats(Scroll(85), Takeaway(LINES[:1]))), Card)
    assert not one.overlay.numbered
    assert one.overlay.key is None


def test_beats_may_come_in_any_order() -> None:
    """A card in the middle, a quiz first, a scroll to and fro: the film goes on."""
    timeline = film(with_beats(Quiz("What is this?", 3), Takeaway(LINES), Scroll(20), Scroll(5), Reveal(WHY)))
    assert timeline.shots[0].stops == (274,)
    assert [shot.stops[-1] for shot in timeline.shots if len(shot.stops) > 1] == [255, 270]
    assert cues(timeline, Title)[-1].span.stop == timeline.frames


def test_the_pace_of_an_author_is_kept() -> None:
    """30 mm/s over 110 mm; as the highest speed, where that shows every slice."""
    scroll = parts(film(), 195)[0]
    assert len(scroll.stops) == 110
    assert 110 / (film().rate.seconds(len(scroll.span))) >= 30 * (1 - 1 / 8) - Fraction(1, 2)
    slow = parts(film(with_beats(Scroll(20, Fraction(10)), Scroll())), 20)[0]
    assert film().rate.seconds(len(slow.span)) == 2


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        ((), "no beats"),
        ((Scroll(0),), r"Beat 1 \(scroll\) goes to slice 0; the slices of this stack are 1 to 275"),
        ((Scroll(20), Scroll(276)), r"Beat 2 \(scroll\) goes to slice 276"),
        ((Scroll(20), Scroll(20)), "where the film already is"),
        ((Scroll(20, Fraction(0)),), "above 0"),
        ((Scroll(85), Reveal(WHY, ("node",))), r"Beat 2 \(reveal\) shows the mark 'node'.*: mass"),
        ((Scroll(20), Reveal(WHY, ("mass",))), "mark 'mass' on slice 20, but it lives on slices 58 to 95"),
    ],
)
def test_beats_that_can_not_be_shown(beats: tuple[Beat, ...], words: str) -> None:
    """The error names the beat, what it asks for, and what there is."""
    with pytest.raises(UsageError, match=words):
        film(with_beats(*beats))


def test_a_case_that_does_not_fit_says_what_has_to_give() -> None:
    """The longest beats, with their times, and the length that would do."""
    with pytest.raises(UsageError, match=r"do not fit in 15s: beat 3 \(quiz\) takes 5\.7 s, .* the length 30s"):
        film(replace(CASE, length=Length.S15))


def test_notes_say_what_was_not_visited() -> None:
    """The beats of this case end at slice 195."""
    assert film().notes[1] == "The beats go through slices 1 to 195 of 275."
    assert film().skipped == 80
    assert film(with_beats(Quiz("What is this?", 3))).notes == ("1 of 275 slices, without a scroll.",)
