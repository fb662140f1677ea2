"""Two cases on real series: the contract on a chest CT, and a coronal MR anchored by image number and by mm."""

from pathlib import Path

import pytest

from builders.real import real
from scrollcast.model.finding import Severity
from scrollcast.publish.check import check
from scrollcast.rendering import plan
from scrollcast.script.table import resolved, table

CONTRACT = Path(__file__).parents[1] / "golden" / "case.yaml"
CORONAL = """\
schema: 1
title: Bright on T2
source: SOURCE
preset: mr-abdomen
length: 30s
consent: Public data, de-identified.
licence: CC BY 3.0
marks:
  gallbladder:
    ring: {image: 16, at: [48, 127], radius: 20 mm}
    label: Gallbladder
    slices: [14, 16]
  middle:
    label: {mm: [8.6, -49.3, -13.2], text: Here}
beats:
  - hook: What is bright on T2?
  - scroll: 15
  - quiz: {ask: Find the gallbladder, find: gallbladder, think: 4s}
  - reveal: {say: "Bile is water: the [gallbladder](gallbladder) on the right."}
  - scroll
  - takeaway: Fluid is bright on T2.
"""


@pytest.mark.parametrize("name", ["ct-chest-lidc0314", "mr-abdomen-coronal-tcga-bc4073"])
def test_a_case_on_a_real_series_is_sound(tmp_path: Path, name: str) -> None:
    """No error; its marks are where they were put; the finding is shown in the reveal, and not before."""
    text = CORONAL if name.startswith("mr") else CONTRACT.read_text(encoding="utf-8")
    source = real(name)
    # the contract's credit names the patient of the public data, which the gate knows from the header
    text = text.replace("SOURCE", str(source)).replace("./ct-chest-lidc0314", str(source))
    text = text.replace("Data LIDC-IDRI-0314, TCIA", "Data TCIA")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    report = check(path)
    assert [finding for finding in report.findings if finding.severity is Severity.ERROR] == []
    film = plan(path)
    rows = table(film.screenplay)
    reveal = next(row for row in rows if row.kind == "reveal")
    assert reveal.marks
    assert all(row.marks == () for row in rows if row.beat < reveal.beat)


def test_a_place_in_mm_is_the_one_by_pixels(tmp_path: Path) -> None:
    """As the slice's own header says: on a coronal MR, within the rounding of what was written."""
    path = tmp_path / "case.yaml"
    path.write_text(CORONAL.replace("SOURCE", str(real("mr-abdomen-coronal-tcga-bc4073"))), encoding="utf-8")
    ring, here = resolved(plan(path).screenplay)
    assert (ring.slice, ring.image) == (here.slice, here.image) == (15, 16)
    assert (here.column, here.row) == pytest.approx((128, 128), abs=0.1)
