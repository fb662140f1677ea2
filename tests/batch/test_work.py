"""One case of a batch: made once, passed over while it is right, and never half there."""

import dataclasses
import json
import os
from pathlib import Path

import pytest

from builders.batches import SECRET, asked, cases, terms
from builders.dicom_files import planes, save_all
from builders.phantom import write_phantom
from scrollcast.batch.gather import gather
from scrollcast.batch.inputs import digest_of, inputs_of
from scrollcast.batch.places import digest
from scrollcast.batch.scratch import scratch
from scrollcast.batch.standing import settled
from scrollcast.batch.task import State, Task, Terms
from scrollcast.batch.work import work
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.settings import Settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Task, Terms]:
    """A case that has been rendered once."""
    folder = tmp_path_factory.mktemp("made")
    (task,) = cases(folder, "one")
    outcome = work(task, terms(folder))
    assert (outcome.state, outcome.sentence) == (State.DONE, "")
    return folder, task, terms(folder)


def test_a_clip_is_there_with_its_record(made: tuple[Path, Task, Terms]) -> None:
    """And nothing else: no parts, no folder of its own left in the system's."""
    folder, _, agreed = made
    out = Path(agreed.out)
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*")) == [
        ".scrollcast",
        ".scrollcast/one.json",
        "one.mp4",
    ]
    kept = json.loads((out / ".scrollcast" / "one.json").read_text(encoding="utf-8"))
    assert kept["made"]["digest"] == digest(str(out / "one.mp4"))
    assert str(folder) not in json.dumps(kept)


def test_it_is_passed_over_while_all_is_the_same(made: tuple[Path, Task, Terms]) -> None:
    """With its poster and its facts as they were."""
    _, task, agreed = made
    again = work(task, agreed)
    assert again.state is State.THERE
    assert again.made is not None
    assert again.made.poster.startswith(b"\xff\xd8")
    assert settled(task, agreed) == dataclasses.replace(again, wall=0.0, cpu=0.0)


@pytest.mark.parametrize("what", ["case", "image", "time", "setting", "preview", "version", "secret"])
def test_whatever_it_is_made_from_counts(tmp_path: Path, what: str) -> None:
    """Each of these gives another digest, and nothing else does."""
    (task,) = cases(tmp_path, "one")
    agreed = terms(tmp_path)
    before = digest_of(inputs_of(task), agreed)
    assert digest_of(inputs_of(task), agreed) == before
    image = tmp_path / "series" / "img0003"
    match what:
        case "case":
            Path(task.case).write_text(Path(task.case).read_text().replace("think: 3s", "think: 4s"))
        case "image":
            image.rename(image.with_name("other"))
        case "time":
            os.utime(image, ns=(0, 0))
        case "setting":
            agreed = dataclasses.replace(agreed, settings=Settings(blind=True))
        case "preview":
            agreed = dataclasses.replace(agreed, preview=False)
        case "version":
            agreed = dataclasses.replace(agreed, version="0")
        case "secret":
            agreed = dataclasses.replace(agreed, secret=b"another")
    assert digest_of(inputs_of(task), agreed) != before


def test_where_the_images_lie_does_not_count(tmp_path: Path) -> None:
    """A case and its images may move: no path is in the digest."""
    first = tmp_path / "first"
    first.mkdir()
    (task,) = cases(first, "one")
    before = digest_of(inputs_of(task), terms(tmp_path))
    first.rename(tmp_path / "second")
    (moved,) = gather(asked(tmp_path / "second"))
    assert digest_of(inputs_of(moved), terms(tmp_path)) == before


def test_files_that_a_case_names_count_by_content(tmp_path: Path) -> None:
    """A preset of one's own, for one."""
    (task,) = cases(tmp_path, "one")
    mine = tmp_path / "mine.yaml"
    mine.write_text("label: A\n")
    changed = Path(task.case).read_text().replace("preset: ct-abdomen", "preset: ./mine.yaml")
    Path(task.case).write_text(changed)
    before = digest_of(inputs_of(task), terms(tmp_path))
    mine.write_text("label: B\n")
    assert digest_of(inputs_of(task), terms(tmp_path)) != before


