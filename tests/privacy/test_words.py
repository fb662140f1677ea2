"""What a film says, against the rules and against the headers: what is refused, where, and what is nobody's."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.phantom import CASE, write_case
from scrollcast.authored.case import json_schema, load_case
from scrollcast.authored.presets import load_preset
from scrollcast.authored.said import STRUCTURE
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.said import Role, Said
from scrollcast.model.series import Identifiers
from scrollcast.model.settings import Settings
from scrollcast.privacy.words import check_words
from scrollcast.script.texts import named, texts

NOBODY = Identifiers(())
JANE = Identifiers(("Quillana^Zzyzxova", "LIDC-IDRI-0314", "19630517", "20190512", "Institut Wrzlbrmpft", "4711"))
OF_HEADERS = "from the image headers"
WORDS = {
    *("title", "history", "credit", "handle", "consent", "licence", "text", "hashtags", "references", "say", "ask"),
    *("options", "heading", "lines", "label", "to", "because", "says"),
}
FORMS = {
    *("marks", "beats", "post", "arrow", "ring", "box", "outline", "ruler", "angle", "spotlight", "mask", "slicer"),
    *("hook", "scroll", "hold", "quiz", "reveal", "zoom", "compare", "takeaway", "card"),
}


def refusal(*texts: str, headers: Identifiers = JANE, role: Role = Role.SHOWN) -> str:
    """What the check says; empty where it lets the texts through."""
    try:
        check_words([Said(text, f"text {number}", role) for number, text in enumerate(texts, 1)], headers)
    except PrivacyRefusal as refused:
        assert refused.exit_code == 4
        return str(refused)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Quilana",
            "Quillanna",
            "Quilluna",
            "Qiullana",
            "quìllana",
            "QUILLANA",
            "#drquillanasign",
            "QuillanaZzyzxova",
        ),
        *(
            "Zzyzxov",
            "at Wrzlbrmft",
            "Data LIDC-IDRI-0314, TCIA, CC BY 3.0",
            "lidc idri 0314",
            "LIDC_IDRI_0314",
            "no 47 11",
        ),
        *("1963 05 17", "20190512", "120519 12052019", "Quil\u00adlana", "Ｑｕｉｌｌａｎａ"),  # noqa: RUF001
    ],
)
def test_slips_joins_and_disguises_are_found(text: str) -> None:
    """A letter missing, too many, changed or swapped; within another word; grouped digits; look-alikes."""
    assert OF_HEADERS in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Data LIDC-IDRI, TCIA, CC BY 3.0, 10.7937/K9/TCIA.2015.LO9QL9SX", "Radiology 2019;290:3", "quill", "villain"),
        *("since 1963", "Window 400/50", "slice 47 of 110", "An institute"),
    ],
)
def test_collections_years_and_other_words_are_nobodys(text: str) -> None:
    """A public collection without the patient's number, a year of a date in the header, words that are alike."""
    assert refusal(text) == ""


def test_the_sentence_helps_with_a_public_data_set() -> None:
    """It says that the collection may be named."""
    assert "a public collection is named without the number of the patient" in refusal("Data LIDC-IDRI-0314, TCIA")


def test_all_places_are_told_up_to_three() -> None:
    """One run says what to change."""
    said = refusal("A 64-year-old", "fine", "17 May 1963", "me@example.org", "at the hospital", headers=NOBODY)
    assert said.startswith(
        "The words can't be published as they are. text 1: an exact age, or one over 89; write a band"
    )
    assert "text 2" not in said
    assert "text 3: a date" in said
    assert said.endswith("There are 1 more.")


@pytest.mark.parametrize("role", Role)
def test_the_headers_count_in_every_role(role: Role) -> None:
    """In references, credits, the account's name and the output's name as well."""
    assert OF_HEADERS in refusal("quillana", role=role)


@given(st.text(min_size=1, max_size=40))
def test_any_header_text_is_either_found_or_harmless(text: str) -> None:
    """Whatever a header holds, the check neither breaks nor repeats it, be it in the place that it names."""
    said = refusal("CT", f"say {text} again", headers=Identifiers((text,)))
    places = ("text 2: ", "A text: ")
    assert not said or said.removeprefix("The words can't be published as they are. ").startswith(places)


