"""The words of the house, in every language that it speaks."""

import string
from dataclasses import fields
from pathlib import Path

import pytest

from builders.case_files import beats, case_file
from scrollcast.authored.case import load_case
from scrollcast.authored.house import LANGUAGES, House, house, unsaid
from scrollcast.authored.presets import load_preset, preset_names

ENGLISH = House()
SENTENCES = [field.name for field in fields(House) if field.name != "names"]


def places(text: str) -> set[str]:
    """What is filled into a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_says_everything(language: str) -> None:
    """Every sentence, none of them in English, with the same places in it; every label and window of the presets."""
    words = house(language)
    for name in SENTENCES:
        told, english = getattr(words, name), getattr(ENGLISH, name)
        assert told != english
        assert places(told) == places(english)
    presets = [load_preset(name) for name in preset_names()]
    named = {name for preset in presets for name in (preset.label, preset.window_name) if name}
    assert set(words.names) == named
    assert all(words.names.values())


def test_a_region_speaks_its_language() -> None:
    """``pt-BR`` and ``PT`` are Portuguese; what no preset of the house has stays as it is."""
    assert house("pt-BR") is not ENGLISH
    assert house("pt-BR").take_home == house("PT").take_home == "PARA LEMBRAR"
    assert house("de").named("My window") == "My window"
    assert house("en-GB") == ENGLISH


def test_a_language_that_the_house_lacks_is_said(tmp_path: Path) -> None:
    """English stands in, and a note says so."""
    assert house("ko") == ENGLISH
    written = beats("{hook: Hello, hook.ko: 안녕, hook.es: Hola}", "scroll: 5")
    path = case_file(tmp_path, written)
    assert any("not told in ko, so in English, such as TAKE-HOME" in note for note in load_case(path, "ko").notes)
    assert not any("TAKE-HOME" in note for note in load_case(path, "es").notes)
    assert unsaid("zh-Hant") == ()
