"""Final names: claimed early, given in one step, and never to two."""

import errno
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from scrollcast.errors import OutputError
from scrollcast.film.output import claim, part, publish

DAY = 24 * 3600
posix = pytest.mark.skipif(os.name != "posix", reason="permissions and locks of POSIX")


def written(out: Path, data: bytes, overwrite: bool = False) -> None:
    """Publish a file with these bytes."""
    with part(out) as path:
        path.write_bytes(data)
        publish(path, out, overwrite)


class TestClaim:
    """Before any work: may this file be written?"""

    def test_new_name(self, tmp_path: Path) -> None:
        """A free name in a folder of ours is fine, and stays free."""
        claim(tmp_path / "film.mp4", overwrite=False)
        assert list(tmp_path.iterdir()) == []

    def test_exists(self, tmp_path: Path) -> None:
        """An older file is replaced on request only; exit code 6."""
        out = tmp_path / "film.mp4"
        out.touch()
        claim(out, overwrite=True)
        with pytest.raises(OutputError, match="add --overwrite") as caught:
            claim(out, overwrite=False)
        assert caught.value.exit_code == 6

    @posix
    def test_dangling_link_exists(self, tmp_path: Path) -> None:
        """A link is not followed, and is no file to replace."""
        out = tmp_path / "film.mp4"
        out.symlink_to("nowhere")
        for overwrite in (False, True):
            with pytest.raises(OutputError, match="no regular file"):
                claim(out, overwrite)

    @pytest.mark.parametrize("overwrite", [False, True])
    def test_folder_in_its_place(self, tmp_path: Path, overwrite: bool) -> None:
        """A folder can't be overwritten."""
        with pytest.raises(OutputError, match="no regular file"):
            claim(tmp_path, overwrite)

    @posix
    def test_device(self) -> None:
        """Overwriting /dev/null would take it from everybody."""
        with pytest.raises(OutputError, match="no regular file"):
            claim(Path(os.devnull), overwrite=True)

    def test_missing_folder(self, tmp_path: Path) -> None:
        """A folder is not made by accident."""
        with pytest.raises(OutputError, match="There is no folder"):
            claim(tmp_path / "missing" / "film.mp4", overwrite=False)

    def test_file_for_a_folder(self, tmp_path: Path) -> None:
        """A file can't hold the clip."""
        (tmp_path / "file").touch()
        with pytest.raises(OutputError, match="There is no folder"):
            claim(tmp_path / "file" / "film.mp4", overwrite=False)

    @posix
    def test_read_only_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder that can't be written to is found before the work, not after."""
        tmp_path.chmod(0o555)
        if os.geteuid() == 0:  # root may write anywhere: say what anybody else would hear
            monkeypatch.setattr(os, "access", lambda path, mode: False)
        with pytest.raises(OutputError, match="can't be written to"):
            claim(tmp_path / "film.mp4", overwrite=False)

    @posix
    def test_name_too_long(self, tmp_path: Path) -> None:
        """So is a name that the drive won't take."""
        with pytest.raises(OutputError, match="too long"):
            claim(tmp_path / f"{'x' * 300}.mp4", overwrite=False)


class TestPart:
    """A file on its way."""

    def test_is_private_recognisable_and_gone_afterwards(self, tmp_path: Path) -> None:
        """Beside the output, readable by its owner only, under a name that says what it is."""
        with part(tmp_path / "my film.mp4") as path:
            assert path.parent == tmp_path
            assert path.name.startswith(".my film.")
            assert path.name.endswith(".scrollcast-part.mp4")
            assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
        assert list(tmp_path.iterdir()) == []

    def test_two_for_one_output(self, tmp_path: Path) -> None:
        """Two runs never share a part."""
        with part(tmp_path / "film.mp4") as one, part(tmp_path / "film.mp4") as other:
            assert one != other

    @posix
    def test_what_a_killed_run_left_is_removed_a_day_later(self, tmp_path: Path) -> None:
        """A recognisable name, a day old and held by nobody: all three, and everything else stays."""
        names = {
            "stale": ".film.abcd_123.scrollcast-part.mp4",
            "fresh": ".film.abcd_124.scrollcast-part.mp4",
            "visible": "film.abcd_125.scrollcast-part.mp4",
            "other": ".film.abcd_126.part.mp4",
            "short": ".film.abc.scrollcast-part.mp4",
        }
        for kind, name in names.items():
            (tmp_path / name).touch()
            if kind != "fresh":
                os.utime(tmp_path / name, (0, time.time() - DAY - 60))
        (tmp_path / ".link.abcd_127.scrollcast-part.mp4").symlink_to(tmp_path / names["visible"])
        with part(tmp_path / "held.mp4") as held:
            os.utime(held, (0, 0))
            with part(tmp_path / "film.mp4"):
                pass
            assert held.exists()
        left = {path.name for path in tmp_path.iterdir()}
        assert left == {*names.values(), ".link.abcd_127.scrollcast-part.mp4"} - {names["stale"]}


