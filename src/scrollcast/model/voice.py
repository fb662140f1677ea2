"""What a beat says aloud: a file of sound that its time follows."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Voice:
    """A file with a voice.

    Attributes
    ----------
    path : Path
    seconds : Fraction or None
        How long it is; None until it was listened to.
    """

    path: Path
    seconds: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """What may have a voice of its own: it lasts as long as that.

    Attributes
    ----------
    voice : Voice or None
    """

    voice: Voice | None = None
