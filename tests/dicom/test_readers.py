"""Reader processes that crash, hang, print or are not there."""

import math
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders.dicom_files import plane, planes, save, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import MissingDependencyError, UnreadableError

# The real reader, but for files whose names ask for trouble.
TROUBLED = """
import ctypes, os, time
from scrollcast.dicom import answer, worker
usual = answer.to
def to(request):
    name = os.path.basename(request["path"])
    if "crash" in name:
        ctypes.string_at(0)
    if "hang" in name:
        time.sleep(600)
    if "chatty" in name:
        os.write(1, b"a codec that prints")
    if "spin" in name:
        while True:
            pass
    return usual(request)
answer.to = to
worker.SECONDS = 1
worker.main()
"""

# The real reader; each writes down that it was started, and all but one may take for ever to start.
COUNTED = """
import os, sys, time
from pathlib import Path
from scrollcast.dicom import worker
folder, slow = Path(sys.argv[1]), sys.argv[2] == "slow"
(folder / str(os.getpid())).touch()
try:
    (folder.parent / "usual").mkdir()
except FileExistsError:
    time.sleep(600 if slow else 0)
worker.main()
"""


def counted(folder: Path, pace: str = "usual") -> Readers:
    """Readers that leave their process numbers in a folder."""
    folder.mkdir()
    return Readers(command=(sys.executable, "-P", "-c", COUNTED, str(folder), pace))


def headers_of(readers: Readers, paths: list[Path]) -> list[int]:
    """How many answers each file got."""
    answers = [0] * len(paths)

    def keep(index: int, answer: dict[str, Any]) -> None:
        answers[index] += "header" in answer

    readers.ask([{"ask": "header", "path": str(path)} for path in paths], keep)
    return answers


def troubled(patience: float = 30.0) -> Readers:
    """Readers that fall over certain file names."""
    return Readers(2, (sys.executable, "-P", "-c", TROUBLED), patience)


@pytest.mark.parametrize(
    ("name", "patience", "sentence"),
    [("crash", 30.0, "ended the reader"), ("hang", 1.0, "took too long"), ("spin", 30.0, "ended the reader")],
)
def test_a_file_that_ends_its_reader_is_one_clear_error(
    tmp_path: Path, name: str, patience: float, sentence: str
) -> None:
    """The rest of the source is still read; the bad file is named by its number alone."""
    save_all(tmp_path, planes(20))
    save(tmp_path / f"99-{name}", plane(20))
    found = find(tmp_path, troubled(patience))
    assert found.entries[0].count == 20
    with pytest.raises(UnreadableError, match=f"File 21 of 21 is damaged: reading it {sentence}"):
        found.pick()


def test_many_such_files_end_the_attempt(tmp_path: Path) -> None:
    """A folder full of them does not keep the user waiting for each."""
    for index in range(12):
        save(tmp_path / f"crash{index}", plane(index))
    with pytest.raises(UnreadableError, match="reading was given up"):
        find(tmp_path, troubled())


def test_a_crash_while_decoding_is_one_clear_error(tmp_path: Path) -> None:
    """A reader that dies in the second pass names the file as well."""
    paths = save_all(tmp_path, planes(4))
    paths[2].rename(tmp_path / "02-crash")
    pick = find(tmp_path).pick()
    number = next(file.number for file in pick.entry.files if file.path.name == "02-crash")
    with pytest.raises(UnreadableError, match=f"File {number} of 4 is damaged: reading it ended the reader"):
        read(replace(pick, readers=troubled()))


def test_a_codec_that_prints_does_no_harm(tmp_path: Path) -> None:
    """Answers have a pipe of their own; what a library prints goes nowhere."""
    for index in range(3):
        save(tmp_path / f"chatty{index}", plane(index))
    assert len(read(find(tmp_path, troubled()).pick())[0].slices) == 3


def test_a_missing_library_is_said(tmp_path: Path) -> None:
    """Without pydicom the exit code is 7, and the sentence says what to install."""
    save_all(tmp_path, planes(1))
    without = "import sys; sys.modules['pydicom'] = None; from scrollcast.dicom import worker; worker.main()"
    with pytest.raises(MissingDependencyError, match="pydicom is not installed"):
        find(tmp_path, Readers(1, (sys.executable, "-P", "-c", without)))


def test_readers_that_can_not_start_are_said(tmp_path: Path) -> None:
    """A reader that ends at once is no crash of a file."""
    save_all(tmp_path, planes(1))
    with pytest.raises(UnreadableError, match="could not start"):
        find(tmp_path, Readers(1, (sys.executable, "-c", "")))


