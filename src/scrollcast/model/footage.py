"""A clip of one's own that opens or ends a film."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from scrollcast.model.voice import Voiced

if TYPE_CHECKING:  # numpy, which --help does without
    from scrollcast.model.canvas import Canvas


@runtime_checkable
class Footage(Protocol):
    """The pictures of a clip, as a film shows them.

    Attributes
    ----------
    seconds : Fraction
    sounds : bool
        True where there is something to hear in it.
    """

    @property
    def seconds(self) -> Fraction: ...

    @property
    def sounds(self) -> bool: ...

    def frame(self, part: float, width: int, height: int) -> "Canvas":
        """The picture at a part (0..1) of its length, whole, in the middle of a frame of this size, px."""
        ...


@dataclass(frozen=True, slots=True)
class Bumper(Voiced):
    """Opens or ends a film with a clip of one's own.

    Attributes
    ----------
    clip : Path
    says : tuple of str
        Words that may be read in it; any other text is refused.
    footage : Footage or None
        None until the clip was opened.
    """

    __pydantic_config__: ClassVar = {"arbitrary_types_allowed": True}  # footage is checked to be one, no more

    clip: Path
    says: tuple[str, ...] = ()
    footage: Footage | None = None
