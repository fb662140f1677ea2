"""Guides: the zone's outline, and a sketch of the platforms' interface that stays outside of it."""

import numpy as np
import pytest

from scrollcast.authored.platforms import load_platform
from scrollcast.model.canvas import Canvas
from scrollcast.model.platform import ZoneName
from scrollcast.picture.guides import draw_guides


@pytest.mark.parametrize("name", list(ZoneName))
def test_the_sketch_leaves_the_zone_free(name: ZoneName) -> None:
    """Within the outline nothing is drawn; to its right and below it there are icons and text."""
    platform = load_platform("vertical")
    zone = platform.zone(name)
    canvas = Canvas.blank(platform.width, platform.height)
    draw_guides(canvas, zone)
    inked = canvas.luma > 20
    edge = 6
    free = inked.copy()
    free[zone.bottom - edge :] = False
    free[: zone.top + edge] = False
    assert not free[: zone.cut_bottom - edge, zone.left + edge : zone.right - edge].any()
    assert not free[:, zone.left + edge : zone.cut_right - edge].any()
    assert inked[zone.bottom + edge :, zone.left : zone.cut_right].any()
    assert inked[zone.cut_bottom + edge :, zone.cut_right + edge :].any()
    assert np.count_nonzero(inked[zone.top, zone.left : zone.right]) > 0.9 * (zone.right - zone.left)
