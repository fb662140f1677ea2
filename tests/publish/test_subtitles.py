"""Subtitles: the words of the cues, one at a time, as SubRip and WebVTT."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from builders.phantom import CASE, write_case
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Span
from scrollcast.publish.subtitles import Subtitle, srt, subtitles, vtt
from scrollcast.rendering import Film, plan

SECOND = re.compile(r"\d\d:\d\d:\d\d[,.]\d{3}")


def test_what_is_told_stands_when_it_is_shown(film: Film) -> None:
    """Hook, question with its options, answer, reveal, card: in order, none over another, none after the end."""
    told = subtitles(film.timeline)
    assert [each.text for each in told] == [
        "Scroll with me.",
        "Which side?\nA His left  B His right",
        "B His right",
        "A ball, at the right.",
        "TAKE-HOME\nLook at both sides.",
    ]
    assert all(before.stop <= after.start for before, after in pairwise(told))
    assert all(each.start < each.stop for each in told)
    assert told[-1].stop <= film.timeline.rate.seconds(film.timeline.frames)


def test_times_are_those_of_the_frames(film: Film) -> None:
    """The question stands as long as its cue does."""
    question = next(cue for cue in film.timeline.cues if type(cue.overlay).__name__ == "Question")
    told = next(each for each in subtitles(film.timeline) if each.text.startswith("Which side?"))
    rate = film.timeline.rate
    assert (told.start, told.stop) == (rate.seconds(question.span.start), rate.seconds(question.span.stop))


def test_words_that_would_overlap_give_way(film: Film) -> None:
    """What comes later ends what stands."""
    timeline = film.timeline
    first = next(cue for cue in timeline.cues if type(cue.overlay).__name__ == "Caption")
    longer = replace(first, span=Span(0, timeline.frames))
    told = subtitles(replace(timeline, cues=(longer, *(cue for cue in timeline.cues if cue is not first))))
    assert told[0].stop == told[1].start


def test_both_files_hold_the_same(film: Film) -> None:
    """Numbered from 1 with commas; a header and points; escaped where WebVTT has markup."""
    told = (
        *subtitles(film.timeline),
        Subtitle(film.timeline.rate.seconds(110_000), film.timeline.rate.seconds(110_030), "A < B & C"),
    )
    ours, theirs = srt(told), vtt(told)
    assert ours.startswith("1\n00:00:00,000 --> ")
    assert theirs.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert [t.replace(",", ".") for t in SECOND.findall(ours)] == SECOND.findall(theirs)
    assert "01:01:06,667 --> 01:01:07,667\nA < B & C\n" in ours
    assert "A &lt; B &amp; C" in theirs
    assert ours.count("\n\n") == len(told) - 1


def test_subtitles_are_in_the_language_that_is_rendered(folder: Path) -> None:
    """The same cues, other words."""
    spanish = CASE.replace("hook: Scroll with me.", "hook: Scroll with me.\n    hook.es: Baja conmigo.")
    film = plan(write_case(folder, spanish), None, Settings(language="es"))
    assert subtitles(film.timeline)[0].text == "Baja conmigo."
