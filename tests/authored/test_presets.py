"""Presets: the shipped ones hold their documented numbers, and a person's own file fails with a way out."""

from fractions import Fraction
from pathlib import Path

import pytest

from scrollcast.authored.presets import fitting, load_preset, preset_names, shipped_presets, usual
from scrollcast.errors import AuthoredError, UsageError
from scrollcast.model.geometry import Direction, Plane
from scrollcast.model.preset import Preset
from scrollcast.model.region import Region
from scrollcast.model.series import Modality
from scrollcast.model.window import Percentiles, Window

CT = {
    "ct-abdomen": (400, 50),
    "ct-liver": (150, 30),
    "ct-mediastinum": (350, 50),
    "ct-lung": (1500, -600),
    "ct-pe": (700, 100),
    "ct-bone": (1800, 400),
    "ct-brain": (80, 40),
    "ct-stroke": (40, 40),
    "ct-subdural": (200, 75),
    "ct-temporal-bone": (2800, 600),
    "ct-spine": (250, 50),
    "ct-angio": (600, 300),
}
MR = ("mr-abdomen", "mr-brain", "mr-generic", "mr-knee", "mr-spine")

OWN = """\
# mine
label: CT NECK
modality: CT
window: 350/60
window-name: Soft tissue
directions: [head-to-feet, front-to-back]
title: Read this neck
hook: "Level by level: what stands out?"
pace: 12.5 mm/s
pause: {ask: Pause here. What do you see?, think: 4 s}
source: our department
"""


def own(folder: Path, text: str = OWN, name: str = "mine.yaml") -> Path:
    """Write a preset of one's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "window"), CT.items())
def test_ct_presets_have_the_documented_windows(name: str, window: tuple[int, int]) -> None:
    """Width and center are those of the specification, for CT, and the name says which modality."""
    preset = load_preset(name)
    assert preset.window == Window(*window)
    assert preset.modality is Modality.CT
    assert preset.label.startswith("CT ")


@pytest.mark.parametrize("name", MR)
def test_mr_presets_window_by_percentiles(name: str) -> None:
    """MR has no fixed units: a little of both ends is cut, and no more than that."""
    preset = load_preset(name)
    assert preset.modality is Modality.MR
    assert isinstance(preset.window, Percentiles)
    assert 0 < preset.window.low <= 2
    assert 98 <= preset.window.high < 100


def test_no_preset_is_shipped_without_its_numbers_being_tested() -> None:
    """The folder and the tables of this file hold the same names."""
    assert set(preset_names()) == {*CT, *MR}
    assert [preset.name for preset in shipped_presets()] == list(preset_names())
    assert preset_names(Modality.MR) == MR


@pytest.mark.parametrize("preset", shipped_presets(), ids=preset_names())
def test_shipped_words_fit_the_screen(preset: Preset) -> None:
    """The title fits on a line of 22 characters, the hook on two of 24, broken at a space."""
    assert len(preset.title) <= 22
    assert len(preset.label) + len(preset.window_name) <= 30
    words = preset.hook.split()
    assert any(
        len(" ".join(words[:cut])) <= 24 and len(" ".join(words[cut:])) <= 24 for cut in range(1, len(words) + 1)
    )
    assert preset.source.endswith(".")


@pytest.mark.parametrize("preset", shipped_presets(), ids=preset_names())
def test_every_plane_has_a_direction(preset: Preset) -> None:
    """Whatever the plane of a series, a preset knows which way to go through it."""
    for plane in Plane:
        assert preset.direction(plane).plane is plane


def test_a_file_of_ones_own_is_read_as_written(tmp_path: Path) -> None:
    """Every field arrives, quantities exactly, and the name is made from the file's."""
    preset = load_preset(str(own(tmp_path, name="My Neck (v2).yaml")))
    assert preset.name == "my-neck-v2"
    assert preset.window == Window(350, 60)
    assert preset.window_name == "Soft tissue"
    assert preset.directions == (Direction.HEAD_TO_FEET, Direction.FRONT_TO_BACK)
    assert preset.hook == "Level by level: what stands out?"
    assert preset.pace == Fraction(25, 2)
    assert (preset.pause.ask, preset.pause.think) == ("Pause here. What do you see?", 4)


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("title: No", "title", "No"),
        ("title: 08", "title", "08"),
        ("title: 2026-11-24", "title", "2026-11-24"),
        ("title: '*starred*'", "title", "*starred*"),
        ("title: |\n  two\n  lines", "title", "two lines"),
        ("pace: '30'", "pace", Fraction(30)),
        ("pace: 30mm/s", "pace", Fraction(30)),
        ("window: ' 350 / -60 '", "window", Window(350, -60)),
        ("window: {percentiles: [0.5, 99]}", "window", Percentiles(0.5, 99)),
        ("directions: []", "directions", ()),
    ],
)
def test_what_yaml_would_take_for_something_else_stays_as_written(
    tmp_path: Path, written: str, field: str, value: object
) -> None:
    """The field's type decides what a scalar means, not its looks."""
    assert getattr(load_preset(own(tmp_path, changed(written))), field) == value


