"""What was read in pixels against what the headers hold: as forgiving as a reader errs."""

import re
from collections.abc import Iterable

from scrollcast.privacy.folding import fold
from scrollcast.privacy.words import slip

_LOOKALIKES = str.maketrans("01|58269", "oiisbzgg")  # a reader's usual slips
_L = str.maketrans("l", "i")
_RUN = re.compile(r"[a-z]+|\d+")
_SHORT, _LONG = 4, 6  # characters from which on a token counts within a word, and with a slip


def like_headers(reading: str, telling: Iterable[str]) -> bool:
    """True where a reading holds a telling word or number of the headers, or nearly.

    Parameters
    ----------
    reading : str
    telling : iterable of str
        From `words.telling`.
    """
    folded = fold(reading)
    runs, squeezed = set(_RUN.findall(folded)), _alike("".join(filter(str.isalnum, folded)))
    return any(token in runs or _within(_alike(token), squeezed) for token in telling)


def is_part_of(reading: str, lines: Iterable[str]) -> bool:
    """True where all of a reading, or nearly, stands in one of some lines; a short one only as words of its own."""
    read = _squeezed(reading)
    if len(read) < _LONG:
        return bool(read) and any(set(map(_alike, _RUN.findall(fold(reading)))) <= _words(line) for line in lines)
    return any(_within(read, _squeezed(line)) for line in lines)


def _words(line: str) -> set[str]:
    return set(map(_alike, _RUN.findall(fold(line))))


def _squeezed(text: str) -> str:
    return _alike("".join(filter(str.isalnum, fold(text))))


def _within(token: str, text: str) -> bool:
    size = len(token)
    if size < _SHORT or size > len(text) + 1:
        return False
    if token in text:
        return True
    windows = (text[at : at + width] for width in (size - 1, size, size + 1) for at in range(len(text) - width + 1))
    return size >= _LONG and any(slip(token, window) for window in windows)


def _alike(text: str) -> str:
    return text.translate(_LOOKALIKES).translate(_L)
