"""What authors may not say of a patient, and the many numbers of teaching that they may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.authored.presets import shipped_presets
from scrollcast.model.said import Role, Said
from scrollcast.privacy.rules import broken

AGES = (
    *(
        "64-year-old smoker",
        "A 64 year old woman",
        "64 y/o with pain",
        "64yo",
        "64 y.o.",
        "64 yrs old",
        "3-week-old boy",
    ),
    *(
        "An 18-month-old girl",
        "sixty-four-year-old man",
        "aged 64",
        "Age: 64",
        "Woman, 64 years",
        "female, 64.",
        "64F with cough",
    ),
    *(
        "64M, smoker",
        "F64",
        "64-jährige Patientin",
        "Mann, 64 Jahre",
        "64 Jahre alt",
        "femme de 64 ans",
        "âgée de 64 ans",
    ),
    *(
        "mujer de 64 años",
        "Edad: 64",
        "uomo di 64 anni",
        "homem de 64 anos",
        "vrouw, 64 jaar",
        "64-летний",
        "64歳",
        "64 세",
    ),
    *(
        "\uff16\uff14-year-old",
        "64\u2011year\u2011old",
        "A woman in her 90s",
        "94-year-old",
        "born 1963",
        "geb. 1963",
        "85-94 years old",
    ),
    *("64-65 years old", "DOB 1963", "64 male", "64-year woman"),
)
DATES = (
    *(
        "17.05.1963",
        "5/17/1963",
        "1963-05-17",
        "17-05-63",
        "17 May 1963",
        "May 17",
        "May 2019",
        "17th of March",
        "17. Mai",
    ),
    *("seen in March 2024", "3 de mayo", "le 14 juillet", "12 Oct", "Oct. 12", "17-MAY-1963", "5月17日", "1963/5/17"),
)
LONG = (
    "555-123-4567",
    "MRN 123456",
    "no. 00471122",
    "A1234567B",
    "123-45-6789",
    "943 476 5919",
    "756.1234.5678.97",
    "20240117",
)
TELEPHONES = (
    "+49 89 1234567",
    "(555) 123-4567",
    "089/1234567",
    "06 12 34 56 78",
    "Tel. 4711",
    "call 555 1234",
)
E_MAILS = ("me@example.org", "write to jane.roe@uni-x.example", "jane @ example.com")
HOSPITALS = (
    *(
        "At St. Elsewhere Hospital",
        "our hospital",
        "Universitätsklinikum",
        "Klinik für Radiologie",
        "Uniklinik",
        "CHU de Nantes",
    ),
    *(
        "Hôpital du Nord",
        "Ospedale Maggiore",
        "Policlinico",
        "Santa Casa",
        "Clínica del Sol",
        "Mayo Clinic",
        "Example Medical Center",
    ),
    *(
        "ziekenhuis",
        "Rigshospitalet, a sygehus",
        "больница",
        "東京病院",
        "Cancer Centre",
        "Kantonsspital",
        "Krankenhaus",
    ),
)
FINE = (
    *(
        "60s",
        "Chest pain. 60s.",
        "A woman in her 60s",
        "60-69 years old",
        "60\u201364 years",
        "80s",
        "Over 60.",
        "90+",
        "in her sixties",
    ),
    *(
        "12 mm",
        "A 12 x 14 mm nodule",
        "400/50",
        "Window 1500/-600",
        "Case 12",
        "slice 123 of 275",
        "-40 HU",
        "26 mm",
        "3.2 cm",
    ),
    *(
        "2.5 mm slices",
        "1.25 mm",
        "b 0, 50, 400 and 800",
        "b 50 400 800",
        "120 kV, 200 mAs",
        "1.5 T and 3 T",
        "10/12/14 mm",
        "T2 1/3",
    ),
    *(
        "TR 4000, TE 100",
        "Up to 20 HU: think cyst.",
        "L4/L5",
        "C5-C6",
        "Grade 3/4",
        "Stage IIIB",
        "PI-RADS 4",
        "50 %",
        "1 in 10,000",
    ),
    *(
        "Cough, 3 months.",
        "Fever for 3 days.",
        "5-year survival",
        "stable over 5 years",
        "40 pack-years",
        "depuis 5 ans",
        "seit 5 Jahren",
    ),
    *(
        "Radiology 2019;290:3",
        "Since 2004",
        "Fleischner 2017",
        "10.7937/K9/TCIA.2015.LO9QL9SX",
        "https://doi.org/10.1148/radiol.2019180123",
    ),
    *(
        "PMID: 31573399",
        "PMC6789012",
        "doi:10.1016/j.jacr.2017.07.012",
        "arXiv:2304.123456",
        "Data TCIA, CC BY 3.0",
        "@rad.cases",
    ),
    *(
        "A 28F chest drain",
        "8 F catheter",
        "2 male patients",
        "Slice 2 may show it",
        "in 5 may be cystic",
        "hospital-acquired pneumonia",
    ),
    *(
        "in-hospital mortality",
        "seen in clinic",
        "Klinik: Fieber",
        "historia clínica",
        "Delayed phase (90s)",
        "wait 90s",
        "OCT 3",
    ),
    *(
        "Gleason 4+3",
        "PSA 64",
        "Bosniak 2019",
        "march through the slices",
        "Look at 12, 3 and 6 o'clock",
        "6 cm at L2",
        "Zone 1, 2, 3",
    ),
    *("#FOAMrad", "16-row CT", "8-12 weeks", "M1a", "T4 N2 M1", "M1", "20-30 %", "After 30 s", "Woman, mother of 3"),
)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        *(("an exact age", text) for text in AGES),
        *(("a date", text) for text in DATES),
        *(("a long number", text) for text in LONG),
        *(("a telephone number", text) for text in TELEPHONES),
        *(("an e-mail address", text) for text in E_MAILS),
        *(("a hospital", text) for text in HOSPITALS),
    ],
)
def test_what_tells_is_found(what: str, text: str) -> None:
    """In several languages and spellings; the rule says what it is."""
    assert what in {
        rule.what.removesuffix(", or one over 89").removesuffix(", as IDs are") for rule in broken(Said(text, "here"))
    }


@pytest.mark.parametrize("text", FINE)
def test_what_teaches_is_fine(text: str) -> None:
    """Measures, windows, spans of time, age bands, years and identifiers of literature."""
    assert [rule.what for rule in broken(Said(text, "here"))] == []


@pytest.mark.parametrize("text", ["64", "Chest pain. 64.", "64; smoker", "Cough, 90s."])
def test_a_number_alone_in_a_history_is_an_age(text: str) -> None:
    """Elsewhere it is a number."""
    assert list(broken(Said(text, "here", Role.HISTORY)))
    assert not list(broken(Said(text, "here")))


@pytest.mark.parametrize("text", ["Cough, 3 months. 60s.", "PSA 64.", "Gleason 7", "Staging, 50s. No symptoms.", "80s"])
def test_a_history_with_a_band_is_fine(text: str) -> None:
    """Bands, spans of time and findings."""
    assert not list(broken(Said(text, "here", Role.HISTORY)))


@pytest.mark.parametrize(
    "text",
    ["64yo-male.mp4", "ct_2024-01-17", "20240117_chest", "patient_123456", "St-Elsewhere-Hospital", "case_64_year_old"],
)
def test_names_of_files_keep_the_rules(text: str) -> None:
    """Underscores part words."""
    assert list(broken(Said(text, "the output", Role.NAME)))


@pytest.mark.parametrize("text", ["ct-abdomen-12", "case12", "ct-lung_v2", "quiz 3", "week-47"])
def test_plain_names_of_files_are_fine(text: str) -> None:
    """Presets, counters, versions."""
    assert not list(broken(Said(text, "the output", Role.NAME)))


def test_references_may_have_what_literature_has() -> None:
    """Dates, ages and hospitals of papers, and addresses; no e-mail and no long number outside of them."""
    cited = "Roe J. A 64-year-old man. Hospital Medicine 2019 May 14. https://pubmed.example/31573399/"
    assert not list(broken(Said(cited, "here", Role.REFERENCE)))
    assert list(broken(Said("MRN 31573399", "here", Role.REFERENCE)))
    assert not list(broken(Said("Written consent, 17 May 2024, University Hospital", "here", Role.RECORD)))


def test_what_is_shipped_keeps_the_rules() -> None:
    """Every text of every preset."""
    for preset in shipped_presets():
        for text in (preset.label, preset.window_name, preset.title, preset.hook, preset.pause.ask):
            assert not list(broken(Said(text, preset.name)))


@given(st.text(max_size=60), st.sampled_from(Role))
def test_any_text_is_judged(text: str, role: Role) -> None:
    """No text breaks the rules' own patterns."""
    list(broken(Said(text, "here", role)))


@given(st.integers(1, 120))
def test_every_exact_age_is_found(age: int) -> None:
    """From 1 to 120."""
    assert list(broken(Said(f"A {age}-year-old with pain", "here")))


@given(st.integers(0, 8))
def test_every_band_up_to_the_eighties_is_right(decade: int) -> None:
    """0s to 80s."""
    assert not list(broken(Said(f"In her {decade * 10}s.", "here", Role.HISTORY)))
