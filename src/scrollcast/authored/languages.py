"""A case in one of its languages: ``title.es`` is the title in Spanish, ``say.es`` what is said there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.wording import listed

USUAL = "en"
CODE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
SPOKEN = frozenset(
    {
        *("title", "history", "label", "credit", "text", "hashtags", "consent", "licence", "narration"),
        *("hook", "reveal", "takeaway", "card", "say", "ask", "options", "heading", "lines"),
    }
)
"""Keys that may be written again in another language."""

_KEY = re.compile(rf"(?P<key>[a-z-]+)\.(?P<language>{CODE})")
_TOLD = 6


@dataclass(frozen=True, slots=True)
class Spoken:
    """A case file in one language.

    Attributes
    ----------
    document : Keys
        Without the words of the other languages.
    language : str
        As in IETF BCP 47.
    notes : tuple of str
        What is not told in it.
    """

    document: Keys
    language: str
    notes: tuple[str, ...] = ()


def speak(document: Keys, language: str | None) -> Spoken:
    """Choose the words of one language; those that it lacks stay in the language of the case.

    Parameters
    ----------
    document : Keys
        A whole case file.
    language : str or None
        None is the language of the case.

    Raises
    ------
    AuthoredError
        Where the case has no words in that language, or a word in another language without its own.
    """
    own = _own(document)
    told_in = {code.lower(): code for code in (own, *sorted({code for _, code in _codes(document)}))}
    wanted = told_in.get((language or own).lower())
    if wanted is None:
        raise fault(document.where, f"the case is not told in {language}; it is told in {listed(told_in.values())}.")
    lacking = () if wanted == own else tuple(_lacking(document, wanted))
    more = len(lacking) - _TOLD
    told = f"{', '.join(lacking[:_TOLD])}{f' and {more} more' if more > 0 else ''}"
    chosen = _chosen(document, wanted)
    assert isinstance(chosen, Keys)
    return Spoken(chosen, wanted, (f"Not told in {wanted}, so in {own}: {told}.",) if lacking else ())


def _own(document: Keys) -> str:
    node = document.entries.get("language")
    return node.text.strip() if isinstance(node, Text) else USUAL


def _codes(node: Node) -> Iterator[tuple[str, str]]:
    """Each key that is written in another language, with that language."""
    for key, entry in _entries(node):
        translated = _translated(key)
        if translated is not None:
            yield translated
        yield from _codes(entry)


def _lacking(node: Node, language: str) -> Iterator[str]:
    """Places of words that are not told in a language."""
    match node:
        case Keys(entries=entries):
            told = {key for key, code in filter(None, map(_translated, entries)) if code.lower() == language.lower()}
            for key, entry in entries.items():
                if key in SPOKEN and key not in told and _says(entry):
                    yield ".".join(entry.where.path)
                elif _translated(key) is None:
                    yield from _lacking(entry, language)
        case Items(items=items):
            for item in items:
                yield from _lacking(item, language)
        case Text():
            return


def _says(entry: Node) -> bool:
    """True for words themselves; a mapping has keys of its own."""
    return not isinstance(entry, Keys) and entry.plain() is not None


def _chosen(node: Node, language: str) -> Node:
    match node:
        case Keys(where=where, entries=entries):
            kept = {key: entry for key, entry in entries.items() if _translated(key) is None}
            for key, entry in entries.items():
                translated = _translated(key)
                if translated is not None and translated[0] not in kept:
                    raise fault(entry.where, f"the key {translated[0]} is missing, of which this is a translation.")
                if translated is not None and translated[1].lower() == language.lower():
                    kept[translated[0]] = entry
            return Keys(where, {key: _chosen(entry, language) for key, entry in kept.items()})
        case Items(where=where, items=items):
            return Items(where, tuple(_chosen(item, language) for item in items))
        case Text():
            return node


def _entries(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Keys(entries=entries):
            yield from entries.items()
        case Items(items=items):
            for item in items:
                yield from _entries(item)
        case Text():
            return


def _translated(key: str) -> tuple[str, str] | None:
    """The key and the language of a translation; None for any other key."""
    match = _KEY.fullmatch(key)
    if match is None or match["key"] not in SPOKEN:
        return None
    return match["key"], match["language"]
