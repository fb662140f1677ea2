"""Time as whole frames: rates, spans and easings."""

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scrollcast.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames per second; exact."""

    fps: Fraction

    def __post_init__(self) -> None:
        if not 1 <= self.fps <= 120:
            raise UsageError(f"{self.fps} frames a second is outside 1 to 120.")

    def frames(self, seconds: Fraction) -> int:
        """Whole frames nearest to a length; at least one for any length above zero."""
        if seconds <= 0:
            return 0
        return max(1, math.floor(seconds * self.fps + Fraction(1, 2)))

    def seconds(self, frames: int) -> Fraction:
        """Length of a number of frames."""
        return frames / self.fps


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of frames: `start` is in it, `stop` is not."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError(f"a span needs 0 <= start < stop, not {self.start} and {self.stop}")

    def __len__(self) -> int:
        return self.stop - self.start

    def __contains__(self, frame: int) -> bool:
        return self.start <= frame < self.stop


class Easing(StrEnum):
    """How a move gains and loses speed; a plain ``float -> float`` on 0..1."""

    LINEAR = "linear"
    SMOOTH = "smooth"  # slow at both ends
    CRUISE = "cruise"  # constant speed, eased over the first and last eighth only
    DEPART = "depart"  # eased over the first eighth only: another move goes on from here
    ARRIVE = "arrive"  # eased over the last eighth only: goes on from another move

    def __call__(self, x: float) -> float:
        if self is Easing.SMOOTH:
            return x * x * (3 - 2 * x)
        rise, fall = _RAMPS[self]
        speed = 1 / (1 - (rise + fall) / 2)
        if x < rise:
            return speed * x * x / (2 * rise)
        if x > 1 - fall:
            return 1 - speed * (1 - x) ** 2 / (2 * fall)
        return speed * (x - rise / 2)

    @property
    def peak(self) -> Fraction:
        """Highest speed relative to the mean speed."""
        if self is Easing.SMOOTH:
            return Fraction(3, 2)
        rise, fall = _RAMPS[self]
        return 1 / (1 - Fraction(rise + fall) / 2)


# Parts of a move over which it gains and loses speed; exact as floats.
_RAMPS = {
    Easing.LINEAR: (0.0, 0.0),
    Easing.CRUISE: (0.125, 0.125),
    Easing.DEPART: (0.125, 0.0),
    Easing.ARRIVE: (0.0, 0.125),
}
