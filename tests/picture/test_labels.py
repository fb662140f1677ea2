"""Labels find a free place, or the error names the one that does not."""

import random
from dataclasses import replace
from math import dist

import numpy as np
import pytest

from builders.cleared import cleared
from scrollcast.authored.platforms import load_platform
from scrollcast.errors import UsageError
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Mark, Tone
from scrollcast.model.platform import ZoneName
from scrollcast.model.shape import Angle, Arrow, Outline, Rectangle, Region, Ring, Ruler, Shape, Tag
from scrollcast.model.timeline import Cue, Cutout, Split, View
from scrollcast.model.timing import Span
from scrollcast.model.window import Window
from scrollcast.picture.labels import company, place_labels
from scrollcast.picture.layout import lay_out
from scrollcast.picture.stage import Stage, stages, whole
from scrollcast.picture.strokes import finding, tail

ROWS, COLUMNS = 300, 420
WORDS = ("mass", "effusion", "aorta", "left kidney", "portal vein", "40 HU", "hilum", "segment VIII", "42 mm")


def scene(zone: ZoneName = ZoneName.ORGANIC) -> tuple[Stage, Layout]:
    """An empty picture of a wide body."""
    facts = cleared(np.zeros((1, ROWS, COLUMNS), np.int16)).facts
    layout = lay_out(load_platform("vertical"), facts, zone)
    return Stage(layout.picture, whole(layout)), layout


def some_shape(dice: random.Random) -> Shape:
    """Any shape, anywhere on the picture but at its very edge."""
    row, column = dice.uniform(30, ROWS - 30), dice.uniform(40, COLUMNS - 60)
    size = dice.uniform(4, 24)
    match dice.randrange(6):
        case 0:
            return Arrow((row, column), dice.uniform(0, 360))
        case 1:
            return Ring((row, column), (size, size))
        case 2:
            return Rectangle((row - size, column - size), (row + size, column + size))
        case 3:
            return Outline(((row - size, column), (row, column + size), (row + size, column)))
        case 4:
            return Ruler((row, column), (row + size, column + size), 10.0)
        case _:
            return Tag((row, column))


