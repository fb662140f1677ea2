"""Words and marks on the frames of a film: what can't be read, is covered, or finds no place."""

from collections.abc import Iterator

from scrollcast.errors import UsageError
from scrollcast.model.canvas import Canvas
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.layout import Box
from scrollcast.model.overlay import Answer, Caption, Card, Header, Mark, Overlay, Question, Title
from scrollcast.model.platform import Zone
from scrollcast.model.timeline import Cue
from scrollcast.picture.captions import caption_sprite, title_sprite
from scrollcast.picture.compose import Composer
from scrollcast.picture.hud import header_sprite
from scrollcast.picture.quiz import answer_sprite, question_sprite
from scrollcast.picture.stage import Stage, stages
from scrollcast.picture.strokes import finding, on_picture
from scrollcast.raster.legible import legibility
from scrollcast.raster.sprite import Sprite
from scrollcast.rendering import Film
from scrollcast.script.review.moments import beat_at

_LARGE = 41  # px of the tallest letter: bold type from 56 px, 14 points on a phone
_SMALLEST = 17  # px: the x-height of 32 px type, 11 px on a phone 360 px wide
_CONTRAST, _LARGE_CONTRAST = 4.5, 3.0  # WCAG 2.2, 1.4.3


def crowded(film: Film, composer: Composer) -> Iterator[Finding]:
    """Find labels that have no place beside the other labels and findings, however the picture stands."""
    for cue in _marks(film):
        tried: set[Stage] = set()
        for frame in range(cue.span.start, cue.span.stop):
            view = film.timeline.at(frame).view
            places = stages(film.layout, view) if composer.rests(view) else ()
            for place in places[:1]:
                if place not in tried:
                    tried.add(place)
                    yield from _without_room(film, composer, frame, (_mark(cue), place))


def _without_room(film: Film, composer: Composer, frame: int, where: tuple[Mark, Stage]) -> Iterator[Finding]:
    try:
        composer.label(*where)
    except UsageError as error:
        yield _finding(film, "overlap", frame, ("", ""), str(error))


def covered(film: Film) -> Iterator[Finding]:
    """Find marks that point at what the platforms' own buttons and texts cover."""
    zone = film.layout.zone
    for cue in _marks(film):
        frame = _middle(cue)
        view = film.timeline.at(frame).view
        on = (place for place in stages(film.layout, view) if on_picture(_mark(cue).shape, place, view.slice))
        for place in on:
            box = finding(_mark(cue).shape, place, view.slice)
            x, y = box.x + box.width // 2, box.y + box.height // 2
            if not _free((x, y), zone):
                sentence = (
                    f"The mark {_mark(cue).name!r} is at x {x}, y {y} of the frame, where platforms put their buttons; "
                    "zoom to it, so that it comes to the middle."
                )
                yield _finding(film, "covered", frame, (_told(box), "inside the zone"), sentence)


def illegible(film: Film, composer: Composer) -> Iterator[Finding]:
    """Find words with too little contrast to what is behind them, or too small, on the frames themselves."""
    for cue in film.timeline.cues:
        frame = _wholly_there(cue, film, composer)
        sprites = () if frame is None else tuple(_written(cue.overlay, film, composer, frame))
        if frame is None or not sprites:
            continue
        canvas = composer.compose(film.timeline.at(frame))
        for sprite in sprites:
            yield from _measured(film, frame, canvas, (sprite, _quoted(cue.overlay)))


def _wholly_there(cue: Cue, film: Film, composer: Composer) -> int | None:
    """A frame in which an overlay has come in, nothing covers it, and the picture rests; None where there is none."""
    for eighth in (4, 6, 2, 5, 7, 3, 1):
        frame = cue.span.start + len(cue.span) * eighth // 8
        moment = film.timeline.at(frame)
        shown = cue.shown(frame, moment.view.slice)
        under_a_card = any(isinstance(other.overlay, Card) for other in moment.shown)
        drawn = not isinstance(cue.overlay, Mark) or (shown.progress >= 1 and composer.rests(moment.view))
        if shown.presence >= 1 and drawn and not under_a_card:
            return frame
    return None


def _measured(film: Film, frame: int, canvas: Canvas, said: tuple[Sprite, str]) -> Iterator[Finding]:
    sprite, words = said
    found = legibility(canvas, sprite)
    if found is None:
        return
    least = _LARGE_CONTRAST if found.height >= _LARGE else _CONTRAST
    if found.contrast < least:
        numbers = f"{found.contrast:.1f}:1", f"{least:g}:1"
        yield _finding(film, "contrast", frame, numbers, f"{words} stands out too little from what is behind it.")
    if found.height < _SMALLEST:
        numbers = f"{found.height} px", f"{_SMALLEST} px"
        yield _finding(film, "small-text", frame, numbers, f"{words} is too small for a phone; say it in fewer words.")


def _written(overlay: Overlay, film: Film, composer: Composer, frame: int) -> Iterator[Sprite]:
    layout = film.layout
    match overlay:
        case Header():
            yield header_sprite(overlay, layout)
        case Title():
            yield title_sprite(overlay, layout)
        case Caption():
            yield caption_sprite(overlay, layout)
        case Question():
            options = question_sprite(overlay, layout)
            if options is not None:
                yield options
        case Answer():
            yield answer_sprite(overlay, layout)
        case Mark():
            label = composer.label(overlay, stages(film.layout, film.timeline.at(frame).view)[0])
            if label is not None:
                yield label
        case _:
            pass  # a card is written on plain ground


def _marks(film: Film) -> Iterator[Cue]:
    return (cue for cue in film.timeline.cues if isinstance(cue.overlay, Mark))


def _mark(cue: Cue) -> Mark:
    assert isinstance(cue.overlay, Mark)
    return cue.overlay


def _middle(cue: Cue) -> int:
    return (cue.span.start + cue.span.stop) // 2


def _free(point: tuple[int, int], zone: Zone) -> bool:
    x, y = point
    right = zone.cut_right if y > zone.cut_bottom else zone.right
    return zone.left <= x <= right and zone.top <= y <= zone.bottom


def _told(box: Box) -> str:
    return f"x {box.x}-{box.right}, y {box.y}-{box.bottom}"


def _quoted(overlay: Overlay) -> str:
    match overlay:
        case Caption() | Title():
            return f'"{overlay.text}"'
        case Mark(label=label):
            return f'The label "{label}"'
        case Header():
            return "The header"
        case _:
            return "An option"


def _finding(film: Film, rule: str, frame: int, numbers: tuple[str, str], sentence: str) -> Finding:
    severity = Severity.WARNING if rule == "covered" else Severity.ERROR
    seconds = film.timeline.rate.seconds(frame)
    return Finding(rule, severity, beat_at(film.screenplay, frame), seconds, *numbers, sentence)
