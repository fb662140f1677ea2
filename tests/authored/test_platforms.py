"""Platforms: the zones are the documented ones, every figure has a source and a date, and what is shared fits all."""

import re
from fractions import Fraction
from functools import reduce

import pytest

from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.errors import UsageError
from scrollcast.model.platform import Platform, Zone, ZoneName
from scrollcast.model.posting import Unit
from scrollcast.model.rule import Measure, Rule, Source, Strictness

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
NAMES = ("tiktok", "instagram", "youtube", "x", "facebook", "linkedin", "mastodon", "bluesky")
ALL = [load_platform(name) for name in ("vertical", *NAMES)]


@pytest.mark.parametrize(
    ("name", "box"),
    [
        (ZoneName.ORGANIC, (60, 250, 900, 1440, 830, 860)),
        (ZoneName.STRICT, (120, 288, 888, 1248, 888, 1248)),
    ],
)
def test_zones_are_the_documented_ones(name: ZoneName, box: tuple[int, ...]) -> None:
    """Left, top, right, bottom, and the cut for the column of icons."""
    platform = load_platform("vertical")
    zone = platform.zone(name)
    assert (platform.width, platform.height) == (1080, 1920)
    assert (zone.left, zone.top, zone.right, zone.bottom, zone.cut_right, zone.cut_bottom) == box


def test_the_eight_platforms_are_known() -> None:
    """In the order in which they are asked for."""
    assert platform_names() == NAMES


@pytest.mark.parametrize("platform", ALL, ids=lambda platform: platform.name)
def test_every_figure_has_a_source_and_a_date(platform: Platform) -> None:
    """Numbers drift: one can see where each comes from, and when it was looked at."""
    zones = [(zone.source, zone.checked) for zone in (platform.organic, platform.strict)]
    others = [platform.texts.source, platform.stills.source, *(rule.source for rule in platform.rules)]
    others += [platform.poll.source] if platform.poll else []
    for says, checked in (*zones, *((source.says, source.checked) for source in others)):
        assert len(says) > 10
        assert DATE.fullmatch(checked)
    for zone in (platform.organic, platform.strict):
        assert 0 <= zone.left < zone.right <= platform.width
        assert 0 <= zone.top < zone.bottom <= platform.height


def test_the_usual_zone_is_what_all_of_that_size_leave_free() -> None:
    """One file serves seven platforms, because it keeps clear of what each of them lays over it."""
    others = [load_platform(name) for name in NAMES if load_platform(name).film == (1080, 1920)]
    assert len(others) == 7
    shared = reduce(Zone.shared, (platform.organic for platform in others))
    usual = load_platform("vertical").organic
    assert (shared.left, shared.top, shared.right, shared.bottom) == (usual.left, usual.top, usual.right, usual.bottom)
    assert (shared.cut_right, shared.cut_bottom) == (usual.cut_right, usual.cut_bottom)


def test_what_the_documents_say_is_what_the_file_says() -> None:
    """A few figures read off again from PLATFORMS' sources: X and Facebook are the narrow ones."""
    x, facebook, bluesky = (load_platform(name) for name in ("x", "facebook", "bluesky"))
    assert x.film == (720, 1280)
    assert x.seconds is not None
    assert (x.seconds.least, x.seconds.most) == (Fraction(1, 2), 140)
    assert facebook.seconds is not None
    assert (facebook.seconds.least, facebook.seconds.most) == (3, 90)
    assert [(room.most, room.unit) for room in bluesky.texts.caption] == [(300, Unit.GRAPHEMES), (3000, Unit.BYTES)]
    assert x.poll is not None
    assert (x.poll.options, x.poll.option.most) == (4, 25)
    assert load_platform("vertical").seconds is None  # it advises: a clip of its own may be longer


def test_a_platform_adds_to_the_rules_of_all() -> None:
    """What it says itself replaces what the vertical platforms have in common."""
    instagram, mastodon = load_platform("instagram"), load_platform("mastodon")
    hard, soft = instagram.rule("edit-lists"), mastodon.rule("edit-lists")
    assert hard is not None
    assert hard.severity is Strictness.HARD
    assert soft is not None
    assert soft.severity is Strictness.SOFT


@pytest.mark.parametrize("name", ["seconds", "fantasy"])
def test_a_rule_demands_something_of_something(name: str) -> None:
    """Neither a rule without a demand nor one about nothing can exist."""
    demands = {} if name == "seconds" else {"most": Fraction(1)}
    with pytest.raises(ValueError, match=name):
        Rule(name, Strictness.HARD, Source("a test of rules", "2026-11-24"), **demands)


def test_a_rule_says_what_it_demands() -> None:
    """In words that fit into a sentence."""
    source = Source("a test of rules", "2026-11-24")
    rule = Rule("seconds-advised", Strictness.SOFT, source, Fraction(1, 2), Fraction(140))
    assert (rule.measure, rule.demand) == (Measure.SECONDS, "0.5 to 140")
    assert [rule.allows(value) for value in (Fraction(1, 3), Fraction(1, 2), Fraction(140), Fraction(141))] == [
        *(False, True, True, False)
    ]
    assert Rule("profile", Strictness.SOFT, source, any_of=("High", "Main")).demand == "High or Main"
    assert Rule("bytes", Strictness.SOFT, source, most=Fraction(9)).demand == "at most 9"
    assert Rule("bytes", Strictness.SOFT, source, least=Fraction(9)).demand == "at least 9"


def test_an_unknown_platform_names_the_nearest() -> None:
    """A slip of the pen is corrected."""
    with pytest.raises(UsageError, match="Did you mean tiktok"):
        load_platform("tictok")
