"""Words that stand too short to be read, and words that give an answer away."""

import re
from collections.abc import Iterator
from fractions import Fraction

from scrollcast.model.case import Quiz
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.overlay import Caption, Card, Question, Title
from scrollcast.model.timeline import Cue
from scrollcast.script.notes import plain
from scrollcast.script.reading import CHARACTERS_A_SECOND, LEAST_SECONDS, to_read
from scrollcast.script.review.moments import beat_at, begins
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.secrecy import secrets
from scrollcast.script.texts import runs, said

_SHORTEST_LABEL = 3  # letters; shorter labels are in many words


def hasty(play: Screenplay) -> Iterator[Finding]:
    """Find words that need more time than they have: 17 characters a second, 1.2 s at least, fades not counted.

    What is shown more than once is read where it stands longest: a title, or what a loop comes back to.
    """
    rate = play.timeline.rate
    for cue in _once(play.timeline.cues):
        words, severity = _to_read(cue)
        stands = rate.seconds(_stands(cue))
        needs = max(LEAST_SECONDS, Fraction(len(words), CHARACTERS_A_SECOND))
        if not words or stands + rate.seconds(1) / 2 >= needs:
            continue
        yield Finding(
            rule="fast-text",
            severity=severity,
            beat=beat_at(play, cue.span.start),
            seconds=rate.seconds(cue.span.start),
            measured=f"{plain(stands)} s for {len(words)} characters",
            required=f"{plain(needs)} s",
            sentence=f"{_quoted(words)} stands for {plain(stands)} s and needs {plain(needs)} s to be read; "
            f"give it more time, or fewer words.",
        )


def _once(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    longest = {cue.overlay: cue for cue in sorted(cues, key=_stands)}
    return tuple(cue for cue in cues if longest[cue.overlay] is cue)


def _stands(cue: Cue) -> int:
    """Frames in which it is wholly there."""
    return max(0, len(cue.span) - cue.fade_in - cue.fade_out)


def _to_read(cue: Cue) -> tuple[str, Severity]:
    match cue.overlay:
        case Caption():
            return cue.overlay.text, Severity.ERROR
        case Card():
            return to_read(cue.overlay), Severity.ERROR
        case Title(text=text):
            return text, Severity.WARNING
        case Question(options=options):
            return " ".join(options), Severity.WARNING
        case _:
            return "", Severity.WARNING


def leaks(play: Screenplay) -> Iterator[Finding]:
    """Find words about a mark that is still secret: those that take its colour, and its label."""
    case = play.material.case
    for quiz, (answer, names) in secrets(case.beats).items():
        labels = {spec.name: spec.label for spec in case.marks if spec.name in names}
        for number, beat in enumerate(case.beats[: answer - 1], 1):
            coloured = {run.mark for run in runs(beat)} & names
            told = " ".join(said(beat)) if not isinstance(beat, Quiz) else ""
            for name in sorted(coloured | {name for name, label in labels.items() if _names(told, label)}):
                yield _leak(play, number, f"Beat {number}", name, quiz)
        above = case.history or case.title
        for name in sorted(name for name, label in labels.items() if _names(above, label)):
            yield _leak(play, 1, "The title" if above == case.title else "The history", name, quiz)


def _leak(play: Screenplay, beat: int, where: str, name: str, quiz: int) -> Finding:
    sentence = f"{where} speaks of the mark {name!r} before the answer to the quiz of beat {quiz}; does that tell?"
    return Finding("secret", Severity.WARNING, beat, begins(play, beat), "", "", sentence)


def _names(text: str, label: str) -> bool:
    """True where a text holds a label as words of its own."""
    if len(label) < _SHORTEST_LABEL:
        return False
    return re.search(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", text.casefold()) is not None


def _quoted(words: str) -> str:
    return f'"{words}"' if len(words) <= 40 else f'"{words[:39]}…"'
