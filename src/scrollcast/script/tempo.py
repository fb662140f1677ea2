"""How fast: pace through the body to whole frames, fitted to a length, never with a slice dropped unsaid."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, count, pairwise
from typing import NamedTuple

from scrollcast.model.timing import Easing, Rate

SLOW = Fraction(15)  # mm/s: as slow as an overview gets, so that every slice shows
FAST = Fraction(60)  # mm/s: as fast as it gets, to fit a length
MARKED = Fraction(8)  # mm/s, through the slices of a mark
SLICES_A_SECOND = 30
_NEAR = Fraction(1, 5)  # how far frames may go from what was meant, to be even
_GUESS = 10  # slices a second at the usual pace, where the distance between slices is not known


class Frames(NamedTuple):
    """How many frames a shot may take.

    Attributes
    ----------
    least : int
        At the fastest that is allowed.
    natural : int
        At the pace that was meant.
    whole : int
        With every slice shown, where a pace that is slow enough for it is still allowed; else `natural`.
    """

    least: int
    natural: int
    whole: int

    @classmethod
    def fixed(cls, frames: int) -> "Frames":
        """A length that nothing changes."""
        return cls(frames, frames, frames)


@dataclass(frozen=True, slots=True)
class Tempo:
    """The speeds of one film.

    Attributes
    ----------
    rate : Rate
    pace : Fraction
        Usual speed through the body, mm/s.
    step : Fraction or None
        Between slices, mm; None where it is not known: the usual pace is then 10 slices a second.
    complete : bool
        Every slice shows, however long that takes.
    """

    rate: Rate
    pace: Fraction
    step: Fraction | None
    complete: bool

    def distance(self, slices: int) -> Fraction:
        """The way through a number of slices, mm."""
        return slices * (self.step or self.pace / _GUESS)

    def stepping(self, every: int) -> "Tempo":
        """The same speeds through the body, for a scroll that shows every nth slice."""
        return self if self.step is None else replace(self, step=self.step * every)

    def overview(self, slices: int, easing: Easing) -> Frames:
        """Frames for a part of a scroll with nothing marked on it."""
        return self._elastic(slices, easing, self.pace)

    def marked(self, slices: int, easing: Easing) -> Frames:
        """Frames for the slices of a mark."""
        return self._elastic(slices, easing, min(self.pace, MARKED))

    def paced(self, slices: int, easing: Easing, pace: Fraction) -> Frames:
        """Frames for a scroll whose pace (mm/s) an author has set; it may be the highest speed, to show every slice."""
        time = self.distance(slices) / pace
        frames, every = max(self._shown(1, easing), self.rate.frames(time)), self._shown(slices, easing)
        gentle = self.complete or every <= self.rate.frames(time * easing.peak) + 1
        return Frames.fixed(max(frames, every) if gentle else frames)

    def settle(self, stops: Sequence[int], easing: Easing, frames: Frames, given: int) -> tuple[int, tuple[int, ...]]:
        """Frames and stops of a scroll that was given a number of frames.

        As few stops are left out as that demands: every nth is kept, the last one always. A few frames are given back
        where that makes the slices go by evenly.
        """
        every = self._every(len(stops), easing, given)
        took = self._steady(len(stops), easing, given, (frames.least, given))
        return took, tuple(stops[::-1][::every][::-1])

    def _elastic(self, slices: int, easing: Easing, pace: Fraction) -> Frames:
        distance, one = self.distance(slices), self._shown(1, easing)
        meant, fastest, slowest = (
            max(one, self.rate.frames(distance / speed)) for speed in (pace, max(FAST, pace), min(SLOW, pace))
        )
        natural = self._steady(slices, easing, meant, (fastest, slowest))
        every = self._shown(slices, easing)
        whole = max(natural, every) if self.complete or every <= slowest else natural
        return Frames(fastest, natural, whole)

    def _every(self, slices: int, easing: Easing, frames: int) -> int:
        """The least n for which every nth slice shows in a number of frames."""
        return next(n for n in count(1) if self._shown(math.ceil(slices / n), easing) <= frames)

    def _steady(self, slices: int, easing: Easing, frames: int, limits: tuple[int, int]) -> int:
        """Frames nearby with which each slice stands equally long at full speed; the same where none are near.

        Slices that stand for one frame, then two, then one are seen to stutter.
        """
        least = max(limits[0], math.ceil(frames * (1 - _NEAR)))
        near = []
        for most in (frames, min(limits[1], math.floor(frames * (1 + _NEAR)))):
            stops = math.ceil(slices / self._every(slices, easing, most))
            each = frames / (stops * easing.peak)
            even = (self._shown(stops, easing, n) for n in (math.floor(each), math.ceil(each)))
            near += [n for n in even if least <= n <= most]
        return min(near, key=lambda n: abs(n - frames), default=frames)

    def _shown(self, stops: int, easing: Easing, each: int = 1) -> int:
        """Frames that show each stop for `each` frames at the highest speed of the easing, and for 1/30 s."""
        return math.floor(stops * easing.peak * max(each, math.ceil(self.rate.fps / SLICES_A_SECOND))) + 1


def fit(frames: Sequence[Frames], limit: int | None) -> list[int]:
    """Share a length among shots.

    With room enough each takes what shows every slice, else its natural length, else all give the same part of what
    they can give, and the sum is the limit exactly.

    Parameters
    ----------
    frames : sequence of Frames
        Their least lengths fit.
    limit : int or None
        Frames at most; None for no limit.
    """
    least, natural, whole = (sum(column) for column in zip(*frames, strict=True))
    if limit is None or whole <= limit:
        return [f.whole for f in frames]
    if natural <= limit:
        return [f.natural for f in frames]
    share = Fraction(limit - least, natural - least)
    ends = accumulate((f.least + (f.natural - f.least) * share for f in frames), initial=Fraction(0))
    return [math.floor(stop) - math.floor(start) for start, stop in pairwise(ends)]
