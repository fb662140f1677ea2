"""Count a text in a platform's own unit, and cut it at a word. The only module that imports regex."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import assert_never

import regex

from scrollcast.model.posting import Room, Unit

_LINK = 23  # what X and Mastodon count for a link, whatever its length
_CUT = "…"
_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3")
_URL = regex.compile(r"https?://[!-~]*[A-Za-z0-9/#=_&-]", regex.IGNORECASE)
# X makes links of bare names too; what ends like one is taken for one, which counts it too long sooner than too short
_NAMED = regex.compile(
    r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|app|dev|health|[a-z]{2})\b(?:/[!-~]*[A-Za-z0-9/#=_&-])?",
    regex.IGNORECASE,
)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))  # twitter-text, configuration v3: weight 1
_BREAK = regex.compile(r"(?=\s)|(?<=[\p{Han}\p{Hiragana}\p{Katakana}\u3001\u3002\uFF01\uFF1F])")


def count(text: str, unit: Unit) -> int:
    """How long a platform finds a text."""
    match unit:
        case Unit.UTF16:
            return len(text.encode("utf-16-le")) // 2
        case Unit.BYTES:
            return len(text.encode())
        case Unit.GRAPHEMES:
            return len(graphemes(text))
        case Unit.LINKED:
            rest, links = _URL.subn("", text)
            return len(graphemes(rest)) + _LINK * int(links)
        case Unit.WEIGHTED:
            rest, links = _URL.subn(" ", unicodedata.normalize("NFC", text))
            rest, names = _NAMED.subn(" ", rest)
            return sum(map(_weight, graphemes(rest))) + (_LINK - 1) * int(links + names)
        case _:
            assert_never(unit)


def graphemes(text: str) -> list[str]:
    """What a person sees as one letter each (Unicode UAX #29)."""
    return [str(found) for found in _GRAPHEME.findall(text)]


def fits(text: str, rooms: Sequence[Room]) -> bool:
    """True where a text is within every limit."""
    return all(count(text, room.unit) <= room.most for room in rooms)


def cut(text: str, rooms: Sequence[Room], tail: str = "") -> str:
    """The text itself, or as many of its words as there is room for, and an ellipsis.

    Parameters
    ----------
    text : str
    rooms : sequence of Room
    tail : str, optional
        What will stand behind it, and needs room as well.

    Returns
    -------
    str
        Without the tail; empty where nothing fits.

    Notes
    -----
    Where not one word fits, the cut is between graphemes: never inside a letter with its marks or a joined emoji.
    """
    if fits(text + tail, rooms):
        return text
    links = [match.span() for match in _URL.finditer(text)]
    words = [match.start() for match in _BREAK.finditer(text) if not _inside(match.start(), links)]
    letters = [match.end() for match in _GRAPHEME.finditer(text)]
    for places in (words, letters):
        most = bisect_right(places, 0, key=lambda end: 0 if fits(_ended(text[:end]) + tail, rooms) else 1)
        if most and text[: places[most - 1]].strip():
            return _ended(text[: places[most - 1]])
    return ""


def split(text: str, rooms: Sequence[Room]) -> tuple[str, ...]:
    """The text in as many pieces as it takes, each within the limits, parted at words."""
    pieces: list[str] = []
    rest = text.strip()
    while rest and not fits(rest, rooms):
        piece = cut(rest, rooms)
        if not piece:
            break
        pieces.append(piece)
        rest = rest[len(piece) - len(_CUT) :].strip()
    return (*pieces, rest) if rest else tuple(pieces)


def _weight(grapheme: str) -> int:
    if _EMOJI.search(grapheme):
        return 2
    return sum(1 if any(low <= ord(c) <= high for low, high in _LIGHT) else 2 for c in grapheme)


def _ended(text: str) -> str:
    return f"{text.rstrip()}{_CUT}"


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < place < stop for start, stop in spans)
