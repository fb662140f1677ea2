"""Everything that a film will say, before it is written: what the gate compares with the headers."""

from scrollcast.model.case import Case, Hook, Quiz, Reveal, Takeaway
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
    said = [*head, case.title, *(mark.label for _, mark in case.marks)]
    for beat in case.beats:
        match beat:
            case Hook() | Reveal():
                said.append("".join(run.text for run in beat.say))
            case Quiz():
                said += [beat.ask, *beat.options]
            case Takeaway():
                said += beat.lines
            case _:  # a scroll says nothing
                pass
    return (*said, case.credit, case.handle)
