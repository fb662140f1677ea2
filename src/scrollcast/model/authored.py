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
    voices : tuple of (Fraction, Path)
        Voices of single beats: the second at which each starts, in order.
    music : Path or None
        Under it: started over where it is shorter than the clip, softer while the voice speaks.
    """

    narration: Path | None = None
    music: Path | None = None
    voices: tuple[tuple[Fraction, Path], ...] = ()

    @property
    def silent(self) -> bool:
        """True where there is nothing to hear."""
        return self.narration is None and self.music is None and not self.voices

    @property
    def spoken(self) -> tuple[tuple[Fraction, Path], ...]:
        """Every voice, with the second at which it starts."""
        return self.voices if self.narration is None else ((Fraction(0), self.narration), *self.voices)


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
