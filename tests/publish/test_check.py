"""Check: each rule finds what it is for, on real frames, and finds nothing in a sound case."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from builders.phantom import CASE, write_case
from scrollcast.authored.platforms import load_platform
from scrollcast.model.authored import Post
from scrollcast.model.canvas import Canvas
from scrollcast.model.finding import RULES, Finding, Severity
from scrollcast.model.overlay import Caption
from scrollcast.model.rule import Rule, Source, Strictness
from scrollcast.model.timeline import Moment
from scrollcast.model.watch import Unwatched
from scrollcast.picture.captions import caption_sprite
from scrollcast.picture.compose import Composer
from scrollcast.publish import words
from scrollcast.publish.check import Report, check, limits, rights, sort_out
from scrollcast.publish.light import flashes, seam
from scrollcast.publish.words import illegible
from scrollcast.rendering import Film, plan

CHECKING = ("check.py", "words.py", "light.py")


def found(folder: Path, text: str) -> Report:
    """Check a case."""
    return check(write_case(folder, text))


def rules(findings: tuple[Finding, ...]) -> set[str]:
    """Their short names."""
    return {finding.rule for finding in findings}


def test_a_sound_case_has_no_finding(folder: Path) -> None:
    """Neither error nor warning; the notes say what the anchor resolved to."""
    report = found(folder, CASE)
    assert report.findings == ()
    assert report.exit_code == 0
    assert any(
        note.startswith("ball: slice 14 (image 14), at [36, 60] = mm [-36.0, 36.0, -65.0]") for note in report.notes
    )


def test_rules_and_findings_know_each_other() -> None:
    """What is found can be waived by its name, and what can be waived is looked for."""
    room = Path(__file__).parents[2] / "src" / "scrollcast"
    files = [*(room / "script" / "review").glob("*.py"), *(room / "publish" / name for name in CHECKING)]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    found = set(re.findall(r'(?:Finding\(|_finding\(film, |rule=|return )"([a-z-]+)"', source))
    assert found <= set(RULES)
    assert [rule for rule in RULES if f'"{rule}"' not in source] == []


@pytest.mark.parametrize(
    ("change", "rule", "code", "part"),
    [
        (("schema: 1", "schema: 3"), "schema", 2, "line 1, schema"),
        (("./series", "./nothing"), "source", 3, "not there"),
        (("slice: 14", "slice: 99"), "case", 2, "1 to 24"),
        (("preset: ct-abdomen", "preset: mr-brain"), "case", 2, "MR"),
    ],
)
def test_what_stands_in_the_way_is_the_one_finding(
    folder: Path, change: tuple[str, str], rule: str, code: int, part: str
) -> None:
    """With the exit code that the other commands end with."""
    report = found(folder, CASE.replace(*change))
    (finding,) = report.findings
    assert (finding.rule, finding.severity, report.exit_code) == (rule, Severity.ERROR, code)
    assert part in finding.sentence


def test_a_case_says_who_agreed_and_under_which_licence(folder: Path) -> None:
    """Warnings: a case without them renders."""
    silent = "".join(line for line in CASE.splitlines(keepends=True) if not line.startswith(("consent", "licence")))
    report = found(folder, silent)
    assert rules(report.findings) == {"consent", "licence"}
    assert report.exit_code == 0


def test_words_that_find_no_room_are_errors(folder: Path) -> None:
    """With the text, and where."""
    report = found(folder, CASE.replace("Look at both sides.", "W" * 60))
    assert "fit" in rules(report.findings)
    assert report.exit_code == 2


def test_a_mark_under_the_buttons_is_a_warning(folder: Path) -> None:
    """The column of icons covers the lower right; a mark there is found, one in the middle is not."""
    report = found(folder, CASE.replace("at: [36, 60]", "at: [88, 60]"))
    assert "covered" in rules(report.findings)


def test_a_label_without_a_place_is_an_error(folder: Path) -> None:
    """It names the label."""
    long = CASE.replace("label: ball", "label: WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")
    report = found(folder, long)
    (finding,) = (finding for finding in report.findings if finding.rule == "overlap")
    assert "WWWW" in finding.sentence
    assert (finding.beat, report.exit_code) == (4, 2)


def test_a_waiver_is_local_to_its_beat(folder: Path) -> None:
    """The same finding in another beat stays."""
    film = plan(write_case(folder, CASE.replace("  - scroll: 14", "  - scroll: 14\n    waive: [contrast]")))
    here, there = (Finding("contrast", Severity.ERROR, beat, Fraction(1), "", "", "x") for beat in (2, 3))
    report = sort_out((here, there), film)
    assert (report.findings, report.waived, report.exit_code) == ((there,), (here,), 2)
    assert sort_out((here,), film).exit_code == 0


def test_long_clips_and_posts_are_warnings(film: Film) -> None:
    """By the data of the platform."""
    vertical, facebook = load_platform("vertical"), load_platform("facebook")
    assert list(limits(film, vertical)) == []
    assert film.brief.authored is not None
    wordy = replace(film.brief.authored, post=Post("日" * 141, tuple("abcdef")))
    told = replace(film, brief=replace(film.brief, authored=wordy))
    assert [(each.measured, each.required) for each in limits(told, vertical)] == [
        ("282 weighted", "at most 280"),
        ("6 hashtags", "at most 5"),
    ]
    assert [finding.measured for finding in limits(told, facebook)] == ["6 hashtags"]
    seconds = film.timeline.rate.seconds(film.timeline.frames)
    short = Rule("seconds", Strictness.SOFT, Source("a test", "2026-11-24"), most=seconds - 1)
    (finding,) = limits(film, replace(vertical, rules=(short,)))
    assert finding.measured == f"{float(seconds):.0f} s"
    assert list(rights(replace(film.brief, authored=None))) == []


def test_pale_words_are_found_on_the_frame(film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """Muted words nearly as dark as the ground: contrast is measured, not looked up."""
    composer = Composer(film.cleared, film.timeline, film.layout)
    assert list(illegible(film, composer)) == []
    bright = Canvas.blank(film.layout.width, film.layout.height, (200, 128, 128))
    monkeypatch.setattr(composer, "compose", lambda moment: over(film, moment, bright))
    bad = list(illegible(film, composer))
    assert "contrast" in rules(tuple(bad))
    assert all(finding.measured.endswith(":1") and finding.required.endswith(":1") for finding in bad)


def test_small_words_are_found_on_the_frame(film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the height of their letters as drawn: every text of the case is smaller than 200 px."""
    composer = Composer(film.cleared, film.timeline, film.layout)
    monkeypatch.setattr(words, "_SMALLEST", 200)
    small = [finding for finding in illegible(film, composer) if finding.rule == "small-text"]
    assert {finding.beat for finding in small} == {2, 3, 4}
    assert all(20 < int(finding.measured.removesuffix(" px")) < 50 for finding in small)
    assert {finding.required for finding in small} == {"200 px"}


