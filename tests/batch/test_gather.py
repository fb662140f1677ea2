"""What goes into a batch: folders, patterns, manifests and series, and what is wrong with them."""

from pathlib import Path

import pytest

from builders.batches import asked
from builders.phantom import CASE
from scrollcast.authored.node import Items, Keys, Text
from scrollcast.batch.gather import Ask, gather
from scrollcast.batch.task import Task
from scrollcast.errors import AuthoredError, InputError, UsageError


def said(task: Task) -> dict[str, object]:
    """What is laid over a case, plainly."""
    return {key: node.plain() for key, node in task.changes}


def write(path: Path, text: str = CASE) -> Path:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestFolder:
    """A folder of case files."""

    def test_cases_at_every_depth_are_found_by_what_they_say(self, tmp_path: Path) -> None:
        """A file with schema: is a case; its clip has the name of its file, or of its folder where it is case.yaml."""
        write(tmp_path / "liver.yaml")
        write(tmp_path / "head" / "case.yaml")
        write(tmp_path / "chest" / "left lung.yml")
        write(tmp_path / "mine.yaml", "label: A PRESET\n")
        write(tmp_path / ".hidden" / "old.yaml")
        write(tmp_path / "notes.txt")
        tasks = gather(asked(tmp_path))
        assert [task.name for task in tasks] == ["chest-left-lung", "head", "liver"]
        assert all(Path(task.case).is_absolute() for task in tasks)

    def test_messages_call_a_case_as_it_was_typed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Relative stays relative, whatever the workers' folder is."""
        write(tmp_path / "cases" / "liver.yaml")
        monkeypatch.chdir(tmp_path)
        for source in ("cases", "cases/liver.yaml"):
            (task,) = gather(asked(source))
            assert task.shown == "cases/liver.yaml"

    def test_a_pattern_takes_what_it_matches(self, tmp_path: Path) -> None:
        """Two stars go through folders."""
        for name in ("ct/a/case.yaml", "ct/b/case.yaml", "mr/c/case.yaml"):
            write(tmp_path / name)
        assert [task.name for task in gather(asked(f"{tmp_path}/ct/**/*.yaml"))] == ["a", "b"]
        assert [task.name for task in gather(asked(f"{tmp_path}/*/c/*.yaml"))] == ["mr-c"]

    def test_two_cases_of_one_name_are_told(self, tmp_path: Path) -> None:
        """A clip is not written twice."""
        write(tmp_path / "a-b.yaml")
        write(tmp_path / "a" / "b.yaml")
        with pytest.raises(UsageError, match='same clip: "a-b"'):
            gather(asked(tmp_path))

    @pytest.mark.parametrize("name", ["empty", "film.mp4", "none.yaml"])
    def test_what_holds_no_case_is_told(self, tmp_path: Path, name: str) -> None:
        """With what to do."""
        (tmp_path / "empty").mkdir()
        with pytest.raises((UsageError, InputError)):
            gather(asked(tmp_path / name))


class TestSeries:
    """A folder of series with one preset."""

    def test_each_folder_and_archive_is_a_series(self, tmp_path: Path) -> None:
        """Neither loose files nor the folder of the clips are."""
        for name in ("one", "two", "out"):
            (tmp_path / name).mkdir()
        write(tmp_path / "three.zip")
        write(tmp_path / "readme.txt")
        tasks = gather(Ask(str(tmp_path), "ct-lung", None, ("length=15s",), str(tmp_path / "out"), b"s"))
        assert [said(task)["source"] for task in tasks] == [str(tmp_path / n) for n in ("one", "three.zip", "two")]
        assert said(tasks[0]) == {"source": str(tmp_path / "one"), "preset": "ct-lung", "length": "15s"}

    def test_names_tell_nothing_and_stay(self, tmp_path: Path) -> None:
        """A folder is often named after a patient; its clip is named by a keyed digest, whatever else is there."""
        (tmp_path / "DOE^JANE").mkdir()
        (before,) = gather(asked(tmp_path, "ct-lung"))
        (tmp_path / "A").mkdir()
        after = {said(task)["source"]: task.name for task in gather(asked(tmp_path, "ct-lung"))}
        assert after[str(tmp_path / "DOE^JANE")] == before.name
        assert "DOE" not in before.name + before.shown
        other = gather(Ask(str(tmp_path), "ct-lung", None, (), "", b"another"))
        assert before.name not in {task.name for task in other}

    def test_a_folder_of_slices_is_one_series(self, tmp_path: Path) -> None:
        """Files only."""
        write(tmp_path / "img0001")
        (task,) = gather(asked(tmp_path, "ct-lung"))
        assert said(task)["source"] == str(tmp_path)


