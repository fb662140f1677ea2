"""``verify`` and ``--platform`` on the command line: what they say, and how they end."""

import json
from pathlib import Path

import pytest

from builders.clips import Clips
from builders.commands import Studio, Terminal
from scrollcast.model.settings import Settings


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Clips, each made when it is first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))


def test_a_sound_clip_ends_well(scrollcast: Terminal, clips: Clips) -> None:
    """Advice that is not followed is said, and is no failure."""
    said = scrollcast("verify", str(clips.sound), "--platform", "youtube")
    assert (said.code, said.err) == (0, "")
    first, last = said.out.splitlines()
    assert first.startswith("soft [key-interval]: 2, where at most 0.5 is asked for (YouTube Help 1722171")
    assert last == "YouTube Shorts: 17 of 18 rules kept."


def test_a_broken_hard_rule_is_a_failed_verification(scrollcast: Terminal, clips: Clips) -> None:
    """Exit code 5, in words and as JSON."""
    said = scrollcast("verify", str(clips.small), "--platform", "facebook")
    assert said.code == 5
    assert "hard [short-side]: 36, where at least 540 is asked for (Facebook Reels" in said.out
    said = scrollcast("verify", str(clips.small), "--platform", "facebook", "--json")
    told = json.loads(said.out)
    assert (said.code, told["ok"], told["platform"]) == (5, False, "facebook")
    (side,) = (rule for rule in told["rules"] if rule["rule"] == "short-side")
    assert (side["severity"], side["kept"], side["measured"]) == ("hard", False, "36")
    assert (side["required"], side["checked"]) == ("at least 540", "2026-11-24")


def test_what_can_not_be_verified_has_its_own_code(scrollcast: Terminal, tmp_path: Path) -> None:
    """No such platform 2, no such file 3, no film 5."""
    text = tmp_path / "text.mp4"
    text.write_text("no film")
    assert scrollcast("verify", str(text), "--platform", "tictok").code == 2
    assert scrollcast("verify", str(tmp_path / "none.mp4")).code == 3
    assert scrollcast("verify", str(text)).code == 5


def test_the_platform_of_a_render_arrives(scrollcast: Terminal, studio: Studio) -> None:
    """As a setting like the others."""
    assert scrollcast("render", "case.yaml", "--platform", "x").code == 0
    assert studio.settings == Settings(platform="x")
