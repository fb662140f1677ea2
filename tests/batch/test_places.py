"""Sources and outputs at URLs: an S3 of moto's on loopback, and stores whose puts are not whole at once."""

import dataclasses
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.batches import QUICK, SECRET, asked
from builders.phantom import write_phantom
from scrollcast.batch import places
from scrollcast.batch.gather import gather
from scrollcast.batch.places import deliver, digest, fetch, is_url, items, joined, matching, read
from scrollcast.batch.pool import Pool
from scrollcast.batch.report import Ending, write_reports
from scrollcast.batch.task import State, Terms
from scrollcast.batch.work import work
from scrollcast.errors import InputError, MissingDependencyError, NoImagesError, OutputError

fsspec = pytest.importorskip("fsspec")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """An empty bucket on a server of this process; nothing leaves the machine."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    pytest.importorskip("s3fs")
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("cases")
        yield "s3://cases"
    server.stop()


def names(place: str) -> list[str]:
    """Everything at a place."""
    return [item.name for item in items(place)]


@pytest.fixture(scope="module")
def source(bucket: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case with its images in the bucket."""
    folder = tmp_path_factory.mktemp("there")
    write_phantom(folder / "series")
    (folder / "case.yaml").write_text(QUICK, encoding="utf-8")
    fsspec.filesystem("s3").put(str(folder), "cases/in/", recursive=True)
    root = f"{bucket}/in"
    return root if "case.yaml" in names(root) else f"{root}/{folder.name}"


def test_a_case_goes_from_bucket_to_bucket(bucket: str, source: str, tmp_path: Path) -> None:
    """Case, images, clip, record and report; passed over the next time; the same bytes as from a path."""
    (task,) = gather(asked(source))
    agreed = Terms(f"{bucket}/out", SECRET, preview=True)
    first, again = work(task, agreed), work(task, agreed)
    assert (first.state, first.sentence) == (State.DONE, "")
    assert again.state is State.THERE
    write_reports(Ending(agreed.out, (again,), 1.0))
    assert names(agreed.out) == [
        f".scrollcast/{task.name}.json",
        "report.html",
        "report.json",
        "report.xml",
        f"{task.name}.mp4",
    ]
    here = fetch(source, tmp_path)
    (local,) = gather(asked(here))
    (tmp_path / "out").mkdir()
    made = work(local, dataclasses.replace(agreed, out=str(tmp_path / "out")))
    assert made.made is not None
    assert first.made is not None
    assert made.made.digest == first.made.digest == digest(f"{agreed.out}/{task.name}.mp4")


def test_workers_of_the_pool_reach_it_too(bucket: str, source: str) -> None:
    """From processes of their own; a changed image is a changed input."""
    tasks = gather(asked(f"{source}/*.yaml"))
    agreed = Terms(f"{bucket}/pool", SECRET, preview=True)
    ends = []
    Pool(1).work_off(tasks, agreed, ends.append)
    fs = fsspec.filesystem("s3")
    fs.touch(f"{source}/series/img0001", truncate=True)
    Pool(1).work_off(tasks, agreed, ends.append)
    assert [outcome.state for outcome in ends] == [State.DONE, State.FAILED]
    assert ends[1].code == 3


