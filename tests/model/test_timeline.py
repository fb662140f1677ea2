"""A timeline has no gap, shows what it says, and each frame is a function of its number."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.model.overlay import Caption, Mark, Question, Run, Title, Tone
from scrollcast.model.shape import Arrow
from scrollcast.model.timeline import Cue, Cutout, Key, Shot, Split, Timeline
from scrollcast.model.timing import Easing, Rate, Span
from scrollcast.model.window import Window

LUNG, SOFT = Window(1500, -600), Window(400, 40)
RATE = Rate(Fraction(30))
ARROW = Mark("mass", Arrow((5.0, 6.0), 315.0), "mass", Tone.FINDING, 0, 2)


def timeline(*shots: Shot, cues: tuple[Cue, ...] = (), keys: tuple[Key, ...] = (), slices: int = 4) -> Timeline:
    """A film of slices in rising order."""
    return Timeline(RATE, shots, cues, tuple(range(slices)), keys=keys)


def test_a_shot_too_short_for_its_stops_is_refused() -> None:
    """No slice is dropped silently."""
    Shot(Span(0, 4), (0, 1, 2, 3), LUNG)
    with pytest.raises(ValueError, match="4 slices do not all show in 3 frames"):
        Shot(Span(0, 3), (0, 1, 2, 3), LUNG)
    with pytest.raises(ValueError, match="30 slices do not all show in 30 frames"):
        Shot(Span(0, 30), tuple(range(30)), LUNG, Easing.CRUISE)
    with pytest.raises(ValueError, match="needs a slice"):
        Shot(Span(0, 4), (), LUNG)


def test_a_shot_shows_its_stops_in_order() -> None:
    """Back and forth too: a stop may come twice."""
    shot = Shot(Span(10, 18), (3, 2, 3, 1), LUNG)
    assert [shot.view(frame).slice for frame in range(10, 18)] == [3, 3, 2, 2, 3, 3, 1, 1]


def test_a_hold_is_the_same_view_all_along() -> None:
    """A hold composes one canvas."""
    shot = Shot(Span(0, 90), (2,), LUNG, room=(1.0, 1.0))
    assert len({shot.view(frame) for frame in range(90)}) == 1


def test_a_cross_fade_ends_in_the_other_window() -> None:
    """The mix rises evenly and is whole in the last frame."""
    shot = Shot(Span(0, 10), (2,), LUNG, window_to=SOFT)
    assert [shot.view(frame).mix for frame in range(10)] == pytest.approx([(k + 1) / 10 for k in range(10)])
    assert shot.view(9).window_to == SOFT


def test_room_is_made_and_given_back_smoothly() -> None:
    """The picture moves from where it was to where it goes, slow at both ends, and is there in the last frame."""
    away = [Shot(Span(0, 9), (2,), LUNG, room=(0.0, 1.0)).view(frame).room for frame in range(9)]
    back = [Shot(Span(0, 9), (2,), LUNG, room=(1.0, 0.0)).view(frame).room for frame in range(9)]
    assert away == sorted(away)
    assert 0 < away[0] < 0.05
    assert away[-1] == 1
    assert back == pytest.approx([1 - room for room in away])


BOXES = st.builds(
    lambda top, left, rows, columns: Cutout(top, left, top + rows, left + columns),
    *(st.floats(0, 500), st.floats(0, 500), st.floats(1, 500), st.floats(1, 500)),
)


@given(BOXES, st.floats(0.1, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_zoom_grows_at_a_steady_rate(whole: Cutout, scale: float, down: float, along: float) -> None:
    """By equal factors in equal times, in the same proportions, from one box to the other, and back the same way."""
    rows, columns = whole.bottom - whole.top, whole.right - whole.left
    top, left = whole.top + down * rows * (1 - scale), whole.left + along * columns * (1 - scale)
    part = Cutout(top, left, top + rows * scale, left + columns * scale)
    ways = [whole.towards(part, k / 4) for k in range(5)]
    heights = [box.bottom - box.top for box in ways]
    assert heights == pytest.approx([rows * scale ** (k / 4) for k in range(5)], abs=1e-3)
    assert [box.right - box.left for box in ways] == pytest.approx(
        [h * columns / rows for h in heights], abs=2e-3 * max(1, columns / rows)
    )
    for box, other in ((ways[0], whole), (ways[-1], part), (part.towards(whole, 0.25), ways[3])):
        for edge in ("top", "left", "bottom", "right"):
            assert getattr(box, edge) == pytest.approx(getattr(other, edge), abs=1e-3)


def test_a_shot_zooms_and_stays() -> None:
    """Slow at both ends, there in the last frame; a still zoom is one picture."""
    whole, part = Cutout(0, 0, 100, 200), Cutout(25, 50, 75, 150)
    shot = Shot(Span(0, 9), (2,), LUNG, zoom=(whole, part))
    zooms = [shot.view(frame).zoom for frame in range(9)]
    assert zooms[-1] == part
    tops = [zoom.top for zoom in zooms if zoom]
    assert tops == sorted(set(tops))
    assert tops[0] < 3
    assert len({Shot(Span(0, 9), (2,), LUNG, zoom=(part, part)).view(frame) for frame in range(9)}) == 1


def test_a_wipe_starts_and_ends_with_the_first_window() -> None:
    """Its edge goes from the right side to the left one and back; halves do not move."""
    wipe = Shot(Span(0, 60), (2,), LUNG, window_to=SOFT, split=Split.WIPE)
    mixes = [wipe.view(frame).mix for frame in range(60)]
    assert (mixes[0], min(mixes), mixes[-1]) == pytest.approx((1, 0, 1), abs=0.01)
    halves = Shot(Span(0, 60), (2,), LUNG, window_to=SOFT, split=Split.HALVES)
    assert len({halves.view(frame) for frame in range(60)}) == 1
    with pytest.raises(ValueError, match="second window"):
        Shot(Span(0, 60), (2,), LUNG, split=Split.WIPE)


def test_shots_tile_the_film() -> None:
    """A gap, an overlap, a late start and no shot at all are refused."""
    first, second = Shot(Span(0, 5), (0,), LUNG), Shot(Span(5, 9), (1,), LUNG)
    assert timeline(first, second).frames == 9
    for shots in ((second,), (first, Shot(Span(6, 9), (1,), LUNG)), (first, Shot(Span(4, 9), (1,), LUNG)), ()):
        with pytest.raises(ValueError, match="shot"):
            timeline(*shots)


def test_nothing_outlives_the_film() -> None:
    """Neither a cue nor a key slice."""
    shot = Shot(Span(0, 5), (0,), LUNG)
    with pytest.raises(ValueError, match="outlives"):
        timeline(shot, cues=(Cue(Span(0, 6), Title("a")),))
    with pytest.raises(ValueError, match="outlives"):
        timeline(shot, keys=(Key(0, 5),))


def test_travel_and_stops_are_slices() -> None:
    """Travel is a permutation of the slices; a shot stops at slices only."""
    with pytest.raises(ValueError, match="permutation"):
        Timeline(RATE, (Shot(Span(0, 5), (0,), LUNG),), (), (0, 2))
    with pytest.raises(ValueError, match="no slice"):
        timeline(Shot(Span(0, 5), (4,), LUNG))


def test_frames_outside_the_film() -> None:
    """There is no frame before the first or after the last."""
    film = timeline(Shot(Span(0, 5), (0,), LUNG))
    for frame in (-1, 5):
        with pytest.raises(IndexError):
            film.at(frame)


def test_skipped_counts_slices_without_a_stop() -> None:
    """Each slice once, however often it is shown."""
    assert timeline(Shot(Span(0, 5), (0, 2), LUNG), Shot(Span(5, 9), (2,), LUNG)).skipped == 2


def test_overlays_show_within_their_span_only() -> None:
    """In painter's order, and with the key slices that are no secret any more."""
    cues = (Cue(Span(0, 3), Title("a")), Cue(Span(2, 5), Caption((Run("b"),))))
    film = timeline(Shot(Span(0, 5), (0,), LUNG), cues=cues, keys=(Key(3, 2), Key(1, 4)))
    assert [[type(shown.overlay) for shown in film.at(frame).shown] for frame in (0, 2, 4)] == [
        [Title],
        [Title, Caption],
        [Caption],
    ]
    assert [film.at(frame).keys for frame in (0, 2, 4)] == [(), (3,), (3, 1)]


