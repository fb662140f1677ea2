"""Finding series in folders: any names, any junk; which one is meant, and what is refused."""

import os
import re
from pathlib import Path

import pytest
from pydicom import uid

from builders.dicom_files import COLUMNS, CORONAL, MR, ROWS, other_series, plane, planes, save, save_all
from scrollcast.dicom.find import find
from scrollcast.dicom.readers import Readers
from scrollcast.errors import InputError, NoImagesError, PrivacyRefusal, SelectionError, UnreadableError
from scrollcast.model.series import Modality


def test_one_series_among_junk_is_taken(tmp_path: Path, readers: Readers) -> None:
    """Names without extension, nested folders, litter and other files: the one series is found whole."""
    save_all(tmp_path / "a" / "b", planes(5))
    (tmp_path / ".DS_Store").touch()
    (tmp_path / "read me.txt").write_text("hello")
    (tmp_path / "a" / "picture.dcm").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900))
    found = find(tmp_path, readers)
    assert [(entry.index, entry.kind, entry.modality, entry.count) for entry in found.entries] == [
        (1, "CT axial 5 mm", Modality.CT, 5)
    ]
    assert found.total == 7
    assert found.pick(modality=Modality.CT).notes == ("Files in the source that are not DICOM: 2.",)


def test_a_single_file_is_a_source(tmp_path: Path, readers: Readers) -> None:
    """One file is scanned alone, whatever lies beside it."""
    paths = save_all(tmp_path, planes(3))
    assert [entry.count for entry in find(paths[0], readers).entries] == [1]


def test_index_is_stable_and_follows_the_files(tmp_path: Path, readers: Readers) -> None:
    """The index comes from the smallest path of each series, so that it stays the same for the same source."""
    save_all(tmp_path / "2", planes(3))
    save_all(tmp_path / "1", other_series(planes(4, {"ImageOrientationPatient": CORONAL}), 9))
    kinds = [[(entry.index, entry.kind, entry.count) for entry in find(tmp_path, readers).entries] for _ in range(2)]
    assert kinds[0] == kinds[1] == [(1, "CT coronal 5 mm", 4), (2, "CT axial 5 mm", 3)]


def test_several_series_are_listed(tmp_path: Path, readers: Readers) -> None:
    """Index, kind and count of those that fit, and how to choose; the choice is then taken."""
    save_all(tmp_path / "1", planes(3))
    save_all(tmp_path / "2", other_series(planes(4), 9))
    save_all(tmp_path / "3", other_series(planes(2, {"SOPClassUID": MR, "Modality": "MR"}), 10))
    found = find(tmp_path, readers)
    with pytest.raises(SelectionError) as caught:
        found.pick(modality=Modality.CT)
    lines = str(caught.value).splitlines()
    assert lines == [
        "2 series fit; choose one with --series N:",
        "  1  CT axial 5 mm, 3 images",
        "  2  CT axial 5 mm, 4 images",
    ]
    assert found.pick(2, Modality.CT).entry.count == 4
    assert found.pick(modality=Modality.MR).notes == ("Of 3 series, number 3 was taken: MR axial.",)
    with pytest.raises(SelectionError, match="no series 7"):
        found.pick(7)
    with pytest.raises(SelectionError, match="Series 3 is MR axial, and the preset is for CT"):
        found.pick(3, Modality.CT)


def test_a_localizer_is_never_taken_unasked(tmp_path: Path, readers: Readers) -> None:
    """It is listed and can be chosen, but one series beside it is the only one that fits."""
    save_all(tmp_path / "1", other_series(planes(1, {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}), 9))
    save_all(tmp_path / "2", planes(3))
    found = find(tmp_path, readers)
    assert found.pick().entry.index == 2
    assert found.pick(1).entry.kind == "CT axial localizer"


