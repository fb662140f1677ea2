"""``scrollcast inspect``: a table that can be read in a narrow terminal, and the same as JSON."""

import json
from pathlib import Path

import pytest

from builders.commands import Terminal
from builders.dicom_files import MR, other_series, plane, planes, save, save_all


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CT of the head, two echoes of an MR with a gap in the second, a screen, and a text."""
    folder = tmp_path_factory.mktemp("study")
    save_all(
        folder / "1",
        planes(3, {"BodyPartExamined": "HEAD", "ConvolutionKernel": "SECRET", "WindowWidth": 80, "WindowCenter": 40}),
    )
    mr = {"SOPClassUID": MR, "Modality": "MR", "SeriesDescription": "SECRET t2 tse"}
    echoes = [plane(z, {**mr, "EchoTime": te}) for te, zs in ((10, (0, 1, 2)), (20, (0, 1, 2, 5))) for z in zs]
    save_all(folder / "2", other_series(echoes, 2))
    save_all(folder / "3", other_series(planes(1, {"ConversionType": "WSD"}), 3))
    (folder / "letter.txt").write_text("Dear SECRET")
    return folder


def test_the_table(scrollcast: Terminal, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line a volume, with what headers tell and what is notable below; no text of a header."""
    monkeypatch.setenv("COLUMNS", "80")
    said = scrollcast("inspect", str(study))
    assert said.code == 0
    lines = said.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split("  ")[0] == "series"
    heads = [line.split() for line in lines if line[0].isdigit()]
    assert [head[0] for head in heads] == ["1", "2", "2", "3"]
    assert heads[0][1:3] == ["CT", "5"]
    text = " ".join(said.out.split())
    assert "head, 40 x 36, explicit little endian, window 80/40 presets: ct-brain, ct-stroke" in text
    assert "2 2 MR T2 (likely) axial 4 0.75 x 0.50 5.00 name: TE 20 ms" in text
    assert "one is missing" in text
    assert "presets: any for MR, such as mr-generic" in text
    assert "is a secondary capture" in text
    assert said.err == "scrollcast: Files in the source that are not DICOM: 1.\n"
    assert "SECRET" not in said.out + said.err


def test_a_wide_terminal_wraps_less(scrollcast: Terminal, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is set wider than it is."""
    sizes = []
    for width in (60, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = scrollcast("inspect", str(study)).out.splitlines()
        assert max(map(len, lines)) <= max(width, 70)
        sizes.append(len(lines))
    assert sizes[0] > sizes[1]


def test_the_same_as_json(scrollcast: Terminal, study: Path) -> None:
    """Every field, how sure the kind is, the presets, and what is said of the source as a whole."""
    said = json.loads(scrollcast("inspect", str(study), "--json").out)
    assert said["notes"] == ["Files in the source that are not DICOM: 1."]
    ct, first, second, screen = said["series"]
    assert (ct["series"], ct["volume"], ct["kind"], ct["sure"], ct["regions"]) == (1, None, "5 mm", True, ["head"])
    assert ct["presets"][:2] == ["ct-brain", "ct-stroke"]
    assert ct["syntaxes"] == ["explicit little endian"]
    assert (first["name"], second["name"], second["kind"], second["sure"]) == ("TE 10 ms", "TE 20 ms", "T2", False)
    assert (screen["modality"], screen["presets"]) == (None, [])


def test_a_source_of_two_patients_is_listed_and_said(scrollcast: Terminal, tmp_path: Path) -> None:
    """What it holds is told; that nothing of it will be shown, too."""
    save_all(tmp_path / "1", planes(2))
    save_all(tmp_path / "2", other_series(planes(2, {"PatientID": "P2"}), 2))
    said = scrollcast("inspect", str(tmp_path))
    assert (said.code, "files of 2 patients" in said.err) == (0, True)
    assert len([line for line in said.out.splitlines() if line[0].isdigit()]) == 2


def test_a_source_of_nothing_is_an_error(scrollcast: Terminal, tmp_path: Path) -> None:
    """An empty table would help nobody."""
    (tmp_path / "x.txt").write_text("x")
    assert scrollcast("inspect", str(tmp_path)).code == 3
    save(tmp_path / "cut", plane(0))
    (tmp_path / "cut").write_bytes((tmp_path / "cut").read_bytes()[:400])
    assert scrollcast("inspect", str(tmp_path)).code == 3


def test_pictures_and_their_paths(scrollcast: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a picture, only its path is on stdout; as JSON, it is beside the table; an older file stays."""
    monkeypatch.chdir(tmp_path)
    study = tmp_path / "study"
    save_all(study / "1", planes(3))
    save_all(study / "2", other_series(planes(1, {"ConversionType": "WSD"}), 2))
    said = scrollcast("inspect", str(study), "--sheet", "a.png", "--slices", "b.png", "--series", "1", "--quiet")
    assert (said.code, said.out, said.err) == (0, "a.png\nb.png\n", "")
    kept = Path("a.png").read_bytes()
    assert scrollcast("inspect", str(study), "--sheet", "a.png").code == 6
    told = json.loads(scrollcast("inspect", str(study), "--sheet", "a.png", "--overwrite", "--json").out)
    assert told["sheet"] == "a.png"
    assert len(told["series"]) == 2
    assert Path("a.png").read_bytes() == kept
    assert scrollcast("inspect", str(study), "--slices", "c.png", "--series", "2").code == 4
    assert not Path("c.png").exists()
