"""The JSON Schema of case files: an independent validator agrees with the loader."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from builders.case_files import HEAD, beats, case_file
from scrollcast.authored.case import json_schema, load_case
from scrollcast.errors import AuthoredError

EXAMPLE = Path(__file__).parents[1] / "golden" / "case.yaml"
VALIDATOR = Draft202012Validator(json_schema())


def document(path: Path) -> object:
    """A case file as an editor sees it."""
    return YAML(typ="safe", pure=True).load(path)


def test_it_is_a_schema_and_the_contract_is_valid() -> None:
    """By the meta-schema of its draft; it survives JSON."""
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()
    VALIDATOR.validate(document(EXAMPLE))


GOOD = [
    "scroll",
    "scroll: 5",
    "scroll: {from: 9, to: 5, pace: 30 mm/s, step: 2, back: true, show: mass, say: Look}",
    "{hold: 2s, waive: [fast-text]}",
    "{hold: 2s, narration: ./a.wav, narration.es: ./b.wav}",
    "quiz: {ask: Which?, options: [A, B], answer: [1, 2], think: 5s}",
    "quiz: {ask: Find it, find: mass}",
    "reveal: {say: There., show: [mass], window: ct-bone}",
    "window: {to: 400/50, fade: 1}",
    "zoom: {to: [1, 2, 30, 40.5]}",
    "zoom: out",
    "compare: {windows: [ct-bone, 400/50], style: wipe, seconds: 3s}",
    "takeaway: One.",
    "card: {heading: Two, lines: [a]}",
]
BAD = [
    "scrol: 5",
    "scroll: {too: 5}",
    "{scroll: 5, hold: 2}",
    "hold: {seconds: 0}",
    "hook: {}",
    "quiz: {ask: Q, options: [A]}",
    "quiz: {ask: Q, think: 11}",
    "zoom: [1, 2, 3]",
    "compare: {windows: [ct-bone, ct-lung], style: beside}",
    "takeaway: [a, b, c, d]",
    "{hook: x, waive: [nothing]}",
    "{hook: x, narration: [./a.wav]}",
]


@pytest.mark.parametrize("beat", GOOD)
def test_what_the_loader_takes_is_valid(tmp_path: Path, beat: str) -> None:
    """Short and long forms alike."""
    path = case_file(tmp_path, beats(beat))
    load_case(path)
    VALIDATOR.validate(document(path))


@pytest.mark.parametrize("beat", BAD)
def test_what_the_loader_refuses_is_not_valid(tmp_path: Path, beat: str) -> None:
    """An editor underlines it before scrollcast says so."""
    path = case_file(tmp_path, beats(beat))
    with pytest.raises(AuthoredError):
        load_case(path)
    assert not VALIDATOR.is_valid(document(path))


@pytest.mark.parametrize(
    ("mark", "good"),
    [
        ("{arrow: {slice: 5, at: [1, 2], from: upper-left}, label: x, slices: [3, 8], colour: finding}", True),
        ("{arrow: {image: 5, at: [1, 2], from: 20}}", True),
        ("{label: {mm: [1, 2, 3], text: x}}", True),
        ("{outline: {slice: 5, points: [[1, 2], [3, 4], [5, 6]], smooth: false}}", True),
        ("{ring: {slice: 5, at: [1, 2], radius: 25 mm}, slices: 5}", True),
        ("{arrow: {at: [1, 2]}}", False),
        ("{label: x}", False),
        ("{arrow: {slice: 5, at: [1, 2]}, ring: {slice: 5, at: [1, 2], radius: 2 mm}}", False),
        ("{ring: {slice: 5, at: [1, 2], radius: 25}}", False),
        ("{arow: {slice: 5, at: [1, 2]}}", False),
        ("{arrow: {slice: 5, at: [1, 2]}, colour: red}", False),
    ],
)
def test_marks_are_described_as_they_are_read(tmp_path: Path, mark: str, good: bool) -> None:
    """Loader and validator agree."""
    path = case_file(tmp_path, beats("scroll"), f"marks:\n  it: {mark}\n")
    if good:
        load_case(path)
    else:
        with pytest.raises(AuthoredError):
            load_case(path)
    assert VALIDATOR.is_valid(document(path)) is good


@pytest.mark.parametrize("line", ["schema: 2\n", "titel: x\n", "length: 20s\n", "preset:\n"])
def test_a_wrong_top_level_is_not_valid(tmp_path: Path, line: str) -> None:
    """A wrong version, an unknown key, a value that is not allowed, a missing one."""
    key = line.split(":", maxsplit=1)[0]
    kept = "".join(each for each in HEAD.splitlines(keepends=True) if not each.startswith(key))
    path = case_file(tmp_path, head=kept + line)
    with pytest.raises(AuthoredError):
        load_case(path)
    assert not VALIDATOR.is_valid(document(path))


def test_everything_is_explained() -> None:
    """Each key of the schema has a description for whoever hovers over it."""

    def bare(node: object, path: str = "") -> list[str]:
        if isinstance(node, list):
            return [name for n, each in enumerate(node) for name in bare(each, f"{path}[{n}]")]
        if not isinstance(node, dict):
            return []
        properties = node.get("properties", {}) if "required" in node or "additionalProperties" in node else {}
        missing = [f"{path}.{key}" for key, each in properties.items() if not explained(each)]
        return missing + [name for key, each in node.items() for name in bare(each, f"{path}.{key}")]

    def explained(each: dict[str, object]) -> bool:
        parts = each.get("anyOf", [])
        return bool(each.get("description")) or (isinstance(parts, list) and any(map(explained, parts)))

    schema = json_schema()
    assert [path for path in bare(schema) if "oneOf" not in path] == []