def changed(line: str) -> str:
    """Replace a whole line of OWN, found by its key."""
    key = line.split(":", maxsplit=1)[0]
    assert any(old.startswith(f"{key}:") for old in OWN.splitlines())
    return "".join(line + "\n" if old.startswith(f"{key}:") else old + "\n" for old in OWN.splitlines())


WRONG = [
    ("window: 350:60", 4, "window", ["350:60", "400/50"]),
    ("window: 0/60", 4, "window", ["at least 1"]),
    ("window: [350, 60]", 4, "window", ["a list", "400/50", "percentiles"]),
    ("window: {percentile: [1, 99]}", 4, "window", ["400/50", "percentiles"]),
    ("window: {percentiles: [1]}", 4, "window.percentiles", ["a list", "between 0 and 100"]),
    ("window: {percentiles: [99, 1]}", 4, "window", ["99 to 1", "rising"]),
    ("window:", 4, "window", ["400/50"]),
    ("modality: ct", 3, "modality", ['"ct"', "CT or MR", "Did you mean CT?"]),
    ("modality: US", 3, "modality", ['"US"', "CT or MR"]),
    ("modality: [CT]", 3, "modality", ["a list", "CT or MR"]),
    ("directions: head-to-feet", 6, "directions", ['"head-to-feet"', "a list"]),
    ("directions: [head-to-toe]", 6, "directions.1", ["head-to-toe", "Did you mean head-to-feet?"]),
    ("directions: [head-to-feet, feet-to-head]", 6, "directions", ["same plane"]),
    ("title:", 7, "title", ["nothing", "a line of text"]),
    ("title: ''", 7, "title", ["a line of text"]),
    ("title: [a, b]", 7, "title", ["a list", "a line of text"]),
    (f"title: {'x' * 60}", 7, "title", ["60 characters", "at most 48"]),
    ("pace: fast", 9, "pace", ['"fast"', "25 mm/s"]),
    ("pace: 25 mph", 9, "pace", ['"25 mph"', "25 mm/s"]),
    ("pace: 0", 9, "pace", ["1 to 200 mm/s", "not 0"]),
    ("pace: .inf", 9, "pace", ['".inf"']),
    ("pause: 5", 10, "pause", ["ask and think"]),
    ("pause: {ask: What?, think: 2}", 10, "pause.think", ["3 to 10", "not 2"]),
    ("pause: {ask: What?, think: 4.5}", 10, "pause.think", ["4.5", "whole number"]),
    ("pause: {ask: What?, thnk: 4}", 10, "pause.thnk", ["Did you mean think?"]),
    ("pause: {ask: What?}", 10, "pause", ["think is missing"]),
    ("pace: 25\nwindw: 1/2", 10, "windw", ["Did you mean window?", "window-name, directions"]),
    ("pace: 25\nwindow_name: x", 10, "window_name", ["Did you mean window-name?"]),
    ("pace: 25\nname: x", 10, "name", ["Allowed: label"]),
    ("pace: 25\ntitle: x", 10, "title", ["already", "line 7"]),
    ("label: *who", 2, "label", ["quotes"]),
    ("label: &who CT", 2, "label", ["quotes"]),
    ("label: !who CT", 2, "label", ["quotes"]),
    ("label: !!python/object/apply:os.system [ls]", 2, "label", ["tags"]),
]


