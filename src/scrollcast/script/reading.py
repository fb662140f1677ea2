"""How long words must stand to be read, and the time to do so."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scrollcast.model.overlay import Card
from scrollcast.model.timing import Rate
from scrollcast.script.legs import Leg, under
from scrollcast.script.tempo import Frames

CHARACTERS_A_SECOND = 17
LEAST_SECONDS = Fraction(6, 5)


def reading(text: str, rate: Rate) -> int:
    """Frames that a text needs: 17 characters a second, 1.2 s at least; none for no text."""
    if not text:
        return 0
    return math.ceil(max(LEAST_SECONDS, Fraction(len(text), CHARACTERS_A_SECOND)) * rate.fps)


def to_read(card: Card) -> str:
    """What a viewer has to read of a card; the heading of the take-home card is the same in every film."""
    return " ".join(card.lines if card.notice else (card.heading, *card.lines))


def let_read(legs: Sequence[Leg]) -> list[Leg]:
    """Make time for the captions that lie over a scroll, or go on into one.

    The scroll may hurry less, down to its natural length; what is still missing, the leg where the caption begins
    takes longer, unless an author has set its time.
    """
    timed = list(legs)
    for place, leg in enumerate(legs):
        run = (place, *under(legs, place))
        least = sum(timed[n].frames.least for n in run)
        spare = sum(timed[n].frames.natural for n in run) - least
        short = leg.reads - least
        if short <= 0:
            continue
        part = Fraction(min(short, spare), max(1, spare))
        for n in run:
            frames = timed[n].frames
            slower = frames.least + math.ceil((frames.natural - frames.least) * part)
            timed[n] = replace(timed[n], frames=frames._replace(least=slower))
        if short > spare and not leg.firm:
            longer = Frames.fixed(timed[place].frames.least + short - spare)
            timed[place] = replace(leg, frames=longer)
    return timed
