"""Where things stand, for any patient and both zones."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.cleared import cleared
from scrollcast.authored.platforms import load_platform
from scrollcast.model.geometry import Spacing
from scrollcast.model.layout import Box
from scrollcast.model.platform import ZoneName
from scrollcast.model.volume import Crop
from scrollcast.picture.layout import lay_out
from scrollcast.picture.stage import Stage, picture_box, whole

ROWS = st.integers(8, 60)
SPACINGS = st.floats(0.3, 3)


@given(ROWS, ROWS, SPACINGS, SPACINGS, st.sampled_from(ZoneName))
def test_everything_stands_in_its_place(rows: int, columns: int, row: float, column: float, zone: ZoneName) -> None:
    """Any shape of patient: text inside the zone, nothing over anything, true proportions."""
    facts = cleared(np.zeros((2, rows, columns), np.int16), spacing=Spacing(row, column)).facts
    layout = lay_out(load_platform("vertical"), facts, zone)
    free = layout.zone
    for box in (layout.header, layout.title, layout.caption, layout.options, layout.card, layout.ring):
        assert free.left <= box.x
        assert box.right <= free.right
        assert free.top <= box.y
        assert box.bottom <= free.bottom
        assert box.right <= free.cut_right or box.bottom <= free.cut_bottom or box is layout.card
    for box in (layout.picture, layout.aside):
        assert box.width >= 2
        assert box.height >= 2
        assert not any(number % 2 for number in box)
        assert box.x >= 0
        assert box.right <= layout.width
        shape = columns * column / (rows * row)
        assert abs(box.width - box.height * shape) <= 2 * max(1, shape) + 1
    assert layout.title.bottom <= layout.picture.y
    assert layout.picture.bottom <= layout.caption.y
    assert layout.aside.bottom <= layout.options.y


@pytest.mark.parametrize("zone", ZoneName)
def test_the_picture_is_as_large_as_it_can_be(zone: ZoneName) -> None:
    """A wide body fills the canvas from edge to edge or the height that captions leave."""
    facts = cleared(np.zeros((2, 300, 460), np.int16)).facts
    layout = lay_out(load_platform("vertical"), facts, zone)
    tallest = layout.zone.bottom - layout.picture.y - layout.caption.height - 36
    assert layout.picture.width == 1080 or layout.picture.height >= tallest - 2


def test_moving_aside_goes_from_one_box_to_the_other() -> None:
    """Both ends are exact, the way between them is even and steady."""
    facts = cleared(np.zeros((2, 300, 460), np.int16)).facts
    layout = lay_out(load_platform("vertical"), facts)
    boxes = [picture_box(layout, step / 10) for step in range(11)]
    assert boxes[0] == layout.picture
    assert boxes[-1] == layout.aside
    assert [box.width for box in boxes] == sorted((box.width for box in boxes), reverse=True)
    assert not any(number % 2 for box in boxes for number in box)


@given(st.integers(0, 39), st.integers(0, 59))
def test_a_voxel_has_one_place(row: int, column: int) -> None:
    """The corners of the crop are the corners of the box: half a voxel inside."""
    facts = cleared(np.zeros((2, 64, 64), np.int16), crop=Crop(10, 2, 50, 62)).facts
    layout = lay_out(load_platform("vertical"), facts)
    box = Box(100, 200, 600, 400)
    x, y = Stage(box, whole(layout)).point(10 + row, 2 + column)
    assert Fraction(x).limit_denominator(100) == 100 + 10 * column + Fraction(9, 2)
    assert Fraction(y).limit_denominator(100) == 200 + 10 * row + Fraction(9, 2)
