"""Whatever the stack, the preset and the length: the film has no gap, drops nothing unsaid and can be read."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.errors import UsageError
from scrollcast.model.case import Case, Length
from scrollcast.model.geometry import Direction
from scrollcast.model.overlay import Caption, Card, Header, Mark, Question, Title
from scrollcast.model.preset import Pause, Preset
from scrollcast.model.settings import Settings
from scrollcast.model.timeline import Moment, Timeline
from scrollcast.model.timing import Rate
from scrollcast.model.volume import Facts
from scrollcast.script import script, unprepared

Plan = tuple[Facts, Preset, Case]

RATES = st.sampled_from([24, 25, Fraction(30000, 1001), 30, 50, 60]).map(lambda fps: Rate(Fraction(fps)))
STEPS = st.one_of(st.none(), st.integers(3, 100).map(lambda tenths: tenths / 10))
FEW = settings(max_examples=30)
WORDS = st.text("abc def?", max_size=48).map(str.strip)


@st.composite
def any_plans(draw: st.DrawFn) -> Plan:
    """An unprepared run of any stack; whole films of long stacks are left out, as they last minutes."""
    step = draw(STEPS)
    length = draw(st.sampled_from(Length))
    most = 1500 if length is not Length.FULL else int(1000 / (step or 2.5))
    slices = draw(st.integers(2, min(1500, most)))
    pace, think = draw(st.integers(10, 70)), draw(st.integers(3, 10))
    preset = replace(LUNG, pace=Fraction(pace), pause=Pause("What do you see?", think), hook=draw(WORDS))
    choices = Settings(length=length, pause_at=draw(st.none() | st.integers(1, slices)), rate=draw(RATES))
    stack = facts(slices, step)
    return stack, preset, unprepared(stack, preset, choices)


def fitting(plan: Plan) -> Plan:
    """The same plan, with fewer slices until it fits its length."""
    stack, preset, case = plan
    try:
        script(stack, case, preset, PLATFORM)
    except UsageError:
        fewer = facts(max(2, len(stack) // 2), stack.step)
        pause = Pause(preset.pause.ask, 3)
        shorter = replace(preset, pause=pause, hook=preset.hook[:24])
        choices = Settings(length=case.length, rate=case.rate)
        return fitting((fewer, shorter, unprepared(fewer, shorter, choices)))
    return plan


def plans() -> st.SearchStrategy[Plan]:
    """Plans that fit their length; those that don't are for `test_refused_only_where_it_is_too_long`."""
    return any_plans().map(fitting)


def film(plan: Plan) -> Timeline:
    """The timeline of a plan."""
    stack, preset, case = plan
    return script(stack, case, preset, PLATFORM)


def moments(timeline: Timeline) -> list[Moment]:
    """All moments, in order."""
    return [timeline.at(frame) for frame in range(timeline.frames)]


@FEW
@given(plans())
def test_every_slice_is_shown_or_said_to_be_skipped(plan: Plan) -> None:
    """What the frames show is what the stops say; the notes tell how many of how many."""
    timeline = film(plan)
    shown = {moment.view.slice for moment in moments(timeline)}
    total = len(plan[0])
    assert len(shown) == total - timeline.skipped
    if timeline.skipped:
        assert re.search(rf"every \d+(st|nd|rd|th) slice: {len(shown)} of {total} in ", timeline.notes[0])
    else:
        assert timeline.notes[0].startswith(f"{total} slices in ")


@given(plans())
def test_full_length_skips_nothing(plan: Plan) -> None:
    """Without a limit every slice shows."""
    stack, preset, case = plan
    assert script(stack, replace(case, length=Length.FULL), preset, PLATFORM).skipped == 0


@given(plans())
def test_a_film_is_no_longer_than_asked(plan: Plan) -> None:
    """Not by a frame."""
    timeline, seconds = film(plan), plan[2].length.seconds
    assert seconds is None or timeline.rate.seconds(timeline.frames) <= seconds


