"""Readings against header texts, as a reader errs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.privacy.likeness import is_part_of, like_headers
from scrollcast.privacy.words import telling

TELLING = telling(("Zzyzxova^Quillana", "QX-77431-B", "19630517", "Li^Wu", "Doe^Jane"))


@pytest.mark.parametrize(
    "reading",
    [
        "ZZYZXOVA QUILLANA",
        "zzyzx0va",
        "Zzyzxova,Q",
        "QUlLLANA",
        "quilana",
        "77431",
        "7743I",
        "born17.05.1963",
        "JANE 64Y",
        "DOE",
    ],
)
def test_what_the_headers_hold_is_known_again(reading: str) -> None:
    """In any case, run together, with one slip in a long word or a letter taken for a digit."""
    assert like_headers(reading, TELLING)


@pytest.mark.parametrize("reading", ["", "lod", "R", "10 cm", "Li", "jan", "shoed", "zzy", "512 x 512", "2004"])
def test_what_they_don_t_hold_is_not(reading: str) -> None:
    """Short readings, parts of names and other numbers are not the patient's."""
    assert not like_headers(reading, TELLING)


@given(st.from_regex(r"[a-z]{7,12}", fullmatch=True), st.data())
def test_one_slip_hides_no_name(name: str, data: st.DataObject) -> None:
    """Whichever letter is misread, left out or doubled."""
    at = data.draw(st.integers(0, len(name) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0158"))
    for read in (name[:at] + other + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]):
        assert like_headers(f"x {read.upper()}", (name,))


@pytest.mark.parametrize(
    ("reading", "part"),
    [
        *(("Scroll School", True), ("SCROLLSCHOOL", True), ("Scrol School", True), ("ScroII Schoo1", True)),
        *(
            ("school", True),
            ("Scroll", True),
            ("of", True),
            ("Doe", False),
            ("scho", False),
            ("Scroll School DOE", False),
        ),
        *(("Doe Jane", False), ("4471", False), ("", False), ("does it", True)),
    ],
)
def test_what_a_case_says_is_known_again(reading: str, part: bool) -> None:
    """All of a reading, in any case, with a slip; a name is not hidden in a longer word."""
    assert is_part_of(reading, ("Scroll School", "Where does it come out of?")) is part
