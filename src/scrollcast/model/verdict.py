"""What is meant to be published of a volume, and the verdict without which nothing gets its final name."""

from dataclasses import dataclass

from scrollcast.model.face import MASKED, FaceRule
from scrollcast.model.said import Said
from scrollcast.model.volume import Check, Crop
from scrollcast.model.window import Percentiles, Window


@dataclass(frozen=True, slots=True)
class Intent:
    """What is meant to be published, and how; the gate judges by it.

    Attributes
    ----------
    texts : tuple of Said
        Everything that will be said beside the pixels.
    window : Window, Percentiles or None
        What will be shown; None where nothing is settled yet.
    redact : bool
        Black out what looks like burned-in text, and look again.
    passed : tuple of int
        Numbers of places with text that a person has looked at, and that tell nothing of the patient.
    faces : FaceRule
        Masked, or shown with a reason.
    """

    texts: tuple[Said, ...] = ()
    window: Window | Percentiles | None = None
    redact: bool = False
    passed: tuple[int, ...] = ()
    faces: FaceRule = MASKED


@dataclass(frozen=True, slots=True)
class Flag:
    """A place in the slices that looks like text, for a person to look at.

    Attributes
    ----------
    box : Crop
        Pixels of every slice.
    why : str
        In scrollcast's own words; never what was read.
    """

    box: Crop
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks have ended well. Built only in `privacy`; whatever gives pixels their final name takes one.

    Attributes
    ----------
    checks : tuple of Check
        What was checked, in order; never empty.
    flags : tuple of Flag
        What did not stop it, and that a person should look at.
    """

    checks: tuple[Check, ...]
    flags: tuple[Flag, ...] = ()

    def __post_init__(self) -> None:
        if not self.checks:
            raise ValueError("a Verdict says what was checked")


@dataclass(frozen=True, slots=True)
class FilmVerdict(Verdict):
    """A verdict that holds for one film.

    Attributes
    ----------
    digest : str
        SHA-256 of the draft that was looked at, hexadecimal.
    """

    digest: str = ""
