"""A text that goes out with a film, and where its author can change it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a text is for; which rules it has to keep depends on it.

    Attributes
    ----------
    SHOWN
        On the screen, or in the post.
    HISTORY
        What is known of the patient: a number of its own is an age there.
    REFERENCE
        Literature, in which dates, ages and hospitals are not the patient's.
    RECORD
        Not about the patient, or not published: an account's name, who consented.
    NAME
        Of an output file or its folder.
    """

    SHOWN = "shown"
    HISTORY = "history"
    REFERENCE = "reference"
    RECORD = "record"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Said:
    """One text.

    Attributes
    ----------
    text : str
    place : str
        Where a person finds it: file, line and key of a case file, or an option.
    role : Role
    """

    text: str
    place: str
    role: Role = Role.SHOWN
