"""``privacy``: every check by its name, what it found, and nothing of the headers."""

import json
from pathlib import Path

import pytest

from builders.commands import Terminal
from builders.dicom_files import planes, save_all
from builders.phantom import CASE, write_case, write_phantom
from scrollcast.model.audit import Outcome
from scrollcast.model.face import Face
from scrollcast.model.geometry import Ordering
from scrollcast.model.settings import Settings
from scrollcast.publish.audit import audit

PASSED, REFUSED, NOT_REACHED = Outcome


def outcomes(source: Path, settings: Settings = Settings()) -> dict[str, Outcome]:  # noqa: B008 - frozen
    """How each check ended."""
    return {each.check: each.outcome for each in audit(source, None, settings).examined}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small phantom, and its case."""
    folder = tmp_path_factory.mktemp("phantom")
    write_phantom(folder / "series")
    write_case(folder)
    return folder


def test_a_case_passes_every_check(folder: Path) -> None:
    """By kind, header, words, faces and text, each with its version."""
    found = audit(folder / "case.yaml")
    assert found.passed
    assert {"kind", "header", "words", "text"} <= {each.check for each in found.examined}
    assert all(each.version and each.finding for each in found.examined)
    words = next(each for each in found.examined if each.check == "words")
    assert int(words.finding.split()[0]) > 15


def test_words_that_refuse_hide_no_other_check(folder: Path) -> None:
    """The pixels are looked at all the same."""
    (folder / "aged.yaml").write_text(CASE.replace("60s", "64-year-old"), "utf-8")
    found = audit(folder / "aged.yaml")
    assert not found.passed
    assert {each.check: each.outcome for each in found.examined} == {
        **outcomes(folder / "case.yaml"),
        "words": REFUSED,
    }


def test_what_the_gate_can_not_reach_is_said(tmp_path: Path) -> None:
    """A derived series without geometry: what is in its pixels is not known."""
    bare = {"ImageType": ["DERIVED", "PRIMARY"], "ImagePositionPatient": None, "PixelSpacing": [1, 1]}
    save_all(tmp_path, planes(3, bare))
    assert outcomes(tmp_path, Settings(order=Ordering.INSTANCE)) == {
        "kind": PASSED,
        "header": REFUSED,
        "words": PASSED,
        "faces": NOT_REACHED,
        "text": NOT_REACHED,
    }


def test_what_a_person_decides_counts_without_a_preset(tmp_path: Path) -> None:
    """A face that can't be masked, and is cleared with a reason that is checked like any other text."""
    save_all(tmp_path, planes(3, {"BodyPartExamined": "HEAD"}))
    assert outcomes(tmp_path)["faces"] is REFUSED
    cleared = Settings(face=Face.CLEAR, because="no face is in these synthetic slices")
    assert outcomes(tmp_path, cleared)["faces"] is PASSED
    telling = Settings(face=Face.CLEAR, because="Jane Roe has agreed")
    assert outcomes(tmp_path, telling)["words"] is REFUSED


def test_a_class_that_is_not_shown_is_refused_by_kind(tmp_path: Path) -> None:
    """Before a pixel is read."""
    save_all(tmp_path, planes(3, {"BurnedInAnnotation": "YES"}))
    assert outcomes(tmp_path) == {"kind": REFUSED}


def test_the_command_tells_it_as_a_table_and_as_json(
    folder: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit code 0 where all passed, 4 where anything refuses."""
    run = Terminal(capfd)
    said = run("privacy", str(folder / "case.yaml"))
    assert (said.code, said.err) == (0, "")
    assert [line.split()[0] for line in said.out.splitlines()][:4] == ["check", "kind", "header", "words"]
    told = json.loads(run("privacy", str(folder / "case.yaml"), "--json").out)
    assert told["ok"]
    assert {"check", "version", "outcome", "found"} == set(told["checks"][0])
    save_all(tmp_path, planes(3, {"BurnedInAnnotation": "YES"}))
    refused = run("privacy", str(tmp_path), "--json")
    assert (refused.code, json.loads(refused.out)["ok"]) == (4, False)
