"""Platforms: the zones are the documented ones, dated, and inside the canvas."""

import re

import pytest

from scrollcast.authored.platforms import load_platform
from scrollcast.errors import UsageError
from scrollcast.model.platform import ZoneName


@pytest.mark.parametrize(
    ("name", "box"),
    [
        (ZoneName.ORGANIC, (60, 250, 900, 1440, 830, 860)),
        (ZoneName.STRICT, (120, 288, 888, 1248, 888, 1248)),
    ],
)
def test_zones_are_the_documented_ones(name: ZoneName, box: tuple[int, ...]) -> None:
    """Left, top, right, bottom, and the cut for the column of icons; with a source and the day it was checked."""
    platform = load_platform("vertical")
    zone = platform.zone(name)
    assert (platform.width, platform.height) == (1080, 1920)
    assert (zone.left, zone.top, zone.right, zone.bottom, zone.cut_right, zone.cut_bottom) == box
    assert zone.right <= platform.width
    assert zone.bottom <= platform.height
    assert zone.source
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", zone.checked)


def test_limits_are_the_least_of_all_platforms() -> None:
    """With a source and the day it was checked."""
    limits = load_platform("vertical").limits
    assert (limits.seconds, limits.characters, limits.hashtags) == (90, 280, 5)
    assert limits.source
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", limits.checked)


def test_an_unknown_platform_names_the_nearest() -> None:
    """A slip of the pen is corrected."""
    with pytest.raises(UsageError, match="Did you mean vertical"):
        load_platform("vertcal")
