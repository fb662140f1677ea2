"""What a check finds: what is wrong, where, how much, and how much it should be."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Severity(StrEnum):
    """An error must not be published; a warning is for a person to judge."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    Attributes
    ----------
    rule : str
        Its short name, by which a beat waives it.
    severity : Severity
    beat : int or None
        Number of the beat, from 1; None for the whole case.
    seconds : Fraction or None
        Time in the clip.
    measured, required : str
        With units; may be empty.
    sentence : str
        For a person: what is wrong and what to do.
    """

    rule: str
    severity: Severity
    beat: int | None
    seconds: Fraction | None
    measured: str
    required: str
    sentence: str


RULES = {
    "schema": "a case file with a wrong key or value",
    "source": "images that can't be used",
    "privacy": "what may not be published",
    "case": "a case that asks for what the images don't have, or does not fit its length",
    "fit": "words that do not fit, or that no font can write",
    "length": "a clip or a post that is longer than the platforms take",
    "unseen": "a finding that goes by too quickly to be seen",
    "fast-text": "words that stand too short to be read",
    "small-text": "words too small for a phone",
    "contrast": "words that stand out too little from the picture behind them",
    "overlap": "labels that lie over each other or over a finding",
    "covered": "marks under the platform's own buttons",
    "outside": "marks outside of the picture",
    "side": "words that name the other side of the patient than the mark",
    "secret": "words that give the answer away",
    "order": "a question that is never answered, or beats behind the last card",
    "flashes": "more than three flashes in a second",
    "seam": "a loop whose end does not meet its beginning",
    "consent": "a case that does not say who agreed to it",
    "licence": "a case that does not say under which licence it is published",
}
"""What `check` looks for; a beat waives a rule by its name."""
