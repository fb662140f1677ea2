"""Where a film is while its beats are gone through: slice, window, zoom, title, and the legs so far."""

from dataclasses import replace
from fractions import Fraction

from scrollcast.errors import UsageError
from scrollcast.model.case import AutoLook, Look, Quiz, Scroll
from scrollcast.model.overlay import Caption, Overlay, Run, Title
from scrollcast.model.timeline import Cutout
from scrollcast.model.timing import Rate
from scrollcast.model.volume import Crop
from scrollcast.script.durations import BLINK
from scrollcast.script.legs import Leg
from scrollcast.script.material import Material
from scrollcast.script.reading import reading
from scrollcast.script.tempo import Frames
from scrollcast.script.windows import find_window


class Scene:
    """The state of a film between two beats; the beats write their legs into it.

    Attributes
    ----------
    material : Material
    legs : list of Leg
    keys : list of (int, int)
        Slice number of each key slice, and the number of the leg, from 0, from which it is no secret.
    slice : int
        Slice number.
    look : Look
    room : float
    zoom : Cutout or None
    title : Title
        What stands above the picture while nothing is asked or answered.
    answer : Title or None
        What stands there instead, from an answer until the film goes on.
    asked : Quiz or None
        The question that still has no answer.
    pointed : tuple of str
        Names of the marks that the question is about.
    quizzed : int or None
        Slice number of the last question or answer.
    shown : set of str
        Names of the marks that were shown.
    home : int or None
        Number of the leg, from 0, from which a film that loops is where it began.
    """

    def __init__(self, material: Material) -> None:
        case = material.case
        self.material = material
        self.legs: list[Leg] = []
        self.keys: list[tuple[int, int]] = []
        self.slice = _first_slice(material)
        self.look, self.room = material.look, 0.0
        self.zoom: Cutout | None = None
        self.title = Title(case.history or case.title)
        self.answer: Title | None = None
        self.asked: Quiz | None = None
        self.pointed: tuple[str, ...] = ()
        self.quizzed: int | None = None
        self.shown: set[str] = set()
        self.home: int | None = None

    @property
    def rate(self) -> Rate:
        """Of the film."""
        return self.material.tempo.rate

    @property
    def heading(self) -> Title:
        """The title that stands now."""
        return self.answer or self.title

    def hold(self, beat: int, seconds: Fraction, *overlays: Overlay) -> Leg:
        """A leg that stays where the film is."""
        return Leg(
            beat=beat,
            stops=(self.slice,),
            frames=Frames.fixed(self.rate.frames(seconds)),
            look=self.look,
            overlays=overlays,
            room=(self.room, self.room),
            zoom=None if self.zoom is None else (self.zoom, self.zoom),
        )

    def make_room(self, leg: Leg, room: float) -> Leg:
        """The leg, with the picture moving aside or back meanwhile."""
        moved = replace(leg, room=(self.room, room))
        self.room = room
        return moved

    def settle(self, look: Look | AutoLook) -> Look:
        """The look with the window that it comes to in this stack."""
        return Look(find_window(look.window, self.material.facts), look.name)

    def fade(self, beat: int, look: Look, seconds: Fraction, *overlays: Overlay) -> None:
        """Cross-fade to a window, unless it is there already; a new name for the same one is taken at once."""
        if look.window != self.look.window:
            self.legs.append(replace(self.hold(beat, seconds, *overlays), look_to=look))
        self.look = look

    def move(self, beat: int, zoom: Cutout | None, seconds: Fraction, *overlays: Overlay) -> None:
        """Zoom to a cutout, or back out, unless the film is there already."""
        if zoom != self.zoom:
            ends = (self.zoom or whole(self.material.facts.body), zoom or whole(self.material.facts.body))
            self.legs.append(replace(self.hold(beat, seconds, *overlays), zoom=ends))
        self.zoom = zoom

    def reads(self, say: tuple[Run, ...]) -> int:
        """Frames that a caption needs, its coming and going on top; none without words."""
        frames = reading("".join(run.text for run in say), self.rate)
        return frames + 2 * self.rate.frames(BLINK) if frames else 0

    def hold_words(self, beat: int, say: tuple[Run, ...], since: int) -> None:
        """Hold until a caption that began with a leg (its number from 0) can have been read."""
        left = self.reads(say) - sum(leg.frames.least for leg in self.legs[since:])
        if left > 0:
            held = self.hold(beat, self.rate.seconds(left), self.heading, *caption(say))
            self.legs.append(replace(held, reads=self.reads(say) if since == len(self.legs) else 0))

    def mark_key(self) -> None:
        """Show from the next leg on where this slice is in the stack."""
        if self.slice not in {number for number, _ in self.keys}:
            self.keys.append((self.slice, len(self.legs)))

    def check_marks(self, where: str, names: tuple[str, ...]) -> None:
        """Make sure that marks exist and live on this slice.

        Raises
        ------
        UsageError
            Where they don't.
        """
        for name in names:
            self.check_known(where, name)
            if not self.material.lives(name, self.slice):
                raise UsageError(
                    f"{where} shows the mark {name!r} on slice {self.slice}, but it lives on {self._life(name)}; "
                    f"scroll there first, or widen its slices."
                )

    def _life(self, name: str) -> str:
        mark, stack = self.material.marks[name], self.material.stack
        first, last = sorted((stack.number(mark.first), stack.number(mark.last)))
        return f"slice {first}" if first == last else f"slices {first} to {last}"

    def check_known(self, where: str, name: str) -> None:
        """Make sure that a mark exists.

        Raises
        ------
        UsageError
            Where it does not.
        """
        if name not in self.material.marks:
            known = ", ".join(sorted(self.material.marks)) or "none"
            raise UsageError(f"{where} shows the mark {name!r}; the marks of this case: {known}.")


def caption(say: tuple[Run, ...]) -> tuple[Overlay, ...]:
    """The caption of a beat, if it says anything."""
    return (Caption(say),) if any(run.text for run in say) else ()


def whole(crop: Crop) -> Cutout:
    """The cutout that is the whole crop."""
    return Cutout(crop.top, crop.left, crop.bottom, crop.right)


def _first_slice(material: Material) -> int:
    """Where the first scroll begins: what comes before it is seen there."""
    scroll = next((beat for beat in material.case.beats if isinstance(beat, Scroll)), None)
    start = None if scroll is None else scroll.start
    return start if start is not None and start in material.stack else 1
