"""What is to become of a face that the images may show."""

from dataclasses import dataclass
from enum import StrEnum

from scrollcast.errors import UsageError

_SHORTEST = 2  # words


class Face(StrEnum):
    """Masked, which is the usual; or shown, for a lesson about the face."""

    MASK = "mask"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class FaceRule:
    """What a person has decided about faces.

    Attributes
    ----------
    face : Face
    because : str
        Why the face may be shown, in the person's own words.

    Raises
    ------
    UsageError
        Where a face is to be shown without a reason, or a reason stands alone.
    """

    face: Face = Face.MASK
    because: str = ""

    def __post_init__(self) -> None:
        words = self.because.split()
        if self.face is Face.CLEAR and len(words) < _SHORTEST:
            raise UsageError(
                "A face is shown only for a reason, written out: --face clear --because "
                '"the lesson is about the orbit, and the patient has agreed", or face and because in the case file.'
            )
        if self.face is Face.MASK and words:
            raise UsageError("A reason goes with --face clear; a face that is masked needs none.")


MASKED = FaceRule()
