"""The sign-off: bound to the bytes of the clip, and nothing less counts."""

import json
from pathlib import Path

import pytest

from scrollcast.errors import InputError, UsageError
from scrollcast.model.review import State
from scrollcast.publish.signoff import record_of, review_of, sign_off


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Some bytes under the name of a clip."""
    path = tmp_path / "ct-lung.mp4"
    path.write_bytes(b"moving pictures")
    return path


def test_a_clip_is_not_ready_before_somebody_signs(clip: Path) -> None:
    """Missing, with what to do."""
    review = review_of(clip)
    assert (review.state, review.ready, review.reviewer) == (State.MISSING, False, "")
    assert "scrollcast review" in review.sentence


def test_a_sign_off_is_beside_the_clip_and_counts(clip: Path) -> None:
    """Under the clip's name, with its digest."""
    path = sign_off(clip, " R. Viewer ")
    review = review_of(clip)
    assert path == record_of(clip) == clip.parent / "ct-lung.review.json"
    assert (review.ready, review.reviewer) == (True, "R. Viewer")
    assert json.loads(path.read_text("utf-8"))["sha256"] == review.digest
    assert "R. Viewer" in review.sentence


def test_one_byte_more_and_it_is_outdated_until_signed_again(clip: Path) -> None:
    """The sign-off is for bytes, not for a name."""
    sign_off(clip, "R. Viewer")
    clip.write_bytes(b"moving pictures!")
    assert review_of(clip).state is State.OUTDATED
    assert not review_of(clip).ready
    sign_off(clip, "R. Viewer")
    assert review_of(clip).ready


@pytest.mark.parametrize(
    "change",
    [{"sha256": "0" * 64}, {"reviewed_by": ""}, {"reviewed_by": 3}, {"schema": 2}, {"sha256": None}],
)
def test_a_record_that_was_changed_signs_for_nothing(clip: Path, change: dict[str, object]) -> None:
    """Whatever is not exactly right is outdated."""
    path = sign_off(clip, "R. Viewer")
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    assert review_of(clip).state is State.OUTDATED


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'"signed"'])
def test_a_record_that_is_none_signs_for_nothing(clip: Path, content: bytes) -> None:
    """Damaged files are no sign-off and no crash."""
    record_of(clip).write_bytes(content)
    assert review_of(clip).state is State.OUTDATED


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81])
def test_somebody_signs(clip: Path, name: str) -> None:
    """A name on one line."""
    with pytest.raises(UsageError, match="Say who"):
        sign_off(clip, name)
    assert not record_of(clip).exists()


def test_a_clip_that_is_not_there_can_not_be_signed_for(tmp_path: Path) -> None:
    """Neither signed nor asked for."""
    with pytest.raises(InputError):
        sign_off(tmp_path / "no.mp4", "R. Viewer")
    with pytest.raises(InputError):
        review_of(tmp_path / "no.mp4")
