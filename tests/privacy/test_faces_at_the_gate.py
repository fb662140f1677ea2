"""What becomes of a face at the gate: masked unless a person says why not, in words, and refused where it can't be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders.heads import head, volume
from scrollcast.errors import PrivacyRefusal, UsageError
from scrollcast.model.face import Face, FaceRule
from scrollcast.model.series import Identifiers, Modality
from scrollcast.model.verdict import Intent
from scrollcast.model.volume import ClearedVolume, Volume
from scrollcast.privacy.gate import gate

SHOWN = FaceRule(Face.CLEAR, "the lesson is about the orbit")


def _head(modality: Modality = Modality.CT) -> Volume:
    return volume(head("axial", modality, 8.0), modality, ("head",))


def _cleared(stack: Volume, faces: FaceRule = FaceRule()) -> ClearedVolume:  # noqa: B008 - frozen
    clearance = gate(stack, Identifiers(()), Intent(faces=faces))
    clearance.close()
    return clearance.cleared


def _hidden(cleared: ClearedVolume) -> int:
    planes = [plane for plane in cleared.slices if plane.padding is not None]
    return sum(int(((p.stored >= p.padding.low) & (p.stored <= p.padding.high)).sum()) for p in planes if p.padding)


@pytest.mark.parametrize("modality", Modality)
def test_a_head_is_masked_unasked(modality: Modality) -> None:
    """It says so, with the version of its rules; the film's notes say so, too."""
    cleared = _cleared(_head(modality))
    check = cleared.checks[-1]
    assert (check.name, check.finding.startswith("masked"), bool(check.version)) == ("faces", True, True)
    assert _hidden(cleared) > 10_000
    assert any("masked" in note for note in cleared.facts.notes)


def test_a_face_is_shown_for_a_reason() -> None:
    """The reason is on record, and the pixels are as they were."""
    cleared = _cleared(_head(), SHOWN)
    assert SHOWN.because in cleared.checks[-1].finding
    assert _hidden(cleared) == 0
    assert any("cleared by a person" in note for note in cleared.facts.notes)


@pytest.mark.parametrize(("face", "because"), [(Face.CLEAR, ""), (Face.CLEAR, "ok"), (Face.MASK, "it is a lesson")])
def test_a_reason_is_written_out(face: Face, because: str) -> None:
    """No face is shown for nothing, and no reason stands alone."""
    with pytest.raises(UsageError):
        FaceRule(face, because)


@pytest.mark.parametrize(
    "harmed",
    [
        lambda stack: replace(stack, slices=tuple(replace(plane, place=None) for plane in stack.slices)),
        lambda stack: replace(stack, slices=tuple(replace(plane, spacing=None) for plane in stack.slices)),
        lambda stack: replace(stack, slices=stack.slices[:4]),
    ],
    ids=["no positions", "no spacing", "no brain"],
)
def test_a_head_that_can_not_be_masked_is_refused(harmed: Callable[[Volume], Volume]) -> None:
    """Exit code 4, and the ways out are named."""
    with pytest.raises(PrivacyRefusal, match="--face clear --because"):
        _cleared(harmed(_head()))


def test_phase_images_of_a_head_are_refused() -> None:
    """No brain can be found in them; opposed-phase images are magnitudes, and are masked."""
    stack = _head(Modality.MR)
    with pytest.raises(PrivacyRefusal, match="phase"):
        _cleared(replace(stack, kind="MR axial GRE phase"))
    assert _hidden(_cleared(replace(stack, kind="MR axial T1 opposed phase")))
