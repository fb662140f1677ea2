"""Beats beyond the quiz: to and fro, holds, windows, zooms, comparisons and cards; each takes what it was given."""

from dataclasses import replace
from fractions import Fraction
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.errors import UsageError
from scrollcast.model.case import (
    Area,
    AutoLook,
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
from scrollcast.model.geometry import Spacing
from scrollcast.model.mark import ArrowMark, BoxMark, LabelMark, MarkSpec, OnSlice, RingMark, Size, Unit
from scrollcast.model.overlay import Caption, Card, Header, Mark, Question, Run, Title, Tone
from scrollcast.model.timeline import Cue, Cutout, Shot, Split, Timeline
from scrollcast.model.volume import Crop, Facts
from scrollcast.model.window import Percentiles, VoiFunction, Window
from scrollcast.script import script

SOFT, BONE = Look(Window(400, 40), "Soft tissue"), Look(Window(1800, 400), "Bone")
OWN = Look(LUNG.window, "Lung")
WORDS = (Run("Look at this "), Run("spot", Tone.FINDING, "spot"), Run("."))
MARKS = (
    MarkSpec("spot", ArrowMark(OnSlice(20, 300, 200), 45), "spot", (18, 24)),
    MarkSpec("cyst", RingMark(OnSlice(30, 120, 260), Size(14, Unit.MM)), "cyst"),
    MarkSpec("lobe", BoxMark(OnSlice(30, 60, 90), OnSlice(30, 200, 150)), "lobe", (25, 35)),
)
OPTIONS = ("Left", "Right")


def film(*beats: Beat, stack: Facts | None = None, **told: object) -> Timeline:
    """The timeline of beats on forty slices of 2 mm."""
    case = Case("A title", beats, length=Length.S60, marks=MARKS, **told)  # type: ignore[arg-type]
    return script(stack or facts(40, 2.0), case, LUNG, PLATFORM)


def cues(timeline: Timeline, kind: type) -> list[Cue]:
    """Cues of one kind of overlay, in order of time."""
    return sorted((cue for cue in timeline.cues if isinstance(cue.overlay, kind)), key=lambda cue: cue.span)


def numbers(timeline: Timeline, shots: tuple[Shot, ...] | None = None) -> list[int]:
    """Slice numbers as frames show them, each run once."""
    seen = [shot.view(f).slice for shot in shots or timeline.shots for f in range(shot.span.start, shot.span.stop)]
    return [timeline.travel.index(index) + 1 for index, _ in groupby(seen)]


def test_a_scroll_goes_to_and_fro() -> None:
    """There, and back to where it began; each slice once on either way, the turn once."""
    assert numbers(film(Scroll(6, back=True))) == [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]
    assert numbers(film(Scroll(5), Scroll(8, back=True), Scroll(4)))[4:] == [5, 6, 7, 8, 7, 6, 5, 4]
    assert numbers(film(Scroll(5), Scroll(3, back=True), Scroll(6)))[4:] == [5, 4, 3, 4, 5, 6]


def test_a_scroll_may_start_elsewhere() -> None:
    """What comes before the first scroll is seen where that begins; a later one cuts there."""
    timeline = film(Hook((Run("Look."),)), Scroll(14, start=10), Scroll(33, start=30))
    assert numbers(timeline) == [10, 11, 12, 13, 14, 30, 31, 32, 33]
    assert numbers(film(Scroll(10, start=14)))[:2] == [14, 13]


@given(st.integers(1, 6), st.integers(2, 40), st.sampled_from([None, Fraction(30)]))
def test_a_scroll_shows_every_nth_slice(step: int, to: int, pace: Fraction | None) -> None:
    """Equal steps that end where the scroll ends, at the same speed through the body."""
    stepping, whole = film(Scroll(to, pace, step=step)), film(Scroll(to, pace))
    shown = numbers(stepping)
    assert shown[-1] == to
    assert all(a - b == step for a, b in zip(shown[1:], shown, strict=False))
    assert shown[0] <= step
    assert stepping.frames <= whole.frames + step * 3
    if step > 1 and to > 20:
        assert f"every {step}" in stepping.notes[0]


def test_a_scroll_shows_its_marks_as_they_pass() -> None:
    """At 8 mm/s through them, drawn in when first seen, fading at the end of their range."""
    timeline = film(Scroll(show=("spot", "cyst")))
    for cue in cues(timeline, Mark):
        mark = cue.overlay
        assert isinstance(mark, Mark)
        seen = {timeline.at(frame).view.slice for frame in range(cue.span.start, cue.span.stop)}
        assert seen == set(range(mark.first, mark.last + 1))
        assert (cue.entry > 0, cue.fade_in) == (True, 0)
        assert 0 < cue.fade_out <= len(cue.span) // 3
        assert 2 * len(seen) / timeline.rate.seconds(len(cue.span)) <= 8 * 8 / 7
    back = cues(film(Scroll(23, show=("spot",)), Scroll(40), Scroll(1)), Mark)
    assert [(cue.entry > 0, cue.fade_in > 0) for cue in back] == [(True, False), (False, True)]


def test_a_mark_fades_towards_its_ends_but_not_where_the_film_stays() -> None:
    """Its own slice is 20, and it lives in 18 to 24; a hold that shows it on 22 wants it whole there."""
    passed = film(Scroll(show=("spot",)))
    held = film(Scroll(22), Hold(Fraction(2), ("spot",)), Scroll())
    for timeline, expected in ((passed, (0.5, 1, 1, 1, 1, 0.67, 0.33)), (held, (0.5, 1, 1, 1, 1, 1, 0.5))):
        (mark,) = {cue.overlay for cue in cues(timeline, Mark)}
        assert isinstance(mark, Mark)
        assert [round(mark.presence(timeline.travel[number - 1]), 2) for number in range(18, 25)] == [*expected]


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        ((Scroll(10, start=41),), r"Beat 1 \(scroll\) starts at slice 41; .* 1 to 40"),
        ((Scroll(10, start=10),), "where the film already is"),
        ((Scroll(10, show=("spot",)),), "shows the mark 'spot', but passes none of its slices"),
        ((Scroll(10, show=("node",)),), "the mark 'node'; the marks of this case: cyst, lobe, spot"),
        ((Scroll(10), Hold(Fraction(2), ("cyst",))), r"Beat 2 \(hold\) shows the mark 'cyst' on slice 10"),
        ((Zoom("node"),), r"Beat 1 \(zoom\) .*'node'"),
        ((Zoom(Area(600, 0, 700, 9)),), r"Beat 1 \(zoom\) goes to an area outside of the picture"),
    ],
)
def test_beats_that_can_not_be_played(beats: tuple[Beat, ...], words: str) -> None:
    """The error names the beat and what there is."""
    with pytest.raises(UsageError, match=words):
        film(*beats)


