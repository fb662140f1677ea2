"""What must not be seen before its reveal: the marks that answer a question, unless they were shown before it."""

from collections.abc import Iterator, Sequence

from scrollcast.errors import UsageError
from scrollcast.model.case import Beat, Hold, Quiz, Reveal, Scroll, Zoom
from scrollcast.script.asking import found
from scrollcast.script.names import kind


def secrets(beats: Sequence[Beat]) -> dict[int, tuple[int, frozenset[str]]]:
    """For each quiz, by its number, the number of its reveal and the marks that are secret until then.

    A mark to be found whose quiz has no reveal stays secret to the end.
    """
    secret: dict[int, tuple[int, frozenset[str]]] = {}
    shown: set[str] = set()
    for number, beat in enumerate(beats, 1):
        if isinstance(beat, Quiz):
            answer, reveal = _answer(beats, number)
            secret[number] = (answer, frozenset(found(beat, reveal)) - shown)
        shown.update(shows(beats, number))
    return secret


def shows(beats: Sequence[Beat], number: int) -> tuple[str, ...]:
    """Names of the marks that a beat shows."""
    match beats[number - 1]:
        case Hold(show=show) | Scroll(show=show):
            return show
        case Reveal() as beat:
            asked = next((other for other in reversed(beats[: number - 1]) if isinstance(other, Quiz | Reveal)), None)
            return found(asked if isinstance(asked, Quiz) else None, beat)
        case _:
            return ()


def keep(beats: Sequence[Beat]) -> None:
    """Make sure that no beat shows or points at what a question asks for before its reveal.

    Raises
    ------
    UsageError
        Where one does; it names both beats.
    """
    for quiz, (answer, names) in secrets(beats).items():
        for number, name, verb in _told(beats, quiz, answer):
            if name in names:
                place = f"the reveal of beat {answer}" if answer <= len(beats) else "no reveal"
                raise UsageError(
                    f"Beat {number} ({kind(beats[number - 1])}) {verb} the mark {name!r}, which answers the quiz of "
                    f"beat {quiz} and belongs to {place}; move the beat behind it."
                )


def _told(beats: Sequence[Beat], quiz: int, answer: int) -> Iterator[tuple[int, str, str]]:
    """Beats that tell of a mark too early: between question and answer, and zooms before the question too."""
    for number, beat in enumerate(beats[: answer - 1], 1):
        if isinstance(beat, Zoom) and isinstance(beat.to, str):
            yield number, beat.to, "goes to"
        elif number > quiz:
            yield from ((number, name, "shows") for name in shows(beats, number))


def _answer(beats: Sequence[Beat], quiz: int) -> tuple[int, Reveal]:
    """The reveal of a quiz, with its number; an empty one behind the last beat where it has none."""
    for number, beat in enumerate(beats[quiz:], quiz + 1):
        if isinstance(beat, Reveal):
            return number, beat
        if isinstance(beat, Quiz):
            break
    return len(beats) + 1, Reveal(())
