"""The film before it has pixels: shots, cues, and the moment that each frame shows."""

import math
from dataclasses import dataclass
from enum import StrEnum

from scrollcast.model.overlay import Insert, Mark, Overlay, Question
from scrollcast.model.timing import Easing, Rate, Span
from scrollcast.model.window import Window

_EVEN = 1e-9  # a change of size that is none


class Split(StrEnum):
    """How a second window shares the picture: each at its own side of an edge, or each in a half of its own."""

    WIPE = "wipe"
    HALVES = "halves"


@dataclass(frozen=True, slots=True)
class Cutout:
    """The part of a slice that fills the picture: a box of (fractional) pixel edges, half-open, as of a `Crop`."""

    top: float
    left: float
    bottom: float
    right: float

    def towards(self, other: "Cutout", part: float) -> "Cutout":
        """The box that is a part (0..1) of the way to another one, growing or shrinking at a steady rate."""
        ratio = (other.bottom - other.top) / (self.bottom - self.top)
        even = abs(ratio - 1) < _EVEN
        way = part if even else (ratio**part - 1) / (ratio - 1)
        mine, its = (self.top, self.left, self.bottom, self.right), (other.top, other.left, other.bottom, other.right)
        return Cutout(*(round(a + (b - a) * way, 4) for a, b in zip(mine, its, strict=True)))


@dataclass(frozen=True, slots=True)
class Shot:
    """A move through slices without a cut; a hold is a shot with one stop.

    Attributes
    ----------
    span : Span
    stops : tuple of int
        Slice indices in the order they are shown. With a step above 1, those between are left out, and said.
    easing : Easing
    window : Window
    window_to : Window or None
        Cross-fades to this window over the whole shot, or compares the two.
    room : tuple of 2 floats
        How far the picture has moved aside for options, at the start and at the end: 0 not at all, 1 wholly.
    zoom : tuple of 2 Cutouts, or None
        What fills the picture, at the start and at the end; None is the whole crop all along.
    split : Split or None
        How the two windows are compared; None cross-fades.

    Raises
    ------
    ValueError
        Where the span is too short to show each stop for at least one frame: no slice is dropped silently; where one
        window is compared with none.
    """

    span: Span
    stops: tuple[int, ...]
    window: Window
    easing: Easing = Easing.LINEAR
    window_to: Window | None = None
    room: tuple[float, float] = (0.0, 0.0)
    zoom: tuple[Cutout, Cutout] | None = None
    split: Split | None = None

    def __post_init__(self) -> None:
        if not self.stops:
            raise ValueError("a shot needs a slice to show")
        if self.split is not None and self.window_to is None:
            raise ValueError("a comparison needs a second window")
        shown = {self._stop(k) for k in range(len(self.span))}
        if len(shown) != len(self.stops):
            raise ValueError(f"{len(self.stops)} slices do not all show in {len(self.span)} frames")

    def _stop(self, k: int) -> int:
        progress = self.easing((k + 0.5) / len(self.span))
        return min(len(self.stops) - 1, int(progress * len(self.stops)))

    def view(self, frame: int) -> "View":
        """The anatomy that a frame of this shot shows."""
        k = frame - self.span.start
        moved = Easing.SMOOTH((k + 1) / len(self.span))
        before, after = self.room
        return View(
            slice=self.stops[self._stop(k)],
            window=self.window,
            window_to=self.window_to,
            mix=round(self._mix(k), 4),
            room=round(before + (after - before) * moved, 4) if before != after else after,
            zoom=self._zoom(moved),
            split=self.split,
        )

    def _mix(self, k: int) -> float:
        if self.window_to is None or self.split is Split.HALVES:
            return 0.0
        if self.split is Split.WIPE:  # from the right edge to the left one and back
            return (1 + math.cos(2 * math.pi * (k + 0.5) / len(self.span))) / 2
        return (k + 1) / len(self.span)

    def _zoom(self, moved: float) -> Cutout | None:
        if self.zoom is None:
            return None
        before, after = self.zoom
        return before.towards(after, moved) if before != after else after