SECONDS = st.fractions(Fraction(1, 2), 8, max_denominator=10)


@given(SECONDS, SECONDS, SECONDS, SECONDS)
def test_fixed_times_are_kept(hold: Fraction, zoom: Fraction, compare: Fraction, card: Fraction) -> None:
    """To the nearest frame, however the scroll is squeezed; the limit is met."""
    beats = (
        Hold(hold, say=WORDS),
        Zoom("cyst", zoom),
        Compare((OWN, SOFT), CompareStyle.WIPE, compare, WORDS),
        TextCard("Remember", ("One line.",), card),
    )
    timeline = film(Scroll(30), *beats, Scroll(1))
    frames = [timeline.rate.frames(seconds) for seconds in (hold, zoom, compare)]
    held = [len(shot.span) for shot in timeline.shots if len(shot.stops) == 1]
    assert held[:3] == frames
    (standing,) = cues(timeline, Card)
    assert len(standing.span) - standing.fade_in - standing.fade_out == timeline.rate.frames(card)
    assert timeline.frames <= 60 * 30


def test_a_plan_that_does_not_fit_says_which_beat_has_to_give() -> None:
    """The longest beats with their times, how much is too much, and the length that would do."""
    with pytest.raises(UsageError) as error:
        script(
            facts(40, 2.0),
            Case("A title", (Scroll(30), Hold(Fraction(14)), Rewindow(SOFT), Scroll()), length=Length.S15),
            LUNG,
            PLATFORM,
        )
    assert str(error.value) == (
        "The beats need 15.6 s and do not fit in 15s: beat 2 (hold) takes 14 s, "
        "beat 1 (scroll) takes 1 s at its fastest, beat 4 (scroll) takes 0.3 s at its fastest. "
        "Shorten them by 0.7 s, or choose the length 30s."
    )