@pytest.mark.parametrize(("line", "number", "key", "parts"), WRONG, ids=[case[0][:40] for case in WRONG])
def test_an_error_names_file_line_key_and_what_is_allowed(
    tmp_path: Path, line: str, number: int, key: str, parts: list[str]
) -> None:
    """One line that says where, what was found, what is allowed, and the nearest right name."""
    path = own(tmp_path, changed(line))
    with pytest.raises(AuthoredError) as caught:
        load_preset(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {number}, {key}: ")
    for part in parts:
        assert part in message
    assert "\n" not in message
    assert caught.value.exit_code == 2


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """What is not there has no line, so the top of the file is named."""
    with pytest.raises(AuthoredError, match=r"line 1: the key source is missing"):
        load_preset(own(tmp_path, OWN.replace("source: our department\n", "")))


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("ct-abdomn", ["Did you mean ct-abdomen?", "ct-liver"]),
        ("CT-Lung", ["Did you mean ct-lung?"]),
        ("mr-elbow", ["mr-knee", "mr-generic"]),
        ("spleen", ["ct-abdomen", "mr-generic", "./mine.yaml"]),
        ("", ["./mine.yaml"]),
    ],
)
def test_an_unknown_name_suggests_the_nearest_and_those_that_fit(asked: str, parts: list[str]) -> None:
    """A slip of the pen is corrected; a modality narrows what is offered."""
    with pytest.raises(UsageError) as caught:
        load_preset(asked)
    for part in parts:
        assert part in str(caught.value)
    assert ("ct-" in str(caught.value)) == (not asked.startswith("mr"))


def test_a_path_is_never_taken_for_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A separator or a suffix makes a path; a bare name is always a shipped preset, whatever lies in the folder."""
    monkeypatch.chdir(tmp_path)
    own(tmp_path, name="ct-abdomen.yaml")
    assert load_preset("ct-abdomen").label == "CT ABDOMEN"
    assert load_preset("ct-abdomen.yaml").label == "CT NECK"
    assert load_preset("./ct-abdomen.yaml").label == "CT NECK"
    with pytest.raises(AuthoredError, match="no such file"):
        load_preset("./ct-abdomen")


@pytest.mark.parametrize(
    ("modality", "regions", "first", "without"),
    [
        (Modality.CT, (Region.HEAD,), "ct-brain", "ct-lung"),
        (Modality.CT, (Region.CHEST, Region.ABDOMEN), "ct-abdomen", "ct-brain"),
        (Modality.CT, (Region.SHOULDER,), "ct-angio", "ct-lung"),
        (Modality.MR, (Region.KNEE,), "mr-knee", "mr-brain"),
    ],
)
def test_presets_fit_a_part_of_the_body(
    modality: Modality, regions: tuple[Region, ...], first: str, without: str
) -> None:
    """Those made for it, then those for any part; none for another part or modality."""
    names = [preset.name for preset in fitting(modality, regions)]
    assert names[0] == first
    assert without not in names
    assert all(name.startswith(f"{modality.lower()}-") for name in names)


def test_presets_fit_what_nothing_tells_of() -> None:
    """All of the modality, the usual one first; and that one wherever none was made for the part."""
    assert fitting(Modality.CT)[0].name == "ct-abdomen"
    assert {preset.name for preset in fitting(Modality.MR)} == set(MR)
    assert usual(Modality.MR).name == "mr-generic"
    assert usual(Modality.CT, (Region.CHEST,)).name == "ct-lung"
    assert usual(Modality.CT, (Region.SHOULDER,)).name == "ct-abdomen"
