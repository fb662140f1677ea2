"""Moment to Canvas: every frame of a film, a still or a sheet is made here, each distinct one once."""

from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from scrollcast.model.canvas import NEUTRAL, Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Answer, Arrow, Caption, Card, Header, Question, Title
from scrollcast.model.timeline import Moment, Shown, Timeline, View
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.window import Window
from scrollcast.picture.captions import caption_sprite, title_sprite
from scrollcast.picture.cards import blank, card_canvas
from scrollcast.picture.hud import (
    dot_sprite,
    header_sprite,
    knob_sprite,
    letters_sprites,
    number_sprite,
    rail_sprite,
    scale_sprite,
)
from scrollcast.picture.marks import arrow_sprite
from scrollcast.picture.plane import draw_plane
from scrollcast.picture.quiz import answer_sprite, question_sprite, ring_sprite
from scrollcast.picture.stage import picture_box
from scrollcast.raster.resample import leave_cores
from scrollcast.raster.sprite import crossfade


def frames(cleared: ClearedVolume, timeline: Timeline, layout: Layout) -> Iterator[Canvas]:
    """All frames of a film in order, each distinct one drawn once, all in the same canvas: take it before the next.

    Parameters
    ----------
    cleared : ClearedVolume
    timeline : Timeline
    layout : Layout

    Yields
    ------
    Canvas
        Not to be written to.

    Raises
    ------
    UsageError
        Where a text does not fit, or the font lacks a glyph.
    """
    composer = Composer(cleared, timeline, layout)
    before: Moment | None = None
    canvas = blank(layout)
    for number in range(timeline.frames):
        moment = timeline.at(number)
        if moment != before:
            composer.compose(moment, canvas)
            before = moment
        yield canvas


def rehearse(cleared: ClearedVolume, timeline: Timeline, layout: Layout) -> None:
    """Draw each overlay once, so that a text that does not fit is an error before a film is begun.

    Raises
    ------
    UsageError
        Where a text does not fit, or the font lacks a glyph.
    """
    composer = Composer(cleared, timeline, layout)
    canvas = blank(layout)
    for cue in timeline.cues:
        composer.compose(timeline.at((cue.span.start + cue.span.stop) // 2), canvas)


class Composer:
    """Composes moments of one film: a function of the moment and of what it was made with, nothing else."""

    def __init__(self, cleared: ClearedVolume, timeline: Timeline, layout: Layout) -> None:
        leave_cores()
        self._slices = cleared.slices
        self._sides = cleared.facts.sides
        self._layout = layout
        self._number = {index: number for number, index in enumerate(timeline.travel, 1)}
        self._backdrop = lru_cache(maxsize=4)(self._draw_backdrop)
        self._card = lru_cache(maxsize=2)(self._draw_card)

    def compose(self, moment: Moment, onto: Canvas | None = None) -> Canvas:
        """Draw all that a frame shows.

        Parameters
        ----------
        moment : Moment
        onto : Canvas or None
            Drawn over and returned; None makes a new one.

        Raises
        ------
        UsageError
            Where a text does not fit, or the font lacks a glyph.
        """
        canvas = onto or blank(self._layout)
        card = next((shown for shown in moment.shown if isinstance(shown.overlay, Card)), None)
        if card is None or card.presence < 1:
            self._draw_anatomy(canvas, moment)
        if card is not None and isinstance(card.overlay, Card):
            crossfade(canvas, self._card(card.overlay, moment.view.window), card.presence)
        return canvas

    def _draw_anatomy(self, canvas: Canvas, moment: Moment) -> None:
        view, layout = moment.view, self._layout
        box = picture_box(layout, view.room)
        still = tuple(shown for shown in moment.shown if _stands_still(shown))
        canvas.buffer[:] = self._backdrop(box, still).buffer
        draw_plane(canvas, self._slices[view.slice], view, layout, box)
        number, count = self._number[view.slice], len(self._slices)
        number_sprite(number, count, layout).blend(canvas)
        rail_sprite(box).blend(canvas)
        for key in moment.keys:
            dot_sprite(box, (self._number[key] - 1) / max(1, count - 1)).blend(canvas)
        knob_sprite(box, (number - 1) / max(1, count - 1)).blend(canvas)
        if self._sides is not None:
            for letter in letters_sprites(self._sides, layout, box):
                letter.blend(canvas)
        scale = scale_sprite(layout, box)
        if scale is not None:
            scale.blend(canvas)
        for shown in moment.shown:
            if shown not in still:
                self._lay(canvas, shown, box)

    def _lay(self, canvas: Canvas, shown: Shown, box: Box) -> None:
        layout, overlay = self._layout, shown.overlay
        match overlay:
            case Header():
                header_sprite(overlay, layout).blend(canvas, shown.presence)
            case Title():
                title_sprite(overlay, layout).blend(canvas, shown.presence)
            case Caption():
                caption_sprite(overlay, layout).blend(canvas, shown.presence)
            case Question():
                options = question_sprite(overlay, layout)
                if options is not None:
                    options.blend(canvas, shown.presence)
                ring_sprite(overlay, shown.progress, layout).blend(canvas, shown.presence)
            case Answer():
                answer_sprite(overlay, layout).blend(canvas, shown.presence)
            case Arrow():
                arrow_sprite(overlay, shown.progress, layout, box).blend(canvas, shown.presence)
            case Card():
                pass  # fills the whole canvas: `compose` has drawn it
            case _:
                assert_never(overlay)

    def _draw_backdrop(self, box: Box, still: tuple[Shown, ...]) -> Canvas:
        """All that stays the same while slices pass: drawn once."""
        canvas = blank(self._layout)
        for shown in still:
            self._lay(canvas, shown, box)
        canvas.chroma[:, box.y // 2 : box.bottom // 2, box.x // 2 : box.right // 2] = NEUTRAL
        return canvas

    def _draw_card(self, card: Card, window: Window) -> Canvas:
        canvas, box = card_canvas(card, self._layout)
        if box is not None and card.key is not None:
            canvas.chroma[:, box.y // 2 : box.bottom // 2, box.x // 2 : box.right // 2] = NEUTRAL
            draw_plane(canvas, self._slices[card.key], View(card.key, window, None, 0, 0), self._layout, box)
        return canvas


def _stands_still(shown: Shown) -> bool:
    """True for words that are wholly there and clear of the picture, by `lay_out`."""
    return shown.presence >= 1 and isinstance(shown.overlay, Header | Title | Caption | Answer)
