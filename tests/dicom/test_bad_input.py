"""The contract of the loader, row by row: `docs/bad-input.md` says what happens, this makes it happen."""

import re
from pathlib import Path

import pytest

from builders.refused import REFUSED, Refused
from builders.taken import TAKEN, Taken
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import ScrollcastError
from scrollcast.rendering import render

TABLE = Path(__file__).parents[2] / "docs" / "bad-input.md"


def rows() -> dict[int, list[str]]:
    """The cells of each row of the table."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    return {int(line.split("|")[1]): [cell.strip() for cell in line.strip("|\n").split("|")] for line in lines}


TOLD = rows()


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"row {case.row}")
def test_refused(tmp_path: Path, case: Refused) -> None:
    """The code and the sentence of the table, a sentence without the names of the user's files, and no output."""
    folder = tmp_path / "CANARY"
    folder.mkdir()
    source = case.make(folder) or folder
    with pytest.raises(ScrollcastError) as caught:
        render(source, case.preset, tmp_path / "out.mp4")
    assert caught.value.exit_code == case.code
    assert case.says in str(caught.value)
    assert "CANARY" not in str(caught.value)
    _, _, _, codes, told = TOLD[case.row]
    assert str(case.code) in codes.split(", ")
    assert case.says in told
    assert [path.name for path in tmp_path.iterdir()] == ["CANARY"]


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: f"row {case.row}")
def test_taken(tmp_path: Path, readers: Readers, case: Taken) -> None:
    """What loads all the same, with what the table says of it."""
    source = case.make(tmp_path) or tmp_path
    volume = order(read(find(source, readers).pick())[0], case.by)
    assert case.true(volume)
    _, _, _, codes, told = TOLD[case.row]
    assert "0" in codes.split(", ")
    for note in case.notes:
        assert any(note in said for said in volume.notes)
        assert note in told
    assert "CANARY" not in f"{volume!r}{volume.notes}"


ELSEWHERE = {
    19: "tests.dicom.test_syntaxes:test_a_missing_codec_is_named",
    21: "tests.dicom.test_readers:test_a_file_that_ends_its_reader_is_one_clear_error",
    38: "tests.script.test_screenplay:",
    42: "tests.dicom.test_read:test_a_file_that_changes_is_refused",
    51: "tests.dicom.test_readers:test_the_main_process_never_imports_pydicom",
}


def test_every_row_is_tested() -> None:
    """Fifty-one rows, each tagged; each is tested here or where this file or the row itself says."""
    assert sorted(TOLD) == list(range(1, 52))
    here = {case.row for case in (*REFUSED, *TAKEN)}
    assert here | ELSEWHERE.keys() | set(range(43, 51)) == set(TOLD)
    for number, (_, _, tag, codes, told) in TOLD.items():
        assert tag in {"file", "file system", "run time"}
        assert set(codes.split(", ")) <= {"0", "2", "3", "4", "5", "6", "7", "130", "143"}
        if 43 <= number <= 50:
            assert "`tests/" in told


@pytest.mark.parametrize("row", sorted(ELSEWHERE))
def test_tests_that_are_named_exist(row: int) -> None:
    """A row that is tested elsewhere says where, and it is there."""
    module, _, name = ELSEWHERE[row].partition(":")
    text = (TABLE.parents[1] / Path(*module.split("."))).with_suffix(".py").read_text("utf-8")
    assert f"def {name}" in text


def test_tests_that_the_table_names_exist() -> None:
    """The same for those that rows name themselves."""
    for number in range(43, 51):
        file = ""
        for path, name in re.findall(r"`(tests/[\w/.]+)?(?:::(\w+))?`", TOLD[number][4]):
            file = path or file
            text = (TABLE.parents[1] / file).read_text("utf-8")
            assert not name or f"def {name}(" in text