class TestClipsThatAreThere:
    """An older file under the name of a clip."""

    def test_another_ones_is_not_replaced(self, tmp_path: Path) -> None:
        """Exit code 6, before anything is read."""
        (task,) = cases(tmp_path, "one")
        agreed = terms(tmp_path)
        stranger = Path(agreed.out) / "one.mp4"
        stranger.write_bytes(b"a stranger's")
        outcome = work(task, agreed)
        assert (outcome.state, outcome.code) == (State.FAILED, 6)
        assert "--overwrite" in outcome.sentence
        assert stranger.read_bytes() == b"a stranger's"

    def test_one_that_has_been_cut_short_is_made_again(self, made: tuple[Path, Task, Terms], tmp_path: Path) -> None:
        """But not without being asked: it is no clip that this batch knows."""
        folder, task, agreed = made
        clip = folder / "out" / "one.mp4"
        whole = clip.read_bytes()
        clip.write_bytes(whole[:-1])
        assert work(task, agreed).code == 6
        outcome = work(task, dataclasses.replace(agreed, settings=Settings(overwrite=True)))
        assert outcome.state is State.DONE
        assert clip.read_bytes() == whole

    def test_our_own_is_replaced_when_the_case_has_changed(self, made: tuple[Path, Task, Terms]) -> None:
        """Also where a worker ended between the record and the clip."""
        folder, task, agreed = made
        clip, record = folder / "out" / "one.mp4", folder / "out" / ".scrollcast" / "one.json"
        older = clip.read_bytes()
        blind = dataclasses.replace(agreed, settings=Settings(blind=True))
        assert work(task, blind).state is State.DONE
        assert clip.read_bytes() != older
        assert json.loads(record.read_text())["before"] is not None
        clip.write_bytes(older)  # as if the newer one had never come
        assert work(task, blind).state is State.DONE
        assert work(task, agreed).state is State.DONE
        assert clip.read_bytes() == older


