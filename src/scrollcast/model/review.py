"""Whether a person has looked at a clip and signed for it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where the review of a clip stands."""

    MISSING = "missing"
    OUTDATED = "outdated"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one clip, as `publish.signoff.review_of` finds it.

    Attributes
    ----------
    state : State
        `OUTDATED` where the clip is not the one that was signed for, byte for byte.
    digest : str
        SHA-256 of the clip as it is now, hexadecimal.
    reviewer : str
        Who signed; empty unless the state is `SIGNED`.
    """

    state: State
    digest: str
    reviewer: str = ""

    @property
    def ready(self) -> bool:
        """True where the clip may go out: a person signed for these very bytes."""
        return self.state is State.SIGNED

    @property
    def sentence(self) -> str:
        """What stands in the way, and what to do; or who signed."""
        match self.state:
            case State.SIGNED:
                return f"Reviewed by {self.reviewer}."
            case State.OUTDATED:
                return "The clip has changed since it was reviewed; look at it again with scrollcast review."
            case State.MISSING:
                return "Nobody has reviewed the clip yet; look at it with scrollcast review."
