"""What else becomes of a volume whose face is masked: its crop, its relief, and what a refusal and a reason may say."""

import numpy as np
import pytest

from builders.heads import head, volume
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.face import MASKED, Face, FaceRule
from scrollcast.model.said import Role, Said
from scrollcast.model.series import Identifiers, Modality
from scrollcast.model.verdict import Intent
from scrollcast.model.volume import Volume
from scrollcast.privacy.face import unrecognizable
from scrollcast.privacy.gate import gate
from scrollcast.privacy.head import shown
from scrollcast.privacy.relief import relief

REASON = "The lesson is about the orbit, and she has agreed."


def _head(orientation: str = "axial", modality: Modality = Modality.MR, *regions: str) -> Volume:
    return volume(head(orientation, modality), modality, regions)


def test_what_is_left_fills_the_frame() -> None:
    """The crop is that of the masked head; places and spacing, and with them letters and scale, are as they were."""
    given = _head("axial", Modality.CT, "abdomen")
    before = gate(_head("axial", Modality.CT), Identifiers(()), Intent(faces=FaceRule(Face.CLEAR, REASON))).cleared
    after = gate(given, Identifiers(()))
    after.close()
    facts = after.cleared.facts
    assert facts.body.rows < before.facts.body.rows
    assert facts.spacing == before.facts.spacing
    assert facts.places == before.facts.places


def test_a_reason_names_nobody() -> None:
    """It is recorded, so that it may not repeat the headers."""
    with pytest.raises(PrivacyRefusal, match="--because"):
        gate(
            _head(),
            Identifiers(("Quillana^Zzyzxova",)),
            Intent((Said("Quillana agreed to it", "--because", Role.RECORD),), faces=FaceRule(Face.CLEAR, REASON)),
        )


def test_a_refusal_says_why_and_what_to_do() -> None:
    """What can't be masked is refused with exit code 4, the suspicion and both ways out."""
    cuts = head("axial", Modality.MR)
    with pytest.raises(PrivacyRefusal, match=r"may show a face: .* speak of the head\. No brain") as refused:
        unrecognizable(volume(cuts[:8], Modality.MR, ("head",)), MASKED)
    assert refused.value.exit_code == 4
    assert "Choose another series" in str(refused.value)
    assert "--face clear --because" in str(refused.value)


@pytest.mark.parametrize("orientation", ["axial", "coronal", "sagittal"])
def test_no_face_stands_out_of_a_masked_head(orientation: str) -> None:
    """Before, nose and chin stand out before the forehead; after, nothing lies before it, and below it falls away."""
    cuts = head(orientation, Modality.CT)
    slices = [cut.plane for cut in cuts]
    before = relief(slices, Modality.CT)
    masked, _ = unrecognizable(volume(cuts, Modality.CT), MASKED)
    after = relief(masked.slices, Modality.CT)
    assert before.shape == after.shape
    rows = np.flatnonzero(~np.isnan(before).all(axis=1))
    middle = before.shape[1] // 2
    nose, forehead = (rows[0] + round(down / 2) for down in (144, 88))
    assert before[nose, middle] < before[forehead, middle] - 8
    assert np.isnan(after[nose, middle]) or after[nose, middle] > after[forehead, middle] + 25
    assert np.nanmin(after) > np.nanmin(before) + 10


def test_slices_of_which_nothing_is_left_are_told() -> None:
    """Their indices are in the facts and their number in a note; nothing is dropped."""
    given = _head("coronal", Modality.CT)
    cleared = gate(given, Identifiers(()))
    cleared.close()
    facts = cleared.cleared.facts
    blank = {k for k, plane in enumerate(cleared.cleared.slices) if not shown(plane).any()}
    assert facts.hidden == blank != set()
    assert len(facts) == len(given.slices)
    assert any(f"leaves nothing: {len(blank)}." in note for note in facts.notes)
