"""Beats to legs, one beat after the other."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, groupby
from typing import assert_never

from scrollcast.errors import UsageError
from scrollcast.model.case import Case, Hook, Quiz, Reveal, Scroll, Takeaway
from scrollcast.model.overlay import Answer, Arrow, Caption, Card, Overlay, Question, Run, Title, Tone
from scrollcast.model.timing import Easing, Rate
from scrollcast.model.window import Window
from scrollcast.script.durations import ANSWER, BLINK, CARD, COVER, CROSS_FADE, ENTRY, HOOK, ROOM, SETTLE, SHOWN
from scrollcast.script.legs import Leg
from scrollcast.script.reading import reading
from scrollcast.script.stack import Stack
from scrollcast.script.tempo import Frames, Tempo

NOTICE = "For education. Not for diagnosis."
_HEADING = "TAKE-HOME"


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
        self._shown: set[str] = set()

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
        marked = self._marked(to) if beat.pace is None else frozenset()
        parts = [tuple(part) for _, part in groupby(stops, marked.__contains__)]
        for place, part in enumerate(parts):
            easing = _easing(first=place == 0, last=place == len(parts) - 1)
            if beat.pace is not None:
                frames = self._tempo.paced(len(part), easing, beat.pace)
            elif part[0] in marked:
                frames = self._tempo.marked(len(part), easing)
            else:
                frames = self._tempo.overview(len(part), easing)
            self.legs.append(Leg(number, part, frames, self._window, (self._title,), easing, scrolls=True))
        self._slice = to

    def _marked(self, to: int) -> frozenset[int]:
        """Slice numbers that a scroll to a slice passes slowly: going slow must not tell where a secret is.

        Those of marks that were revealed, and of those where the scroll ends, which tells as much.
        """
        later = {name for beat in self._case.beats if isinstance(beat, Reveal) for name in beat.show}
        ranges = [
            range(mark.slices[0], mark.slices[1] + 1)
            for name, mark in self._case.marks
            if name in self._shown or (name in later and mark.slices[0] <= to <= mark.slices[1])
        ]
        return frozenset(chain.from_iterable(ranges))

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
        self._shown.update(beat.show)
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
        """Frames that a caption needs, its coming and going on top; none without words."""
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


def _easing(*, first: bool, last: bool) -> Easing:
    if first:
        return Easing.CRUISE if last else Easing.DEPART
    return Easing.ARRIVE if last else Easing.LINEAR
