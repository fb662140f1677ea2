"""Kits: everything for eight platforms, whole or not at all, and nothing before the answer that tells it."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from builders.kit_faults import kit_faults, read_stills
from builders.phantom import write_case
from builders.posting import BRISK, TEXT
from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.errors import OutputError, UsageError, VerifyError
from scrollcast.film.movie import read_movie
from scrollcast.model.review import State
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.publish.counting import count
from scrollcast.publish.kit import Kit, kit, reviewed
from scrollcast.publish.signoff import sign_off
from scrollcast.publish.worksheet import steps
from scrollcast.rendering import render

SLOW = Settings(rate=Rate(Fraction(10)))


@pytest.fixture(scope="module")
def told(made: Kit) -> dict:
    """What it says of itself."""
    return json.loads((made.path / "kit.json").read_text(encoding="utf-8"))


def test_every_platform_has_its_folder(made: Kit) -> None:
    """Clip and subtitles everywhere; covers, slides, polls and threads where a platform takes them."""
    assert [folder.platform.name for folder in made.folders] == list(platform_names())
    files = {name: {path.name for path in (made.path / name).iterdir()} for name in platform_names()}
    for names in files.values():
        assert {"clip.mp4", "clip.en.srt", "clip.en.vtt", "caption.txt"} <= names
    assert {"cover-9x16.jpg", "cover-3x4.jpg", "cover-1x1.jpg", "slide-01.jpg", "slide-07.jpg"} <= files["instagram"]
    assert {name for name, held in files.items() if "slide-01.jpg" in held} == {
        *("tiktok", "instagram", "facebook", "linkedin"),
    }
    assert {name for name, held in files.items() if "poll.txt" in held} == {"x", "linkedin", "mastodon"}
    assert {name for name, held in files.items() if "thread-3.txt" in held} == {"x", "mastodon", "bluesky"}
    assert {name for name, held in files.items() if "title.txt" in held} == {"tiktok", "youtube"}
    assert (made.path / "scroll.gif").read_bytes()[:6] == b"GIF89a"


def test_what_is_the_same_is_rendered_once(made: Kit) -> None:
    """Seven platforms share a file, not only its bytes; X has one of its own size."""
    clips = {name: made.path / name / "clip.mp4" for name in platform_names()}
    shared = {name for name, path in clips.items() if path.samefile(clips["tiktok"])}
    assert shared == set(platform_names()) - {"x"}
    picture = next(track for track in read_movie(clips["x"]).tracks if track.kind == "vide")
    assert picture.size == (720, 1280)


def test_a_clip_is_the_one_that_render_makes(made: Kit, folder: Path, tmp_path: Path) -> None:
    """Byte for byte: for all platforms, and for X."""
    case = write_case(folder, TEXT)
    alone = render(case, None, tmp_path / "x.mp4", replace(BRISK, platform="x"))
    assert alone.digest == next(each for each in made.folders if each.platform.name == "x").clip.digest
    usual = render(case, None, tmp_path / "all.mp4", BRISK)
    assert usual.digest == next(each for each in made.folders if each.platform.name == "tiktok").clip.digest


def test_it_says_what_it_holds(made: Kit, told: dict) -> None:
    """Every file with its digest, every hard rule kept, what was checked, and that nobody has looked yet."""
    files = {entry["file"]: entry for each in (told, *told["platforms"].values()) for entry in each["files"]}
    held = {path.relative_to(made.path).as_posix() for path in made.path.rglob("*") if path.is_file()}
    assert held - set(files) == {"kit.json", "POST.md", "kit.html"}
    for name, entry in files.items():
        assert entry["sha256"] == hashlib.sha256((made.path / name).read_bytes()).hexdigest()
    for name, platform in told["platforms"].items():
        assert {rule["rule"] for rule in platform["rules"]} == {rule.name for rule in load_platform(name).rules}
        assert all(rule["kept"] for rule in platform["rules"] if rule["severity"] == "hard")
        assert platform["review"]["state"] == "missing"
    assert told["ready"] is False
    assert "text" in told["checks"]
    assert any("YouTube Shorts advises at most 0.5 for key-interval" in warning for warning in told["warnings"])


def test_every_text_is_within_its_limit(told: dict) -> None:
    """Captions, titles, threads and alt texts, by the counts that stand beside them and by those of the data."""
    for name, platform in told["platforms"].items():
        limits = load_platform(name).texts
        texts = [platform["caption"], platform["title"], *platform["thread"], *platform["alt"].values()]
        assert all(each["count"] <= each["most"] for text in texts for each in text["counts"])
        for room in limits.caption:
            assert count(platform["caption"]["text"], room.unit) <= room.most
        assert platform["caption"]["text"].startswith("Chest pain. Where would you look?")


def test_the_sheet_has_every_text_and_names_every_upload(made: Kit) -> None:
    """A person needs nothing else: texts to copy, files to upload, the sign-off that is missing."""
    sheet = (made.path / "POST.md").read_text(encoding="utf-8")
    assert "Nobody has reviewed the clip yet" in sheet
    for folder in made.folders:
        assert f"## {folder.platform.called}" in sheet
        assert f"`{folder.platform.name}/clip.mp4`" in sheet
        assert folder.posting.caption in sheet
        for name in folder.stills:
            assert f"`{folder.platform.name}/{name}`" in sheet
        for piece in folder.posting.thread:
            assert piece.text in sheet


@pytest.fixture(scope="module")
def pair(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two kits of one case that differ in all that its answer is: option, mark, words, label."""
    other = TEXT.replace("answer: 2", "answer: 1").replace("label: ball", "label: cube")
    other = other.replace("at: [36, 60]", "at: [50, 50]").replace("A [ball](ball), at the right.", "A [cube](ball).")
    place = tmp_path_factory.mktemp("pair")
    for name, text in (("one", TEXT), ("two", other)):
        kit(write_case(folder, text), ["linkedin", "mastodon"], place / name, None, SLOW)
    return place / "one", place / "two"