REFUSED = {
    "secondary capture": {"SOPClassUID": uid.SecondaryCaptureImageStorage},
    "ultrasound": {"SOPClassUID": uid.UltrasoundImageStorage, "Modality": "US"},
    "structured report": {"SOPClassUID": uid.EnhancedSRStorage, "Modality": "SR", "PixelData": None},
    "colour": {"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3, "PixelData": bytes(6 * ROWS * COLUMNS)},
    "burned into": {"BurnedInAnnotation": "YES"},
    "recognised": {"RecognizableVisualFeatures": "YES"},
    "picture of a screen": {"ConversionType": "WSD"},
    "dose report": {"SeriesDescription": "Dose Report"},
    "saved screen": {"ImageType": ["DERIVED", "SECONDARY", "SCREEN SAVE"]},
}


@pytest.mark.parametrize("word", REFUSED)
def test_what_is_not_an_original_image_is_refused(tmp_path: Path, readers: Readers, word: str) -> None:
    """Each kind off the allow-list is named in our own words, exit code 4, asked for or alone in the source."""
    save_all(tmp_path, planes(2, REFUSED[word]))
    for series in (None, 1):
        with pytest.raises(PrivacyRefusal, match=word) as caught:
            find(tmp_path, readers).pick(series, Modality.CT)
        assert caught.value.exit_code == 4


@pytest.mark.parametrize("count", [0, -1, 3, 100000])
def test_several_images_without_places_are_refused(tmp_path: Path, readers: Readers, count: int) -> None:
    """A plain image that claims to hold several, or none, is not shown: nothing says where each lies."""
    save_all(tmp_path, planes(2, {"NumberOfFrames": count}))
    with pytest.raises(InputError, match="does not say where each lies"):
        find(tmp_path, readers).pick()


def test_several_patients_are_refused(tmp_path: Path, readers: Readers) -> None:
    """No option gets past two PatientIDs in one source."""
    save_all(tmp_path / "1", planes(2))
    save_all(tmp_path / "2", other_series(planes(2, {"PatientID": "P2"}), 9))
    for series in (None, 1):
        with pytest.raises(PrivacyRefusal, match="files of 2 patients"):
            find(tmp_path, readers).pick(series)


@pytest.mark.parametrize(
    ("start", "word"), [(b"\xff\xd8\xff\xe0", "JPEG picture"), (b"\0\0\0\x18ftypmp42", "MP4 video"), (b"?", "no DICOM")]
)
def test_other_files_say_what_to_export(tmp_path: Path, readers: Readers, start: bytes, word: str) -> None:
    """A picture or a video instead of DICOM is named, and the way to the slices is told."""
    path = tmp_path / "clip"
    path.write_bytes(start + bytes(600))
    with pytest.raises(NoImagesError, match=f"{word}.* export the series as DICOM files"):
        find(path, readers).pick()


def test_nothing_there(tmp_path: Path, readers: Readers) -> None:
    """A missing path and an empty folder are said to be that."""
    with pytest.raises(NoImagesError, match="is not there"):
        find(tmp_path / "nowhere", readers)
    with pytest.raises(NoImagesError, match="holds no files"):
        find(tmp_path, readers)


def test_only_regular_files_are_opened(tmp_path: Path, readers: Readers) -> None:
    """A pipe would hang, and links may lead out of the source or in circles: none is followed."""
    save_all(tmp_path / "in", planes(2))
    outside = save_all(tmp_path / "out", other_series(planes(3), 9))
    os.mkfifo(tmp_path / "in" / "pipe")
    (tmp_path / "in" / "link").symlink_to(outside[0])
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    assert [entry.count for entry in find(tmp_path / "in", readers).entries] == [2]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_folder_is_said(tmp_path: Path, readers: Readers) -> None:
    """A folder that can't be read could hide slices."""
    (tmp_path / "closed").mkdir(mode=0)
    with pytest.raises(InputError, match="permission denied"):
        find(tmp_path, readers)


@pytest.mark.parametrize("kept", [0, 140, 300, -2 * ROWS * COLUMNS - 20])
def test_a_cut_file_is_never_passed_over(tmp_path: Path, readers: Readers, kept: int) -> None:
    """A file that is empty or cut off in its header may be a slice: the series is refused, with its number."""
    save_all(tmp_path / "1", planes(3))
    whole = save(tmp_path / "2", plane(3)).read_bytes()
    (tmp_path / "2").write_bytes(whole[:kept])
    with pytest.raises(UnreadableError, match=r"File 4 of 4 is (empty|damaged)"):
        find(tmp_path, readers).pick()


def test_no_header_text_in_what_is_found(tmp_path: Path, readers: Readers) -> None:
    """Neither texts nor UIDs nor paths show in the representation of what was found."""
    save_all(tmp_path / "CANARY", planes(2, {"PatientName": "CANARY", "SeriesDescription": "CANARY"}))
    found = find(tmp_path, readers)
    shown = f"{found!r} {found.pick()!r} {found.entries[0].files!r}"
    assert not re.search(r"CANARY|1\.2\.3", shown)