@given(any_plans())
def test_refused_only_where_it_is_too_long(plan: Plan) -> None:
    """A plan is refused when it does not fit at 60 mm/s with all pauses, and the error names what takes longest."""
    stack, preset, case = plan
    try:
        script(stack, case, preset, PLATFORM)
    except UsageError as error:
        seconds = case.length.seconds
        assert seconds is not None
        step = Fraction(stack.step).limit_denominator(1000) if stack.step else preset.pace / 10
        hook = max(Fraction(4, 5), Fraction(len(preset.hook), 17) + Fraction(2, 5))
        most = len(stack) * step / max(60, preset.pace) + hook + preset.pause.think + Fraction(7, 2)
        assert most + 1 > seconds
        assert re.search(r"beat \d \((scroll|quiz|takeaway|hook)\) takes [\d.]+ s", str(error))
        longer = re.search(r"choose the length (15s|30s|60s|full)", str(error))
        assert longer is not None
        script(stack, replace(case, length=Length(longer[1])), preset, PLATFORM)


@given(plans())
def test_the_pace_stays_within_its_limits(plan: Plan) -> None:
    """15 to 60 mm/s, or the preset's where that lies outside, to the nearest frame; only tiny moves take longer.

    Without a limit of length, showing every slice may take longer too.
    """
    stack, preset, case = plan
    step = Fraction(stack.step).limit_denominator(1000) if stack.step else preset.pace / 10
    timeline = film(plan)
    for before, shot in pairwise(timeline.shots):
        if shot.stops[-1] == before.stops[-1]:
            continue
        ends = timeline.travel.index(before.stops[-1]), timeline.travel.index(shot.stops[-1])
        way = (ends[1] - ends[0]) * step
        half = Fraction(1, 2) / timeline.rate.fps
        time = timeline.rate.seconds(len(shot.span))
        assert time >= way / max(60, preset.pace) - half
        slow = time > way / min(15, preset.pace) + half
        assert not slow or len(shot.span) <= 5 or case.length is Length.FULL


