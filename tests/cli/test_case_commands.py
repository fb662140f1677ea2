"""The commands that look at a case before it is rendered, from the command line to the file."""

import json
from pathlib import Path

import pytest

from builders.commands import Terminal
from builders.phantom import CASE, write_case, write_phantom
from scrollcast.authored.case import json_schema


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the series of the small phantom and its case."""
    folder = tmp_path_factory.mktemp("phantom")
    write_phantom(folder / "series")
    write_case(folder)
    return folder


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder: paths of a case don't depend on where one stands."""
    monkeypatch.chdir(tmp_path)


def test_plan_is_a_table_of_beats(scrollcast: Terminal, folder: Path) -> None:
    """Time, frames, slices, speed, marks and words; anchors are echoed on stderr."""
    said = scrollcast("plan", str(folder / "case.yaml"))
    heading, *rows = said.out.splitlines()
    assert said.code == 0
    assert heading.split() == ["beat", "from", "time", "frames", "slices", "slices/s", "mm/s", "marks", "words"]
    assert [row.split()[1] for row in rows] == ["hook", "scroll", "quiz", "reveal", "takeaway"]
    assert "ball" in rows[3]
    assert "scrollcast: ball: slice 14 (image 14), at [36, 60] = mm [-36.0, 36.0, -65.0]." in said.err


def test_plan_as_json_lines_has_every_moment(scrollcast: Terminal, folder: Path) -> None:
    """One JSON object a line; with --quiet nothing beside them."""
    said = scrollcast("plan", str(folder / "case.yaml"), "--json", "--quiet")
    head, *lines = map(json.loads, said.out.splitlines())
    assert (said.err, lines[-1]["frames"][1]) == ("", head["frames"])


def test_sheet_and_still_write_pictures(scrollcast: Terminal, folder: Path) -> None:
    """Under names that tell neither case nor patient."""
    case = str(folder / "case.yaml")
    assert scrollcast("sheet", case, "-q").out == "ct-abdomen-sheet.png\n"
    assert scrollcast("still", case, "--beat", "quiz", "--guides", "-q").out == "ct-abdomen.png\n"
    assert scrollcast("preview", case, "-q").out == "ct-abdomen-preview.mp4\n"
    assert all(path.stat().st_size > 10_000 for path in Path().iterdir())


def test_check_says_that_nothing_is_wrong(scrollcast: Terminal, folder: Path) -> None:
    """Exit code 0."""
    said = scrollcast("check", str(folder / "case.yaml"))
    assert (said.code, said.out) == (0, "Nothing is wrong.\n")


def test_check_tells_errors_by_line_and_as_json(scrollcast: Terminal, folder: Path) -> None:
    """Exit code 2 with an error; rule, place, measured and required."""
    wrong = CASE.replace("at the right", "at the left").replace("consent: Synthetic, nobody's.\n", "")
    (folder / "wrong.yaml").write_text(wrong, encoding="utf-8")
    said = scrollcast("check", str(folder / "wrong.yaml"))
    assert said.code == 2
    error, warning = said.out.splitlines()
    assert error.startswith("error [side], beat 4, ")
    assert warning.startswith("warning [consent]: ")
    told = json.loads(scrollcast("check", str(folder / "wrong.yaml"), "--json").out)
    assert told["ok"] is False
    assert [(finding["rule"], finding["beat"]) for finding in told["findings"]] == [("side", 4), ("consent", None)]


def test_check_of_a_broken_file_is_a_finding(scrollcast: Terminal, folder: Path) -> None:
    """The sentence that the other commands end with, with its exit code."""
    (folder / "broken.yaml").write_text(CASE.replace("scroll: 14", "scrol: 14"), encoding="utf-8")
    said = scrollcast("check", str(folder / "broken.yaml"))
    assert (said.code, said.err) == (2, "")
    assert said.out.startswith("error [schema]: ")
    assert "Did you mean scroll?" in said.out


def test_new_writes_a_case_that_plans(scrollcast: Terminal, folder: Path) -> None:
    """With its schema beside it; a second one needs another name."""
    said = scrollcast("new", str(folder / "series"), "-q")
    assert (said.code, said.out) == (0, "case.yaml\n")
    assert sorted(path.name for path in Path().iterdir()) == ["case.yaml", "scrollcast.schema.json"]
    assert scrollcast("plan", "case.yaml", "-q").code == 0
    assert scrollcast("new", str(folder / "series"), "-q").code == 6


def test_schema_goes_to_stdout_or_to_a_file(scrollcast: Terminal) -> None:
    """The same text."""
    said = scrollcast("schema")
    assert json.loads(said.out) == json_schema()
    assert scrollcast("schema", "-o", "s.json").out == "s.json\n"
    assert Path("s.json").read_text(encoding="utf-8") == said.out


def test_flags_override_the_case(scrollcast: Terminal, folder: Path) -> None:
    """Length, title, window and preset; what a case says itself is refused as a flag."""
    case = str(folder / "case.yaml")
    said = scrollcast("plan", case, "--length", "60s", "--preset", "ct-lung", "--json", "-q")
    line = json.loads(said.out.splitlines()[1])
    assert line["window"] == "1500/-600"
    refused = scrollcast("render", case, "--pause-at", "3")
    assert refused.code == 2
    assert "quiz" in refused.err


def test_a_case_is_looked_at_as_it_will_be_rendered(scrollcast: Terminal, folder: Path) -> None:
    """The flags of render are those of whatever shows the case before."""
    case = str(folder / "case.yaml")
    flags = ("--title", "Which way?", "--caption", "Look twice.", "--window", "350/40", "--direction", "feet-to-head")
    said = scrollcast("plan", case, *flags, "--fps", "10", "--json", "-q")
    head, first = map(json.loads, said.out.splitlines()[:2])
    assert (head["fps"], first["window"]) == ("10", "350/40")
    assert "Look twice." in json.dumps(first)
    for command in ("sheet", "preview", "check", "still"):
        asked = scrollcast(command, case, *flags, "--pause-at", "3", *(("--at", "1s") if command == "still" else ()))
        assert (asked.code, "quiz stands on the slice" in asked.err + asked.out) == (2, True), "the flag is understood"
