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

    def __call__(self, x: float) -> float:
        match self:
            case Easing.LINEAR:
                return x
            case Easing.SMOOTH:
                return x * x * (3 - 2 * x)
            case Easing.CRUISE:
                return _cruise(x)

    @property
    def peak(self) -> Fraction:
        """Highest speed relative to the mean speed."""
        match self:
            case Easing.LINEAR:
                return Fraction(1)
            case Easing.SMOOTH:
                return Fraction(3, 2)
            case Easing.CRUISE:
                return 1 / (1 - _RAMP)


_RAMP = Fraction(1, 8)


def _cruise(x: float) -> float:
    ramp = float(_RAMP)
    speed = 1 / (1 - ramp)
    if x < ramp:
        return speed * x * x / (2 * ramp)
    if x > 1 - ramp:
        return 1 - speed * (1 - x) ** 2 / (2 * ramp)
    return speed * (x - ramp / 2)
