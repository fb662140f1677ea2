"""Subtitles from the cues of a film: SubRip and WebVTT, the same words at the same times as on the screen."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase

from scrollcast.model.overlay import Answer, Caption, Card, Question, Title
from scrollcast.model.timeline import Cue, Timeline
from scrollcast.model.timing import Span

_LINE = 42  # characters, as is usual for files beside a video


@dataclass(frozen=True, slots=True)
class Subtitle:
    """Words and when they stand.

    Attributes
    ----------
    start, stop : Fraction
        Seconds.
    text : str
        One or more lines.
    """

    start: Fraction
    stop: Fraction
    text: str


def subtitles(timeline: Timeline) -> tuple[Subtitle, ...]:
    """What is told in a film, in order, one at a time: captions, questions with their options, answers, cards.

    The title, which stands all along, is left out.
    """
    said = sorted(_said(timeline), key=lambda pair: pair[0])
    ends = [*(span.start for span, _ in said[1:]), timeline.frames]
    seconds = timeline.rate.seconds
    return tuple(
        Subtitle(seconds(span.start), seconds(min(span.stop, end)), text)
        for (span, text), end in zip(said, ends, strict=True)
        if min(span.stop, end) > span.start
    )


def srt(told: Sequence[Subtitle]) -> str:
    """As SubRip, numbered from 1."""
    blocks = (
        f"{number}\n{_clock(each.start, ',')} --> {_clock(each.stop, ',')}\n{each.text}\n"
        for number, each in enumerate(told, 1)
    )
    return "\n".join(blocks)


def vtt(told: Sequence[Subtitle]) -> str:
    """As WebVTT."""
    blocks = (f"{_clock(each.start, '.')} --> {_clock(each.stop, '.')}\n{_escaped(each.text)}\n" for each in told)
    return "\n".join(("WEBVTT\n", *blocks))


def listed(options: Sequence[str]) -> str:
    """Options with their letters, in a line."""
    return "  ".join(f"{letter} {option}" for letter, option in zip(ascii_uppercase, options, strict=False))


def _said(timeline: Timeline) -> Iterator[tuple[Span, str]]:
    for cue in timeline.cues:
        text = _text(cue, timeline)
        if text:
            yield cue.span, text


def _text(cue: Cue, timeline: Timeline) -> str:
    match cue.overlay:
        case Caption(text=text):
            return _wrapped(text)
        case Question(options=options):
            return "\n".join(filter(None, (_wrapped(_asked(cue, timeline)), listed(options))))
        case Answer(options=options, right=right):
            return listed_right(options, right)
        case Card(heading=heading, lines=lines):
            return "\n".join(filter(None, (heading, *map(_wrapped, lines))))
        case _:
            return ""


def listed_right(options: Sequence[str], right: frozenset[int]) -> str:
    """The right ones of some options, with their letters."""
    return "  ".join(f"{ascii_uppercase[n]} {options[n]}" for n in sorted(right))


def _asked(question: Cue, timeline: Timeline) -> str:
    """The line above the picture while a question is asked."""
    titles = (cue for cue in timeline.cues if isinstance(cue.overlay, Title) and question.span.start in cue.span)
    return next((cue.overlay.text for cue in titles if isinstance(cue.overlay, Title)), "")


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _LINE)) or text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: Fraction, point: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
