"""A case without its answers: the same look, the same questions, and nothing that tells."""

from dataclasses import replace
from typing import assert_never

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
from scrollcast.model.overlay import Run, Tone

_ASK_AGAIN = "What did you see?"


def blind(case: Case) -> Case:
    """Leave out marks and reveals, and what is said after the first answer; the last card asks again.

    Before the first question nothing is said that a viewer of the whole case would not see there either.
    """
    beats: list[Beat] = []
    told = False
    questions = [beat.ask for beat in case.beats if isinstance(beat, Quiz)]
    for beat in case.beats:
        told = told or isinstance(beat, Reveal)
        kept = _blind(beat, told, tuple(questions[:1]) or (_ASK_AGAIN,))
        if kept is not None:
            beats.append(kept)
    return replace(case, beats=_without_standing_still(tuple(beats)), marks=())


def _blind(beat: Beat, told: bool, asked: tuple[str, ...]) -> Beat | None:
    match beat:
        case Quiz():
            return replace(beat, find=None)
        case Reveal() | Zoom(to=str()):
            return None
        case Scroll() | Hold():
            return replace(beat, show=(), say=_plain(beat.say, told))
        case Hook() | Zoom() | Rewindow() | Compare():
            return replace(beat, say=_plain(beat.say, told))
        case TextCard():
            return None if told else beat
        case Takeaway():
            return Takeaway(asked, "QUIZ")
        case _:
            assert_never(beat)


def _plain(say: tuple[Run, ...], told: bool) -> tuple[Run, ...]:
    """Words in one colour, as there are no marks that they could speak of; none after the answer."""
    return () if told else tuple(replace(run, tone=Tone.TEXT if run.mark else run.tone, mark="") for run in say)


def _without_standing_still(beats: tuple[Beat, ...]) -> tuple[Beat, ...]:
    """Without a zoom back out of a zoom that is not there any more."""
    kept: list[Beat] = []
    inside = False
    for beat in beats:
        if isinstance(beat, Zoom):
            if beat.to is None and not inside:
                continue
            inside = beat.to is not None
        kept.append(beat)
    return tuple(kept)
