"""Golden frames: kept when asked, compared with a tolerance, told side by side where they differ."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from builders.batches import cases
from builders.commands import Said, Terminal
from scrollcast.raster.likeness import compare


def encoded(picture: np.ndarray) -> bytes:
    """As a PNG."""
    done, data = cv2.imencode(".png", picture)
    assert done
    return bytes(data.tobytes())


class TestLikeness:
    """How much two pictures differ."""

    def test_the_same_is_the_same(self) -> None:
        """Nothing differs."""
        picture = np.full((8, 8, 3), 90, np.uint8)
        assert (found := compare(encoded(picture), encoded(picture))).mean == found.share == 0

    def test_differences_are_measured_and_shown(self) -> None:
        """Mean over all values, share of pixels that differ clearly, three pictures side by side."""
        picture = np.full((10, 10, 3), 90, np.uint8)
        other = picture.copy()
        other[0, 0] = 190
        found = compare(encoded(picture), encoded(other))
        assert (found.mean, found.share) == (pytest.approx(1.0), 0.01)
        beside = cv2.imdecode(np.frombuffer(found.beside, np.uint8), cv2.IMREAD_COLOR)
        assert beside is not None
        assert beside.shape == (10, 30, 3)
        assert beside[0, 20].tolist() == [255, 255, 255]
        assert beside[1, 20].tolist() == [0, 0, 0]

    @pytest.mark.parametrize("before", [b"", b"no picture", encoded(np.zeros((4, 4, 3), np.uint8))])
    def test_what_can_not_be_compared_differs(self, before: bytes) -> None:
        """Another size, and no picture at all."""
        assert compare(before, encoded(np.zeros((8, 8, 3), np.uint8))).share == 1


@pytest.fixture
def golden(scrollcast: Terminal, tmp_path: Path) -> "Golden":
    """The command on two cases whose frames are kept."""
    cases(tmp_path, "one")
    run = Golden(scrollcast, tmp_path)
    said = run("--update")
    assert (said.code, said.out, said.err) == (0, "", "scrollcast: one: kept.\n")
    return run


@pytest.fixture
def scrollcast(capfd: pytest.CaptureFixture[str]) -> Terminal:
    """Run the command line in this process."""
    return Terminal(capfd)


class Golden:
    """The command on the cases of a folder."""

    def __init__(self, scrollcast: Terminal, folder: Path) -> None:
        self._scrollcast, self.folder = scrollcast, folder
        self.kept, self.differing = folder / "golden" / "one", folder / "differing"

    def __call__(self, *arguments: str) -> Said:
        return self._scrollcast("golden", str(self.folder), "--differing", str(self.differing), *arguments)


def test_frames_stay_as_they_are(golden: Golden) -> None:
    """One of each beat, at a quarter of the size; nothing differs."""
    assert [path.name for path in sorted(golden.kept.iterdir())] == [
        "01-hook.png",
        "02-scroll.png",
        "03-quiz.png",
        "04-reveal.png",
        "05-takeaway.png",
    ]
    picture = cv2.imread(str(golden.kept / "03-quiz.png"))
    assert picture is not None
    assert picture.shape == (480, 270, 3)
    said = golden()
    assert (said.code, said.out) == (0, "")
    assert not golden.differing.exists()


def test_what_rounds_otherwise_is_no_difference(golden: Golden) -> None:
    """A grey level here and there."""
    path = golden.kept / "04-reveal.png"
    picture = cv2.imread(str(path))
    assert picture is not None
    picture[::4] = np.clip(picture[::4].astype(int) + 1, 0, 255)
    cv2.imwrite(str(path), picture)
    assert golden().code == 0


def test_a_mark_that_has_moved_is_told_and_shown(golden: Golden) -> None:
    """Exit code 8, the frame, how much, and where to look; --update keeps it."""
    case = golden.folder / "one.yaml"
    case.write_text(case.read_text().replace("from: lower-left", "from: upper-right"), encoding="utf-8")
    said = golden("--quiet")
    assert said.code == 8
    assert said.out.startswith("one, 04-reveal: ")
    beside = cv2.imread(str(golden.differing / "one-04-reveal.png"))
    assert beside is not None
    assert beside.shape == (480, 3 * 270, 3)
    assert golden("--update").code == golden().code == 0


def test_beats_that_come_and_go_are_told(golden: Golden) -> None:
    """A frame that nobody has kept, and one that nothing draws."""
    case = golden.folder / "one.yaml"
    case.write_text(case.read_text().replace("  - takeaway: Look at both sides.\n", ""), encoding="utf-8")
    (golden.kept / "01-hook.png").unlink()
    said = golden()
    assert said.code == 8
    assert "one, 01-hook: There is no golden frame of it yet" in said.out
    assert "one, 05-takeaway: The case has no such beat any more" in said.out
    golden("--update")
    assert len(list(golden.kept.iterdir())) == 4


def test_a_case_that_can_not_be_drawn_is_told(golden: Golden) -> None:
    """The others are compared nevertheless."""
    (golden.folder / "bad.yaml").write_text("schema: 1\n", encoding="utf-8")
    said = golden()
    assert said.code == 8
    assert said.out.startswith("bad: bad.yaml") or "bad.yaml, line 1" in said.out
    assert "one: as it was" in said.err
