"""What a platform takes beside a clip: how long its texts may be, in which unit, which stills, and whether it polls."""

from dataclasses import dataclass
from enum import StrEnum

from scrollcast.model.rule import Source


class Unit(StrEnum):
    """How a platform counts a text."""

    UTF16 = "utf-16"  # code units, as JavaScript and Java count
    WEIGHTED = "weighted"  # X: 2 for CJK and emoji, 23 for a link
    LINKED = "linked"  # Mastodon: graphemes, and 23 for a link
    GRAPHEMES = "graphemes"
    BYTES = "bytes"  # of UTF-8


@dataclass(frozen=True, slots=True)
class Room:
    """How long a text may be.

    Attributes
    ----------
    most : int
    unit : Unit
    """

    most: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Texts:
    """How long the texts of a post may be; a text that a platform has no place for has no room.

    Attributes
    ----------
    caption : tuple of Room
        All of them bind.
    title, alt : Room or None
    hashtags : int
        At most.
    without : str
        Characters that may not be in them.
    source : Source
    """

    caption: tuple[Room, ...]
    hashtags: int
    source: Source
    title: Room | None = None
    alt: Room | None = None
    without: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """What a poll takes.

    Attributes
    ----------
    options : int
        At most; two at least.
    option : Room
    question : Room or None
        None where the post is the question.
    minutes : int
        How long it runs at most.
    source : Source
    """

    options: int
    option: Room
    minutes: int
    source: Source
    question: Room | None = None


@dataclass(frozen=True, slots=True)
class Stills:
    """Which pictures go with a clip.

    Attributes
    ----------
    covers : tuple of str
        Shapes, width to height: ``9:16``, ``3:4``, ``1:1``. Empty where a platform takes a frame of the clip.
    slides : int
        Pictures of one post at most; 0 where there is none of them.
    bytes : int
        Of each at most.
    source : Source
    """

    covers: tuple[str, ...]
    slides: int
    bytes: int
    source: Source
