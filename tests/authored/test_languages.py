"""A case told in several languages: one of them is read, and what it lacks is said."""

import json
from pathlib import Path

import jsonschema
import pytest

from builders.case_files import HEAD, beats, case_file
from scrollcast.authored.case import json_schema, load_case
from scrollcast.errors import AuthoredError
from scrollcast.model.case import Hook, Quiz, Takeaway
from scrollcast.model.said import Role

BEATS = beats(
    "{hook: Scroll with me., hook.es: Desplázate conmigo.}",
    "scroll: {to: 5, say: Down., say.es: Abajo.}",
    "quiz: {ask: What?, ask.es: ¿Qué?, options: [One, Two], options.es: [Uno, Dos], answer: 2}",
    "reveal: {show: mass, say: 'A [mass](mass).', say.es: 'Una [masa](mass).'}",
    "{takeaway: [Look twice.], takeaway.es: [Mira dos veces.]}",
)
MARKS = "marks:\n  mass:\n    arrow: {slice: 5, at: [10, 12]}\n    label: mass\n    label.es: masa\n"
MORE = "title.es: ¿Dónde está?\npost:\n  text: Look.\n  text.es: Mira.\nhistory: Cough. 60s.\nhistory.es: Tos. 60s.\n"


def test_a_case_is_read_in_one_of_its_languages(tmp_path: Path) -> None:
    """Every word of it, in beats, marks and the post; numbers are those of the case."""
    path = case_file(tmp_path, BEATS, MARKS, MORE)
    own, spanish = load_case(path), load_case(path, "es")
    assert (own.case.language, spanish.case.language) == ("en", "es")
    assert (own.case.title, spanish.case.title) == ("Where is the problem?", "¿Dónde está?")
    hook, scroll, quiz, reveal, takeaway = spanish.case.beats
    assert isinstance(hook, Hook)
    assert hook.say[0].text == "Desplázate conmigo."
    assert scroll.say[0].text == "Abajo."
    assert isinstance(quiz, Quiz)
    assert (quiz.ask, quiz.options, quiz.right) == ("¿Qué?", ("Uno", "Dos"), frozenset({1}))
    assert [(run.text, run.mark) for run in reveal.say][1] == ("masa", "mass")
    assert takeaway == Takeaway(("Mira dos veces.",))
    assert spanish.case.marks[0].label == "masa"
    assert spanish.post.text == "Mira."
    assert own.notes == spanish.notes == ()
    assert own == load_case(path, "EN")


def test_the_gate_hears_the_words_that_are_said(tmp_path: Path) -> None:
    """Those of the language that is read, each with its role and its line."""
    spanish = load_case(case_file(tmp_path, BEATS, MARKS, MORE), "es")
    words = {said.text: said for said in spanish.said}
    assert "Tos. 60s." in words
    assert "Cough. 60s." not in words
    assert words["Tos. 60s."].role is Role.HISTORY
    assert words["Mira."].place.endswith("line 8, post.text.es")


def test_what_is_not_told_stays_and_is_said(tmp_path: Path) -> None:
    """By its place; the words of another language never mix in."""
    path = case_file(tmp_path, BEATS.replace(", hook.es: Desplázate conmigo.", ""), MARKS, MORE + "title.de: Wo?\n")
    spanish = load_case(path, "es")
    assert spanish.notes == ("Not told in es, so in en: beats.1.hook.",)
    german = load_case(path, "de")
    assert german.case.title == "Wo?"
    assert german.notes[0].startswith("Not told in de, so in en: ")
    assert german.notes[0].endswith(" more.")


def test_a_language_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With those that are."""
    path = case_file(tmp_path, BEATS, MARKS, MORE)
    with pytest.raises(AuthoredError, match="the case is not told in fr; it is told in en and es"):
        load_case(path, "fr")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("history.es: Tos.\n", "line 5, history.es: the key history is missing"),
        ("length.es: 30s\n", "line 5, length.es: there is no such key"),
        ("title.spanish2: x\n", r"line 5, title.spanish2: there is no such key"),
    ],
)
def test_a_translation_of_nothing_is_refused(tmp_path: Path, more: str, says: str) -> None:
    """Also where another language is asked for."""
    with pytest.raises(AuthoredError, match=says):
        load_case(case_file(tmp_path, BEATS, MARKS, more))


def test_the_schema_knows_translations(tmp_path: Path) -> None:
    """An editor accepts what the reader accepts, and no translation of a number."""
    schema = json.loads(json.dumps(json_schema()))
    case = {
        **{"schema": 1, "title": "a", "title.es": "b", "source": "./x", "preset": "ct-lung"},
        "beats": [{"hook": "a", "hook.pt-BR": "b"}, {"quiz": {"ask": "a", "ask.es": "b"}}],
    }
    jsonschema.validate(case, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**case, "fps.es": 30}, schema)
    assert HEAD.startswith("schema: 1")
