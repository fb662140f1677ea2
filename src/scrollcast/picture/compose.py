"""Moment to Canvas: every frame of a film, a still or a sheet is made here, each distinct one once."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from scrollcast.model.canvas import NEUTRAL, WHITE, Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Answer, Caption, Card, Header, Mark, Question, Title
from scrollcast.model.shape import Spotlight
from scrollcast.model.timeline import Cue, Moment, Shown, Timeline, View
from scrollcast.model.timing import Span
from scrollcast.model.volume import ClearedVolume, Crop
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
from scrollcast.picture.labels import place_labels
from scrollcast.picture.marks import label_presence, label_sprite, mark_sprite
from scrollcast.picture.plane import draw_plane
from scrollcast.picture.quiz import answer_sprite, question_sprite, ring_sprite
from scrollcast.picture.stage import Stage, picture_box, stages, whole
from scrollcast.picture.strokes import on_picture
from scrollcast.raster.sprite import Sprite, crossfade


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
        self._slices = cleared.slices
        self._sides = cleared.facts.sides
        self._layout = layout
        self._number = {index: number for number, index in enumerate(timeline.travel, 1)}
        self._company = company(timeline.cues)
        self._resting = {None, *(shot.zoom[1] for shot in timeline.shots if shot.zoom)}
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
            Where a text does not fit, or no font has a glyph.
        """
        return self._compose(moment, onto or blank(self._layout), anatomy=True)

    def ink(self, moment: Moment, passed: tuple[Crop, ...] = ()) -> Canvas:
        """Draw a frame without its slices: what remains is what scrollcast itself has drawn and written.

        Parameters
        ----------
        moment : Moment
        passed : tuple of Crop
            Places of the slices that are filled, for whoever is to look past them.
        """
        canvas = self._compose(moment, blank(self._layout), anatomy=False)
        for place in stages(self._layout, moment.view):
            for crop in passed:
                box = place.covered(crop)
                canvas.luma[box.y : box.bottom, box.x : box.right] = WHITE
        return canvas

    def plate(self, moment: Moment, onto: Canvas) -> Canvas:
        """Draw the slices of a frame and nothing else, for those who write their own words over them."""
        places = stages(self._layout, moment.view)
        onto.buffer[:] = self._backdrop(tuple(place.box for place in places), ()).buffer
        draw_plane(onto, self._slices[moment.view.slice], moment.view, places)
        return onto

    def over(self, moment: Moment, onto: Canvas) -> Canvas:
        """Draw what lies over the slices in a frame onto any ground."""
        for shown in moment.shown:
            if _stands_still(shown):
                self._lay(onto, replace(shown, progress=1.0))
        self._draw_over(onto, moment, stages(self._layout, moment.view))
        return self._cover(onto, moment)

    def _compose(self, moment: Moment, canvas: Canvas, anatomy: bool) -> Canvas:
        card = next((shown for shown in moment.shown if isinstance(shown.overlay, Card)), None)
        if card is None or card.presence < 1:
            self._draw_anatomy(canvas, moment, anatomy)
        return self._cover(canvas, moment)

    def _cover(self, canvas: Canvas, moment: Moment) -> Canvas:
        for card in moment.shown:
            if isinstance(card.overlay, Card):
                crossfade(canvas, self._card(card.overlay, moment.view.window), card.presence)
        return canvas

    def _draw_anatomy(self, canvas: Canvas, moment: Moment, anatomy: bool) -> None:
        view = moment.view
        places = stages(self._layout, view)
        still = tuple(replace(shown, progress=1.0) for shown in moment.shown if _stands_still(shown))
        canvas.buffer[:] = self._backdrop(tuple(place.box for place in places), still).buffer
        if anatomy:
            draw_plane(canvas, self._slices[view.slice], view, places)
        self._draw_over(canvas, moment, places)

    def _draw_over(self, canvas: Canvas, moment: Moment, places: tuple[Stage, ...]) -> None:
        view = moment.view
        dimmed = [shown for shown in moment.shown if _dims(shown)]
        for shown in dimmed:
            self._draw_mark(canvas, shown, view, places)
        self._draw_hud(canvas, moment, places)
        for shown in moment.shown:
            if isinstance(shown.overlay, Mark) and shown not in dimmed:
                self._draw_mark(canvas, shown, view, places)
            elif not _stands_still(shown):
                self._lay(canvas, shown)
            if isinstance(shown.overlay, Question):
                ring_sprite(shown.overlay, shown.progress, self._layout).blend(canvas, shown.presence)

    def _draw_hud(self, canvas: Canvas, moment: Moment, places: tuple[Stage, ...]) -> None:
        layout, box = self._layout, picture_box(self._layout, moment.view.room)
        number, count = self._number[moment.view.slice], len(self._slices)
        number_sprite(number, count, layout).blend(canvas)
        rail_sprite(box).blend(canvas)
        for key in moment.keys:
            dot_sprite(box, (self._number[key] - 1) / max(1, count - 1)).blend(canvas)
        knob_sprite(box, (number - 1) / max(1, count - 1)).blend(canvas)
        for place in places:
            for sprite in self._on_picture(place):
                sprite.blend(canvas)

    def _on_picture(self, place: Stage) -> tuple[Sprite, ...]:
        """Letters and scale bar."""
        letters = () if self._sides is None else letters_sprites(self._sides, self._layout, place.box)
        scale = scale_sprite(self._layout, place)
        return letters if scale is None else (*letters, scale)

    def _draw_mark(self, canvas: Canvas, shown: Shown, view: View, places: tuple[Stage, ...]) -> None:
        mark = shown.overlay
        if not isinstance(mark, Mark):
            return
        for place in (place for place in places if on_picture(mark.shape, place, view.slice)):
            sprite = mark_sprite(mark, shown.progress, place, view.slice)
            if sprite is not None:
                sprite.blend(canvas, shown.presence, place.box)
            if place is not places[0] or not self.rests(view):
                continue  # one label serves two pictures; looking for its place in each frame of a move, it would jump
            label = self.label(mark, place)
            if label is not None:
                label.blend(canvas, shown.presence * label_presence(shown.progress))

    def rests(self, view: View) -> bool:
        """True where the picture neither moves nor zooms: labels show."""
        return view.zoom in self._resting and view.room in {0, 1}

    def label(self, mark: Mark, place: Stage) -> Sprite | None:
        """The label of a mark, where it stands on a picture; None where it has none.

        Raises
        ------
        UsageError
            Where there is no room for it.
        """
        taken = tuple(hud.box for hud in self._on_picture(place))
        label = place_labels(self._company.get(mark, (mark,)), place, self._layout, taken).get(mark.name)
        return None if label is None else label_sprite(mark, label, self._layout)

    def _lay(self, canvas: Canvas, shown: Shown) -> None:
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
            case Answer():
                answer_sprite(overlay, layout).blend(canvas, shown.presence)
            case Card() | Mark():
                pass  # the one fills the canvas, the other needs a stage: drawn where these are
            case _:
                assert_never(overlay)

    def _draw_backdrop(self, boxes: tuple[Box, ...], still: tuple[Shown, ...]) -> Canvas:
        """All that stays the same while slices pass: drawn once."""
        canvas = blank(self._layout)
        for shown in still:
            self._lay(canvas, shown)
        for box in boxes:
            _clear(canvas, box)
        return canvas

    def _draw_card(self, card: Card, window: Window) -> Canvas:
        canvas, box = card_canvas(card, self._layout)
        if box is not None and card.key is not None:
            _clear(canvas, box)
            view = View(card.key, window, None, 0, 0)
            draw_plane(canvas, self._slices[card.key], view, (Stage(box, whole(self._layout)),))
        return canvas