def test_a_window_stays_until_it_is_changed() -> None:
    """By a cross-fade on the same slice, named in the header, and back to the first one; none to what is there."""
    timeline = film(Scroll(9), Rewindow(SOFT), Scroll(20), Rewindow(None), Rewindow(OWN), Scroll(30))
    fades = [shot for shot in timeline.shots if shot.window_to is not None]
    assert [(shot.window, shot.window_to, len(shot.span)) for shot in fades] == [
        (LUNG.window, SOFT.window, 9),
        (SOFT.window, LUNG.window, 9),
    ]
    assert [(cue.overlay.window_name, cue.overlay.window) for cue in cues(timeline, Header)] == [
        ("Lung", LUNG.window),
        ("Soft tissue", SOFT.window),
        ("Lung", LUNG.window),
    ]


def test_a_window_may_be_found_in_the_values() -> None:
    """In a window, a reveal and a comparison: MR has no fixed units. Named in the header, its numbers in one note."""
    auto, found = AutoLook(Percentiles(1, 99), "Auto"), Window(98, 49, VoiFunction.LINEAR_EXACT)
    compared = Compare((OWN, auto), CompareStyle.WIPE, Fraction(4))
    for beats in ((Rewindow(auto),), (Reveal((), window=auto),), (compared, Rewindow(auto))):
        timeline = film(Scroll(30), *beats, Scroll())
        assert next(shot.window_to for shot in timeline.shots if shot.window_to is not None) == found
        assert timeline.shots[-1].window == found
        assert ("Auto", found) in {(cue.overlay.window_name, cue.overlay.window) for cue in cues(timeline, Header)}
        told = "The window 98/49 runs from percentile 1 to 99 of all values in the body."
        assert timeline.notes.count(told) == 1


def test_words_that_begin_with_a_move_are_read() -> None:
    """Of a window and a zoom: the slice is held until then, the caption is one."""
    long = (Run("A sentence that takes more time to be read than the change of the window takes."),)
    for beat in (Rewindow(SOFT, say=long), Zoom("cyst", say=long), Rewindow(OWN, say=long)):
        (caption,) = cues(film(Scroll(30), beat), Caption)
        assert len(caption.span) - caption.fade_in - caption.fade_out >= len(long[0].text) * 30 / 17


def test_a_short_hold_lets_its_words_go_on_into_the_scroll() -> None:
    """Its own time is kept; the scroll behind it carries the caption for as long as reading takes."""
    words = (Run("These words take more than a second to be read by anyone."),)
    timeline = film(Scroll(30), Hold(Fraction(1), say=words), Scroll(), stack=facts(90, 2.0))
    (caption,) = cues(timeline, Caption)
    assert len(caption.span) >= len(words[0].text) * 30 / 17
    hold = next(shot for shot in timeline.shots if caption.span.start == shot.span.start)
    assert len(hold.span) == 30


def test_a_scroll_is_as_slow_as_its_words_need() -> None:
    """A short scroll with a long sentence: slower than an overview ever is, but one caption from end to end."""
    words = (Run("Follow the aorta down into the pelvis, and watch how it divides in front of the spine."),)
    timeline = film(Hook((Run("Before."),)), Scroll(6, say=words), Scroll(9))
    before, caption = cues(timeline, Caption)
    assert before.span.stop <= caption.span.start
    assert len(caption.span) - caption.fade_in - caption.fade_out >= len(words[0].text) * 30 / 17