@dataclass(frozen=True, slots=True)
class View:
    """The anatomy in one frame.

    Attributes
    ----------
    slice : int
        Index.
    window : Window
    window_to : Window or None
        A second window, by `mix` faded in, or by `split` beside the first.
    mix : float
        0..1: how far the second window has faded in, or how far from the left the edge of a wipe is, on whose left
        the first window shows.
    room : float
        0..1: how far the picture has moved aside for options.
    zoom : Cutout or None
        What is shown; None is the whole crop.
    split : Split or None
    """

    slice: int
    window: Window
    window_to: Window | None
    mix: float
    room: float
    zoom: Cutout | None = None
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """An overlay with its span, fading in and out within it.

    Attributes
    ----------
    span : Span
    overlay : Overlay
    fade_in, fade_out : int
        Frames.
    entry : int
        Frames over which a mark draws itself in.

    Raises
    ------
    ValueError
        Where a number of frames is negative.
    """

    span: Span
    overlay: Overlay
    fade_in: int = 0
    fade_out: int = 0
    entry: int = 0

    def __post_init__(self) -> None:
        if min(self.fade_in, self.fade_out, self.entry) < 0:
            raise ValueError(f"a cue with a negative fade or entry: {self}")

    def shown(self, frame: int, index: int) -> "Shown":
        """What this cue looks like in a frame of its span, over a slice."""
        since, left = frame - self.span.start, self.span.stop - frame
        presence = min(1.0, (since + 1) / (self.fade_in + 1), left / (self.fade_out + 1))
        if isinstance(self.overlay, Mark):
            presence *= self.overlay.presence(index)
        if isinstance(self.overlay, Question | Insert):
            progress = (since + 0.5) / len(self.span)  # mid-frame: a digit changes between frames, never on one
        else:
            progress = min(1.0, (since + 1) / (self.entry + 1))
        return Shown(self.overlay, round(presence, 4), round(progress, 4))


@dataclass(frozen=True, slots=True)
class Shown:
    """An overlay in one frame.

    Attributes
    ----------
    overlay : Overlay
    presence : float
        Opacity, 0..1.
    progress : float
        0..1: how far a mark has drawn itself in, or a countdown has run.
    """

    overlay: Overlay
    presence: float
    progress: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key slice: its index, the frame from which the scroll rail may show where it is, and the one where it stops."""

    slice: int
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a frame shows; equal moments are equal pictures.

    Attributes
    ----------
    view : View
    shown : tuple of Shown
        In painter's order.
    keys : tuple of int
        Slice indices for the dots of the scroll rail.
    """

    view: View
    shown: tuple[Shown, ...]
    keys: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole film: shots tile [0, N) without a gap; no cue outlives it.

    Attributes
    ----------
    rate : Rate
    shots : tuple of Shot
    cues : tuple of Cue
        In painter's order.
    travel : tuple of int
        Slice index of each slice number: ``travel[n - 1]``, for the header and the rail.
    notes : tuple of str
        What had to give, in plain words.
    keys : tuple of Key

    Raises
    ------
    ValueError
        Where shots leave a gap, a cue or a key slice outlives the film, or a shot stops where there is no slice.
    """

    rate: Rate
    shots: tuple[Shot, ...]
    cues: tuple[Cue, ...]
    travel: tuple[int, ...]
    notes: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()

    def __post_init__(self) -> None:
        if not self.shots:
            raise ValueError("a film needs a shot")
        end = 0
        for shot in self.shots:
            if shot.span.start != end:
                raise ValueError(f"a shot starts at frame {shot.span.start}, the one before ends at {end}")
            end = shot.span.stop
        if any(cue.span.stop > end for cue in self.cues) or any(key.since >= end for key in self.keys):
            raise ValueError("a cue or a key slice outlives the film")
        if sorted(self.travel) != list(range(len(self.travel))):
            raise ValueError("travel is not a permutation of the slices")
        if not {stop for shot in self.shots for stop in shot.stops} <= set(self.travel):
            raise ValueError("a shot stops where there is no slice")

    @property
    def frames(self) -> int:
        """Number of frames in the film."""
        return self.shots[-1].span.stop

    @property
    def skipped(self) -> int:
        """Slices that no shot stops at."""
        return len(self.travel) - len({stop for shot in self.shots for stop in shot.stops})

    def at(self, frame: int) -> Moment:
        """All that a frame shows; a function of the frame number and nothing else.

        Raises
        ------
        IndexError
            Outside of 0..frames-1.
        """
        if not 0 <= frame < self.frames:
            raise IndexError(f"frame {frame} is outside 0..{self.frames - 1}")
        view = next(shot for shot in self.shots if frame in shot.span).view(frame)
        return Moment(
            view=view,
            shown=tuple(cue.shown(frame, view.slice) for cue in self.cues if frame in cue.span),
            keys=tuple(key.slice for key in self.keys if key.since <= frame < (key.until or self.frames)),
        )
