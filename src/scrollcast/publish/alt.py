"""Alt texts: what a picture shows, for those who do not see it, written from the case."""

import unicodedata

from scrollcast.authored.house import House, house
from scrollcast.model.case import Quiz
from scrollcast.model.overlay import Answer, Caption, Card, Header, Mark, Title, Tone
from scrollcast.model.timeline import Moment
from scrollcast.publish.stills import Kind, Slide
from scrollcast.publish.subtitles import listed, listed_right
from scrollcast.rendering import Film

_ENDS = frozenset(".!?。؟") | {"..."}  # an ellipsis is three points in NFKC


def alt_of(film: Film, slide: Slide) -> str:
    """Describe a slide; before the reveal without anything that the reveal tells."""
    moment, case = slide.moment, film.screenplay.material.case
    words = house(case.language)
    blind = f"{_image(film, moment)}, {words.unmarked}"
    if slide.kind is Kind.HOOK:
        return _joined(words.cover.format(title=case.title), blind)
    cards = [shown.overlay for shown in moment.shown if isinstance(shown.overlay, Card)]
    if cards:
        return _joined(*(sentence for card in cards for sentence in (card.heading, *card.lines)))
    if slide.kind is Kind.KEY:
        return _joined(blind)
    if slide.kind is Kind.QUESTION:
        quiz = case.beats[slide.beat - 1]
        assert isinstance(quiz, Quiz)
        return _joined(blind, quiz.ask, listed(quiz.options))
    return _joined(_image(film, moment), *_told(moment, words))


def alt_of_clip(film: Film) -> str:
    """Describe the clip, up to its question."""
    facts, case = film.cleared.facts, film.screenplay.material.case
    asks = (beat.ask for beat in case.beats if isinstance(beat, Quiz))
    told = house(case.language).clip.format(title=case.title, count=len(facts), kind=facts.kind)
    return _joined(told, *asks)


def _image(film: Film, moment: Moment) -> str:
    """What is shown, by the words of the house: kind of series, slice, window."""
    facts, view = film.cleared.facts, moment.view
    number = film.timeline.travel.index(view.slice) + 1
    windows = [shown.overlay.window_name for shown in moment.shown if isinstance(shown.overlay, Header)]
    words = house(film.screenplay.material.case.language)
    window = f", {words.window.format(name=windows[0].lower())}" if windows and windows[0] else ""
    return words.slice.format(kind=facts.kind, number=number, count=len(facts)) + window


def _told(moment: Moment, words: House) -> tuple[str, ...]:
    """What is told in a moment: the answer, labels, the caption."""
    told: list[str] = []
    for shown in moment.shown:
        match shown.overlay:
            case Title(text=text, tone=Tone.RIGHT):
                told.append(words.answer.format(answer=text))
            case Answer(options=options, right=right):
                told.append(words.answer.format(answer=listed_right(options, right)))
            case Mark(label=label) if label:
                told.append(words.marked.format(label=label))
            case Caption(text=text):
                told.append(text)
            case _:
                pass
    return tuple(dict.fromkeys(told))


def _joined(*sentences: str) -> str:
    """Sentences with one mark at the end of each."""
    kept = (sentence.strip() for sentence in sentences)
    return " ".join(s if unicodedata.normalize("NFKC", s[-1]) in _ENDS else f"{s}." for s in kept if s)
