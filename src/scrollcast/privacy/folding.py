"""Texts in one form, so that two that look or sound alike to a person compare alike."""

import unicodedata

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})  # noqa: RUF001
_SPACES = {ord(space): " " for space in map(chr, range(128)) if space.isspace()}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


def plain(text: str) -> str:
    """One form of every digit, dash and space; nothing that is not seen.

    Parameters
    ----------
    text : str
    """
    if text.isascii():  # most headers; the long way takes a hundred times as long
        return text.translate(_SPACES)
    whole = unicodedata.normalize("NFKC", text.translate(_DASHES))
    return "".join(_plain(character) for character in whole if unicodedata.category(character) != "Cf")


def fold(text: str) -> str:
    """The same, without case and accents.

    Parameters
    ----------
    text : str
    """
    bare = plain(text)
    if not bare.isascii():
        bare = "".join(mark for mark in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", bare.casefold().translate(_LETTERS))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if character.isspace() else character