def test_key_slices_may_be_secret_again() -> None:
    """From a frame on, where a film comes round to its start."""
    film = timeline(Shot(Span(0, 5), (0,), LUNG), keys=(Key(3, 1, 4), Key(1, 2)))
    assert [film.at(frame).keys for frame in range(5)] == [(), (3,), (3, 1), (3, 1), (1,)]


def test_fades_rise_and_fall_within_the_span() -> None:
    """Never wholly absent in the first and the last frame, wholly there between."""
    cue = Cue(Span(10, 20), Title("a"), fade_in=3, fade_out=1)
    assert [cue.shown(frame, 0).presence for frame in range(10, 20)] == [0.25, 0.5, 0.75, *[1.0] * 6, 0.5]


def test_negative_fades_are_refused() -> None:
    """Time does not run backwards."""
    for fades in ((-1, 0, 0), (0, -1, 0), (0, 0, -1)):
        with pytest.raises(ValueError, match="negative"):
            Cue(Span(0, 8), Title("a"), *fades)


def test_a_mark_draws_itself_in_and_stays() -> None:
    """Entry rises to 1 and stays there, so that the rest of a hold is one picture."""
    cue = Cue(Span(0, 8), ARROW, entry=3)
    assert [cue.shown(frame, 0).progress for frame in range(8)] == [0.25, 0.5, 0.75, *[1.0] * 5]


def test_a_mark_fades_towards_the_ends_of_its_slices() -> None:
    """Over the outer third of the way, slice by slice; not at all where no slice is more its own than others."""
    mark = replace(ARROW, first=10, last=24, whole=(19, 21))
    assert [round(mark.presence(index), 2) for index in (10, 11, 12, 13, 19, 21, 22, 23, 24)] == [
        *(0.25, 0.5, 0.75, 1),
        *(1, 1),
        *(1, 1, 0.5),
    ]
    assert {replace(ARROW, first=10, last=24).presence(index) for index in range(10, 25)} == {1}
    cue = Cue(Span(0, 8), mark, fade_in=1)
    assert [cue.shown(frame, 11).presence for frame in range(3)] == [0.25, 0.5, 0.5]


def test_a_countdown_runs_from_0_towards_1() -> None:
    """Each frame stands for its middle: half a frame is gone in the first, half a frame is left in the last."""
    cue = Cue(Span(30, 120), Question((), 3))
    progress = [cue.shown(frame, 0).progress for frame in range(30, 120)]
    assert progress == pytest.approx([(k + 0.5) / 90 for k in range(90)], abs=1e-4)
