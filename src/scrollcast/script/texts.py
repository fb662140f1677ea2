"""Everything that a film will say, before it is written: what the gate compares with the headers."""

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
from scrollcast.model.overlay import Run
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings


def texts(preset: Preset, settings: Settings, case: Case | None) -> tuple[str, ...]:
    """List the words of a film in the order in which they are shown.

    Parameters
    ----------
    preset : Preset
    settings : Settings
    case : Case or None
        None is the unprepared run.
    """
    head = (preset.label, preset.window_name)
    if case is None:
        return (*head, settings.title or preset.title, settings.caption or preset.hook, preset.pause.ask)
    words = [*head, case.title, case.history, *(mark.label for mark in case.marks)]
    for beat in case.beats:
        words += said(beat)
    return tuple(filter(None, (*words, case.credit, case.handle)))


def said(beat: Beat) -> tuple[str, ...]:
    """The words of a beat, piece by piece; some may be empty."""
    match beat:
        case Hook() | Scroll() | Hold() | Zoom():
            return (spoken(beat.say),)
        case Reveal(window=look) | Rewindow(look=look):
            return (spoken(beat.say), "" if look is None else look.name)
        case Compare():
            return (spoken(beat.say), *(look.name for look in beat.looks))
        case Quiz():
            return (beat.ask, *beat.options)
        case TextCard() | Takeaway():
            return (beat.heading, *beat.lines)
        case _:
            assert_never(beat)


def runs(beat: Beat) -> tuple[Run, ...]:
    """The caption of a beat; empty where it has none."""
    match beat:
        case Hook() | Scroll() | Hold() | Reveal() | Rewindow() | Zoom() | Compare():
            return beat.say
        case Quiz() | TextCard() | Takeaway():
            return ()
        case _:
            assert_never(beat)


def spoken(say: tuple[Run, ...]) -> str:
    """The words of a caption without their colours."""
    return "".join(run.text for run in say)