def company(cues: tuple[Cue, ...]) -> dict[Mark, tuple[Mark, ...]]:
    """For each mark, all that are ever on screen with it, or with one of those: their labels are placed together.

    A label then stays where it is when another mark comes or goes.
    """
    groups: list[list[Cue]] = []
    for cue in (cue for cue in cues if isinstance(cue.overlay, Mark)):
        touching = [group for group in groups if any(_overlap(cue.span, other.span) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cue, *(other for group in touching for other in group)])
    together: dict[Mark, tuple[Mark, ...]] = {}
    for group in groups:
        ordered = sorted(group, key=lambda cue: cue.span)
        marks = tuple(dict.fromkeys(cue.overlay for cue in ordered if isinstance(cue.overlay, Mark)))
        together |= dict.fromkeys(marks, marks)
    return together


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.stop and b.start < a.stop


def _clear(canvas: Canvas, box: Box) -> None:
    """Anatomy is grey: only its luma is drawn."""
    canvas.chroma[:, box.y // 2 : box.bottom // 2, box.x // 2 : box.right // 2] = NEUTRAL


def _dims(shown: Shown) -> bool:
    return isinstance(shown.overlay, Mark) and isinstance(shown.overlay.shape, Spotlight)


def _stands_still(shown: Shown) -> bool:
    """True for words that are wholly there and clear of the picture, by `lay_out`."""
    return shown.presence >= 1 and isinstance(shown.overlay, Header | Title | Caption | Question | Answer)
