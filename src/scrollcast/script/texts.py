"""Everything that a film will say, before it is written: what the gate compares with the headers."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

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
from scrollcast.model.preset import Preset
from scrollcast.model.said import Role, Said
from scrollcast.model.settings import Settings


def texts(preset: Preset, settings: Settings, case: Case | None) -> tuple[Said, ...]:
    """List the words of a film in the order in which they are shown.

    Parameters
    ----------
    preset : Preset
    settings : Settings
    case : Case or None
        None is the unprepared run.
    """
    head = (Said(preset.label, "the preset's label"), Said(preset.window_name, "the preset's window-name"))
    if case is None:
        title = Said(preset.title, "the preset's title") if settings.title is None else Said(settings.title, "--title")
        hook = (
            Said(preset.hook, "the preset's hook") if settings.caption is None else Said(settings.caption, "--caption")
        )
        return tuple(_written((*head, title, hook, Said(preset.pause.ask, "the preset's pause"))))
    opening = (Said(case.title, "the title"), Said(case.history, "the history", Role.HISTORY))
    labels = (Said(mark.label, f"the label of mark {number}") for number, mark in enumerate(case.marks, 1))
    beats = (
        Said(text, f"beat {number}") for number, beat in enumerate(case.beats, 1) for text in _said(beat, case.language)
    )
    closing = (Said(case.credit, "the credit"), Said(case.handle, "the handle", Role.RECORD))
    return tuple(_written((*head, *opening, *labels, *beats, *closing)))


def _said(beat: Beat, language: str) -> tuple[str, ...]:
    """The words of a beat, with what the house says in it."""
    without = isinstance(beat, Takeaway) and not beat.heading
    return (house(language).take_home, *said(beat)) if without else said(beat)


def named(out: Path | None) -> tuple[Said, ...]:
    """The names that an output will have: its own, and those of the folders that were typed or that lie below here.

    Parameters
    ----------
    out : Path or None
        None where nothing is written.
    """
    if out is None:
        return ()
    below_here = out.is_absolute() and out.is_relative_to(Path.cwd())
    typed = out.relative_to(Path.cwd()) if below_here else out
    parts = typed.parts[-2:] if typed.is_absolute() else typed.parts
    folders = (Said(part, "the output's folder", Role.NAME) for part in parts[:-1] if part.strip("./\\"))
    return (*folders, Said(out.stem, "the output's name", Role.NAME))


def _written(words: Iterable[Said]) -> Iterator[Said]:
    return (word for word in words if word.text)


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
        case Bumper():
            return beat.says
        case _:
            assert_never(beat)


def runs(beat: Beat) -> tuple[Run, ...]:
    """The caption of a beat; empty where it has none."""
    match beat:
        case Hook() | Scroll() | Hold() | Reveal() | Rewindow() | Zoom() | Compare():
            return beat.say
        case Quiz() | TextCard() | Takeaway() | Bumper():
            return ()
        case _:
            assert_never(beat)


def spoken(say: tuple[Run, ...]) -> str:
    """The words of a caption without their colours."""
    return "".join(run.text for run in say)
