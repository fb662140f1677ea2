"""How long words must stand to be read."""

import math
from fractions import Fraction

from scrollcast.model.timing import Rate

CHARACTERS_A_SECOND = 17
_LEAST = Fraction(6, 5)


def reading(text: str, rate: Rate) -> int:
    """Frames that a text needs: 17 characters a second, 1.2 s at least; none for no text."""
    if not text:
        return 0
    return math.ceil(max(_LEAST, Fraction(len(text), CHARACTERS_A_SECOND)) * rate.fps)