@FEW
@given(plans())
def test_no_more_than_30_slices_a_second(plan: Plan) -> None:
    """At the highest speed of a scroll each slice stands for a thirtieth of a second."""
    timeline = film(plan)
    slices = [moment.view.slice for moment in moments(timeline)]
    least = -(-timeline.rate.fps // 30)
    assert min(len(list(run)) for _, run in groupby(slices)) >= least


@FEW
@given(plans())
def test_a_scroll_goes_one_way(plan: Plan) -> None:
    """From slice number 1 to N, head to feet as the preset says."""
    timeline = film(plan)
    assert timeline.travel == tuple(reversed(range(len(plan[0]))))
    indices = [moment.view.slice for moment in moments(timeline)]
    assert indices == sorted(indices, reverse=True)
    assert (indices[0], indices[-1]) == (len(plan[0]) - 1, 0)


@given(plans())
def test_the_other_direction_is_the_mirror(plan: Plan) -> None:
    """Reversed travel shows the other end first, at the same times."""
    stack, preset, case = plan
    timeline = film(plan)
    mirror = script(stack, replace(case, direction=Direction.FEET_TO_HEAD), preset, PLATFORM)
    last = len(stack) - 1
    assert [shot.span for shot in mirror.shots] == [shot.span for shot in timeline.shots]
    assert [[last - stop for stop in shot.stops] for shot in mirror.shots] == [
        list(shot.stops) for shot in timeline.shots
    ]
    assert mirror.notes == timeline.notes


@given(plans())
def test_the_countdown_lasts_exactly_as_long_as_it_says(plan: Plan) -> None:
    """The question stands on the pause slice alone, its digits for equal times, from the whole time down to 1."""
    _, preset, _ = plan
    timeline = film(plan)
    (cue,) = [cue for cue in timeline.cues if isinstance(cue.overlay, Question)]
    think = preset.pause.think
    assert len(cue.span) == timeline.rate.frames(Fraction(think))
    progress = [cue.shown(frame, 0).progress for frame in range(cue.span.start, cue.span.stop)]
    digits = [(digit, len(list(run))) for digit, run in groupby(ceil(think * (1 - part)) for part in progress)]
    assert [digit for digit, _ in digits] == list(range(think, 0, -1))
    assert max(n for _, n in digits) - min(n for _, n in digits) <= 1
    assert len({timeline.at(frame).view for frame in range(cue.span.start, cue.span.stop)}) == 1


@given(st.integers(2, 400).flatmap(lambda slices: st.tuples(st.just(slices), st.integers(1, slices))))
def test_the_pause_is_where_it_was_asked_for(pair: tuple[int, int]) -> None:
    """On slice number n in the direction of travel."""
    slices, number = pair
    stack = facts(slices)
    timeline = script(stack, unprepared(stack, LUNG, Settings(pause_at=number)), LUNG, PLATFORM)
    (cue,) = [cue for cue in timeline.cues if isinstance(cue.overlay, Question)]
    assert timeline.at(cue.span.start).view.slice == timeline.travel[number - 1]


@given(plans())
def test_captions_can_be_read(plan: Plan) -> None:
    """1.2 s at least, 17 characters a second at most, fades not counted; no other words in the same place."""
    timeline = film(plan)
    captions = [cue for cue in timeline.cues if isinstance(cue.overlay, Caption)]
    assert len(captions) == bool(plan[1].hook)
    for cue in captions:
        assert isinstance(cue.overlay, Caption)
        time = timeline.rate.seconds(len(cue.span) - cue.fade_in - cue.fade_out)
        assert time >= max(Fraction(6, 5), Fraction(len(cue.overlay.text), 17))
        questions = [other for other in timeline.cues if isinstance(other.overlay, Question | Card)]
        assert all(cue.span.stop <= other.span.start for other in questions)


@FEW
@given(plans())
def test_header_and_title_are_always_there(plan: Plan) -> None:
    """One of each in every frame, until a card covers them; painted first, and the card last."""
    for moment in moments(film(plan)):
        kinds = [type(shown.overlay) for shown in moment.shown]
        covered = any(isinstance(shown.overlay, Card) and shown.presence == 1 for shown in moment.shown)
        if not covered:
            assert (kinds.count(Header), kinds.count(Title)) == (1, 1)
        order = [Header, Title, Caption, Mark, Question, Card]
        assert [order.index(kind) for kind in kinds] == sorted(order.index(kind) for kind in kinds)


@FEW
@given(plans())
def test_a_hold_is_one_picture(plan: Plan) -> None:
    """While no slice changes, no ring runs and no words come or go, all moments are equal."""
    timeline = film(plan)
    changing = [
        range(*ends)
        for cue in timeline.cues
        for ends in (
            (cue.span.start, cue.span.start + cue.fade_in + 1),
            (cue.span.stop - cue.fade_out, cue.span.stop + 1),
            (cue.span.start, cue.span.stop + 1) if isinstance(cue.overlay, Question) else (0, 1),
        )
    ]
    for shot in timeline.shots:
        if len(shot.stops) > 1:
            continue
        still = [f for f in range(shot.span.start, shot.span.stop) if not any(f in run for run in changing)]
        for a, b in pairwise(still):
            assert b > a + 1 or timeline.at(a) == timeline.at(b)


@FEW
@given(plans())
def test_the_rail_learns_of_the_pause_after_it(plan: Plan) -> None:
    """The dot of the key slice shows from the end of the countdown on, to the end."""
    timeline = film(plan)
    (cue,) = [cue for cue in timeline.cues if isinstance(cue.overlay, Question)]
    shown = moments(timeline)
    assert all(not moment.keys for moment in shown[: cue.span.stop])
    assert all(moment.keys == (shown[cue.span.start].view.slice,) for moment in shown[cue.span.stop :])


@pytest.mark.parametrize(("slices", "step", "cadence"), [(275, 1.0, 1), (64, 2.5, 3), (33, 5.0, 5), (1500, 0.3, 1)])
def test_slices_go_by_evenly(slices: int, step: float, cadence: int) -> None:
    """At full speed each stands for the same number of frames, one odd frame in a scroll at most."""
    stack = facts(slices, step)
    timeline = script(stack, unprepared(stack, LUNG, Settings()), LUNG, PLATFORM)
    for shot in timeline.shots:
        if len(shot.stops) > 10:
            quarter = len(shot.span) // 5
            indices = [shot.view(f).slice for f in range(shot.span.start + quarter, shot.span.stop - quarter)]
            runs = [len(list(run)) for _, run in groupby(indices)][1:-1]
            assert sum(run != cadence for run in runs) <= 1
