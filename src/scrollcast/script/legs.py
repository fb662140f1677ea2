"""Legs: what each shot of a film shows and how long it may take, before its length is settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from scrollcast.model.case import Look
from scrollcast.model.overlay import Caption, Overlay
from scrollcast.model.timeline import Cutout, Split
from scrollcast.model.timing import Easing
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
    look : Look
    overlays : tuple of Overlay
        For the whole leg; an overlay that goes on in the next leg is one cue.
    easing : Easing
    look_to : Look or None
        Cross-faded to, or compared with.
    room : tuple of 2 floats
    zoom : tuple of 2 Cutouts, or None
    split : Split or None
    reads : int
        Frames that the caption needs that begins here.
    reveals : tuple of str
        Names of the marks that are shown from here on.
    blind : bool
        No mark shows, however often it was revealed, but for those in `points_at`.
    points_at : tuple of str
    covered : bool
        A card hides everything; nothing else is drawn.
    scrolls : bool
        Part of a scroll; everything else stays on its slice.
    every : int
        Every nth stop is shown at the most.
    firm : bool
        An author has set its time.
    """

    beat: int
    stops: tuple[int, ...]
    frames: Frames
    look: Look
    overlays: tuple[Overlay, ...] = ()
    easing: Easing = Easing.LINEAR
    look_to: Look | None = None
    room: tuple[float, float] = (0.0, 0.0)
    zoom: tuple[Cutout, Cutout] | None = None
    split: Split | None = None
    reads: int = 0
    reveals: tuple[str, ...] = ()
    blind: bool = False
    points_at: tuple[str, ...] = ()
    covered: bool = False
    scrolls: bool = False
    every: int = 1
    firm: bool = False

    @property
    def caption(self) -> Caption | None:
        """Its caption."""
        return next((overlay for overlay in self.overlays if isinstance(overlay, Caption)), None)


def under(legs: Sequence[Leg], place: int) -> range:
    """Numbers, from 0, of the legs into which the caption of a leg goes on: the scroll that follows, where it is mute.

    Of the caption of a scroll, the rest of that scroll.
    """
    caption, stop = legs[place].caption, place + 1
    while stop < len(legs) and legs[stop].scrolls and legs[stop].caption in {None, caption}:
        stop += 1
    return range(place + 1, stop)
