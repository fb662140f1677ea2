"""From draft to clip."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from builders.cleared import MADE_BY_HAND, VERDICT, passed
from scrollcast.errors import OutputError, VerifyError
from scrollcast.film.seal import seal, seal_preview
from scrollcast.model.clip import Draft


def test_clip_says_what_it_is(film: Callable[..., Draft], tmp_path: Path) -> None:
    """Path, frames, rate, digest of the very file, what was checked, and the notes handed in."""
    out = tmp_path / "film.mp4"
    draft = film()
    clip = seal(draft, out, passed(draft), overwrite=False, notes=("every 2nd slice",))
    assert (clip.path, clip.frames, clip.rate.fps) == (out, 62, 30)
    assert (clip.notes, clip.checks) == (("every 2nd slice",), MADE_BY_HAND)
    assert clip.digest == hashlib.sha256(out.read_bytes()).hexdigest()


def test_wrong_film_gets_no_name(film: Callable[..., Draft], tmp_path: Path) -> None:
    """FFmpeg killed by SIGTERM leaves a valid film that is too short: never sealed, whatever its exit code was."""
    out = tmp_path / "film.mp4"
    draft = film(sent=40)
    with pytest.raises(VerifyError, match="frames: 62 expected, 40 found"):
        seal(draft, out, passed(draft), overwrite=True)
    assert not out.exists()


def test_second_seal_on_one_output(film: Callable[..., Draft], tmp_path: Path) -> None:
    """Two runs on one output: the first one's clip stays."""
    out = tmp_path / "film.mp4"
    draft = film()
    first = seal(draft, out, passed(draft), overwrite=False)
    again = film()
    with pytest.raises(OutputError, match="exists"):
        seal(again, out, passed(again), overwrite=False)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == first.digest


def test_a_preview_is_verified_too(film: Callable[..., Draft], tmp_path: Path) -> None:
    """The verdict on its slices will do, as for a still; a preview that is cut short gets no name."""
    whole, short = film(), tmp_path / "short.mp4"
    clip = seal_preview(whole, tmp_path / "film.mp4", VERDICT, overwrite=False)
    assert clip.digest == hashlib.sha256(clip.path.read_bytes()).hexdigest()
    assert clip.checks == MADE_BY_HAND
    with pytest.raises(VerifyError, match="frames: 62 expected, 40 found"):
        seal_preview(film(sent=40), short, VERDICT, overwrite=False)
    assert not short.exists()


def test_another_film_has_no_verdict(film: Callable[..., Draft], tmp_path: Path) -> None:
    """A verdict holds for the bytes that were looked at, and for no others."""
    draft = film()
    verdict = passed(draft)
    draft.path.write_bytes(draft.path.read_bytes() + b"\0\0\0\x08free")
    with pytest.raises(VerifyError, match="not the one that the gate has looked at"):
        seal(draft, tmp_path / "film.mp4", verdict, overwrite=False)
    assert not (tmp_path / "film.mp4").exists()
