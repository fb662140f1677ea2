"""The pause to think: option cards, the ring that counts down, and the answer."""

from functools import lru_cache
from math import ceil

from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Answer, Question, Run, Tone
from scrollcast.picture import palette
from scrollcast.picture.captions import fitted
from scrollcast.raster.draw import arc, disc, polyline, rounded
from scrollcast.raster.paragraph import draw
from scrollcast.raster.sprite import Easel, Sprite
from scrollcast.raster.text import line

_CARD_HEIGHT, _CARD_RADIUS, _CARD_INSET = 84, 18, 28
_RING_STROKE = 11
_FADED = 0.35
_TICK = [(4.0, 18.0), (14.0, 28.0), (32.0, 6.0)]
_CROSS = ([(6.0, 6.0), (28.0, 28.0)], [(28.0, 6.0), (6.0, 28.0)])
_SIGN = 36


@lru_cache(maxsize=16)
def question_sprite(question: Question, layout: Layout) -> Sprite | None:
    """The options as cards; None for a free question."""
    if not question.options:
        return None
    easel = Easel(*layout.options)
    for number, option in enumerate(question.options):
        _card(easel, layout, number, Run(option))
    return easel.sprite()


@lru_cache(maxsize=16)
def answer_sprite(answer: Answer, layout: Layout) -> Sprite:
    """The options again: the right ones green with a tick, the others faded with a cross."""
    easel = Easel(*layout.options)
    for number, option in enumerate(answer.options):
        box = _card_box(layout, number)
        right = number in answer.right
        run = Run(option, Tone.RIGHT if right else Tone.MUTED)
        _card(easel, layout, number, run, 1 if right else _FADED)
        x, y = box.right - _CARD_INSET - _SIGN, box.y + (box.height - _SIGN) // 2
        if right:
            easel.paint(polyline(_SIGN, _SIGN, _TICK, 6), palette.TONES[Tone.RIGHT], x, y)
        else:
            for stroke in _CROSS:
                easel.paint(polyline(_SIGN, _SIGN, stroke, 5), palette.TONES[Tone.WRONG], x, y, 0.7)
    return easel.sprite()


@lru_cache(maxsize=2)
def ring_sprite(question: Question, progress: float, layout: Layout) -> Sprite:
    """The ring; `progress` of the think time (0..1) is gone."""
    box = layout.ring
    easel = _dial(box).copy()
    easel.paint(arc(box.width, _RING_STROKE, 1 - progress), palette.TONES[Tone.FINDING], box.x, box.y)
    digit = line(str(max(1, ceil(question.seconds * (1 - progress)))), palette.DIGIT)
    x = box.x + (box.width - round(digit.advance)) // 2
    y = box.y + (box.height - digit.mask.shape[0]) // 2
    return easel.paint(digit.mask, palette.TONES[Tone.TEXT], x, y).sprite()


@lru_cache(maxsize=2)
def _dial(box: Box) -> Easel:
    """What of the ring stays the same; to be copied, not painted on."""
    easel = Easel(*box).paint(disc(box.width), palette.BACKGROUND, box.x, box.y, 0.9)
    return easel.paint(arc(box.width, _RING_STROKE, 1), palette.PLATE_EDGE, box.x, box.y)


def _card_box(layout: Layout, number: int) -> Box:
    options = layout.options
    pitch = options.height // 4
    return Box(options.x, options.y + number * pitch, options.width, _CARD_HEIGHT)


def _card(easel: Easel, layout: Layout, number: int, option: Run, opacity: float = 1) -> None:
    box = _card_box(layout, number)
    edge = palette.TONES[Tone.RIGHT] if option.tone is Tone.RIGHT else palette.PLATE_EDGE
    easel.paint(rounded(box.width, box.height, _CARD_RADIUS), palette.PLATE, box.x, box.y, opacity)
    easel.paint(rounded(box.width, box.height, _CARD_RADIUS, 3), edge, box.x, box.y, opacity)
    room = box.width - 3 * _CARD_INSET - _SIGN - 50
    paragraph = fitted((option,), room, palette.set_in(layout, *palette.OPTIONS), (1, 1))
    y = box.y + (box.height - paragraph.pitch) // 2
    heading = fitted((Run("ABCD"[number], option.tone),), 60, (palette.OPTIONS[0],), (1,))
    draw(heading, easel, Box(box.x + _CARD_INSET, box.y + (box.height - heading.pitch) // 2, 60, 1), palette.TONES)
    draw(paragraph, easel, Box(box.x + _CARD_INSET + 50, y, room, 1), palette.TONES)