def test_a_zoom_goes_to_a_mark_and_back() -> None:
    """Evenly, in the proportions of the crop, until it is told to go out; nothing moves twice."""
    timeline = film(Scroll(30), Zoom("cyst"), Zoom("cyst"), Scroll(32), Zoom(None), Zoom(None), Scroll(40))
    views = [timeline.at(frame).view for frame in range(timeline.frames)]
    closest = min((v.zoom for v in views if v.zoom), key=lambda z: z.bottom - z.top)
    assert {v.zoom for v in views if v.slice == timeline.travel[30]} == {closest}
    moving = [shot for shot in timeline.shots if shot.zoom and shot.zoom[0] != shot.zoom[1]]
    assert [shot.zoom for shot in moving] == [(Cutout(0, 0, 512, 512), closest), (closest, Cutout(0, 0, 512, 512))]
    assert views[-1].zoom is None
    sizes = [
        shot.view(f).zoom.bottom - shot.view(f).zoom.top
        for shot in moving[:1]
        for f in range(shot.span.start, shot.span.stop)
    ]  # type: ignore[union-attr]
    assert sizes == sorted(sizes, reverse=True)


CROPS = st.builds(
    lambda top, left, rows, columns: Crop(top, left, top + rows, left + columns),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(200, 400),
    st.integers(200, 400),
)
EDGE = st.floats(0, 511)


@given(CROPS, EDGE, EDGE, EDGE, EDGE)
def test_a_zoom_keeps_to_the_slice(crop: Crop, a: float, b: float, c: float, d: float) -> None:
    """The area is wholly there, unless it is larger than the crop; proportions as of the crop; nothing but pixels."""
    area = Area(min(a, b), min(c, d), max(a, b), max(c, d))
    timeline = film(Zoom(area), Hold(Fraction(1)), stack=replace(facts(40, 2.0), body=crop))
    zoom = timeline.at(timeline.frames - 1).view.zoom
    assert zoom is not None
    height, width = zoom.bottom - zoom.top, zoom.right - zoom.left
    assert height / width == pytest.approx(crop.rows / crop.columns)
    assert height <= crop.rows + 1e-6
    assert min(zoom.top, zoom.left) >= -1e-6
    assert max(zoom.bottom, zoom.right) <= 512 + 1e-6
    if area.bottom - area.top + 1 <= crop.rows and area.right - area.left + 1 <= crop.columns:
        assert zoom.left - 1e-6 <= area.left
        assert zoom.top - 1e-6 <= area.top
        assert zoom.right + 1e-6 >= area.right + 1
        assert zoom.bottom + 1e-6 >= area.bottom + 1


@given(st.floats(0, 511), st.floats(0, 511), CROPS)
def test_a_zoom_to_a_point_goes_no_closer_than_four_times(column: float, row: float, crop: Crop) -> None:
    """The mark is in it, in the middle where the slice allows."""
    case = Case(
        "A title",
        (Zoom("m"), Hold(Fraction(1))),
        marks=(MarkSpec("m", LabelMark(OnSlice(1, column, row)), "m"),),
    )
    timeline = script(replace(facts(4, 2.0), body=crop), case, LUNG, PLATFORM)
    zoom = timeline.at(timeline.frames - 1).view.zoom
    assert zoom is not None
    assert zoom.bottom - zoom.top == pytest.approx(crop.rows / 4)
    assert zoom.left - 1e-6 <= column + 0.5 <= zoom.right + 1e-6
    assert zoom.top - 1e-6 <= row + 0.5 <= zoom.bottom + 1e-6


def test_a_zoom_leaves_room_around_a_mark() -> None:
    """Half of its size on each side: a ring of 28 mm in pixels of 0.7 mm fills 80 of them."""
    timeline = film(Scroll(30), Zoom("lobe"), stack=replace(facts(40, 2.0), spacing=Spacing(0.7, 0.7)))
    zoom = timeline.at(timeline.frames - 1).view.zoom
    assert zoom is not None
    assert zoom.right - zoom.left == pytest.approx(140 * 2)
    assert (zoom.left + zoom.right) / 2 == pytest.approx(140.5, abs=0.5)


