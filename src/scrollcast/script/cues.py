"""Legs and their shots to cues: what goes on is one cue, words come and go softly, marks live with their slices."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from scrollcast.model.overlay import Answer, Arrow, Caption, Card, Header, Overlay, Question, Title
from scrollcast.model.timeline import Cue, Shot
from scrollcast.model.timing import Rate, Span
from scrollcast.script.durations import BLINK, COVER, ENTRY
from scrollcast.script.legs import Leg, under

_PAINTED = (Header, Title, Caption, Arrow, Question, Answer, Card)


def overlays(legs: Sequence[Leg], shots: Sequence[Shot], rate: Rate) -> Iterator[Cue]:
    """Cues of what lies over whole legs; the same overlay in legs that follow each other is one cue."""
    for place, leg in enumerate(legs):
        for overlay in leg.overlays:
            if place and overlay in legs[place - 1].overlays:
                continue
            stop = place
            while stop < len(legs) and overlay in legs[stop].overlays:
                stop += 1
            span = Span(shots[place].span.start, shots[stop - 1].span.stop)
            yield _soft(overlay, _read_on(span, legs, shots, place) if isinstance(overlay, Caption) else span, rate)


def marks(legs: Sequence[Leg], shots: Sequence[Shot], arrows: dict[str, Arrow], rate: Rate) -> Iterator[Cue]:
    """Cues of the marks: from their reveal on, whenever the slice is one of theirs and the leg is not blind."""
    revealed: dict[str, int] = {}
    for place, leg in enumerate(legs):
        for name in leg.reveals:
            revealed.setdefault(name, place)
    blink, entry = rate.frames(BLINK), rate.frames(ENTRY)
    for name, place in revealed.items():
        arrow = arrows[name]
        for span in _lives(arrow, legs[place:], shots[place:]):
            new = span.start == shots[place].span.start
            yield Cue(span, arrow, 0 if new else blink, blink, entry if new else 0)


def painted(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Put cues in painter's order: what covers comes later."""
    return tuple(sorted(cues, key=lambda cue: (_PAINTED.index(type(cue.overlay)), cue.span)))


def _read_on(span: Span, legs: Sequence[Leg], shots: Sequence[Shot], place: int) -> Span:
    """Let a caption go on into the scroll that follows, for half as long again as reading takes."""
    scrolls = under(legs, place)
    end = shots[scrolls.stop - 1].span.stop
    return Span(span.start, max(span.stop, min(span.start + legs[place].reads * 3 // 2, end)))


def _lives(arrow: Arrow, legs: Sequence[Leg], shots: Sequence[Shot]) -> Iterator[Span]:
    frames = [
        frame
        for leg, shot in zip(legs, shots, strict=True)
        if not leg.blind
        for frame in range(shot.span.start, shot.span.stop)
        if arrow.first <= shot.view(frame).slice <= arrow.last
    ]
    for _, run in groupby(enumerate(frames), lambda pair: pair[1] - pair[0]):
        numbers = [frame for _, frame in run]
        yield Span(numbers[0], numbers[-1] + 1)


def _soft(overlay: Overlay, span: Span, rate: Rate) -> Cue:
    """The first frame is a cover and shows its words at once; what a new title replaces does not fade."""
    blink = rate.frames(BLINK) if span.start else 0
    match overlay:
        case Card():
            return Cue(span, overlay, fade_in=rate.frames(COVER))
        case Caption():
            return Cue(span, overlay, fade_in=blink, fade_out=rate.frames(BLINK))
        case Title() | Question():
            return Cue(span, overlay, fade_in=blink)
        case _:
            return Cue(span, overlay)
