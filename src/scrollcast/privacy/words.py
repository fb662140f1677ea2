"""The author's own words: nothing that names the patient, the place or the study may be written into the film."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.series import Identifiers
from scrollcast.model.volume import Check

_COMPOUND = re.compile(r"[^\W_]+(?:[-./:'_][^\W_]+)*")  # a word, a number, a date, an ID with its punctuation
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d{4,}")
_UID = re.compile(r"\d+(?:\.\d+){5,}")
_DATE = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})  # noqa: RUF001
_SENTENCE = 12  # words; a longer header text is prose, of which only numbers count
_SHORTEST = 4
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,}")  # written without spaces between words


def check_words(texts: Sequence[str], identifiers: Identifiers) -> Check:
    """Refuse a text that repeats a name, number or date of the headers, whatever its case or accents.

    Parameters
    ----------
    texts : sequence of str
        Everything that the film will say: title, captions, labels, credits.
    identifiers : Identifiers

    Raises
    ------
    PrivacyRefusal
        Names the text by its place, and echoes nothing.
    """
    telling = _telling(identifiers.reveal())
    ideographs = {run for text in identifiers.reveal() for run in _IDEOGRAPHS.findall(_fold(text))}
    for place, text in enumerate(texts, 1):
        folded = _fold(text)
        if telling & _said(folded) or any(run in folded for run in ideographs):
            raise PrivacyRefusal(
                f"Text {place} of {len(texts)} in the film repeats a name, number or date from the image headers. "
                "Write it without."
            )
    return Check("words", f"{len(texts)} texts, none with a name, number or date of the headers")


def _telling(texts: Iterable[str]) -> set[str]:
    """What gives a person away: names of 3 letters, numbers of 4 digits, IDs, dates in each order."""
    telling: set[str] = set()
    for text in texts:
        compounds = _COMPOUND.findall(_fold(text))
        for compound in compounds:
            squeezed = _squeezed(compound)
            if not squeezed.isalpha():
                telling.update(_numbers(compound, squeezed))
            elif len(compounds) <= _SENTENCE:
                telling.update(_LETTERS.findall(compound))
    return telling - _common()


def _numbers(compound: str, squeezed: str) -> Iterable[str]:
    """A number or an ID as it stands, its long runs of digits, and where it is a date, its other orders."""
    if len(squeezed) < _SHORTEST:
        return
    yield squeezed
    if not _UID.fullmatch(compound):
        yield from _DIGITS.findall(compound)
    if match := _DATE.match(squeezed):
        year, month, day = match.groups()
        m, d = month.lstrip("0"), day.lstrip("0")
        yield from (year + month + day, day + month + year, month + day + year, d + m + year, m + d + year)


@cache
def _common() -> frozenset[str]:
    """Words of anatomy, technique and teaching, which tell nothing of a person."""
    return frozenset(files(__package__).joinpath("common_words.txt").read_text("utf-8").split())


def _said(folded: str) -> set[str]:
    compounds = _COMPOUND.findall(folded)
    return {*map(_squeezed, compounds), *_LETTERS.findall(folded), *_DIGITS.findall(folded)}


def _squeezed(compound: str) -> str:
    return re.sub(r"[\W_]", "", compound)


def _fold(text: str) -> str:
    """Without case and accents, in one Unicode form."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", plain.casefold().translate(_PLAIN))