@pytest.mark.parametrize("before", [OWN, SOFT])
def test_a_wipe_goes_to_and_fro(before: Look) -> None:
    """From the first window whole to the second and back; the film fades to the first, and back to what was there."""
    timeline = film(Scroll(30), Compare((SOFT, BONE), CompareStyle.WIPE, Fraction(3)), Scroll(), window=before.window)
    (wipe,) = [shot for shot in timeline.shots if shot.split is Split.WIPE]
    mixes = [wipe.view(frame).mix for frame in range(wipe.span.start, wipe.span.stop)]
    assert len(mixes) == 90
    assert (mixes[0] > 0.99, min(mixes) < 0.01, mixes[-1] > 0.99) == (True, True, True)
    assert mixes == pytest.approx(mixes[::-1], abs=1e-3)
    assert mixes[:45] == sorted(mixes[:45], reverse=True)
    fades = [(shot.window, shot.window_to) for shot in timeline.shots if shot.window_to and shot.split is None]
    expected = [] if before is SOFT else [(before.window, SOFT.window), (SOFT.window, before.window)]
    assert fades == expected
    assert timeline.shots[-1].window == before.window


def test_halves_stand_beside_each_other() -> None:
    """Both windows in every frame, both named in the header, and neither stays."""
    timeline = film(Scroll(30), Compare((SOFT, BONE), CompareStyle.SIDE_BY_SIDE, Fraction(4)), Scroll())
    (halves,) = [shot for shot in timeline.shots if shot.split is Split.HALVES]
    (view,) = {halves.view(frame) for frame in range(halves.span.start, halves.span.stop)}
    assert (view.window, view.window_to) == (SOFT.window, BONE.window)
    header = cues(timeline, Header)[1]
    assert header.overlay == Header("CT CHEST", "Soft tissue", SOFT.window, ("Bone", BONE.window))
    assert header.span == halves.span
    assert timeline.shots[-1].window == LUNG.window


def test_a_card_comes_and_goes() -> None:
    """Faded in and out over the slice where the film is; without header, title and marks while it stands."""
    timeline = film(Scroll(20), Hold(Fraction(1), ("spot",)), TextCard("Anatomy", ("One.", "Two.")), Scroll(30))
    (card,) = cues(timeline, Card)
    assert card.overlay == Card("Anatomy", ("One.", "Two."), numbered=False, credit="", handle="", notice="")
    assert (card.fade_in, card.fade_out) == (9, 9)
    stands = range(card.span.start + card.fade_in, card.span.stop - card.fade_out)
    assert len(stands) == 90
    for frame in range(card.span.start, card.span.stop):
        covered = {type(shown.overlay) for shown in timeline.at(frame).shown} == {Card}
        assert covered == (frame in stands)
    first = film(TextCard("First", (), Fraction(2)), Scroll())
    assert first.at(0).shown[0].presence == 1


def test_history_stands_above_until_the_answer() -> None:
    """The history, the question, still the history until the reveal, then the title."""
    quiz = Quiz("Where?", 3, OPTIONS, frozenset({1}))
    told = film(Scroll(20), quiz, Scroll(24), Scroll(20), Reveal(()), Scroll(), history="Cough. 60s.")
    assert [cue.overlay for cue in cues(told, Title)] == [
        Title("Cough. 60s."),
        Title("Where?"),
        Title("Cough. 60s."),
        Title("Right", Tone.RIGHT),
        Title("A title"),
    ]
    unanswered = film(Scroll(20), Quiz("What is it?", 3), Scroll(), history="Cough. 60s.")
    assert [cue.overlay.text for cue in cues(unanswered, Title)] == ["Cough. 60s.", "What is it?", "A title"]
    assert {cue.overlay.text for cue in cues(film(Scroll(), history="Cough. 60s."), Title)} == {"Cough. 60s."}


def test_the_answer_stands_until_the_film_goes_on() -> None:
    """Over all that explains it on the same slice; the next scroll has the title again."""
    quiz = Quiz("Where?", 3, OPTIONS, frozenset({1}))
    explained = (Hold(Fraction(1)), Zoom("spot"), Rewindow(SOFT))
    timeline = film(Scroll(20), quiz, Reveal((), ("spot",)), *explained, Scroll())
    answer = next(cue for cue in cues(timeline, Title) if cue.overlay.tone is Tone.RIGHT)
    assert len([shot for shot in timeline.shots if answer.span.start <= shot.span.start < answer.span.stop]) == 6


