"""The author's own words: nothing that tells who, when or where, and nothing that the headers hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.said import Said
from scrollcast.model.series import Identifiers
from scrollcast.model.volume import Check
from scrollcast.privacy.folding import fold
from scrollcast.privacy.rules import broken

_COMPOUND = re.compile(r"[^\W_]+(?:[-./:'_][^\W_]+)*")  # a word, a number, a date, an ID with its punctuation
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d{4,}")
_SPACED = re.compile(r"\d(?:[ ./,-]?\d){3,}")  # a number written in groups
_UID = re.compile(r"\d+(?:\.\d+){5,}")
_DATE = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINE = re.compile(r"line \d+")
_COLOURED = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")  # a word of a caption in the colour of its mark
_SENTENCE = 12  # words; a longer header text is prose, of which only numbers count
_SHORTEST = 4
_DISTINCT = 6  # letters from which on a name is found within a word, or with a slip in it
_MOST_PLACES = 3
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,}")  # written without spaces between words
_OF_HEADERS = (
    "a name, number or date from the image headers",
    "leave it out; a public collection is named without the number of the patient",
)


def check_words(words: Sequence[Said], identifiers: Identifiers) -> Check:
    """Refuse words that tell of a patient, by themselves or because the headers hold them too.

    Parameters
    ----------
    words : sequence of Said
        Everything that goes out beside the pixels: title, captions, labels, credits, post, the output's name. What is
        said twice, in the file and on the screen, is told at its first place.
    identifiers : Identifiers

    Raises
    ------
    PrivacyRefusal
        Says where and what kind of thing, and echoes nothing.
    """
    headers = _Headers(identifiers)
    places: dict[tuple[str, str, str], str] = {}
    for said in words:
        for what, instead in _faults(said, headers):
            places.setdefault((_COLOURED.sub(r"\1", said.text), what, instead), said.place)
    if places:
        found = [f"{headers.unsaid(place)}: {what}; {instead}." for (_, what, instead), place in places.items()]
        more = f" There are {len(found) - _MOST_PLACES} more." if len(found) > _MOST_PLACES else ""
        raise PrivacyRefusal(f"The words can't be published as they are. {' '.join(found[:_MOST_PLACES])}{more}")
    return Check("words", f"{len(words)} texts: no age, date, long number, address, hospital, nor words of the headers")


def _faults(said: Said, headers: "_Headers") -> Iterator[tuple[str, str]]:
    for rule in broken(said):
        yield rule.what, rule.instead
    if headers.repeated_in(said.text):
        yield _OF_HEADERS


class _Headers:
    """What of the headers gives a person away; shown nowhere, and gone with the check."""

    def __init__(self, identifiers: Identifiers) -> None:
        texts = identifiers.reveal()
        self._telling = telling(texts)
        self._distinct = [word for word in self._telling if len(word) >= _DISTINCT and word.isalpha()]
        self._ideographs = {run for text in texts for run in _IDEOGRAPHS.findall(fold(text))}

    def repeated_in(self, text: str) -> bool:
        """True where a text has a name, number or date of the headers, whatever its case, accents or small slips."""
        folded = fold(text)
        if self._telling & _said(folded) or any(run in folded for run in self._ideographs):
            return True
        rare = set(_LETTERS.findall(folded)) - _common()
        return any(name in word or slip(name, word) for name in self._distinct for word in rare)

    def unsaid(self, place: str) -> str:
        """A place, without the names in it that the headers hold too."""
        if not self.repeated_in(place):
            return place
        line = _LINE.search(place)
        return f"The case file, {line[0]}" if line else "A text"


def slip(name: str, word: str) -> bool:
    """True where one letter is missing, too many or another one, or two have changed places."""
    if abs(len(name) - len(word)) > 1:
        return False
    at = next((n for n, (one, other) in enumerate(zip(name, word, strict=False)) if one != other), None)
    if at is None:
        return True
    swapped = name[at : at + 2] == word[at : at + 2][::-1] and name[at + 2 :] == word[at + 2 :]
    return swapped or name[at + 1 :] in (word[at + 1 :], word[at:]) or name[at:] == word[at + 1 :]


def telling(texts: Iterable[str]) -> set[str]:
    """What of header texts gives a person away: names of 3 letters, numbers of 4 digits, IDs, dates in each order."""
    found: set[str] = set()
    for text in texts:
        compounds = _COMPOUND.findall(fold(text))
        for compound in compounds:
            squeezed = _squeezed(compound)
            if not squeezed.isalpha():
                found.update(_numbers(compound, squeezed))
            elif len(compounds) <= _SENTENCE:
                found.update(_LETTERS.findall(compound))
    return found - _common()


def _numbers(compound: str, squeezed: str) -> Iterable[str]:
    """A number or an ID as it stands, its long runs of digits, and where it is a date, its other orders."""
    if len(squeezed) < _SHORTEST:
        return
    yield squeezed
    if not _UID.fullmatch(compound):
        yield from (run for run in _DIGITS.findall(compound) if run == squeezed or not _YEAR.fullmatch(run))
    if match := _DATE.match(squeezed):
        year, month, day = match.groups()
        m, d = month.lstrip("0"), day.lstrip("0")
        yield from (year + month + day, day + month + year, month + day + year, d + m + year, m + d + year)


@cache
def _common() -> frozenset[str]:
    """Words of anatomy, technique and teaching, which tell nothing of a person."""
    return frozenset(files(__package__).joinpath("common_words.txt").read_text("utf-8").split())


def _said(folded: str) -> set[str]:
    numbers = (*_COMPOUND.findall(folded), *_SPACED.findall(folded))
    return {*map(_squeezed, numbers), *_LETTERS.findall(folded), *_DIGITS.findall(folded)}


def _squeezed(compound: str) -> str:
    return re.sub(r"[\W_]", "", compound)
