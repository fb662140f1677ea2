"""What scrollcast itself says in a film and beside it, in the language of the case; in English where it knows no other.

English is here, and costs nothing; the other languages are in the data file beside this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scrollcast.authored.adapt import adapt
from scrollcast.authored.document import read
from scrollcast.authored.node import Keys, Node, Text

ENGLISH = "en"
LANGUAGES = (ENGLISH, "es", "fr", "de", "pt", "it", "ar", "zh", "ja")
_FILE = Path(__file__).with_name("house.yaml")


@dataclass(frozen=True, slots=True)
class House:
    """The words of the house in one language.

    Attributes
    ----------
    take_home, notice : str
        On the last card.
    posted : str
        The notice beside a clip.
    your_turn, ask : str
        On the last card of a blind film, and what it asks where the case asks nothing.
    cover, clip, slice, window, unmarked, answer, marked : str
        Of alt texts, with {places} for what they are about.
    names : mapping of str to str
        Labels and windows of the presets.
    """

    take_home: str = "TAKE-HOME"
    notice: str = "For education. Not for diagnosis."
    posted: str = "For education, not for diagnosis."
    your_turn: str = "YOUR TURN"
    ask: str = "What did you see?"
    cover: str = "Cover: {title}"
    clip: str = "{title}. Video: a scroll through {count} slices, {kind}"
    slice: str = "{kind}: slice {number} of {count}"
    window: str = "{name} window"
    unmarked: str = "without marks"
    answer: str = "Answer: {answer}"
    marked: str = "Marked: {label}"
    names: Mapping[str, str] = field(default_factory=dict)

    def named(self, english: str) -> str:
        """A label or a window of a preset; one that is not known, as of a preset of one's own, stays as it is."""
        return self.names.get(english, english)


@cache
def house(language: str) -> House:
    """The words of the house in a language (IETF BCP 47): those of ``pt`` for ``pt-BR``, English where it has none."""
    known = _known(language)
    if known in {None, ENGLISH}:
        return House()
    return adapt(House, read(_FILE).entries[str(known)], {"names": _names})


def unsaid(language: str) -> tuple[str, ...]:
    """A sentence where the house does not speak a language."""
    if _known(language) is not None:
        return ()
    return (f"What scrollcast itself says is not told in {language}, so in English, such as {House().take_home}.",)


def _known(language: str) -> str | None:
    first = language.partition("-")[0].lower()
    return first if first in LANGUAGES else None


def _names(node: Node) -> dict[str, str]:
    assert isinstance(node, Keys)
    return {key: entry.text for key, entry in node.entries.items() if isinstance(entry, Text)}
