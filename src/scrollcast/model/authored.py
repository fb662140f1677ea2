"""What a case file says: the case, its images, how they are shown, who agreed, and what goes with the post."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from scrollcast.model.case import Case
from scrollcast.model.said import Said
from scrollcast.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted beside the clip.

    Attributes
    ----------
    text : str
    hashtags : tuple of str
        Without the sign.
    references : tuple of str
    """

    text: str = ""
    hashtags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard; nothing is the usual.

    Attributes
    ----------
    narration : Path or None
        A voice, from the first frame on.
    music : Path or None
        Under it: started over where it is shorter than the clip, softer while the voice speaks.
    """

    narration: Path | None = None
    music: Path | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice in a film, or the sound of a bumper.

    Attributes
    ----------
    path : Path
    start : Fraction
        Second at which it starts.
    most : Fraction or None
        Seconds of it that are heard at most.
    """

    path: Path
    start: Fraction = Fraction(0)
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Authored:
    """A case file.

    Attributes
    ----------
    case : Case
    source : Path
        Folder, archive or file with the images.
    preset : str or Path
        Name of a shipped preset, or the path of a file.
    settings : Settings
        What the file says of series, window, length, direction, rate, zone and fonts; None where it says nothing.
    consent, licence : str
        May be empty; `check` says so.
    post : Post
    sound : Sound
    waived : tuple of frozenset of str
        For each beat, the rules of `check` that it may break.
    path : Path
        The case file.
    said : tuple of Said
        Every text of the file, with its line.
    notes : tuple of str
        What a person should know: words that are not told in the language asked for.
    """

    case: Case
    source: Path
    preset: str | Path
    path: Path
    settings: Settings = field(default_factory=Settings)
    consent: str = ""
    licence: str = ""
    post: Post = field(default_factory=Post)
    sound: Sound = field(default_factory=Sound)
    waived: tuple[frozenset[str], ...] = ()
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