class TestWhatGoesWrong:
    """Each with the exit code and the sentence of the command line."""

    @pytest.mark.parametrize(
        ("change", "code", "told"),
        [
            (("title: Ball one", "titel: Ball"), 2, "Did you mean title"),
            (("source: ./series", "source: ./nowhere"), 3, "nothing at the source"),
            (("scroll: 14", "scroll: 99"), 2, "99"),
        ],
    )
    def test_a_case_that_is_wrong(self, tmp_path: Path, change: tuple[str, str], code: int, told: str) -> None:
        """In the file, in its source, in its beats."""
        (task,) = cases(tmp_path, "one")
        Path(task.case).write_text(Path(task.case).read_text().replace(*change))
        outcome = work(task, terms(tmp_path))
        assert (outcome.state, outcome.code) == (State.FAILED, code)
        assert told in outcome.sentence
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_series_of_two_patients_is_refused(self, tmp_path: Path) -> None:
        """Exit code 4, and nobody's name."""
        mixed = planes(4)
        mixed[0].PatientID, mixed[0].PatientName = "P2", "Doe^Zoe"
        save_all(tmp_path / "series" / "mixed", mixed)
        (task,) = gather(asked(tmp_path / "series", "ct-abdomen"))
        outcome = work(task, terms(tmp_path))
        assert (outcome.state, outcome.code) == (State.REFUSED, 4)
        assert not {"Zoe", "Doe", "Jane"} & set(outcome.sentence.replace("^", " ").split())

    def test_a_corrupt_series(self, tmp_path: Path) -> None:
        """Exit code 3."""
        (task,) = cases(tmp_path, "one")
        image = tmp_path / "series" / "img0003"
        image.write_bytes(image.read_bytes()[:4000])
        outcome = work(task, terms(tmp_path))
        assert (outcome.state, outcome.code) == (State.FAILED, 3)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_that_can_not_be_written_to(self, tmp_path: Path) -> None:
        """Exit code 6, before anything is read."""
        (task,) = cases(tmp_path, "one")
        agreed = terms(tmp_path)
        Path(agreed.out).chmod(0o500)
        assert work(task, agreed).code == 6

    def test_another_version_renders_nothing(self, tmp_path: Path) -> None:
        """A cluster with two versions would make two kinds of clips."""
        (task,) = cases(tmp_path, "one")
        outcome = work(task, dataclasses.replace(terms(tmp_path), version="0.0.1"))
        assert outcome.code == 2
        assert "0.0.1" in outcome.sentence

    def test_a_bug_is_no_more_than_its_type(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its message might hold text of a header."""
        (task,) = cases(tmp_path, "one")

        def fail(*_: object) -> None:
            raise RuntimeError("Roe^Jane")

        monkeypatch.setattr("scrollcast.batch.work.film_of", fail)
        outcome = work(task, terms(tmp_path))
        assert outcome.code == 1
        assert "Jane" not in outcome.sentence

    def test_check_stops_what_it_finds_wrong(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the sentence of the first finding, and before anything is drawn; warnings stop nothing."""
        (task,) = cases(tmp_path, "one")
        found = [
            Finding("light", Severity.ERROR, None, None, "", "", "It flashes."),
            Finding("words", Severity.WARNING, None, None, "", "", "It is long."),
        ]
        monkeypatch.setattr("scrollcast.batch.work.inspect", lambda *_: iter(found))
        agreed = dataclasses.replace(terms(tmp_path), check=True)
        outcome = work(task, agreed)
        assert (outcome.code, outcome.sentence) == (2, "It flashes.")
        del found[0]
        assert work(task, agreed).state is State.DONE


def test_images_and_flags_without_a_case_make_the_unprepared_run(tmp_path: Path) -> None:
    """A row of a manifest may say all that flags say."""
    write_phantom(tmp_path / "series")
    (tmp_path / "m.csv").write_text("name,source,preset,length,fps,title\nplain,series,ct-abdomen,15s,5,Look here\n")
    (task,) = gather(asked(tmp_path / "m.csv"))
    outcome = work(task, terms(tmp_path))
    assert (outcome.state, outcome.sentence) == (State.DONE, "")
    assert outcome.made is not None
    assert 5 < outcome.made.seconds <= 15


def test_names_are_judged_where_a_person_gave_them(tmp_path: Path) -> None:
    """A number of a patient in the name of a clip is refused; one that this batch has counted is none."""
    write_phantom(tmp_path / "series")  # of patient SYN0001
    columns = "source,preset,length,fps\nseries,ct-abdomen,15s,5\n"
    (tmp_path / "m.csv").write_text(columns)
    (counted,) = gather(asked(tmp_path / "m.csv"))
    (given,) = (dataclasses.replace(task, named=True) for task in (counted,))
    agreed = terms(tmp_path)
    assert (counted.name, work(given, agreed).code) == ("m-0001", 4)
    assert work(counted, agreed).state is State.DONE


class TestScratch:
    """The folder for a case at work."""

    def test_it_goes_with_the_block(self, tmp_path: Path) -> None:
        """However that ends."""
        with pytest.raises(KeyError), scratch(tmp_path) as folder:
            (folder / "film").touch()
            raise KeyError
        assert list(tmp_path.iterdir()) == []

    def test_what_killed_workers_leave_goes_at_the_next_use(self, tmp_path: Path) -> None:
        """Those of living ones stay."""
        with scratch(tmp_path) as living:
            dead = tmp_path / "scrollcast-case-dead"
            dead.mkdir()
            (dead / "held").touch()
            with scratch(tmp_path):
                assert not dead.exists()
                assert living.exists()


def test_terms_do_not_tell_their_secret(tmp_path: Path) -> None:
    """Not even in a traceback."""
    assert SECRET.decode() not in repr(terms(tmp_path))
