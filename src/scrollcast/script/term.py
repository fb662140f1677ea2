"""How long a film may be: what its case asks for, and what its platform takes."""

from dataclasses import dataclass
from fractions import Fraction

from scrollcast.model.case import Case
from scrollcast.model.platform import Platform


@dataclass(frozen=True, slots=True)
class Term:
    """How long a film may be.

    Attributes
    ----------
    least : Fraction
        Seconds.
    most : Fraction or None
        Seconds; None for no limit.
    platform : str
        As people call it.
    binds : bool
        True where the platform takes less than the case asks for.
    """

    least: Fraction
    most: Fraction | None
    platform: str
    binds: bool

    @classmethod
    def of(cls, case: Case, platform: Platform) -> "Term":
        """The shorter of what a case asks for and a platform takes."""
        own, taken = case.length.seconds, platform.seconds
        least, most = (taken.least, taken.most) if taken is not None else (None, None)
        binds = most is not None and (own is None or most < own)
        asked = None if own is None else Fraction(own)
        return cls(least or Fraction(0), most if binds else asked, platform.called, binds)

    @property
    def told(self) -> str:
        """The limit, for a sentence."""
        seconds = f"{float(self.most or 0):g}"
        return f"the {seconds} s of {self.platform}" if self.binds else f"{seconds}s"