def test_nothing_before_the_answer_depends_on_it(pair: tuple[Path, Path]) -> None:
    """Byte for byte the same: captions, titles, polls, first posts, covers, blind slides, the moving picture."""
    one, two = pair
    names = sorted(path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(two).as_posix() for path in two.rglob("*") if path.is_file())
    differ = {name for name in names if (one / name).read_bytes() != (two / name).read_bytes()}
    for name in ("kit.json", "POST.md", "kit.html", "mastodon/reveal.jpg", "mastodon/thread-3.txt"):
        assert name in differ
    told = {Path(name).name for name in differ} - {"kit.json", "POST.md", "kit.html"}
    assert told == {"clip.mp4", "clip.en.srt", "clip.en.vtt", "reveal.jpg", "slide-06.jpg", "thread-3.txt"}


def test_no_word_of_the_answer_stands_before_it(pair: tuple[Path, Path]) -> None:
    """Searched for in every text, alt text and name of a file; the question may name every option."""
    one, _ = pair
    told = json.loads((one / "kit.json").read_text(encoding="utf-8"))
    options = ("His left", "His right")
    for platform in told["platforms"].values():
        before = [platform["caption"]["text"], platform["clip"]["described"], platform["title"]["text"]]
        before += [text["text"] for name, text in platform["alt"].items() if name < "slide-06" and "reveal" not in name]
        before += [piece["text"] for piece in platform["thread"] if piece["role"] in {"clip", "poll"}]
        before += [entry["file"] for entry in platform["files"]]
        for text in before:
            asked = text.replace("A His left  B His right", "")
            assert not any(word.casefold() in asked.casefold() for word in (*options, "ball"))


def test_a_sign_off_is_kept_for_the_same_bytes(pair: tuple[Path, Path], folder: Path) -> None:
    """Made anew over a kit that was signed for, the clip is still signed for, wherever it is the same."""
    one, _ = pair
    sign_off(one / "linkedin" / "clip.mp4", "Dr. A. Reader")
    again = kit(write_case(folder, TEXT), ["linkedin", "mastodon"], one, None, replace(SLOW, overwrite=True))
    assert [each.review.state for each in again.folders] == [State.SIGNED, State.SIGNED]
    assert json.loads((one / "kit.json").read_text(encoding="utf-8"))["ready"] is True
    assert sorted(path.name for path in one.parent.iterdir()) == ["one", "two"]
    linkedin = again.folders[0]
    other = replace(
        linkedin, clip=replace(linkedin.clip, digest="0" * 64), review=replace(linkedin.review, state=State.MISSING)
    )
    assert reviewed(other, one, one).review.state is State.MISSING