def test_readers_work_again_after_closing(tmp_path: Path) -> None:
    """Closing ends the processes; the next question starts new ones."""
    save_all(tmp_path, planes(2))
    readers = Readers(1)
    found = find(tmp_path, readers)
    readers.close()
    assert len(read(found.pick())[0].slices) == 2


def test_answers_come_for_every_request(tmp_path: Path) -> None:
    """However the requests are spread, each gets exactly one answer."""
    paths = save_all(tmp_path, planes(50))
    answers: dict[int, list[dict[str, Any]]] = {index: [] for index in range(50)}

    def keep(index: int, answer: dict[str, Any]) -> None:
        answers[index].append(answer)

    Readers(3).ask([{"ask": "header", "path": str(path)} for path in paths], keep)
    told = [answer["header"]["planes"][0]["image"] for (answer,) in answers.values()]
    assert told == [100 - index for index in range(50)]


def test_the_main_process_never_imports_pydicom(tmp_path: Path) -> None:
    """Parsing happens at arm's length; modules named like ours in the working folder are not picked up."""
    save_all(tmp_path / "series", planes(2))
    for name in ("numpy.py", "rle.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('picked up')")
    script = (
        "import sys; from pathlib import Path; from scrollcast.dicom.find import find; "
        "from scrollcast.dicom.read import read; "
        "read(find(Path('series')).pick()); assert 'pydicom' not in sys.modules"
    )
    subprocess.run([sys.executable, "-P", "-c", script], cwd=tmp_path, check=True)


def test_a_reader_starts_without_what_it_does_not_need() -> None:
    """A sixth of its start went into codecs, e-mail and HTTP, to which pydicom's examples and its version lead."""
    script = (
        "import sys; from scrollcast.dicom import worker; worker.main(); "
        "print(*sys.modules.keys() & {'jpeg_ls', 'openjpeg', 'gdcm', 'urllib.request', 'socket', 'email', 'zipfile', "
        "'importlib.metadata', 'scrollcast.model.series', *worker.BESIDE}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ('{"ready": true}\n', "\n")


@pytest.fixture
def four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for four readers, wherever the tests run."""
    monkeypatch.setattr("scrollcast.dicom.readers._cores", lambda: 4)


@pytest.mark.usefixtures("four_cores")
@pytest.mark.parametrize(("worth", "most"), [(math.inf, 1), (-1.0, 4)])
def test_readers_grow_where_it_pays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth: float, most: int) -> None:
    """One reader, and more only where the rest would take longer; each file is still answered once, none stays."""
    monkeypatch.setattr("scrollcast.dicom.readers._WORTH", worth)
    monkeypatch.setattr("scrollcast.dicom.readers._GLANCE", 0.01)
    paths = save_all(tmp_path / "series", planes(200))
    readers = counted(tmp_path / "started")
    assert headers_of(readers, paths) == [1] * 200
    assert headers_of(readers, paths) == [1] * 200
    readers.close()
    started = [int(path.name) for path in (tmp_path / "started").iterdir()]
    assert min(most, 2) <= len(started) <= most
    assert not any(_runs(number) for number in started)


@pytest.mark.usefixtures("four_cores")
def test_a_reader_that_is_slow_to_start_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One does all the work, twice, while the others never get ready; they end with it."""
    monkeypatch.setattr("scrollcast.dicom.readers._WORTH", -1.0)
    monkeypatch.setattr("scrollcast.dicom.readers._GLANCE", 0.01)
    paths = save_all(tmp_path / "series", planes(100))
    readers = counted(tmp_path / "started", "slow")
    assert headers_of(readers, paths) == [1] * 100
    assert headers_of(readers, paths[:30]) == [1] * 30
    readers.close()
    started = [int(path.name) for path in (tmp_path / "started").iterdir()]
    assert len(started) > 1
    assert not any(_runs(number) for number in started)


def test_a_reader_ended_while_it_starts_is_no_error(tmp_path: Path) -> None:
    """As where the main process has nothing to ask after all; the next question starts another one."""
    readers = Readers()
    readers.close()
    assert headers_of(readers, save_all(tmp_path, planes(3))) == [1] * 3


def test_a_reader_that_starts_with_noise_is_said(tmp_path: Path) -> None:
    """Whatever Python is made to print at its start."""
    noisy = "print('hello', flush=True); from scrollcast.dicom import worker; worker.main()"
    with pytest.raises(UnreadableError, match="could not start"):
        headers_of(Readers(1, (sys.executable, "-P", "-c", noisy)), save_all(tmp_path, planes(1)))


def _runs(number: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False
