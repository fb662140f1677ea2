"""Which way each character reads (Unicode UAX #9). The only module that imports bidi."""

from functools import lru_cache
from typing import NamedTuple

from bidi import algorithm


class Piece(NamedTuple):
    """A run of characters that reads one way: `start` to `stop` in the text as written."""

    start: int
    stop: int
    leftwards: bool


def reads_leftwards(text: str) -> bool:
    """True where the first letter that has a direction reads from right to left (rules P2 and P3)."""
    return bool(algorithm.get_base_level(text))


@lru_cache(maxsize=1024)
def pieces(text: str, leftwards: bool) -> tuple[Piece, ...]:
    """Split a line into pieces that read one way, in the order in which they stand from left to right (rule L2).

    Parameters
    ----------
    text : str
        One line.
    leftwards : bool
        Direction of the whole paragraph.
    """
    if text.isascii() and not leftwards:
        return (Piece(0, len(text), False),)
    levels = _levels(text, leftwards)
    runs: list[tuple[Piece, int]] = []
    for at, level in enumerate(levels):
        if runs and runs[-1][1] == level:
            runs[-1] = (runs[-1][0]._replace(stop=at + 1), level)
        else:
            runs.append((Piece(at, at + 1, bool(level % 2)), level))
    for level in range(max(levels), 0, -1):
        runs = _turned(runs, level)
    return tuple(piece for piece, _ in runs)


def _turned(runs: list[tuple[Piece, int]], level: int) -> list[tuple[Piece, int]]:
    """Turn round each stretch of runs at this level or above."""
    out: list[tuple[Piece, int]] = []
    stretch: list[tuple[Piece, int]] = []
    for run in runs:
        if run[1] >= level:
            stretch.insert(0, run)
        else:
            out += [*stretch, run]
            stretch = []
    return out + stretch


def _levels(text: str, leftwards: bool) -> list[int]:
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(leftwards)
    storage["base_dir"] = "R" if leftwards else "L"
    algorithm.get_embedding_levels(text, storage)
    for at, character in enumerate(storage["chars"]):
        character["at"] = at
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = [int(leftwards)] * len(text)
    for character in storage["chars"]:  # controls are gone (rule X9) and keep the level of the paragraph
        levels[character["at"]] = character["level"]
    for at in range(len(text) - 1, -1, -1):  # white space at the end goes with the paragraph (rule L1)
        if not text[at].isspace():
            break
        levels[at] = int(leftwards)
    return levels
