"""Legs: what each shot of a film shows and how long it may take, before its length is settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from scrollcast.model.overlay import Overlay
from scrollcast.model.timing import Easing
from scrollcast.model.window import Window
from scrollcast.script.tempo import Frames


@dataclass(frozen=True, slots=True)
class Leg:
    """A shot whose length is not settled yet, with what lies over it.

    Attributes
    ----------
    beat : int
        Number of its beat, from 1.
    stops : tuple of int
        Slice numbers.
    frames : Frames
    window : Window
    overlays : tuple of Overlay
        For the whole leg; an overlay that goes on in the next leg is one cue.
    easing : Easing
    window_to : Window or None
    room : tuple of 2 floats
    reads : int
        Frames that its caption needs, going on into the scroll that follows.
    reveals : tuple of str
        Names of the marks that are shown from here on.
    blind : bool
        No mark shows, however often it was revealed.
    scrolls : bool
        Part of a scroll; everything else stays on its slice.
    """

    beat: int
    stops: tuple[int, ...]
    frames: Frames
    window: Window
    overlays: tuple[Overlay, ...] = ()
    easing: Easing = Easing.LINEAR
    window_to: Window | None = None
    room: tuple[float, float] = (0.0, 0.0)
    reads: int = 0
    reveals: tuple[str, ...] = ()
    blind: bool = False
    scrolls: bool = False


def under(legs: Sequence[Leg], place: int) -> range:
    """Numbers, from 0, of the legs into which a caption of a leg goes on: the scroll that follows."""
    stop = place + 1
    while stop < len(legs) and legs[stop].scrolls:
        stop += 1
    return range(place + 1, stop)
