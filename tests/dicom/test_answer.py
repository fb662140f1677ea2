"""What a reader keeps from one request to the next: never more than is small, never what a file no longer says."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.dicom_files import plane, planes, save, save_all
from scrollcast.dicom import answer
from scrollcast.dicom.parse import Parsed, parse


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A reader that has kept nothing yet, and the files that it parses."""
    names: list[str] = []

    def noted(stream: Any) -> Parsed:
        names.append(Path(getattr(stream, "name", "archive")).name)
        return parse(stream)

    monkeypatch.setattr(answer, "_kept", answer.Kept())
    monkeypatch.setattr(answer, "parse", noted)
    yield names
    answer._kept.forget()


def header(path: Path) -> dict[str, Any]:
    """The answer to a request for a header."""
    return answer.to({"ask": "header", "path": str(path), "member": None})[0]


def pixels(path: Path, reading: int = 1, **more: Any) -> tuple[dict[str, Any], bytes]:
    """The answer to a request for pixels."""
    reply, payload = answer.to({"ask": "pixels", "path": str(path), "item": 0, "reading": reading, **more})
    return reply, bytes(payload or b"")


def test_a_file_is_parsed_once(tmp_path: Path, parsed: list[str]) -> None:
    """Its pixels and texts are those of a file that no header was asked of."""
    paths = save_all(tmp_path, planes(5))
    fresh = [pixels(path) for path in paths]
    parsed.clear()
    stamps = [header(path)["stamp"] for path in paths]
    again = [pixels(path, reading=2, stamp=stamp) for path, stamp in zip(paths, stamps, strict=True)]
    assert parsed == [path.name for path in paths]
    assert [stored for _reply, stored in again] == [stored for _reply, stored in fresh]
    assert {text for reply, _ in again for text in reply["texts"]} == {
        text for reply, _ in fresh for text in reply["texts"]
    }
    assert not answer._kept.headers


def test_a_file_that_changed_is_parsed_anew(tmp_path: Path, parsed: list[str]) -> None:
    """What was kept is of the bytes as they were: with the stamp it is refused, without it is read as it is now."""
    path = save(tmp_path / "slice", plane(0))
    stamp = header(path)["stamp"]
    other = plane(1)
    other.PatientID = "somebody else"
    save(path, other)
    os.utime(path, ns=(0, 0))
    assert pixels(path, stamp=stamp)[0] == {"unusable": "changed while it was being read"}
    assert "somebody else" in pixels(path)[0]["texts"]
    assert parsed == ["slice", "slice"]


def test_little_is_kept(tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """So many files and no more, and none of long headers."""
    monkeypatch.setattr(answer, "_MOST_PARSED", 3)
    paths = save_all(tmp_path, planes(5))
    long = plane(0)
    long.ImageComments = "x" * answer._LONGEST_PARSED
    assert "header" in header(save(tmp_path / "long", long))
    assert not answer._kept.headers
    for path in paths:
        header(path)
    assert len(answer._kept.headers) == 3
    assert all(pixels(path)[1] for path in paths)
    assert parsed == ["long", *(path.name for path in [*paths, *paths[3:]])]