def test_the_mark_to_find_is_the_reveal() -> None:
    """Named in the quiz, shown by the reveal though it does not name it, before what it does name."""
    timeline = film(Scroll(30), Quiz("Find it.", 4, find="cyst"), Reveal((), ("lobe",)))
    (question,) = cues(timeline, Question)
    shown = cues(timeline, Mark)
    assert {cue.overlay.name for cue in shown} == {"cyst", "lobe"}
    assert all(cue.span.start >= question.span.stop for cue in shown)


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        (
            (Quiz("Find it.", 4, find="cyst"), Hold(Fraction(2), ("cyst",)), Reveal(())),
            r"Beat 3 \(hold\) shows the mark 'cyst', which answers the quiz of beat 2 .* the reveal of beat 4",
        ),
        (
            (Quiz("Where?", 4, OPTIONS, frozenset({1})), Zoom("cyst"), Reveal((), ("cyst",))),
            r"Beat 3 \(zoom\) goes to the mark 'cyst'",
        ),
        ((Zoom("cyst"), Quiz("Find it.", 4, find="cyst"), Reveal(())), r"Beat 2 \(zoom\)"),
        ((Quiz("Find it.", 4, find="cyst"), Scroll(31, back=True, show=("lobe", "cyst"))), r"belongs to no reveal"),
    ],
)
def test_nothing_gives_the_answer_away(beats: tuple[Beat, ...], words: str) -> None:
    """Neither a hold nor a scroll nor a zoom before the reveal."""
    with pytest.raises(UsageError, match=words):
        film(Scroll(30), *beats)


def test_what_was_shown_before_is_no_secret() -> None:
    """A mark of an earlier hold may be shown, gone to, and pointed at while the question is asked."""
    hold, quiz = Hold(Fraction(2), ("cyst",)), Quiz("What is this?", 4, OPTIONS, frozenset({0}))
    timeline = film(Scroll(30), hold, quiz, Zoom("cyst"), Reveal((), ("cyst", "lobe")))
    (question,) = cues(timeline, Question)
    pointing, boxed = (next(c for c in cues(timeline, Mark) if c.overlay.name == name) for name in ("cyst", "lobe"))
    assert pointing.span.start < question.span.start < question.span.stop < pointing.span.stop
    assert boxed.span.start > question.span.stop


NAMES, ANSWERS = ("cyst", "lobe"), Look(Window(77, 7), "Answers")


@st.composite
def asking(draw: st.DrawFn) -> tuple[tuple[Beat, ...], tuple[str, ...]]:
    """Beats on slice 30 around a question, some of which may be refused, and the marks that answer it."""
    answers = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)))
    other = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)))
    between: st.SearchStrategy[Beat] = st.sampled_from(
        [
            Hold(Fraction(1), other, WORDS),
            Rewindow(SOFT),
            Zoom(Area(50, 50, 300, 300)),
            Zoom("cyst"),
            Zoom(None),
            Compare((SOFT, BONE), CompareStyle.SIDE_BY_SIDE, Fraction(1)),
            TextCard("Think", (), Fraction(1)),
            Scroll(26, back=True),
            Scroll(34, back=True, show=other),
        ]
    )
    before, after = draw(st.lists(between, max_size=2)), draw(st.lists(between, max_size=2))
    find = draw(st.booleans())
    quiz = Quiz("Find it.", 3, find=answers[0]) if find else Quiz("Where?", 3, OPTIONS, frozenset({1}))
    reveal = Reveal((), answers[1:] if find else answers, ANSWERS)
    return (Scroll(30), *before, quiz, *after, reveal, Takeaway(("Look twice.",))), answers


@settings(max_examples=60)
@given(asking())
def test_no_beat_shows_a_secret(plan: tuple[tuple[Beat, ...], tuple[str, ...]]) -> None:
    """Until its reveal a mark that answers is not seen, unless a beat before the question has shown it."""
    beats, answers = plan
    try:
        timeline = film(*beats)
    except UsageError as error:
        assert "answers the quiz" in str(error)
        return
    (question,) = cues(timeline, Question)
    (reveals,) = [shot.span.start for shot in timeline.shots if shot.window_to == ANSWERS.window]
    before = {cue.overlay.name for cue in cues(timeline, Mark) if cue.span.start < question.span.start}
    for name in set(answers) - before:
        shown = [cue for cue in cues(timeline, Mark) if cue.overlay.name == name]
        assert shown
        assert all(cue.span.start >= reveals for cue in shown)
