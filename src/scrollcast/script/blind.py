"""The blind version of a case: the same images and questions, without marks, answers and reveals."""

from collections.abc import Iterator
from dataclasses import replace

from scrollcast.authored.house import house
from scrollcast.model.case import (
    Beat,
    Case,
    Compare,
    Hold,
    Hook,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.footage import Bumper
from scrollcast.model.overlay import Run

_MOST = 3


def blind(case: Case) -> Case:
    """Leave out what answers.

    Marks; reveals, with all that explains them on the same slice; zooms to a mark; words that speak of a mark or stand
    beside one; voices. The take-home card asks again instead of telling what was to be learnt.
    """
    asks = tuple(beat.ask for beat in case.beats if isinstance(beat, Quiz))[-_MOST:]
    words = house(case.language)
    card = Takeaway(asks or (words.ask,), words.your_turn)
    beats = tuple(_mute(beat, card) for beat in _unexplained(case.beats))
    return replace(case, marks=(), beats=tuple(replace(beat, voice=None) for beat in beats))


def _unexplained(beats: tuple[Beat, ...]) -> Iterator[Beat]:
    explains = False
    for beat in beats:
        explains = isinstance(beat, Reveal) or (explains and not isinstance(beat, Scroll | Quiz | Takeaway | Bumper))
        if not explains and not (isinstance(beat, Zoom) and isinstance(beat.to, str)):
            yield beat


def _mute(beat: Beat, card: Takeaway) -> Beat:
    match beat:
        case Hook() | Rewindow() | Zoom() | Compare():
            return replace(beat, say=_unmarked(beat.say))
        case Scroll() | Hold():
            return replace(beat, show=(), say=() if beat.show else _unmarked(beat.say))
        case Quiz():
            return replace(beat, right=frozenset(), find=None)
        case Takeaway():
            return card
        case Reveal() | TextCard() | Bumper():
            return beat


def _unmarked(say: tuple[Run, ...]) -> tuple[Run, ...]:
    return () if any(run.mark for run in say) else say