@given(st.from_regex(r"[a-z]{9}", fullmatch=True), st.from_regex(r"[0-9]{6,10}", fullmatch=True))
def test_a_unique_token_never_gets_through(name: str, number: str) -> None:
    """A name of nine letters and a number of six digits are refused wherever they stand."""
    for text in (f"see {name.upper()}!", f"({number})", f"x_{number}", f"my{name}s"):
        assert refusal("CT", text, headers=Identifiers((f"{name}^a", number)))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (CASE.replace("Chest pain. 60s.", "Chest pain. 64."), "line 3, history: an exact age"),
        (CASE.replace("Scroll with me.", "Seen 17 May 2019."), "line 15, beats.1.hook: a date"),
        (CASE.replace("label: ball", "label: Quillana"), "line 12, marks.ball.label: a name"),
        (CASE.replace("His left, His right", "His left, Quillana"), "beats.3.quiz.options.2: a name"),
        (CASE + "credit: Elsewhere Hospital\n", "line 20, credit: a hospital"),
        (CASE + "post:\n  text: Look.\n  hashtags: [drquillana]\n", "line 22, post.hashtags.1: a name"),
        (CASE + "post:\n  references: [MRN 1234567]\n", "line 21, post.references.1: a long number"),
        (CASE.replace("ball:", "quillana:").replace("show: ball", "show: quillana"), "The case file, line 10: a name"),
        (CASE.replace("[ball](ball)", "[Quil](ball)lana"), "beat 4: a name"),
    ],
)
def test_a_case_is_refused_with_the_place(tmp_path: Path, written: str, told: str) -> None:
    """File, line and key, as for any other mistake; never the words, not even as part of a key."""
    case = load_case(
        write_case(
            tmp_path, written.replace("(ball), at", "(quillana), at" if "quillana:" in written else "(ball), at")
        )
    )
    texts = [
        Said("".join(run.text for run in getattr(beat, "say", ())), f"beat {n}")
        for n, beat in enumerate(case.case.beats, 1)
    ]
    with pytest.raises(PrivacyRefusal) as refused:
        check_words((*case.said, *texts), JANE)
    assert told in str(refused.value)
    assert "quillana" not in str(refused.value).casefold()


def test_what_the_file_and_the_screen_say_is_told_once(tmp_path: Path) -> None:
    """By the line of the file, which can be changed, whatever colour its words take."""
    say = "A [ball](ball) seen on 17 May 2019."
    authored = load_case(write_case(tmp_path, CASE.replace("A [ball](ball), at the right.", say)))
    with pytest.raises(PrivacyRefusal) as refused:
        check_words((*authored.said, *texts(load_preset("ct-abdomen"), Settings(), authored.case)), NOBODY)
    assert "line 18, beats.4.reveal.say: a date" in str(refused.value)
    assert str(refused.value).count("a date") == 1
    assert "more" not in str(refused.value)


def test_a_whole_case_passes(tmp_path: Path) -> None:
    """With every text of the file among what was checked."""
    case = load_case(write_case(tmp_path))
    assert check_words(case.said, JANE).name == "words"
    told = {said.text for said in case.said}
    assert {
        case.case.title,
        case.case.history,
        "Synthetic, nobody's.",
        "CC BY 4.0",
        "ball",
        "His right",
        "Which side?",
    } <= told


def test_every_key_of_a_case_holds_words_or_structure() -> None:
    """A new key is sorted here before it is read: is what it holds said, or not?"""
    keys = set(_keys(json_schema()))
    assert keys == (WORDS | FORMS | STRUCTURE) & keys
    assert not WORDS & STRUCTURE


def _keys(schema: object) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    properties = schema.get("properties", {})
    below = [*properties.values(), *(schema.get(key) for key in ("items", "additionalProperties", "anyOf", "oneOf"))]
    return set(properties).union(*map(_keys, below))


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("Quillana.mp4", "the output's name: a name"),
        ("cases/Quillana/clip.mp4", "the output's folder: a name"),
        ("chest_64yo.mp4", "the output's name: an exact age"),
        ("2024-01-17/clip.mp4", "the output's folder: a date"),
        ("/far/4711/clip.mp4", "the output's folder: a name, number"),
        ("../clip-20240117.mp4", "the output's name: a long number"),
    ],
)
def test_names_of_outputs_are_words_too(out: str, told: str) -> None:
    """The name of the file, and the folders that a person typed."""
    with pytest.raises(PrivacyRefusal) as refused:
        check_words(named(Path(out)), JANE)
    assert told in str(refused.value)


def test_folders_above_this_one_are_not_the_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a person's folders lie on the disk says nothing in a clip."""
    home = tmp_path / "Quillana" / "2024-01-17"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    assert [said.text for said in named(home / "out" / "clip.mp4")] == ["out", "clip"]
    assert [said.text for said in named(Path("./clip-2.mp4"))] == ["clip-2"]
    assert named(None) == ()
