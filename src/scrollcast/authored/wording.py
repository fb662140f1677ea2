"""How messages quote what was found, list what is allowed, and name the nearest right word."""

import difflib
from collections.abc import Iterable

_LONGEST = 40


def shown(text: str) -> str:
    """Quote a text for a message: on one line, without control characters, cut where it is long."""
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f'"{"".join(c if c.isprintable() else "·" for c in cut)}"'


def listed(names: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    *most, end = names
    return f"{', '.join(most)} {last} {end}" if most else end


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that a person most likely meant, if any is near."""
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def hint(word: str, names: Iterable[str]) -> str:
    """``Did you mean window?`` with a space before it, or nothing."""
    meant = nearest(word, names)
    return "" if meant is None else f" Did you mean {meant}?"
