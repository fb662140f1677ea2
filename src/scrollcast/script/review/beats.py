"""Beats in an order that does not work: questions that nobody answers, and beats behind the last card."""

from collections.abc import Iterator

from scrollcast.model.case import Quiz, Takeaway
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.footage import Bumper
from scrollcast.script.review.moments import begins
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.secrecy import secrets


def disorder(play: Screenplay) -> Iterator[Finding]:
    """Find what is asked and not answered, and what comes after the end."""
    beats = play.material.case.beats
    for number, (answer, _) in secrets(beats).items():
        quiz = beats[number - 1]
        if isinstance(quiz, Quiz) and (quiz.right or quiz.find) and answer > len(beats):
            yield _warning(play, number, "asks and is never answered; add a reveal behind it, before the next quiz.")
    last = len(beats) - isinstance(beats[-1], Bumper)
    for number, beat in enumerate(beats[: last - 1], 1):
        if isinstance(beat, Takeaway):
            yield _warning(play, number, "ends the clip, but beats follow; move it to the end, or make it a card.")


def _warning(play: Screenplay, number: int, sentence: str) -> Finding:
    return Finding("order", Severity.WARNING, number, begins(play, number), "", "", f"Beat {number} {sentence}")
