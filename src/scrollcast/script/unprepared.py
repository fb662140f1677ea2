"""The case of a series that nobody prepared: look, pause, look on."""

from fractions import Fraction

from scrollcast.errors import InputError, UsageError
from scrollcast.model.case import Beat, Case, Hook, Length, Quiz, Scroll, Takeaway
from scrollcast.model.overlay import Run
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.volume import Facts

_TAKEAWAY = ("Watch it again, one structure at a time.",)


def unprepared(facts: Facts, preset: Preset, settings: Settings) -> Case:
    """Write the case of an unprepared run: hook, scroll, a free question at the pause, scroll on, take-home card.

    Raises
    ------
    InputError
        Where there is one slice only.
    UsageError
        Where the pause is not on a slice.
    """
    count = len(facts)
    if count == 1:
        raise InputError("One slice is a still: a clip scrolls through at least 2 slices. Choose the whole series.")
    pause = (count + 1) // 2 if settings.pause_at is None else settings.pause_at
    if not 1 <= pause <= count:
        raise UsageError(f"The pause at slice {pause} is outside of this stack; choose 1 to {count}.")
    caption = preset.hook if settings.caption is None else settings.caption
    beats: list[Beat] = [Hook((Run(caption),) if caption else ())]
    if pause > 1:
        beats.append(Scroll(to=pause))
    beats.append(Quiz(preset.pause.ask, preset.pause.think))
    if pause < count:
        beats.append(Scroll())
    beats.append(Takeaway(_TAKEAWAY))
    return Case(
        title=preset.title if settings.title is None else settings.title,
        beats=tuple(beats),
        rate=settings.rate or Rate(Fraction(30)),
        length=settings.length or Length.S30,
        direction=settings.direction,
        window=settings.window,
    )
