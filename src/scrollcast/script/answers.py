"""The words that answer a case's questions, and whether a text that comes before the answer tells them."""

from collections.abc import Iterator
from dataclasses import dataclass

from scrollcast.model.case import Case, Quiz
from scrollcast.script.secrecy import secrets

_SHORTEST = 4  # letters: a shorter word, such as yes, is in too many texts to tell anything


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question.

    Attributes
    ----------
    beat : int
        Number of the question.
    words : tuple of str
        Right options.
    labels : tuple of str
        Of the marks that are secret until the answer: they may tell, or be what is to be found.
    options : tuple of str
        All of them: a text that names every option tells nothing.
    """

    beat: int
    words: tuple[str, ...]
    labels: tuple[str, ...]
    options: tuple[str, ...]


def answers(case: Case) -> tuple[Answers, ...]:
    """The answers to every question of a case."""
    return tuple(_answers(case))


def gives_away(text: str, case: Case) -> tuple[str, int] | None:
    """The right option that a text names, and its question; None where it names none, or every option."""
    told = _folded(text)
    for answer in answers(case):
        if all(_folded(option) in told for option in answer.options):
            continue
        for word in answer.words:
            if _folded(word) in told:
                return word, answer.beat
    return None


def hints(text: str, case: Case) -> tuple[str, int] | None:
    """The label of a secret mark that a text names, and its question: a person has to judge whether that tells."""
    told = _folded(text)
    found = ((label, answer.beat) for answer in answers(case) for label in answer.labels if _folded(label) in told)
    return next(found, None)


def _answers(case: Case) -> Iterator[Answers]:
    labels = {mark.name: mark.label for mark in case.marks}
    for beat, (_, names) in secrets(case.beats).items():
        quiz = case.beats[beat - 1]
        assert isinstance(quiz, Quiz)
        right = tuple(quiz.options[n] for n in sorted(quiz.right))
        yield Answers(beat, _long(right), _long(tuple(labels[name] for name in sorted(names))), quiz.options)


def _long(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if len(_folded(word)) >= _SHORTEST)


def _folded(text: str) -> str:
    """Letters and digits alone, so that a hashtag tells as much as the words in it."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
