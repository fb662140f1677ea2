"""What is told of a batch: JSON, JUnit XML, and a page that opens offline and filters."""

import dataclasses
import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from builders.browser import CHROMIUM, DRIVER, Browser
from scrollcast.batch.report import Ending, write_reports
from scrollcast.batch.task import Made, Outcome, State
from scrollcast.publish.signoff import sign_off

MADE = Made("0" * 64, 1_500_000, 12.4, ("Every 2nd slice is shown.",), b"\xff\xd8")
OUTCOMES = (
    Outcome("liver", State.DONE, made=MADE, wall=3.21, cpu=6.5, read=1000),
    Outcome("lung", State.THERE, made=MADE),
    Outcome("head", State.REFUSED, 4, "A screen capture is not shown."),
    Outcome("knee", State.FAILED, 3, "There is <b>nothing</b> at the source."),
    Outcome("spine", State.LEFT),
)


@pytest.fixture
def ending(tmp_path: Path) -> Ending:
    """A batch of everything, with its reports; a person has signed for one clip."""
    for name in ("liver", "lung"):
        (tmp_path / f"{name}.mp4").write_bytes(b"clip")
    sign_off(tmp_path / "lung.mp4", "Dr. No")
    ending = Ending(str(tmp_path), OUTCOMES, 75.0)
    write_reports(ending)
    return ending


def test_programs_read_all_of_it(ending: Ending, tmp_path: Path) -> None:
    """Counts, exit codes, sentences, and whether a person has signed; without the reviewer's name."""
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["exit_code"] == ending.code == 8
    assert told["counts"] == {"done": 1, "there": 1, "refused": 1, "failed": 1, "left": 1}
    liver, lung, head, *_ = told["cases"]
    assert liver == {
        "name": "liver",
        "state": "done",
        "exit_code": 0,
        "sentence": "",
        "clip": "liver.mp4",
        "sha256": "0" * 64,
        "bytes": 1_500_000,
        "seconds": 12.4,
        "notes": ["Every 2nd slice is shown."],
        "review": "missing",
        "wall": 3.21,
        "cpu": 6.5,
        "read": 1000,
    }
    assert (lung["review"], head["exit_code"], head["clip"]) == ("signed", 4, None)
    assert "Dr. No" not in (tmp_path / "report.json").read_text() + (tmp_path / "report.html").read_text()


def test_ci_reads_it_as_tests(ending: Ending, tmp_path: Path) -> None:
    """A case is a test; refused and failed ones are failures, those left are skipped."""
    suite = Xml.parse(tmp_path / "report.xml").getroot()
    assert {key: suite.get(key) for key in ("tests", "failures", "skipped")} == {
        "tests": "5",
        "failures": "2",
        "skipped": "1",
    }
    failures = {case.get("name"): case.find("failure") for case in suite}
    assert failures["liver"] is None
    assert failures["knee"] is not None
    assert failures["knee"].get("message") == "There is <b>nothing</b> at the source."


def test_all_there_is_no_failure(tmp_path: Path) -> None:
    """Exit code 0."""
    assert Ending(str(tmp_path), OUTCOMES[:2], 1.0).code == 0
    assert Ending(str(tmp_path), (*OUTCOMES[:2], OUTCOMES[4]), 1.0).code == 8


def test_a_report_replaces_the_one_before(ending: Ending, tmp_path: Path) -> None:
    """And leaves nothing else."""
    write_reports(dataclasses.replace(ending, outcomes=OUTCOMES[:1]))
    assert len(json.loads((tmp_path / "report.json").read_text())["cases"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "liver.mp4",
        "lung.mp4",
        "lung.review.json",
        "report.html",
        "report.json",
        "report.xml",
    ]


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and its driver are not installed")
def test_the_page_shows_and_filters(ending: Ending, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a browser, from the file alone: by outcome, by review, by word; sentences are text, not markup."""
    browser = Browser(tmp_path_factory.mktemp("profile"))
    try:
        browser.driver.get((tmp_path / "report.html").as_uri())

        def shown() -> object:
            return browser.ask("[...document.querySelectorAll('article:not([hidden]) h2')].map((e) => e.textContent)")

        assert shown() == [outcome.name for outcome in OUTCOMES]
        assert browser.ask("document.querySelectorAll('article b').length") == 0
        assert browser.ask("document.querySelector('h2 a').getAttribute('href')") == "liver.mp4"
        browser.driver.execute_script("document.querySelectorAll('#states button')[3].click()")
        assert shown() == ["knee"]
        browser.driver.execute_script("document.querySelectorAll('#states button')[3].click()")
        browser.driver.execute_script("document.getElementById('unsigned').click()")
        assert shown() == ["liver"]
        browser.driver.execute_script("document.getElementById('unsigned').click()")
        words = "const w = document.getElementById('words'); w.value = 'CAPTURE'; w.dispatchEvent(new Event('input'))"
        browser.driver.execute_script(words)
        assert shown() == ["head"]
        errors = [entry for entry in browser.driver.get_log("browser") if entry["level"] == "SEVERE"]
        assert errors == []
    finally:
        browser.close()
