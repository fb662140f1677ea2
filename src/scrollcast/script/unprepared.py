"""The case of a series that nobody prepared: look, pause, look on."""

from fractions import Fraction

from scrollcast.errors import InputError, UsageError
from scrollcast.model.case import Beat, Case, Hook, Length, Quiz, Scroll, Takeaway
from scrollcast.model.overlay import Run
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.volume import Facts
from scrollcast.script.stack import line_up

_TAKEAWAY = ("Watch it again, one structure at a time.",)


def unprepared(facts: Facts, preset: Preset, settings: Settings) -> Case:
    """Write the case of an unprepared run: hook, scroll, a free question at the pause, scroll on, take-home card.

    It starts and ends at the slices that show something, where a mask hides others whole.

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
    first, last = _shown(facts, preset, settings)
    pause = (first + last) // 2 if settings.pause_at is None else settings.pause_at
    if not 1 <= pause <= count:
        raise UsageError(f"The pause at slice {pause} is outside of this stack; choose 1 to {count}.")
    caption = preset.hook if settings.caption is None else settings.caption
    beats: list[Beat] = [Hook((Run(caption),) if caption else ())]
    if pause > 1:
        beats.append(Scroll(to=pause, start=first if 1 < first < pause else None))
    beats.append(Quiz(preset.pause.ask, preset.pause.think))
    if pause < count:
        beats.append(Scroll(to=last if pause < last < count else None))
    beats.append(Takeaway(_TAKEAWAY))
    return Case(
        title=preset.title if settings.title is None else settings.title,
        beats=tuple(beats),
        rate=settings.rate or Rate(Fraction(30)),
        length=settings.length or Length.S30,
        direction=settings.direction,
        window=settings.window,
    )


def _shown(facts: Facts, preset: Preset, settings: Settings) -> tuple[int, int]:
    """Numbers of the first and the last slice that show something."""
    if not facts.hidden:
        return 1, len(facts)
    stack = line_up(facts, settings.direction, preset.direction(facts.plane))
    numbers = [number for number, index in enumerate(stack.travel, 1) if index not in facts.hidden]
    return min(numbers, default=1), max(numbers, default=len(facts))
