"""Pictures beside a clip: a cover that never tells the answer, and slides that ask before they answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scrollcast.model.canvas import Canvas
from scrollcast.model.case import Compare, Hold, Hook, Quiz, Reveal, Rewindow, Takeaway, TextCard, Zoom
from scrollcast.model.overlay import Header, Mark, Question, Title
from scrollcast.model.row import Row
from scrollcast.model.timeline import Moment, Shown, View
from scrollcast.picture.compose import Composer
from scrollcast.picture.cover import cover
from scrollcast.picture.quiz import question_sprite
from scrollcast.rendering import Film
from scrollcast.script.echo import moment
from scrollcast.script.secrecy import secrets
from scrollcast.script.table import table
from scrollcast.script.texts import runs, spoken

_KEYS = 3  # blind slices before a question
_SHAPE = (4, 5)


class Kind(StrEnum):
    """What a slide is for, in the order in which slides are left out where a platform takes fewer: the last first."""

    HOOK = "hook"
    QUESTION = "question"
    REVEAL = "reveal"
    TAKEAWAY = "takeaway"
    KEY = "key"
    TOLD = "told"


@dataclass(frozen=True, slots=True, eq=False)
class Slide:
    """One picture.

    Attributes
    ----------
    kind : Kind
    beat : int
        Its number, from 1; 0 for the cover.
    moment : Moment
        What it shows.
    """

    kind: Kind
    beat: int
    moment: Moment


def band(film: Film) -> tuple[int, int]:
    """First row, and the first that is left out, of the part of a frame that a slide of 4:5 shows: its safe zone."""
    height = film.layout.width * _SHAPE[1] // _SHAPE[0]
    middle = (film.layout.zone.top + film.layout.zone.bottom) // 2
    top = min(max(0, middle - height // 2), film.layout.height - height) // 2 * 2
    return top, top + height


def cover_of(film: Film) -> Canvas:
    """The cover: the title over the slice that is asked about, blind."""
    case = film.screenplay.material.case
    hook = next((spoken(beat.say) for beat in case.beats if isinstance(beat, Hook)), "")
    return cover(film.cleared, _front(film), (case.title, hook), film.layout)


def slides(film: Film, most: int) -> tuple[Slide, ...]:
    """The pictures of a post in the order of the film, as many as a platform takes."""
    found = [Slide(Kind.HOOK, 0, Moment(_front(film), ())), *_slides(film)]
    ranked = sorted(found, key=lambda slide: list(Kind).index(slide.kind))[:most]
    return tuple(slide for slide in found if slide in ranked)


def draw(film: Film, composer: Composer, slide: Slide) -> Canvas:
    """Draw a slide, on a whole canvas; a question stands without its countdown."""
    if slide.kind is Kind.HOOK:
        return cover_of(film)
    ringing = tuple(shown for shown in slide.moment.shown if isinstance(shown.overlay, Question))
    quiet = tuple(shown for shown in slide.moment.shown if shown not in ringing)
    canvas = composer.compose(replace(slide.moment, shown=quiet)).copy()
    for shown in ringing:
        options = question_sprite(shown.overlay, film.layout) if isinstance(shown.overlay, Question) else None
        if options is not None:
            options.blend(canvas)
    return canvas


def _slides(film: Film) -> Iterator[Slide]:
    beats = film.screenplay.material.case.beats
    for row in table(film.screenplay):
        match beats[row.beat - 1]:
            case Quiz():
                asked = _asked(film, row)
                yield from (Slide(Kind.KEY, row.beat, blind) for blind in _blind(film, row, asked))
                yield Slide(Kind.QUESTION, row.beat, asked)
            case Reveal():
                yield Slide(Kind.REVEAL, row.beat, film.timeline.at(moment(row)))
            case Takeaway():
                yield Slide(Kind.TAKEAWAY, row.beat, film.timeline.at(moment(row)))
            case TextCard():
                yield Slide(Kind.TOLD, row.beat, film.timeline.at(moment(row)))
            case (Hold() | Rewindow() | Zoom() | Compare()) as beat if runs(beat):
                yield Slide(Kind.TOLD, row.beat, film.timeline.at(moment(row)))
            case _:
                pass


def _asked(film: Film, row: Row) -> Moment:
    """The moment of a quiz in which its question stands."""
    frames = range(*row.frames)
    cue = next(cue for cue in film.timeline.cues if isinstance(cue.overlay, Question) and cue.span.start in frames)
    return film.timeline.at((cue.span.start + cue.span.stop) // 2)


def _blind(film: Film, row: Row, asked: Moment) -> Iterator[Moment]:
    """A few slices through what is asked for, without a mark, in the order of travel."""
    _, names = secrets(film.screenplay.material.case.beats)[row.beat]
    marks = [cue.overlay for cue in film.timeline.cues if isinstance(cue.overlay, Mark) and cue.overlay.name in names]
    travel = film.timeline.travel
    ends = [travel.index(end) for mark in marks for end in (mark.first, mark.last)] or [travel.index(asked.view.slice)]
    first, last = min(ends), max(ends)
    numbers = sorted({first + round((last - first) * (k + 1) / (_KEYS + 1)) for k in range(_KEYS)})
    shown = (*_headers(asked), Shown(Title(film.screenplay.material.case.title), 1.0, 1.0))
    for number in numbers:
        yield Moment(View(travel[number], asked.view.window, None, 0.0, 0.0), shown)


def _headers(asked: Moment) -> tuple[Shown, ...]:
    return tuple(replace(shown, presence=1.0) for shown in asked.shown if isinstance(shown.overlay, Header))


def _front(film: Film) -> View:
    """The slice of the first question, else the middle one of those that are shown; blind and whole."""
    quiz = next((row for row in table(film.screenplay) if row.kind == "quiz"), None)
    if quiz is not None:
        view = _asked(film, quiz).view
        return View(view.slice, view.window, None, 0.0, 0.0)
    stops = [stop for shot in film.timeline.shots for stop in shot.stops]
    return View(stops[len(stops) // 2], film.timeline.shots[0].window, None, 0.0, 0.0)
