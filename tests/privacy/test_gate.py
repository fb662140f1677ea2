"""What the gate lets through, what it refuses, and that it never says a header's words."""

import ast
from collections.abc import Callable
from functools import cache
from inspect import Parameter, signature
from pathlib import Path

import pytest

import scrollcast
from scrollcast.errors import PrivacyRefusal
from scrollcast.film.master import master
from scrollcast.film.output import write_picture
from scrollcast.film.seal import seal, seal_preview
from scrollcast.model.geometry import Plane, Spacing
from scrollcast.model.said import Said
from scrollcast.model.series import Declared, Identifiers
from scrollcast.model.verdict import FilmVerdict, Intent, Verdict
from scrollcast.model.volume import Crop, Volume
from scrollcast.privacy.gate import gate
from scrollcast.privacy.words import check_words

Build = Callable[..., Volume]
CANARIES = (
    "Zzyzxova^Quillana",
    "QX-77431-B",
    "19630517",
    "Institut Wrzlbrmpft",
    "Gönültaş^Çağrı",  # noqa: RUF001
    "山田^太郎",
    "1.2.3.4.5.6.7.987654321",
)
NOBODY = Identifiers(())


def test_a_clean_volume_passes_with_its_facts(volume: Build) -> None:
    """The facts are those of the volume; the crop holds the water and no more than a margin."""
    cleared = gate(volume(), Identifiers(CANARIES), Intent(_said("CT abdomen", "Pause here. What do you see?"))).cleared
    facts = cleared.facts
    assert [check.name for check in cleared.checks] == ["kind", "header", "words", "faces"]
    assert (facts.rows, facts.columns, len(facts)) == (100, 120, 5)
    assert facts.images == (100, 99, 98, 97, 96)
    assert facts.spacing == Spacing(2.0, 2.0)
    assert facts.step == 3.0
    assert facts.plane is Plane.AXIAL
    assert facts.notes == ("One gap.",)
    assert facts.body == Crop(29, 19, 71, 81)
    assert facts.histogram.values.tolist() == [0.0]
    assert facts.histogram.counts.sum() == pytest.approx(5 * 40 * 60, rel=0.01)  # corners are rounded


def test_the_pixels_pass_untouched(volume: Build) -> None:
    """What was read is what will be shown, and nobody can write into it."""
    given_volume = volume()
    cleared = gate(given_volume, NOBODY).cleared
    assert cleared.slices is given_volume.slices
    assert not any(plane.stored.flags.writeable for plane in cleared.slices)


@pytest.mark.parametrize("field", ["burned_in", "recognizable", "captured", "screen"])
def test_what_the_headers_declare_is_refused(volume: Build, field: str) -> None:
    """Each declared danger alone refuses with exit code 4 and says what to do."""
    with pytest.raises(PrivacyRefusal) as refused:
        gate(volume(Declared(**{field: True})), Identifiers(CANARIES))
    assert refused.value.exit_code == 4
    assert "Choose" in str(refused.value)
    _silent(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "A case of quillana",
        "ZZYZXOVA's liver",
        "zzýzxová",
        "Patient QX77431B",
        "no. 77431",
        "born 17.05.1963",
        "born 5/17/1963",
        "on 1963-05-17",
        "17.5.1963",
        "at Wrzlbrmpft",
        "cagri",
        "山田さんの症例",
        "uid 1.2.3.4.5.6.7.987654321",
    ],
)
def test_the_authors_words_may_not_repeat_the_headers(volume: Build, text: str) -> None:
    """Names, IDs and dates are found in any case, accent and order; the place is said, the words are not."""
    with pytest.raises(PrivacyRefusal, match=r"text 2: .*image headers; leave it out") as refused:
        gate(volume(), Identifiers(CANARIES), Intent(_said("CT abdomen", text, "For education.")))
    assert refused.value.exit_code == 4
    _silent(refused.value)


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("CT Abdomen^Liver", "CT ABDOMEN: look at the liver"),
        ("Li^Wu", "Li and wu are too short to tell"),
        ("123", "slice 123 of 275"),
        ("Department of Radiology", "Radiology pearls"),
        ("64-year-old smoker with pain in the right flank since some weeks and fever at night", "Fever in a smoker"),
        ("1.2.840.113619.2.55.2004.1500", "Window 1500/-600 since 2004"),
        ("", "anything"),
        ("^^", "anything"),
    ],
)
def test_common_words_are_nobodys(header: str, text: str) -> None:
    """Anatomy, technique, short words, prose and parts of UIDs refuse nothing."""
    assert check_words(_said(text), Identifiers((header,))).name == "words"


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("ClearedVolume", {"privacy/gate.py"}),
        ("Verdict", {"privacy/clearance.py"}),
        ("FilmVerdict", {"privacy/clearance.py"}),
        (
            "publish",
            {"film/output.py", "film/seal.py", "film/master.py", "batch/places.py"},
        ),  # the last moves what is sealed
    ],
)
def test_there_is_one_way_out(name: str, where: set[str]) -> None:
    """Only the gate builds what may be drawn and the verdict, and only who takes a verdict gives final names."""
    root = Path(scrollcast.__file__).parent
    callers = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if name in _called(path)}
    assert callers == where


@pytest.mark.parametrize(
    ("write", "kind"), [(seal, FilmVerdict), (master, Verdict), (seal_preview, Verdict), (write_picture, Verdict)]
)
def test_whatever_writes_pixels_takes_a_verdict(write: Callable[..., object], kind: type) -> None:
    """By its type, and without a default."""
    parameter = signature(write).parameters["verdict"]
    assert parameter.annotation is kind
    assert parameter.default is Parameter.empty


def test_a_picture_without_a_verdict_is_not_written(tmp_path: Path) -> None:
    """Nor where the type is got round."""
    for nothing in (None, (), object()):
        with pytest.raises(TypeError):
            write_picture(tmp_path / "still.png", b"pixels", nothing, overwrite=False)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def _said(*texts: str) -> tuple[Said, ...]:
    return tuple(Said(text, f"text {number}") for number, text in enumerate(texts, 1))


@cache
def _called(path: Path) -> set[str]:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {getattr(call, "id", getattr(call, "attr", "")) for call in calls}


def _silent(error: BaseException) -> None:
    """Nothing that prints an error shows a canary's token, and no other error hangs on to it."""
    shown = f"{error!r} {error} {error.args}".casefold()
    tokens = ("zzyzx", "quillana", "77431", "1963", "wrzl", "gönül", "山田", "987654321")
    assert not [token for token in tokens if token in shown]
    assert error.__cause__ is None
    assert error.__context__ is None
