"""What a check finds in a screenplay alone, before it has pixels; pure."""

from fractions import Fraction

from scrollcast.model.finding import Finding
from scrollcast.script.review.beats import disorder
from scrollcast.script.review.marks import outside, unseen
from scrollcast.script.review.sides import sides
from scrollcast.script.review.words import hasty, leaks
from scrollcast.script.screenplay import Screenplay

__all__ = ["review"]


def review(play: Screenplay) -> tuple[Finding, ...]:
    """All that is wrong with a film and can be told without its pixels, in order of time."""
    found = (*disorder(play), *outside(play), *unseen(play), *hasty(play), *leaks(play), *sides(play))
    return tuple(sorted(found, key=lambda finding: finding.seconds or Fraction(0)))
