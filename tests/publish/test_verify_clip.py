"""Rules of the platforms: each finds the file that breaks it, none finds fault with a sound one, ffprobe agrees."""

import json
import subprocess
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from builders.clips import BREAKS, Clips, ffprobe
from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.errors import UnreadableError, VerifyError
from scrollcast.film.loudness import loudness
from scrollcast.film.measures import measures
from scrollcast.model.platform import Platform
from scrollcast.model.rule import Measure, Rule, Ruling, Source, Strictness
from scrollcast.publish.verify import refused, verify

PLATFORMS = [load_platform(name) for name in ("vertical", *platform_names())]
RULES = [pytest.param(p, rule, id=f"{p.name}-{rule.name}") for p in PLATFORMS for rule in p.rules]
MEASURED = cache(measures)
TOO_SMALL = {("facebook", "long-side")}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Clips, each made when it is first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(autouse=True)
def measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure each clip once for all rules."""
    monkeypatch.setattr("scrollcast.publish.verify.measures", MEASURED)


def broken(rulings: tuple[Ruling, ...]) -> set[str]:
    """Names of the rules that are not kept."""
    return {ruling.rule.name for ruling in rulings if not ruling.kept}


@pytest.mark.parametrize(("platform", "rule"), RULES)
def test_each_rule_finds_the_file_that_breaks_it(clips: Clips, platform: Platform, rule: Rule) -> None:
    """One failing file for each rule; a hard one is a refusal, a soft one is none."""
    small = (platform.name, rule.name) in TOO_SMALL
    rulings = verify(clips.small if small else clips.breaking(rule.measure), platform)
    (ruling,) = (each for each in rulings if each.rule == rule)
    assert not ruling.kept
    assert ruling.measured
    assert (ruling in refused(rulings)) == (rule.severity is Strictness.HARD)


def test_there_is_a_failing_file_for_all_that_can_be_measured() -> None:
    """No rule can be added without one."""
    assert set(BREAKS) == set(Measure)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_a_sound_clip_is_taken_everywhere(clips: Clips, platform: Platform) -> None:
    """Advice contradicts itself: key frames two seconds apart are what Facebook asks for, and YouTube does not."""
    rulings = verify(clips.sound, platform)
    assert broken(rulings) == ({"key-interval"} if platform.name == "youtube" else set())
    assert len(rulings) == len(platform.rules)


def test_silence_has_no_loudness(clips: Clips, tmp_path: Path) -> None:
    """A silent track keeps the rules about loudness; a film without sound breaks those about its coding."""
    found = measures(clips.breaking(Measure.PIXELS))
    assert found[Measure.AUDIO_CODEC] == "none"
    assert Measure.LOUDNESS not in found
    rule = Rule("loudness", Strictness.SOFT, Source("a test of rules", "2026-11-24"), most=Fraction(-13))
    assert Ruling.of(rule, None) == Ruling(rule, "", kept=True)


def test_what_is_no_film_is_said(tmp_path: Path) -> None:
    """A missing file is another mistake than one that is no MP4."""
    with pytest.raises(UnreadableError, match="No such file"):
        measures(tmp_path / "none.mp4")
    text = tmp_path / "text.mp4"
    text.write_text("This is not a film at all.")
    with pytest.raises(VerifyError):
        measures(text)
    with pytest.raises(VerifyError, match="sound"):
        loudness(text)


@pytest.mark.parametrize("measure", [None, *BREAKS], ids=str)
def test_ffprobe_agrees(clips: Clips, measure: Measure | None) -> None:
    """What the boxes say is what Debian's ffprobe reads."""
    if measure is Measure.BYTES:
        pytest.skip("ffprobe reads through 300 GB of padding")
    path = clips.sound if measure is None else clips.breaking(measure)
    found = measures(path)
    told = probed(path)
    picture = next(stream for stream in told["streams"] if stream["codec_type"] == "video")
    sound = next((stream for stream in told["streams"] if stream["codec_type"] == "audio"), None)
    long, short = sorted((picture["width"], picture["height"]), reverse=True)
    assert found[Measure.VIDEO_CODEC] in {{"h264": "H.264"}.get(picture["codec_name"]), "mp4v"}
    assert (found[Measure.LONG_SIDE], found[Measure.SHORT_SIDE]) == (long, short)
    assert found[Measure.FRAME_RATE] == pytest.approx(Fraction(picture["avg_frame_rate"]), rel=1e-3)
    assert found[Measure.VIDEO_BITRATE] == pytest.approx(int(picture["bit_rate"]) / 1000, rel=0.01)
    assert found[Measure.SECONDS] == pytest.approx(float(picture["duration"]), abs=0.002)
    starts = [float(stream["start_time"]) for stream in told["streams"]]
    assert found[Measure.START] == pytest.approx(max(starts), abs=1e-5)
    assert found[Measure.KEY_INTERVAL] == pytest.approx(longest(told, picture), abs=0.002)
    if found[Measure.VIDEO_CODEC] == "H.264":
        profile = {"Constrained Baseline": "Baseline", "High 4:4:4 Predictive": "High 4:4:4"}
        assert found[Measure.PROFILE] == profile.get(picture["profile"], picture["profile"])
        assert found[Measure.LEVEL] * 10 == picture["level"]
        assert found[Measure.CHROMA] == {"yuv420p": "4:2:0", "yuv444p": "4:4:4"}[picture["pix_fmt"]]
        assert (found[Measure.COLOUR] == "BT.709") == (picture.get("color_primaries") == "bt709")
    if sound is None:
        assert found[Measure.AUDIO_CODEC] == "none"
        return
    assert found[Measure.AUDIO_CODEC] == {"aac": "AAC-LC", "mp3": "MP3"}[sound["codec_name"]]
    assert found[Measure.CHANNELS] == sound["channels"]
    assert found[Measure.SAMPLE_RATE] == int(sound["sample_rate"])
    assert found[Measure.AUDIO_BITRATE] == pytest.approx(int(sound["bit_rate"]) / 1000, rel=0.02)


def probed(path: Path) -> dict:
    """Streams and packets of a file."""
    command = [ffprobe(), "-v", "error", "-of", "json", "-show_streams", "-show_packets", str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)


def longest(told: dict, picture: dict) -> float:
    """The longest time between packets that are marked as keys, or to the end."""
    packets = [packet for packet in told["packets"] if packet["stream_index"] == picture["index"]]
    times = [float(packet["dts_time"]) for packet in packets]
    keys = [float(packet["dts_time"]) for packet in packets if packet["flags"].startswith("K")]
    ends = [*keys, times[0] + float(picture["duration"])]
    return max(after - before for before, after in pairwise(ends))
