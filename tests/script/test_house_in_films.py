"""What the house says in a film is in the language of its case; what the author says stays the author's."""

import pytest

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.authored.house import LANGUAGES, house
from scrollcast.model.case import Case, Hook, Quiz, Scroll, Takeaway
from scrollcast.model.overlay import Card, Header, Run
from scrollcast.model.settings import Settings
from scrollcast.script import script
from scrollcast.script.blind import blind
from scrollcast.script.texts import texts

BEATS = (Hook((Run("Hello"),)), Scroll(20), Takeaway(("One line.",)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_and_last_card_speak_the_language_of_the_case(language: str) -> None:
    """And so does what is compared with the headers."""
    words, case = house(language), Case("A title", BEATS, language=language)
    overlays = [cue.overlay for cue in script(facts(40), case, LUNG, PLATFORM).cues]
    (header,) = {overlay for overlay in overlays if isinstance(overlay, Header)}
    assert (header.label, header.window_name) == (words.named(LUNG.label), words.named(LUNG.window_name))
    (card,) = {overlay for overlay in overlays if isinstance(overlay, Card)}
    assert (card.heading, card.notice) == (words.take_home, words.notice)
    assert words.take_home in {said.text for said in texts(LUNG, Settings(), case)}


def test_a_heading_of_the_author_stays() -> None:
    """In any language."""
    case = Case("A title", (Scroll(20), Takeaway(("One line.",), "LERNZIEL")), language="de")
    (card,) = (cue.overlay for cue in script(facts(40), case, LUNG, PLATFORM).cues if isinstance(cue.overlay, Card))
    assert card.heading == "LERNZIEL"


def test_a_blind_film_asks_in_its_language() -> None:
    """Its own question where there is one, else that of the house."""
    assert blind(Case("A title", BEATS, language="fr")).beats[-1] == Takeaway((house("fr").ask,), "À VOUS")
    asked = (Scroll(20), Quiz("Où ?", 3), Takeaway(("Une ligne.",)))
    assert blind(Case("A title", asked, language="fr")).beats[-1] == Takeaway(("Où ?",), "À VOUS")
