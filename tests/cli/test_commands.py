"""Each command: what it asks of the API, and what it prints where."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from builders.commands import NOTES, Studio, Terminal
from builders.dicom_files import MR, other_series, planes, save_all
from scrollcast import __version__
from scrollcast.authored.presets import preset_names
from scrollcast.model.case import Length
from scrollcast.model.geometry import Direction
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window


def test_a_plain_render_asks_for_the_usual(scrollcast: Terminal, studio: Studio) -> None:
    """Without options the settings are those of the API; only the path is on stdout, the notes on stderr."""
    said = scrollcast("render", "series", "--preset", "ct-abdomen")
    assert studio.asked == [(Path("series"), "ct-abdomen", None, Settings())]
    assert (said.code, said.out) == (0, "ct-abdomen.mp4\n")
    assert said.err.splitlines() == [f"scrollcast: {note}" for note in NOTES]


def test_every_option_of_render_arrives(scrollcast: Terminal, studio: Studio) -> None:
    """Each option ends in its field, read into its type."""
    said = scrollcast(
        *("render", "series", "--preset", "./mine.yaml", "-o", "out.mp4", "--series", "3", "--window", "1500/-600"),
        *(
            "--length",
            "full",
            "--pause-at",
            "85",
            "--direction",
            "feet-to-head",
            "--title",
            "Look",
            "--caption",
            "Here",
        ),
        *("--fps", "30000/1001", "--zone", "strict", "--overwrite"),
        *("--font", "a.ttf", "--font", "b.ttf", "--blind"),
    )
    assert said.code == 0
    assert studio.asked[0][:3] == (Path("series"), "./mine.yaml", Path("out.mp4"))
    assert studio.settings == Settings(
        series=3,
        window=Window(1500, -600),
        length=Length.FULL,
        pause_at=85,
        direction=Direction.FEET_TO_HEAD,
        title="Look",
        caption="Here",
        rate=Rate(Fraction(30000, 1001)),
        zone=ZoneName.STRICT,
        fonts=(Path("a.ttf"), Path("b.ttf")),
        overwrite=True,
        blind=True,
    )


def test_every_option_of_still_arrives(scrollcast: Terminal, studio: Studio) -> None:
    """A time is exact, with or without its unit; what a person should know goes to stderr."""
    said = scrollcast(
        "still", "series", "--preset", "ct-lung", "--at", "7.2s", "-o", "x.png", "--guides", "--overwrite"
    )
    assert (said.code, said.out, said.err) == (0, "x.png\n", f"scrollcast: {NOTES[0]}\n")
    assert studio.asked == [
        (Path("series"), "ct-lung", Fraction(36, 5), Path("x.png"), Settings(guides=True, overwrite=True))
    ]


def test_a_case_file_needs_no_preset(scrollcast: Terminal, studio: Studio) -> None:
    """It names its own; a beat is as good as a time."""
    assert scrollcast("render", "case.yaml").code == 0
    assert scrollcast("still", "case.yaml", "--beat", "reveal").code == 0
    assert studio.asked == [
        (Path("case.yaml"), None, None, Settings()),
        (Path("case.yaml"), None, "reveal", None, Settings()),
    ]


def test_every_option_of_demo_arrives(scrollcast: Terminal, studio: Studio) -> None:
    """The demo needs nothing, and keeps its DICOM files where asked."""
    said = scrollcast("demo", "-o", "d.mp4", "--keep", "folder", "--overwrite")
    assert (said.code, said.out) == (0, "d.mp4\n")
    assert studio.asked == [(Path("d.mp4"), Path("folder"), Settings(overwrite=True))]
    assert scrollcast("demo").out == "ct-abdomen.mp4\n"


@pytest.mark.parametrize("command", [("render", "series", "--preset", "ct-lung"), ("demo",)])
def test_json_is_one_object_with_all_that_a_script_needs(
    scrollcast: Terminal, studio: Studio, command: tuple[str, ...]
) -> None:
    """Path, frames, seconds, what was skipped, warnings."""
    said = scrollcast(*command, "-o", "Å.mp4", "--json")
    assert said.out.isascii()
    assert json.loads(said.out) == {
        "path": "Å.mp4",
        "frames": 157,
        "seconds": 5.233,
        "skipped": 60,
        "sha256": "abc",
        "warnings": list(NOTES),
    }


def test_quiet_leaves_the_path_alone(scrollcast: Terminal, studio: Studio) -> None:
    """Nothing on stderr, the path on stdout all the same."""
    said = scrollcast("render", "series", "--preset", "ct-lung", "--quiet")
    assert (said.code, said.out, said.err) == (0, "ct-abdomen.mp4\n", "")


def test_presets_are_listed_as_a_table(scrollcast: Terminal) -> None:
    """One line a preset under a heading, unwrapped where it is piped, in plain ASCII."""
    said = scrollcast("presets")
    heading, *rows = said.out.splitlines()
    assert heading.split() == ["preset", "window", "header", "for", "travel", "mm/s", "title"]
    assert [row.split()[0] for row in rows] == list(preset_names())
    assert any(row.split()[:2] == ["ct-lung", "1500/-600"] and "Read these lungs" in row for row in rows)
    assert any(row.startswith("mr-brain") and "1-99.5 %" in row for row in rows)
    assert said.out.isascii()


def test_presets_as_json_have_every_field(scrollcast: Terminal) -> None:
    """Under the keys of the files, sources included."""
    listed = json.loads(scrollcast("presets", "--json").out)
    assert [preset["name"] for preset in listed] == list(preset_names())
    abdomen = listed[0]
    assert abdomen["window"] == "400/50"
    assert abdomen["directions"] == ["head-to-feet"]
    assert abdomen["pause"]["think"] == 5
    assert "Radiopaedia" in abdomen["source"]


def test_version_and_help_are_results(scrollcast: Terminal) -> None:
    """They go to stdout and are no mistake; no command at all is one, and shows the way."""
    assert scrollcast("--version").out == f"scrollcast {__version__}\n"
    said = scrollcast("--help")
    assert (said.code, said.err) == (0, "")
    commands = ("demo", "new", "pick", "plan", "still", "sheet", "preview", "check", "render", "presets", "schema")
    for command in commands:
        assert f"  {command} " in said.out
        assert "--" in scrollcast(command, "--help").out
    nothing = scrollcast()
    assert (nothing.code, nothing.out) == (2, said.out)


def test_without_a_preset_those_that_fit_the_series_are_named(scrollcast: Terminal, tmp_path: Path) -> None:
    """The modality is found out from the headers; the answer is a usage error, for a clip and for a still."""
    save_all(tmp_path / "ct", planes(2))
    save_all(tmp_path / "mr", planes(2, {"SOPClassUID": MR, "Modality": "MR"}))
    ct = scrollcast("render", str(tmp_path / "ct"))
    assert (ct.code, ct.out) == (2, "")
    assert "CT axial" in ct.err
    assert "ct-abdomen, " in ct.err
    assert "mr-" not in ct.err
    mr = scrollcast("still", str(tmp_path / "mr"), "--at", "1")
    assert (mr.code, mr.out) == (2, "")
    assert "mr-brain" in mr.err
    assert "ct-" not in mr.err


def test_several_series_are_listed_line_by_line(scrollcast: Terminal, tmp_path: Path) -> None:
    """The list keeps its lines, and --series picks from it."""
    save_all(tmp_path / "a", planes(2))
    save_all(tmp_path / "b", other_series(planes(3), 2))
    said = scrollcast("render", str(tmp_path), "--preset", "ct-abdomen")
    assert said.code == 2
    first, *listed = said.err.splitlines()
    assert "--series N" in first
    assert [line.split(maxsplit=1)[0] for line in listed] == ["1", "2"]
    assert "3 images" in listed[1]
