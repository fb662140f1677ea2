"""What the gate has made of a volume, check by check."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    REFUSED = "refused"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Examined:
    """One check.

    Attributes
    ----------
    check : str
        Its name, as in `Check`.
    outcome : Outcome
    finding : str
        In scrollcast's own words; never text from a header or from the pixels.
    version : str
        Of its rule; empty where it was not reached.
    """

    check: str
    outcome: Outcome
    finding: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Every check of a volume.

    Attributes
    ----------
    examined : tuple of Examined
        In the order of the gate.
    notes : tuple of str
        Places that a person should look at.
    """

    examined: tuple[Examined, ...]
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True where no check refuses and none was left out."""
        return all(each.outcome is Outcome.PASSED for each in self.examined)
