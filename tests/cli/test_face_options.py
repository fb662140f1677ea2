"""``--face`` and ``--because``: a head is masked unasked, and shown only for a reason that is written out."""

from pathlib import Path

import numpy as np
import pytest

from builders.commands import Terminal
from builders.heads import head
from scrollcast.dicom.write import write_series
from scrollcast.model.geometry import Spacing
from scrollcast.model.series import Modality

REASON = "The lesson is about the orbit."


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CT of a head, which no header calls one."""
    folder = tmp_path_factory.mktemp("head")
    cuts = head("axial", Modality.CT, 6.0)
    place = cuts[0].plane.place
    assert place is not None
    stack = np.stack([cut.plane.stored.astype(np.int16) - np.int16(1024) for cut in cuts])
    write_series(folder, stack, Spacing(2.0, 2.0), 6.0, place.position)
    return folder


@pytest.mark.parametrize("command", ["plan", "check", "new"])
def test_a_head_is_masked_or_shown_for_a_reason(
    scrollcast: Terminal, series: Path, tmp_path: Path, command: str
) -> None:
    """The note tells which; a face without a reason, and a reason without a face, are mistakes of usage."""
    rest = ("-o", str(tmp_path / "case.yaml"), "--overwrite") if command == "new" else ("--preset", "ct-brain")
    line = (command, str(series), *rest)
    assert "The face is masked" in _said(scrollcast(*line))
    shown = _said(scrollcast(*line, "--face", "clear", "--because", REASON))
    assert ("The face is masked" in shown, "cleared by a person" in shown, REASON in shown) == (False, True, False)
    assert scrollcast(*line, "--face", "clear").code == 2
    assert scrollcast(*line, "--because", REASON).code == 2


def test_a_case_says_why(scrollcast: Terminal, series: Path, tmp_path: Path) -> None:
    """A case file holds both words; the option overrides it."""
    path = str(tmp_path / "case.yaml")
    made = scrollcast("new", str(series), "-o", path, "--preset", "ct-brain", "--face", "clear", "--because", REASON)
    assert made.code == 0
    assert "face: clear" in Path(path).read_text("utf-8")
    assert "cleared by a person" in scrollcast("plan", path).err
    assert "The face is masked" in scrollcast("plan", path, "--face", "mask").err


def _said(told: object) -> str:
    return f"{getattr(told, 'out', '')}{getattr(told, 'err', '')}"