class TestManifest:
    """CSV and YAML."""

    def test_a_csv_lays_its_cells_over_the_template(self, tmp_path: Path) -> None:
        """An empty cell leaves the template's; paths are relative to the manifest; lists are YAML."""
        write(tmp_path / "case.yaml")
        write(
            tmp_path / "lists" / "m.csv",
            'name,title,source,length,beats\nliver,"A, B",../ct,,\n,,/data/x,15s,"[{scroll: 3}]"\n,,,,\n',
        )
        first, second = gather(asked(tmp_path / "lists" / "m.csv", None, str(tmp_path / "case.yaml"), "zone=strict"))
        assert (first.name, second.name) == ("liver", "m-0002")
        assert first.case == second.case == str(tmp_path / "case.yaml")
        assert said(first) == {"title": "A, B", "source": str(tmp_path / "lists" / "../ct"), "zone": "strict"}
        assert said(second) == {
            "source": "/data/x",
            "length": "15s",
            "beats": [{"scroll": "3"}],
            "zone": "strict",
        }
        assert str(dict(second.changes)["length"].where).endswith("m.csv, line 3, length")

    def test_a_yaml_manifest_names_its_template(self, tmp_path: Path) -> None:
        """``cases`` makes it a manifest."""
        write(tmp_path / "case.yaml")
        text = "template: ../case.yaml\ncases:\n  - {name: one, title: Uno}\n  - source: s3://bucket/two\n"
        one, two = gather(asked(write(tmp_path / "m" / "list.yaml", text)))
        assert one.name == "one"
        assert one.case == str((tmp_path / "m" / "../case.yaml").resolve())
        assert said(one) == {"title": "Uno"}
        assert (two.name, said(two)) == ("list-0002", {"source": "s3://bucket/two"})

    def test_rows_without_a_template_are_cases_of_their_own(self, tmp_path: Path) -> None:
        """With a preset for all."""
        (task,) = gather(asked(write(tmp_path / "m.csv", "source\nct\n"), "./mine.yaml"))
        assert task.case == ""
        assert said(task) == {"source": str(tmp_path / "ct"), "preset": str(Path.cwd() / "./mine.yaml")}

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("titel\nx\n", r'm.csv, line 1: "titel" is no key of a case. Did you mean title'),
            ("title,title\nx,y\n", "line 1: .*each name once"),
            ("", "line 1: .*name each column"),
            ("title\nx,y\n", "line 2: the row has 2 cells where there are 1 columns"),
            ("name\n../x\n", r'line 2: found "../x", expected a name'),
            ('title\n"x', "no CSV"),
            ("title,beats\nx,[{]\n", "line 2"),
        ],
    )
    def test_what_is_wrong_with_a_csv_is_told_with_its_line(self, tmp_path: Path, text: str, told: str) -> None:
        """Before anything is rendered; exit code 2."""
        with pytest.raises(AuthoredError, match=told) as caught:
            gather(asked(write(tmp_path / "m.csv", text)))
        assert caught.value.exit_code == 2

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("cases: x\n", "expected a list of cases"),
            ("cases: [x]\n", "expected the keys of a case"),
            ("cases: [{titel: x}]\n", "no key of a case"),
            ("cases: []\nmore: 1\n", "no such key"),
            ("cases: [{name: [x]}]\n", "expected a name"),
            ("cases: []\ntemplate: [x]\n", "expected the path of a case file"),
        ],
    )
    def test_what_is_wrong_with_a_yaml_manifest_is_told(self, tmp_path: Path, text: str, told: str) -> None:
        """As of a CSV."""
        with pytest.raises(AuthoredError, match=told):
            gather(asked(write(tmp_path / "m.yaml", text)))


class TestSet:
    """--set key=value."""

    def test_it_wins_over_everything(self, tmp_path: Path) -> None:
        """Also over a row."""
        path = write(tmp_path / "m.csv", "title,source\nrow,ct\n")
        (task,) = gather(asked(path, None, None, "title=all", "post={text: Look}"))
        assert said(task)["title"] == "all"
        kinds = {type(node) for _, node in task.changes}
        assert kinds == {Text, Keys}

    @pytest.mark.parametrize("change", ["title", "titel=x", "=x"])
    def test_a_wrong_one_is_told(self, tmp_path: Path, change: str) -> None:
        """Exit code 2."""
        write(tmp_path / "case.yaml")
        with pytest.raises(UsageError):
            gather(asked(tmp_path, None, None, change))

    def test_fonts_are_relative_to_where_they_are_named(self, tmp_path: Path) -> None:
        """A list of paths, too."""
        write(tmp_path / "case.yaml")
        (task,) = gather(asked(tmp_path, None, None, "font=[a.ttf, b.ttf]"))
        node = dict(task.changes)["font"]
        assert isinstance(node, Items)
        assert node.plain() == [str(Path.cwd() / "a.ttf"), str(Path.cwd() / "b.ttf")]