def test_a_character_that_no_font_has_is_named(folder: Path) -> None:
    """Before a frame is encoded, with the way out."""
    report = found(folder, CASE.replace("Look at both sides.", "Look at ᚠ sides."))
    (finding,) = report.findings
    assert (finding.rule, finding.severity, report.exit_code) == ("fit", Severity.ERROR, 2)
    assert "U+16A0 (runic letter fehu feoh fe f)" in finding.sentence
    assert "--font" in finding.sentence


def over(film: Film, moment: Moment, ground: Canvas) -> Canvas:
    """The caption of a moment on a bright ground."""
    canvas = ground.copy()
    for shown in moment.shown:
        if isinstance(shown.overlay, Caption):
            caption_sprite(shown.overlay, film.layout).blend(canvas)
    return canvas


def test_flashes_are_found_on_frames_and_over_the_seam(film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film that blinks every fourth frame is an error at the beat where it does; the case itself is none."""
    composer = Composer(film.cleared, film.timeline, film.layout)
    assert list(flashes(film, composer, Unwatched())) == []
    dark, bright = (Canvas.blank(film.layout.width, film.layout.height, (y, 128, 128)) for y in (30, 220))
    calls = iter(range(10**6))
    monkeypatch.setattr(composer, "compose", lambda *_: bright if next(calls) // 4 % 2 else dark)
    bad = list(flashes(film, composer, Unwatched()))
    assert bad
    assert {finding.rule for finding in bad} == {"flashes"}


def test_a_loop_meets_its_beginning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A looped case is sound; another last frame is not."""
    film = plan(write_case(folder, CASE.replace("length: 15s", "length: 30s\nloop: true")))
    composer = Composer(film.cleared, film.timeline, film.layout)
    assert list(seam(film, composer)) == []
    canvases = iter(Canvas.blank(film.layout.width, film.layout.height, (y, 128, 128)) for y in (30, 220))
    monkeypatch.setattr(composer, "compose", lambda *_: next(canvases))
    (finding,) = seam(film, composer)
    assert finding.rule == "seam"
