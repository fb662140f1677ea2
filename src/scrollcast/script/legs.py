"""Beats to legs: what each shot of a film shows and how long it may take, before its length is settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import assert_never

from scrollcast.errors import UsageError
from scrollcast.model.case import Case, Hook, Quiz, Reveal, Scroll, Takeaway
from scrollcast.model.overlay import Answer, Arrow, Caption, Card, Overlay, Question, Run, Title, Tone
from scrollcast.model.timing import Easing, Rate
from scrollcast.model.window import Window
from scrollcast.script.reading import reading
from scrollcast.script.stack import Stack
from scrollcast.script.tempo import Frames, Tempo

NOTICE = "For education. Not for diagnosis."
_HEADING = "TAKE-HOME"

HOOK = Fraction(4, 5)
SETTLE = Fraction(2, 5)
ROOM = Fraction(3, 10)
ANSWER = Fraction(9, 5)
CROSS_FADE = Fraction(2, 5)
ENTRY = Fraction(2, 5)
SHOWN = Fraction(2)  # a finding counts as shown when it is held this long
COVER = Fraction(3, 10)
CARD = (Fraction(3), Fraction(5))
BLINK = Fraction(3, 20)  # words come and go


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


class Director:
    """Goes through the beats of one case and writes down the legs.

    Attributes
    ----------
    legs : list of Leg
    keys : list of (int, int)
        Slice number of each key slice, and the number of the leg, from 0, from which it is no secret.
    """

    def __init__(self, case: Case, window: Window, stack: Stack, tempo: Tempo, arrows: dict[str, Arrow]) -> None:
        self.legs: list[Leg] = []
        self.keys: list[tuple[int, int]] = []
        self._case, self._stack, self._tempo, self._arrows = case, stack, tempo, arrows
        self._window, self._room, self._slice = window, 0.0, 1
        self._title = Title(case.title)
        self._asked: Quiz | None = None
        self._marked = _marked_slices(case)

    def direct(self) -> None:
        """Write down all legs.

        Raises
        ------
        UsageError
            Where a beat asks for what the stack or the case does not have.
        """
        for number, beat in enumerate(self._case.beats, 1):
            match beat:
                case Hook():
                    self._hook(number, beat)
                case Scroll():
                    self._scroll(number, beat)
                case Quiz():
                    self._quiz(number, beat)
                case Reveal():
                    self._reveal(number, beat)
                case Takeaway():
                    self._takeaway(number, beat)
                case _:
                    assert_never(beat)
        self._let_captions_be_read()

    @property
    def _rate(self) -> Rate:
        return self._tempo.rate

    def _hold(self, beat: int, frames: int, *overlays: Overlay, room: float | None = None) -> Leg:
        """Stay on the slice, and return the leg; `room` is where the picture goes meanwhile."""
        after = self._room if room is None else room
        leg = Leg(
            beat=beat,
            stops=(self._slice,),
            frames=Frames.fixed(frames),
            window=self._window,
            overlays=overlays,
            room=(self._room, after),
        )
        self._room = after
        return leg

    def _hook(self, number: int, beat: Hook) -> None:
        reads = self._reads(beat.say)
        overlays: tuple[Overlay, ...] = (Caption(beat.say),) if reads else ()
        leg = self._hold(number, self._rate.frames(HOOK), self._title, *overlays)
        self.legs.append(replace(leg, reads=reads))

    def _scroll(self, number: int, beat: Scroll) -> None:
        to = len(self._stack) if beat.to is None else beat.to
        where = f"Beat {number} (scroll)"
        if to not in self._stack:
            raise UsageError(f"{where} goes to slice {to}; the slices of this stack are 1 to {len(self._stack)}.")
        if beat.pace is not None and beat.pace <= 0:
            raise UsageError(f"{where} has a pace of {float(beat.pace):g} mm/s; it must be above 0.")
        if self.legs and to == self._slice:
            raise UsageError(f"{where} goes to slice {to}, where the film already is; leave the beat out.")
        way = 1 if to > self._slice else -1
        stops = range(self._slice + (way if self.legs else 0), to + way, way)
        parts = [tuple(part) for _, part in groupby(stops, lambda n: beat.pace is None and n in self._marked)]
        for place, part in enumerate(parts):
            easing = _easing(first=place == 0, last=place == len(parts) - 1)
            if beat.pace is not None:
                frames = self._tempo.paced(len(part), easing, beat.pace)
            elif part[0] in self._marked:
                frames = self._tempo.marked(len(part), easing)
            else:
                frames = self._tempo.overview(len(part), easing)
            self.legs.append(Leg(number, part, frames, self._window, (self._title,), easing, scrolls=True))
        self._slice = to

    def _quiz(self, number: int, beat: Quiz) -> None:
        if self.legs and self.legs[-1].scrolls:
            self._blind(self._hold(number, self._rate.frames(SETTLE), self._title))
        title = Title(beat.ask)
        if beat.options:
            self._blind(self._hold(number, self._rate.frames(ROOM), title, room=1.0))
        question = Question(beat.options, beat.think)
        self._blind(self._hold(number, self._rate.frames(Fraction(beat.think)), title, question))
        later = self._case.beats[number:]
        if not any(isinstance(b, Reveal) for b in later):
            self.keys.append((self._slice, len(self.legs)))
        self._asked = beat
        if self._room and not isinstance(next(iter(later), None), Reveal):
            self._blind(self._hold(number, self._rate.frames(ROOM), self._title, room=0.0))

    def _reveal(self, number: int, beat: Reveal) -> None:
        self._check_shown(number, beat)
        self.keys.append((self._slice, len(self.legs)))
        asked, self._asked = self._asked, None
        title = self._title
        if asked is not None and asked.right:
            title = Title(", ".join(asked.options[n] for n in sorted(asked.right)), Tone.RIGHT)
        if self._room:
            if asked is not None and asked.right:
                answer = Answer(asked.options, asked.right)
                self._blind(self._hold(number, self._rate.frames(ANSWER), title, answer))
            self._blind(self._hold(number, self._rate.frames(ROOM), title, room=0.0))
        if beat.window is not None and beat.window != self._window:
            fade = self._hold(number, self._rate.frames(CROSS_FADE), title)
            self.legs.append(replace(fade, window_to=beat.window))
            self._window = beat.window
        reads = self._reads(beat.say)
        shown = self._rate.frames(SHOWN + (ENTRY if beat.show else 0))
        overlays: tuple[Overlay, ...] = (Caption(beat.say),) if reads else ()
        self.legs.append(replace(self._hold(number, max(shown, reads), title, *overlays), reveals=beat.show))

    def _takeaway(self, number: int, beat: Takeaway) -> None:
        card = Card(
            heading=_HEADING,
            lines=beat.lines,
            numbered=len(beat.lines) > 1,
            credit=self._case.credit,
            handle=self._case.handle,
            notice=NOTICE,
            key=self._stack.index(self.keys[-1][0]) if self.keys else None,
        )
        self.legs.append(self._hold(number, self._rate.frames(COVER), self._title, card))
        least, most = (self._rate.frames(seconds) for seconds in CARD)
        stands = min(most, max(least, reading(" ".join(beat.lines), self._rate)))
        self._blind(self._hold(number, stands, card))

    def _blind(self, leg: Leg) -> None:
        self.legs.append(replace(leg, blind=True))

    def _reads(self, say: tuple[Run, ...]) -> int:
        """Frames that a caption needs, its coming and going not counted; none without words."""
        frames = reading("".join(run.text for run in say), self._rate)
        return frames + 2 * self._rate.frames(BLINK) if frames else 0

    def _check_shown(self, number: int, beat: Reveal) -> None:
        for name in beat.show:
            if name not in self._arrows:
                known = ", ".join(sorted(self._arrows)) or "none"
                raise UsageError(f"Beat {number} (reveal) shows the mark {name!r}; the marks of this case: {known}.")
            arrow = self._arrows[name]
            if not arrow.first <= self._stack.index(self._slice) <= arrow.last:
                raise UsageError(
                    f"Beat {number} (reveal) shows the mark {name!r} on slice {self._slice}, where it does not live; "
                    f"scroll to its slice first, or widen its slices."
                )

    def _let_captions_be_read(self) -> None:
        """Slow the scroll under a caption down to its pace, and hold the slice before it, as far as reading needs."""
        for place, leg in enumerate(self.legs):
            short = leg.reads - leg.frames.least
            if short <= 0:
                continue
            scrolls = under(self.legs, place)
            short -= sum(self.legs[n].frames.least for n in scrolls)
            spare = sum(self.legs[n].frames.natural - self.legs[n].frames.least for n in scrolls)
            if short <= 0:
                continue
            for n in scrolls:
                least, natural, _ = frames = self.legs[n].frames
                more = -(-(natural - least) * min(short, spare) // spare) if spare else 0
                self.legs[n] = replace(self.legs[n], frames=frames._replace(least=least + more))
            hold = leg.frames.least + max(0, short - spare)
            self.legs[place] = replace(leg, frames=Frames.fixed(hold))


def under(legs: Sequence[Leg], place: int) -> range:
    """Numbers, from 0, of the legs into which a caption of a leg goes on: the scroll that follows."""
    stop = place + 1
    while stop < len(legs) and legs[stop].scrolls:
        stop += 1
    return range(place + 1, stop)


def _easing(*, first: bool, last: bool) -> Easing:
    if first:
        return Easing.CRUISE if last else Easing.DEPART
    return Easing.ARRIVE if last else Easing.LINEAR


def _marked_slices(case: Case) -> frozenset[int]:
    """Slice numbers of all marks that a reveal shows."""
    shown = {name for beat in case.beats if isinstance(beat, Reveal) for name in beat.show}
    return frozenset(_numbers(mark.slices for name, mark in case.marks if name in shown))


def _numbers(ranges: Iterable[tuple[int, int]]) -> Iterable[int]:
    for first, last in ranges:
        yield from range(first, last + 1)
