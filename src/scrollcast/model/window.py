"""VOI windows: which stored values become which greys (PS3.3 C.11.2)."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from scrollcast.errors import UsageError

_WRITTEN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*/\s*(-?\d+(?:\.\d+)?)\s*")


class VoiFunction(StrEnum):
    """VOI LUT Function (0028,1056)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """A VOI window in modality units (HU for CT), written width/center as people say it: ``400/50``.

    Raises
    ------
    UsageError
        Where the width is not legal for the function: at least 1 for LINEAR, above 0 for the others
        (PS3.3 C.11.2.1.2, C.11.2.1.3).
    """

    width: float
    center: float
    function: VoiFunction = VoiFunction.LINEAR

    def __post_init__(self) -> None:
        if not (math.isfinite(self.width) and math.isfinite(self.center)):
            raise UsageError("A window needs finite numbers for width and center, such as 400/50.")
        least = 1.0 if self.function is VoiFunction.LINEAR else math.ulp(0.0)
        if self.width < least:
            raise UsageError(
                f"Window width {self.width:g} is too small: {self.function} needs "
                f"{'at least 1' if least == 1.0 else 'more than 0'}."
            )

    def __str__(self) -> str:
        return f"{self.width:g}/{self.center:g}"

    @classmethod
    def written(cls, text: str) -> "Window":
        """Read a window as people write it, width/center.

        Raises
        ------
        UsageError
            Where the text is not two numbers with a slash between them.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise UsageError(f"The window {text!r} is not width/center in plain numbers; write it like 400/50.")
        return cls(float(match[1]), float(match[2]))


@dataclass(frozen=True, slots=True)
class Percentiles:
    """A window found from the values of the whole stack, air and padding left out; MR has no fixed units.

    Attributes
    ----------
    low, high : float
        Percentiles, 0 to 100, that become black and white.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.high <= 100:
            raise UsageError(f"Percentiles {self.low:g} to {self.high:g} are not rising numbers between 0 and 100.")

    def __str__(self) -> str:
        return f"{self.low:g}-{self.high:g} %"