def spoiled(folder: Path, out: Path) -> None:
    """A case whose post tells the answer."""
    kit(write_case(folder, TEXT.replace("Where would you look?", "It is his right.")), ["x"], out, None, SLOW)


def too_slow(folder: Path, out: Path) -> None:
    """Ten frames a second, which TikTok refuses."""
    kit(write_case(folder, TEXT), ["tiktok"], out, None, SLOW)


def nobody(folder: Path, out: Path) -> None:
    """For no platform."""
    kit(write_case(folder, TEXT), [], out, None, SLOW)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (spoiled, UsageError, "text of the post says 'His right'"),
        (too_slow, VerifyError, "TikTok would refuse the clip: frame-rate is 10, and 23 to 60 is asked for"),
        (nobody, UsageError, "Say for which platforms"),
    ],
)
def test_a_kit_is_whole_or_not_there(
    folder: Path, tmp_path: Path, make: Callable[[Path, Path], None], error: type[Exception], says: str
) -> None:
    """Nothing is left behind, neither under its name nor beside it."""
    with pytest.raises(error, match=says):
        make(folder, tmp_path / "kit")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_kit_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    """Not even with overwrite; a kit is only with it."""
    case = write_case(folder, TEXT)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds other files"):
        kit(case, ["x"], tmp_path, None, replace(SLOW, overwrite=True))
    older = tmp_path / "older"
    older.mkdir()
    (older / "kit.json").write_text("{}")
    with pytest.raises(OutputError, match="add --overwrite"):
        kit(case, ["x"], older, None, SLOW)
    with pytest.raises(OutputError, match="is no folder"):
        kit(case, ["x"], tmp_path / "notes.txt", None, SLOW)
    with pytest.raises(OutputError, match="There is no folder"):
        kit(case, ["x"], tmp_path / "none" / "kit", None, SLOW)
    assert [path.name for path in older.iterdir()] == ["kit.json"]


def test_a_cover_is_chosen_behind_the_intro(made: Kit) -> None:
    """Where a platform takes a frame of the clip as its cover, it is none of the bumper's."""
    tiktok = next(each for each in made.folders if each.platform.name == "tiktok")
    assert "Choose the first frame as the cover." in {step.do for step in steps(tiktok)}
    behind = steps(replace(tiktok, opens=Fraction(5, 2)))
    assert "Choose the frame at 2.5 s as the cover." in {step.do for step in behind}


def test_an_independent_count_finds_no_fault(made: Kit) -> None:
    """In every text, alt text, name, and in the pictures before the reveal, as they are read."""
    assert kit_faults(made.path, ("at the right", "ball")) == []
    assert "Where is it?" in read_stills(made.path)
    assert "ball" not in read_stills(made.path)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("x/caption.txt", "x" * 281, r"x: caption.txt has \[281\]"),
        ("x/caption.txt", "日" * 141, r"x: caption.txt has \[282\]"),
        ("bluesky/thread-1.txt", "x" * 301, r"bluesky: thread-1.txt has \[301, 301\]"),
        ("youtube/title.txt", "x" * 101, r"youtube: title.txt has \[101\]"),
        ("linkedin/poll.txt", "Which?\n" + "x" * 31 + "\nB", "linkedin: option 'xxx"),
        ("mastodon/poll.txt", "Which?\nA", "mastodon: 1 options"),
        ("tiktok/caption.txt", "#a #b #c #d #e #f", "tiktok: 6 hashtags"),
        ("facebook/caption.txt", "Look at the ball.", r"facebook: caption.txt says \['ball'\]"),
        ("x/thread-2.txt", "Is it a ball?", r"x: thread-2.txt says \['ball'\]"),
        ("tiktok/clip.en.srt", "1\nA ball\n\n2\nWhich side?\n", r"tiktok: clip.en.srt says \['ball'\]"),
        ("instagram/ball.jpg", "", r"instagram: a file's name says \['ball'\]"),
    ],
)
def test_the_independent_count_finds_faults(made: Kit, tmp_path: Path, file: str, text: str, fault: str) -> None:
    """One planted in a kit at a time."""
    spoilt = tmp_path / "kit"
    shutil.copytree(made.path, spoilt, ignore=shutil.ignore_patterns("*.mp4", "*.gif"))
    (spoilt / file).write_text(text, encoding="utf-8")
    (found,) = kit_faults(spoilt, ("ball",))
    assert re.match(fault, found)