class TestPublish:
    """The last step."""

    def test_leaves_only_the_output(self, tmp_path: Path) -> None:
        """Whole, dated 2000-01-01 like every other, and nothing beside it."""
        out = tmp_path / "film.mp4"
        written(out, b"film")
        assert out.read_bytes() == b"film"
        assert out.stat().st_mtime == 946_684_800
        assert list(tmp_path.iterdir()) == [out]

    @posix
    @pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
    def test_mode_follows_the_mask(self, tmp_path: Path, mask: int, mode: int) -> None:
        """As readable as the user's other files, and the mask is as it was."""
        before = os.umask(mask)
        try:
            written(tmp_path / "film.mp4", b"film")
        finally:
            assert os.umask(before) == mask
        assert stat.S_IMODE((tmp_path / "film.mp4").stat().st_mode) == mode

    @pytest.mark.parametrize("links", [True, False])
    def test_never_over_another(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
        """An output that came into being meanwhile is kept, on a drive with hard links or without."""
        if not links:
            monkeypatch.setattr(os, "link", refuse)
        out = tmp_path / "film.mp4"
        written(out, b"one")
        with pytest.raises(OutputError, match="exists"):
            written(out, b"two")
        assert out.read_bytes() == b"one"
        assert list(tmp_path.iterdir()) == [out]

    def test_over_another_on_request(self, tmp_path: Path) -> None:
        """--overwrite replaces in one step."""
        out = tmp_path / "film.mp4"
        written(out, b"one")
        written(out, b"two", overwrite=True)
        assert out.read_bytes() == b"two"
        assert list(tmp_path.iterdir()) == [out]

    @pytest.mark.parametrize("links", [True, False])
    def test_one_of_many_at_once_wins(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
        """Runs that publish to one output at the same moment: one clip, whole, and an error for each of the others."""
        if not links:
            monkeypatch.setattr(os, "link", refuse)
        start = Barrier(8)

        def run(number: int) -> int | None:
            with part(out) as path:
                path.write_bytes(bytes([number]) * 1000)
                start.wait()
                try:
                    publish(path, out, overwrite=False)
                except OutputError:
                    return None
            return number

        with ThreadPoolExecutor(8) as pool:
            for attempt in range(20):
                out = tmp_path / f"{attempt}.mp4"
                (winner,) = {*pool.map(run, range(8))} - {None}
                assert out.read_bytes() == bytes([winner]) * 1000
        assert len(list(tmp_path.iterdir())) == 20

    def test_without_links_a_failed_rename_leaves_no_stub(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The name reserved on a drive without links is given back where the rename fails."""
        monkeypatch.setattr(os, "link", refuse)
        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(OutputError, match="can't be written"):
            written(tmp_path / "film.mp4", b"film")
        assert list(tmp_path.iterdir()) == []

    def test_part_gone(self, tmp_path: Path) -> None:
        """A part that somebody removed is an error, not an empty clip."""
        with pytest.raises(OutputError, match="can't be written"), part(tmp_path / "film.mp4") as path:
            path.unlink()
            publish(path, tmp_path / "film.mp4", overwrite=False)
        assert list(tmp_path.iterdir()) == []


def refuse(*arguments: object) -> None:
    """What a drive without hard links says."""
    raise OSError(errno.EPERM, "Operation not permitted")
