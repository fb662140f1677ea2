"""The nouns of a batch: one case of it, what holds for all of them, and what came of one."""

from dataclasses import dataclass, field
from enum import StrEnum

from scrollcast import __version__
from scrollcast.authored.node import Node, Text
from scrollcast.model.settings import Settings

CLIP = ".mp4"


@dataclass(frozen=True, slots=True)
class Task:
    """One case of a batch.

    Attributes
    ----------
    name : str
        Of its clip, without the ending; each once in a batch.
    case : str
        Absolute path or URL of a case file; empty where `changes` say it all.
    shown : str
        What messages call that file.
    changes : tuple of (str, Node)
        Keys that are laid over it, and their values; paths in them are absolute.
    named : bool
        The name comes from a person, and may tell too much; not where it was made here.
    """

    name: str
    case: str
    shown: str
    changes: tuple[tuple[str, Node], ...] = ()
    named: bool = True

    @property
    def told(self) -> str:
        """The file that it comes from, or the images where there is none."""
        sources = (node.text for key, node in self.changes if key == "source" and isinstance(node, Text))
        return self.case or next(sources, self.shown)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every case of a batch.

    Attributes
    ----------
    out : str
        Absolute path or URL of the folder for the clips.
    secret : bytes
        Keys the digests of inputs, so that they tell nothing to whoever has not got it.
    settings : Settings
        They win over the case; `overwrite` replaces clips that the batch does not know.
    resume : bool
        Pass over a case whose clip is there, verified, and made from the same.
    preview : bool
        Render previews.
    check : bool
        Refuse a case in which `check` finds an error.
    version : str
        A worker of another version renders nothing.
    """

    out: str
    secret: bytes = field(repr=False)
    settings: Settings = field(default_factory=Settings)
    resume: bool = True
    preview: bool = False
    check: bool = False
    version: str = __version__


class State(StrEnum):
    """How a case ended."""

    DONE = "done"
    THERE = "there"  # from an earlier run, and still right
    REFUSED = "refused"  # for privacy
    FAILED = "failed"
    LEFT = "left"  # not begun, or not finished


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a clip.

    Attributes
    ----------
    digest : str
        SHA-256 of the file, hexadecimal.
    size : int
        Bytes.
    seconds : float
        Its length.
    notes : tuple of str
        What a person should know of it.
    poster : bytes
        A JPEG that shows what it is about; may be empty.
    """

    digest: str
    size: int
    seconds: float
    notes: tuple[str, ...] = ()
    poster: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    Attributes
    ----------
    name : str
        Of the task.
    state : State
    code : int
        What the command line would have ended with.
    sentence : str
        Why; empty where all is well. Never text from a header.
    made : Made or None
        None where there is no clip.
    wall, cpu : float
        Seconds that it took, without and with all processors counted.
    read : int
        Bytes of images.
    """

    name: str
    state: State
    code: int = 0
    sentence: str = ""
    made: Made | None = None
    wall: float = 0.0
    cpu: float = 0.0
    read: int = 0