def test_an_upload_that_is_cut_short_shows_nothing(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 6; the object is there whole or not at all."""
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"x" * (12 << 20))  # more than one part
    import s3fs

    whole = s3fs.S3FileSystem._call_s3
    calls = []

    async def fail(self: object, method: str, *rest: object, **more: object) -> object:
        calls.append(method)
        if method in {"put_object", "complete_multipart_upload"}:
            raise OSError("cut")
        return await whole(self, method, *rest, **more)

    monkeypatch.setattr(s3fs.S3FileSystem, "_call_s3", fail)
    with pytest.raises(OutputError, match="can't be uploaded"):
        deliver(clip, f"{bucket}/cut/clip.mp4", overwrite=False)
    monkeypatch.undo()
    assert {"put_object", "complete_multipart_upload"} & set(calls)
    with pytest.raises(NoImagesError):
        items(f"{bucket}/cut")


class TestOtherStores:
    """A store that shows a file while it is written; fsspec's in memory stands for all."""

    @pytest.fixture(autouse=True)
    def clean(self) -> Iterator[None]:
        """Empty before and after."""
        fsspec.filesystem("memory").store.clear()
        yield
        fsspec.filesystem("memory").store.clear()

    def test_files_come_and_go_whole(self, tmp_path: Path) -> None:
        """There and back."""
        (tmp_path / "a").write_bytes(b"abc")
        deliver(tmp_path / "a", "memory://out/b.mp4", overwrite=False)
        assert names("memory://out") == ["b.mp4"]
        assert digest("memory://out/b.mp4") == digest(str(tmp_path / "a"))
        assert fetch("memory://out/b.mp4", tmp_path).read_bytes() == b"abc"
        assert digest("memory://out/none.mp4") is None

    def test_half_a_file_has_no_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the last step fails, what was uploaded is gone, and an older file is untouched."""
        (tmp_path / "a").write_bytes(b"abc")
        deliver(tmp_path / "a", "memory://out/b.mp4", overwrite=False)
        system = type(fsspec.filesystem("memory"))

        def fail(*_: object, **__: object) -> None:
            raise OSError("cut")

        monkeypatch.setattr(system, "mv", fail)
        (tmp_path / "a").write_bytes(b"other")
        with pytest.raises(OutputError):
            deliver(tmp_path / "a", "memory://out/b.mp4", overwrite=True)
        assert names("memory://out") == ["b.mp4"]
        assert read("memory://out/b.mp4", 99) == b"abc"

    def test_what_is_not_there_is_told(self) -> None:
        """As for a path."""
        for place in ("memory://nowhere", "/nowhere"):
            with pytest.raises(NoImagesError):
                items(place)
        with pytest.raises(InputError):
            read("memory://nowhere/case.yaml", 99)

    def test_a_small_file_is_small(self, tmp_path: Path) -> None:
        """No case is as large as a film."""
        (tmp_path / "a").write_bytes(b"x" * 5000)
        with pytest.raises(InputError, match="larger than 4 KiB"):
            read(str(tmp_path / "a"), 4096)


def test_an_address_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 7 with what to install; exit code 3 for a host that does not answer."""

    def missing(_: str) -> object:
        raise ImportError

    monkeypatch.setattr(places.fsspec.core, "url_to_fs", missing)
    with pytest.raises(MissingDependencyError, match=r"scrollcast\[s3\]"):
        items("s3://bucket/key")


def test_a_host_that_does_not_answer_is_told() -> None:
    """Exit code 3, with the kind of error alone: a URL may hold a password."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    pytest.importorskip("aiohttp")
    with pytest.raises(InputError) as caught:
        read(f"http://user:secret@127.0.0.1:{port}/case.yaml", 99)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("place", "name", "whole"),
    [
        ("s3://b/cases", "../series/ct", "s3://b/series/ct"),
        ("s3://b/cases", "https://h/x.zip", "https://h/x.zip"),
        ("/a/cases", "../series", "/a/cases/../series"),
        ("/a", "/b", "/b"),
        ("/a", "s3://b/c", "s3://b/c"),
        ("s3://b", "a b/c#d", "s3://b/a b/c#d"),
    ],
)
def test_names_are_joined_as_people_mean_them(place: str, name: str, whole: str) -> None:
    """Paths and URLs alike."""
    assert joined(place, name) == whole
    assert is_url(whole) == ("://" in whole)


def test_a_pattern_matches_paths_too(tmp_path: Path) -> None:
    """In order."""
    for name in ("b", "a"):
        (tmp_path / name).touch()
    assert matching(f"{tmp_path}/*") == (f"{tmp_path}/a", f"{tmp_path}/b")
