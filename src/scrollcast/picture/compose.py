"""Moment to Canvas: every frame of a film, a still or a sheet is made here, each distinct one once."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from scrollcast.model.canvas import NEUTRAL, WHITE, Canvas
from scrollcast.model.layout import Box, Layout
from scrollcast.model.overlay import Answer, Caption, Card, Header, Insert, Mark, Question, Title
from scrollcast.model.shape import Spotlight
from scrollcast.model.timeline import Moment, Shown, Timeline, View
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
from scrollcast.picture.labels import company, place_labels
from scrollcast.picture.marks import label_presence, label_sprite, mark_sprite
from scrollcast.picture.page import Page
from scrollcast.picture.plane import draw_plane
from scrollcast.picture.quiz import answer_sprite, question_sprite, ring_sprite
from scrollcast.picture.stage import Stage, picture_box, stages, whole
from scrollcast.picture.strokes import on_picture
from scrollcast.raster.sprite import Sprite


class Composer:
    """Composes moments of one film: a function of the moment and of what it was made with, nothing else."""

    def __init__(self, cleared: ClearedVolume, timeline: Timeline, layout: Layout) -> None:
        self._slices = cleared.slices
        self._timeline = timeline
        self._sides = cleared.facts.sides
        self._layout = layout
        self._number = {index: number for number, index in enumerate(timeline.travel, 1)}
        self._company = company(timeline.cues)
        self._resting = {None, *(shot.zoom[1] for shot in timeline.shots if shot.zoom)}
        self._backdrop = lru_cache(maxsize=4)(self._draw_backdrop)
        self._card = lru_cache(maxsize=2)(self._draw_card)

    def frames(self) -> Iterator[Canvas]:
        """All frames of the film in order, each distinct one drawn once, all on the same canvas.

        Yields
        ------
        Canvas
            Not to be written to; to be taken before the next.

        Raises
        ------
        UsageError
            As `compose`.
        """
        page = Page(blank(self._layout))
        before: Moment | None = None
        for number in range(self._timeline.frames):
            moment = self._timeline.at(number)
            if moment != before:
                self.compose(moment, page)
                before = moment
            yield page.canvas

    def rehearse(self) -> None:
        """Draw each overlay once, so that a text that does not fit is an error before a film is begun.

        Raises
        ------
        UsageError
            As `compose`.
        """
        page = Page(blank(self._layout))
        for cue in self._timeline.cues:
            self.compose(self._timeline.at((cue.span.start + cue.span.stop) // 2), page)

    def compose(self, moment: Moment, onto: Page | None = None) -> Canvas:
        """Draw all that a frame shows.

        Parameters
        ----------
        moment : Moment
        onto : Page or None
            Its canvas is drawn over and returned; None makes a new one.

        Raises
        ------
        UsageError
            Where a text does not fit, or no font has a glyph.
        """
        return self._compose(moment, onto or Page(blank(self._layout)), anatomy=True)

    def ink(self, moment: Moment, passed: tuple[Crop, ...] = ()) -> Canvas:
        """Draw a frame without its slices: what remains is what scrollcast itself has drawn and written.

        Parameters
        ----------
        moment : Moment
        passed : tuple of Crop
            Places of the slices that are filled, for whoever is to look past them.
        """
        canvas = self._compose(moment, Page(blank(self._layout)), anatomy=False)
        for place in stages(self._layout, moment.view):
            for crop in passed:
                box = place.covered(crop)
                canvas.luma[box.y : box.bottom, box.x : box.right] = WHITE
        return canvas

    def plate(self, moment: Moment, onto: Page) -> Canvas:
        """Draw the slices of a frame and nothing else, for those who write their own words over them."""
        if self._insert(moment, onto):
            return onto.canvas
        places = stages(self._layout, moment.view)
        onto.lay(self._backdrop(tuple(place.box for place in places), ()))
        draw_plane(onto.canvas, self._slices[moment.view.slice], moment.view, places)
        return onto.canvas

    def over(self, moment: Moment, onto: Canvas) -> Canvas:
        """Draw what lies over the slices in a frame onto any ground."""
        if any(isinstance(shown.overlay, Insert) for shown in moment.shown):
            return onto
        page = Page(onto)
        for shown in moment.shown:
            if _stands_still(shown):
                self._lay(page, replace(shown, progress=1.0))
        self._draw_over(page, moment, stages(self._layout, moment.view))
        return self._cover(page, moment)

    def _insert(self, moment: Moment, page: Page) -> bool:
        """Draw a frame of a clip that is nobody's drawing, where the moment is in one; else nothing."""
        for shown in moment.shown:
            if isinstance(shown.overlay, Insert):
                page.lay(shown.overlay.footage.frame(shown.progress, self._layout.width, self._layout.height))
                return True
        return False

    def _compose(self, moment: Moment, page: Page, anatomy: bool) -> Canvas:
        if self._insert(moment, page):
            return page.canvas
        card = next((shown for shown in moment.shown if isinstance(shown.overlay, Card)), None)
        if card is None or card.presence < 1:
            self._draw_anatomy(page, moment, anatomy)
        return self._cover(page, moment)

    def _cover(self, page: Page, moment: Moment) -> Canvas:
        for card in moment.shown:
            if isinstance(card.overlay, Card):
                page.crossfade(self._card(card.overlay, moment.view.window), card.presence)
        return page.canvas

    def _draw_anatomy(self, page: Page, moment: Moment, anatomy: bool) -> None:
        view = moment.view
        places = stages(self._layout, view)
        still = tuple(replace(shown, progress=1.0) for shown in moment.shown if _stands_still(shown))
        boxes = tuple(place.box for place in places)
        ground = self._backdrop(boxes, still)
        if anatomy:
            page.stage(ground, view, boxes, lambda onto: draw_plane(onto, self._slices[view.slice], view, places))
        else:
            page.lay(ground)
        self._draw_over(page, moment, places)

    def _draw_over(self, page: Page, moment: Moment, places: tuple[Stage, ...]) -> None:
        view = moment.view
        dimmed = [shown for shown in moment.shown if _dims(shown)]
        for shown in dimmed:
            self._draw_mark(page, shown, view, places)
        self._draw_hud(page, moment, places)
        for shown in moment.shown:
            if isinstance(shown.overlay, Mark) and shown not in dimmed:
                self._draw_mark(page, shown, view, places)
            elif not _stands_still(shown):
                self._lay(page, shown)
            if isinstance(shown.overlay, Question):
                page.blend(ring_sprite(shown.overlay, shown.progress, self._layout), shown.presence)

    def _draw_hud(self, page: Page, moment: Moment, places: tuple[Stage, ...]) -> None:
        layout, box = self._layout, picture_box(self._layout, moment.view.room)
        number, count = self._number[moment.view.slice], len(self._slices)
        page.blend(number_sprite(number, count, layout))
        page.blend(rail_sprite(box))
        for key in moment.keys:
            page.blend(dot_sprite(box, (self._number[key] - 1) / max(1, count - 1)))
        page.blend(knob_sprite(box, (number - 1) / max(1, count - 1)))
        for place in places:
            for sprite in self._on_picture(place):
                page.blend(sprite)

    def _on_picture(self, place: Stage) -> tuple[Sprite, ...]:
        """Letters and scale bar."""
        letters = () if self._sides is None else letters_sprites(self._sides, self._layout, place.box)
        scale = scale_sprite(self._layout, place)
        return letters if scale is None else (*letters, scale)

    def _draw_mark(self, page: Page, shown: Shown, view: View, places: tuple[Stage, ...]) -> None:
        mark = shown.overlay
        if not isinstance(mark, Mark):
            return
        for place in (place for place in places if on_picture(mark.shape, place, view.slice)):
            sprite = mark_sprite(mark, shown.progress, place, view.slice)
            if sprite is not None:
                page.blend(sprite, shown.presence, place.box)
            if place is not places[0] or not self.rests(view):
                continue  # one label serves two pictures; looking for its place in each frame of a move, it would jump
            label = self.label(mark, place)
            if label is not None:
                page.blend(label, shown.presence * label_presence(shown.progress))

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

    def _lay(self, page: Page, shown: Shown) -> None:
        layout, overlay = self._layout, shown.overlay
        match overlay:
            case Header():
                page.blend(header_sprite(overlay, layout), shown.presence)
            case Title():
                page.blend(title_sprite(overlay, layout), shown.presence)
            case Caption():
                page.blend(caption_sprite(overlay, layout), shown.presence)
            case Question():
                options = question_sprite(overlay, layout)
                if options is not None:
                    page.blend(options, shown.presence)
            case Answer():
                page.blend(answer_sprite(overlay, layout), shown.presence)
            case Card() | Mark() | Insert():
                pass  # these fill the canvas or need a stage: drawn where these are
            case _:
                assert_never(overlay)

    def _draw_backdrop(self, boxes: tuple[Box, ...], still: tuple[Shown, ...]) -> Canvas:
        """All that stays the same while slices pass: drawn once."""
        canvas = blank(self._layout)
        page = Page(canvas)
        for shown in still:
            self._lay(page, shown)
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


def _clear(canvas: Canvas, box: Box) -> None:
    """Anatomy is grey: only its luma is drawn."""
    canvas.chroma[:, box.y // 2 : box.bottom // 2, box.x // 2 : box.right // 2] = NEUTRAL


def _dims(shown: Shown) -> bool:
    return isinstance(shown.overlay, Mark) and isinstance(shown.overlay.shape, Spotlight)


def _stands_still(shown: Shown) -> bool:
    """True for words that are wholly there and clear of the picture, by `lay_out`."""
    return shown.presence >= 1 and isinstance(shown.overlay, Header | Title | Caption | Question | Answer)