def meet(a: Box, b: Box) -> bool:
    """True where two boxes share a pixel."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@pytest.mark.parametrize("seed", range(200))
def test_random_layouts(seed: int) -> None:
    """Up to six marks: no label over another, over a finding or outside of the zone, or an error that names it."""
    dice = random.Random(seed)
    place, layout = scene(dice.choice(list(ZoneName)))
    marks = tuple(
        Mark(f"m{number}", some_shape(dice), dice.choice(WORDS), Tone.FINDING, 0, 0)
        for number in range(dice.randint(1, 6))
    )
    try:
        labels = place_labels(marks, place, layout, ())
    except UsageError as error:
        assert any(repr(mark.label) in str(error) for mark in marks)
        return
    assert set(labels) == {mark.name for mark in marks}
    boxes = [label.box for label in labels.values()]
    zone = layout.zone
    for number, box in enumerate(boxes):
        assert not any(meet(box, other) for other in boxes[number + 1 :])
        assert not any(meet(box, finding(mark.shape, place, 0)) for mark in marks)
        assert zone.left <= box.x
        assert box.right <= (zone.cut_right if box.bottom > zone.cut_bottom else zone.right)
        assert place.box.y <= box.y
        assert box.bottom <= place.box.bottom


def test_most_random_layouts_find_a_place() -> None:
    """The error is for the hopeless case: of 60 layouts with four marks, at most one has no room."""
    hopeless = 0
    for seed in range(60):
        dice = random.Random(1000 + seed)
        place, layout = scene()
        marks = tuple(Mark(f"m{n}", some_shape(dice), dice.choice(WORDS), Tone.FINDING, 0, 0) for n in range(4))
        try:
            place_labels(marks, place, layout, ())
        except UsageError:
            hopeless += 1
    assert hopeless <= 1


def test_no_room_names_the_label() -> None:
    """A label longer than the picture is wide is an error with its words."""
    place, layout = scene()
    mark = Mark("m", Tag((150, 200)), "a label that is far too long to stand beside anything at all", Tone.TEXT, 0, 0)
    with pytest.raises(UsageError, match="far too long"):
        place_labels((mark,), place, layout, ())


def test_an_arrow_has_its_label_at_its_tail() -> None:
    """Where there is room, no leader line is needed."""
    place, layout = scene()
    arrow = Mark("m", Arrow((200, 200), 315), "mass", Tone.FINDING, 0, 0)
    label = place_labels((arrow,), place, layout, ())["m"]
    assert label.leader is None
    x, y = place.point(200, 200)
    assert label.box.bottom < y
    assert label.box.x < x


def test_a_label_stays_where_it_is() -> None:
    """Marks that overlap in time, even through a third, are placed together; those apart are not."""

    def cue(name: str, start: int, stop: int, mark: Shape = Angle((1, 1), (2, 2), (3, 1), 90)) -> Cue:  # noqa: B008
        return Cue(Span(start, stop), Mark(name, mark, name, Tone.FINDING, 0, 0))

    cues = (cue("a", 0, 10), cue("b", 8, 20), cue("c", 19, 30), cue("d", 40, 50))
    together = {mark.name: {other.name for other in others} for mark, others in company(cues).items()}
    assert together == {"a": {"a", "b", "c"}, "b": {"a", "b", "c"}, "c": {"a", "b", "c"}, "d": {"d"}}


def test_one_of_two_pictures_is_labelled_with_room_around_both() -> None:
    """A finding that fills its half has its label above or below, over neither picture."""
    _, layout = scene()
    view = View(0, Window(400, 40), Window(1500, -600), 0.0, 0.0, split=Split.HALVES)
    left, right = stages(layout, view)
    mark = Mark("m", Ring((150, 210), (140, 200)), "a label as long as this", Tone.FINDING, 0, 0)
    box = place_labels((mark,), left, layout, ())["m"].box
    assert not meet(box, left.box)
    assert not meet(box, right.box)
    assert layout.picture.y <= box.y
    assert box.bottom <= layout.picture.bottom
    assert layout.zone.left <= box.x
    with pytest.raises(UsageError, match="no room"):
        place_labels((mark,), replace(left, around=None), layout, ())


def test_what_a_zoom_leaves_outside_has_no_label() -> None:
    """It does not take the place of those that show, either."""
    _, layout = scene()
    place = Stage(layout.picture, Cutout(100, 100, 200, 240))
    inside = Mark("in", Tag((150, 200)), "inside", Tone.FINDING, 0, 0)
    outside = Mark("out", Arrow((50, 200), 0), "outside", Tone.FINDING, 0, 0)
    assert set(place_labels((outside, inside), place, layout, ())) == {"in"}


def test_a_label_keeps_off_a_region_on_all_of_its_slices() -> None:
    """Small on the first slice, large on the second: the label is clear of both."""
    place, layout = scene()
    rings = [((150.0 - r, 200.0), (150.0, 200.0 + r), (150.0 + r, 200.0), (150.0, 200.0 - r)) for r in (5, 60)]
    mark = Mark("m", Region(((0, rings[0]), (1, rings[1]))), "lobe", Tone.FINDING, 0, 1)
    box = place_labels((mark,), place, layout, ())["m"].box
    assert not meet(box, finding(mark.shape, place, 0))
    assert not meet(box, finding(mark.shape, place, 1))


@pytest.mark.parametrize("degrees", range(0, 360, 30))
def test_the_tail_of_an_arrow_stays_on_the_picture(degrees: int) -> None:
    """Near an edge the arrow is shorter, as long as that leaves one."""
    place, _ = scene()
    x, y = tail(Arrow((60, 60), degrees), place)
    box = place.box
    tip = place.point(60, 60)
    long = dist((x, y), tip)
    assert long <= 241
    assert long == pytest.approx(80) or (box.x < x < box.right and box.y < y < box.bottom)
    assert dist(tail(Arrow((150, 210), degrees), place), place.point(150, 210)) == pytest.approx(240)
