"""Legs and their shots to cues: what goes on is one cue, words come and go softly, marks live with their slices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scrollcast.authored.house import House
from scrollcast.model.overlay import Answer, Caption, Card, Header, Insert, Mark, Overlay, Question, Title
from scrollcast.model.timeline import Cue, Shot
from scrollcast.model.timing import Rate, Span
from scrollcast.script.durations import BLINK, COVER, ENTRY
from scrollcast.script.legs import Leg, under

_PAINTED = (Header, Title, Caption, Mark, Question, Answer, Card, Insert)


def headed(leg: Leg, label: str, words: House) -> Leg:
    """Put the header over a leg that no card covers, in the words of the house."""
    if leg.covered:
        return leg
    look, other = leg.look, leg.look_to
    if other is not None and leg.split is None:
        look, other = other, None
    beside = None if other is None else (words.named(other.name), other.window)
    header = Header(words.named(label), words.named(look.name), look.window, beside)
    return replace(leg, overlays=(header, *leg.overlays))


def overlays(legs: Sequence[Leg], shots: Sequence[Shot], rate: Rate, *, loop: bool) -> Iterator[Cue]:
    """Cues of what lies over whole legs; the same overlay in legs that follow each other is one cue.

    The first frame is a cover and shows its words at once; where the film loops, so does the last.
    """
    end = shots[-1].span.stop
    for place, leg in enumerate(legs):
        for overlay in leg.overlays:
            if place and _goes_on(overlay, legs[place - 1], leg):
                continue
            stop = place + 1
            while stop < len(legs) and _goes_on(overlay, legs[stop - 1], legs[stop]):
                stop += 1
            span = Span(shots[place].span.start, shots[stop - 1].span.stop)
            cue = _soft(overlay, _read_on(span, legs, shots, place) if isinstance(overlay, Caption) else span, rate)
            card = isinstance(overlay, Card)
            at_once = cue.span.start == 0 or (card and leg.covered)
            to_the_end = (cue.span.stop == end and loop) or (card and legs[stop - 1].covered)
            yield replace(cue, fade_in=0 if at_once else cue.fade_in, fade_out=0 if to_the_end else cue.fade_out)


def marks(legs: Sequence[Leg], shots: Sequence[Shot], tied: dict[str, Mark], rate: Rate) -> Iterator[Cue]:
    """Cues of the marks: from their reveal on, whenever the slice is one of theirs and the leg is not blind to them.

    A mark draws itself in when it is first seen, and fades wherever else it comes or goes. On slices that the film
    stays on with it, it is wholly there.
    """
    revealed: dict[str, int] = {}
    for place, leg in enumerate(legs):
        for name in leg.reveals:
            revealed.setdefault(name, place)
    seen = [[shot.view(frame).slice for frame in range(shot.span.start, shot.span.stop)] for shot in shots]
    blink, entry = rate.frames(BLINK), rate.frames(ENTRY)
    for name, first in revealed.items():
        clear = [
            place
            for place, leg in enumerate(legs)
            if place >= first and not leg.covered and (not leg.blind or name in leg.points_at)
        ]
        mark = _whole_where_held(tied[name], {seen[place][0] for place in clear if not legs[place].scrolls})
        frames = [
            shots[place].span.start + k
            for place in clear
            for k, index in enumerate(seen[place])
            if mark.first <= index <= mark.last
        ]
        for turn, span in enumerate(_runs(frames)):
            fade = min(blink, len(span) // 3)
            yield Cue(span, mark, fade if turn else 0, fade, 0 if turn else entry)


def _whole_where_held(mark: Mark, held: set[int]) -> Mark:
    whole = [*(mark.whole or ()), *(index for index in held if mark.first <= index <= mark.last)]
    return replace(mark, whole=(min(whole), max(whole))) if whole else mark


def painted(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """Put cues in painter's order: what covers comes later."""
    return tuple(sorted(cues, key=lambda cue: (_PAINTED.index(type(cue.overlay)), cue.span)))


def _goes_on(overlay: Overlay, before: Leg, after: Leg) -> bool:
    """True where a leg shows what the one before it does; the same question asked again counts down again."""
    asked_again = isinstance(overlay, Question) and before.beat != after.beat
    return overlay in before.overlays and overlay in after.overlays and not asked_again


def _read_on(span: Span, legs: Sequence[Leg], shots: Sequence[Shot], place: int) -> Span:
    """Let a caption go on into the scroll that follows, for half as long again as reading takes."""
    scrolls = under(legs, place)
    end = shots[scrolls.stop - 1].span.stop
    return Span(span.start, max(span.stop, min(span.start + legs[place].reads * 3 // 2, end)))


def _runs(frames: Sequence[int]) -> Iterator[Span]:
    for _, run in groupby(enumerate(frames), lambda pair: pair[1] - pair[0]):
        numbers = [frame for _, frame in run]
        yield Span(numbers[0], numbers[-1] + 1)


def _soft(overlay: Overlay, span: Span, rate: Rate) -> Cue:
    """What a new title replaces does not fade."""
    blink = rate.frames(BLINK)
    match overlay:
        case Card():
            return Cue(span, overlay, fade_in=rate.frames(COVER), fade_out=rate.frames(COVER))
        case Caption():
            return Cue(span, overlay, fade_in=blink, fade_out=blink)
        case Title() | Question():
            return Cue(span, overlay, fade_in=blink)
        case _:
            return Cue(span, overlay)
