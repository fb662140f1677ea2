"""Which parts of the body headers speak of, in several languages; what puts a face into question is never missed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from builders.dicom_files import planes, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.readers import Readers
from scrollcast.dicom.regions import regions
from scrollcast.model.region import BARED

ELSEWHERE = {"abdomen", "back", "chest", "heart", "breast", "pelvis"}
ELSEWHERE |= {"ankle", "hip", "knee", "limb", "shoulder", "wrist"}
BARE = """CT HEAD W/O|BRAIN^ROUTINE|HEADNECK|Sinus coronal|IAC thin|Orbits T1 FS|TMJ closed|Pet CT|Kopf nativ|Schädel-CT
Gesichtsschädel|NNH|Hirn MRT|Felsenbein li|HWS sag|Ganzkörper-CT|Crâne sans IV|TDM massif facial|Tête et cou|ENCÉPHALE
Corps entier|Rochers|Cráneo simple|Senos paranasales|CABEZA|Cuello con civ|Cervello|Massiccio facciale|Encefalo|Crânio
Hersenen|Aangezicht|Hjärna|Głowa|Czaszka|Mózgowie|Голова|головного мозга|頭部CT|颅脑平扫|颈部|두부|الدماغ|ראש|Εγκέφαλος
Neck_Chest_Abd|C-Spine|CSPINE|Cervical spine|Carotid CTA|THYROID|Larynx|whole body|wholebody|WB 3mm|Polytrauma"""


def _told(**elements: object) -> set[str]:
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return set(regions(dataset, Dataset()))


@pytest.mark.parametrize("description", re.split(r"[|\n]", BARE))
@pytest.mark.parametrize("keyword", ["StudyDescription", "ProtocolName"])
def test_what_puts_a_face_into_question_is_heard(keyword: str, description: str) -> None:
    """A word for the head, the neck or the whole body, in any of the descriptions."""
    assert _told(**{keyword: description}) & BARED


@pytest.mark.parametrize(
    ("description", "region"),
    [
        ("CT Abdomen^Liver", "abdomen"),
        ("Bauch nativ", "abdomen"),
        ("Thorax HR", "chest"),
        ("CHEST", "chest"),
        ("LSPINE", "back"),
        ("MRT LWS", "back"),
        ("Rachis lombaire", "back"),
        ("Knie li", "knee"),
        ("KNEE", "knee"),
        ("PROSTATE", "pelvis"),
        ("OSG rechts", "ankle"),
        ("Herz-MRT", "heart"),
        ("Femur", "limb"),
    ],
)
def test_other_parts_are_named(description: str, region: str) -> None:
    """Positive evidence of another part is a word of our own, and no word for the head comes with it."""
    told = _told(SeriesDescription=description)
    assert region in told
    assert not told & BARED


@pytest.mark.parametrize("description", ["", "SPINE", "Wirbelsäule", "AXIAL 3MM", "ArmsOverhead", "MR T2 tra", "cor"])
def test_what_tells_nothing_is_no_evidence(description: str) -> None:
    """A spine may be a cervical one; arms overhead are no head."""
    assert not _told(SeriesDescription=description)


def test_codes_and_nested_texts_count() -> None:
    """A SNOMED code in a sequence, its meaning in the shared groups, and what was requested."""
    code, request = Dataset(), Dataset()
    code.CodeValue, code.CodeMeaning = "T-D1100", "xyz"
    request.RequestedProcedureDescription = "MRT Schädel"
    shared = Dataset()
    shared.FrameAnatomySequence = [Dataset()]
    shared.FrameAnatomySequence[0].AnatomicRegionSequence = [code]
    assert regions(Dataset(), shared) == ("head",)
    assert _told(RequestAttributesSequence=[request]) == {"head"}
    assert _told(BodyPartExamined="HEADNECK") == {"head", "neck"}


@given(st.text(st.characters(exclude_categories=("C",)), max_size=60))
def test_only_our_own_words_come_out(description: str) -> None:
    """Whatever a header holds, the answer is from a closed list."""
    assert _told(StudyDescription=description) <= BARED | ELSEWHERE


def test_words_of_all_files_meet_in_the_series(tmp_path: Path, readers: Readers) -> None:
    """One file that speaks of the head is enough for the whole series."""
    datasets = planes(3, {"BodyPartExamined": "ABDOMEN"})
    datasets[1].SeriesDescription = "Kopf"
    save_all(tmp_path, datasets)
    (entry,) = find(tmp_path, readers).entries
    assert entry.declared.regions == {"abdomen", "head"}
