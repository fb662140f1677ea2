"""Moments become canvases: the right voxel in the right place, and nothing drawn twice."""

import json
import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from builders.cleared import AXIAL, Orientation, cleared
from scrollcast.authored.platforms import load_platform
from scrollcast.errors import UsageError
from scrollcast.model.canvas import WHITE, Canvas
from scrollcast.model.geometry import Spacing
from scrollcast.model.layout import Layout
from scrollcast.model.overlay import Answer, Caption, Card, Header, Mark, Overlay, Question, Run, Title, Tone
from scrollcast.model.shape import Angle, Arrow, Outline, Rectangle, Region, Ring, Ruler, Shape, Spotlight, Tag
from scrollcast.model.timeline import Cue, Cutout, Moment, Shot, Shown, Split, Timeline, View
from scrollcast.model.timing import Rate, Span
from scrollcast.model.volume import ClearedVolume, Crop
from scrollcast.model.window import Window
from scrollcast.picture.compose import Composer
from scrollcast.picture.layout import lay_out
from scrollcast.picture.page import Page
from scrollcast.picture.stage import Stage, stages, whole
from scrollcast.picture.strokes import finding

WINDOW = Window(400, 50)
GOLDEN = Path(__file__).parents[1] / "golden" / "frames"
OPTIONS = ("Left lower lobe", "Right upper lobe", "Mediastinum", "Looks normal")


def body(count: int = 4, rows: int = 60, columns: int = 90) -> NDArray[np.int16]:
    """An ellipse of soft tissue with a gradient and a bright spot that moves from slice to slice."""
    y, x = np.mgrid[:rows, :columns]
    inside = ((y - rows / 2) / (rows / 2)) ** 2 + ((x - columns / 2) / (columns / 2)) ** 2 < 1
    stack = np.where(inside, 20 + x - y, -1000).astype(np.int16)[np.newaxis].repeat(count, 0)
    for index in range(count):
        stack[index, 20:26, 20 + 10 * index : 26 + 10 * index] = 200
    return stack


def film(volume: ClearedVolume, *overlays: Overlay, hold: int = 1) -> tuple[Timeline, Layout]:
    """A film that holds each slice for some frames under the overlays."""
    count = len(volume.slices)
    span = Span(0, count * hold)
    timeline = Timeline(
        rate=Rate(Fraction(30)),
        shots=(Shot(span, tuple(range(count)), WINDOW),),
        cues=tuple(Cue(span, overlay) for overlay in overlays),
        travel=tuple(range(count)),
    )
    return timeline, lay_out(load_platform("vertical"), volume.facts)


def mark(drawn: Shape, label: str = "cyst", name: str = "cyst") -> Mark:
    """A mark on the first four slices."""
    return Mark(name, drawn, label, Tone.FINDING, 0, 3)


def moment(*overlays: Overlay, room: float = 0.0, progress: float = 1.0, index: int = 0) -> Moment:
    """A moment in which all overlays are wholly there."""
    return Moment(View(index, WINDOW, None, 0.0, room), tuple(Shown(overlay, 1.0, progress) for overlay in overlays))


@pytest.mark.parametrize("zoom", [None, Cutout(15.3, 20.7, 45.2, 60.1)])
@pytest.mark.parametrize("split", [None, Split.HALVES])
def test_a_passed_place_is_covered_where_it_is_seen(zoom: Cutout | None, split: Split | None) -> None:
    """The ink takes in all that a bright block of a slice lights up, and little more; without it, nothing there."""
    stack = np.full((1, 64, 80), -150, np.int16)
    stack[0, 22:30, 30:44] = 250
    volume = cleared(stack, spacing=Spacing(0.7, 1.4), crop=Crop(8, 10, 60, 72))
    timeline, layout = film(volume)
    view = View(0, WINDOW, None if split is None else WINDOW, 0.0, 0.0, zoom, split)
    composer, shown = Composer(volume, timeline, layout), Moment(view, ())
    lit = composer.plate(shown, Page(Canvas.blank(layout.width, layout.height))).luma > 180
    plain, covered = composer.ink(shown).luma, composer.ink(shown, (Crop(22, 30, 30, 44),)).luma
    assert (covered[lit] == WHITE).all()
    assert np.count_nonzero(covered != plain) < 1.2 * np.count_nonzero(lit)
    assert (composer.ink(shown, (Crop(0, 0, 6, 8),)).luma == plain).all()  # outside the crop


@pytest.mark.parametrize("room", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("spacing", [Spacing(1, 1), Spacing(3, 1), Spacing(0.7, 1.4)])
@pytest.mark.parametrize("voxel", [(20, 31), (33, 50), (41, 44)])
def test_a_voxel_lands_where_point_says(room: float, spacing: Spacing, voxel: tuple[int, int]) -> None:
    """The centre of a bright voxel is within 1.5 px of its point, with crop, anisotropy and a picture aside."""
    stack = np.full((1, 64, 80), -150, np.int16)
    stack[0, voxel[0], voxel[1]] = 250
    volume = cleared(stack, spacing=spacing, crop=Crop(8, 10, 60, 72))
    timeline, layout = film(volume)
    view = Moment(View(0, WINDOW, None, 0.0, room), ())
    (place,) = stages(layout, view.view)
    luma = Composer(volume, timeline, layout).compose(view).luma.astype(float)
    x, y = place.point(*voxel)
    near = np.s_[round(y) - 40 : round(y) + 41, round(x) - 40 : round(x) + 41]
    weight = np.clip(luma[near] - 30, 0, None) * (luma[near] < 234)
    rows, columns = np.mgrid[near]
    assert np.average(columns, weights=weight) == pytest.approx(x, abs=1.5)
    assert np.average(rows, weights=weight) == pytest.approx(y, abs=1.5)


def test_greys_are_the_window() -> None:
    """Flat tissue of 50 HU in a window of 400/50 is mid grey on the canvas, air black, bone white."""
    for value, expected in ((50, 126), (-1000, 16), (1000, 235)):
        volume = cleared(np.full((1, 60, 90), value, np.int16))
        timeline, layout = film(volume)
        box = layout.picture
        canvas = Composer(volume, timeline, layout).compose(moment())
        middle = canvas.luma[box.y + 200 : box.bottom - 200, 200:400]
        assert np.abs(middle.astype(int) - expected).max() <= 1
        assert (canvas.chroma[:, box.y // 2 + 120 : box.bottom // 2 - 120, 100:200] == 128).all()


def test_each_distinct_moment_is_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A film that holds four slices for five frames each is drawn four times and sent twenty."""
    volume = cleared(body())
    timeline, layout = film(volume, Title("Title"), hold=5)
    drawn = []
    compose = Composer.compose
    monkeypatch.setattr(Composer, "compose", lambda self, *a: (drawn.append(a[0]), compose(self, *a))[1])
    assert sum(1 for _ in Composer(volume, timeline, layout).frames()) == timeline.frames == 20
    assert len(drawn) == len(set(drawn)) == 4


def test_composing_is_a_function_of_the_moment() -> None:
    """Frames in any order, from a fresh composer or a used one, are the same."""
    volume = cleared(body())
    timeline, layout = film(volume, Title("Title"), Question((), 3), hold=3)
    forwards = [canvas.buffer.copy() for canvas in Composer(volume, timeline, layout).frames()]
    composer = Composer(volume, timeline, layout)
    for number in reversed(range(timeline.frames)):
        assert (composer.compose(timeline.at(number)).buffer == forwards[number]).all()


def test_a_page_keeps_nothing_of_the_frame_before() -> None:
    """What comes and goes, moves, fades and covers everything leaves no trace in the next frame."""
    volume = cleared(body(rows=200, columns=300))
    timeline, layout = film(volume)
    card = Shown(Card("TAKE-HOME", ("One line.",), False, "", "", "Not for diagnosis."), 1.0, 1.0)
    title, question = Title("A title"), Question(OPTIONS, 3)
    arrow, ring = mark(Arrow((110, 150), 315)), mark(Ring((60, 60), (20, 20)), "node", "node")
    zoomed = View(2, WINDOW, None, 0.0, 0.0, Cutout(15.3, 20.7, 105.2, 160.1))
    halves = View(1, WINDOW, Window(1500, -600), 0.5, 0.0, split=Split.HALVES)
    moments = (
        moment(title, arrow),
        moment(title, ring, index=1),
        replace(moment(title), shown=(Shown(title, 0.4, 1.0), Shown(arrow, 0.5, 0.7))),
        replace(moment(title), shown=(Shown(title, 1.0, 1.0), replace(card, presence=0.5))),
        moment(title, arrow),
        replace(moment(title), shown=(card,)),
        moment(title, question, progress=0.3),
        moment(title, question, progress=0.6, index=3),
        Moment(zoomed, (Shown(title, 1.0, 1.0), Shown(arrow, 1.0, 1.0))),
        Moment(halves, (Shown(title, 1.0, 1.0), Shown(arrow, 1.0, 1.0))),
        moment(title, index=2),
        replace(moment(title, ring, index=2), keys=(1, 3)),
        moment(title, index=2),
    )
    composer, page = Composer(volume, timeline, layout), Page(Canvas.blank(layout.width, layout.height))
    for number, each in enumerate(moments):
        drawn = composer.compose(each, page).buffer
        assert (drawn == Composer(volume, timeline, layout).compose(each).buffer).all(), number


@pytest.mark.parametrize(
    ("orientation", "left", "right", "top"),
    [
        (AXIAL, "R", "L", "A"),
        ((-1.0, 0.0, 0.0, 0.0, -1.0, 0.0), "L", "R", "P"),
        ((1.0, 0.0, 0.0, 0.0, 0.0, -1.0), "R", "L", "H"),
        ((0.0, 1.0, 0.0, 0.0, 0.0, -1.0), "A", "P", "H"),
    ],
)
def test_letters_stand_on_their_sides(orientation: Orientation, left: str, right: str, top: str) -> None:
    """Supine, prone, coronal and sagittal: each edge carries the letter of its side, read back by shape."""
    volume = cleared(np.full((1, 60, 90), -1000, np.int16), orientation=orientation, spacing=None)
    timeline, layout = film(volume)
    luma = Composer(volume, timeline, layout).compose(moment()).luma
    box = layout.picture
    middle = box.y + box.height // 2
    found = {
        "left": luma[middle - 30 : middle + 30, 60:120],
        "right": luma[middle - 30 : middle + 30, 780:900],
        "top": luma[box.y : box.y + 56, 500:580],
    }
    assert {side: read_letter(patch) for side, patch in found.items()} == {"left": left, "right": right, "top": top}


def read_letter(patch: NDArray[np.uint8]) -> str:
    """The letter that a patch shows, by correlation with each drawn alone."""
    from scrollcast.picture.palette import LETTER
    from scrollcast.raster.text import line

    def match(letter: str) -> float:
        mask = line(letter, LETTER).mask
        mask = mask[mask.any(1)][:, mask.any(0)]
        padded = np.pad(patch, 20, constant_values=16)
        return float(cv2.matchTemplate(padded, np.pad(mask, 3), cv2.TM_CCOEFF_NORMED).max())

    return max("RLAPHF", key=match)


def test_no_letters_and_no_scale_without_geometry() -> None:
    """Where orientation and spacing are unknown, nothing is guessed: the picture is bare but for the rail."""
    volume = cleared(np.full((1, 60, 90), -1000, np.int16), orientation=None, spacing=None)
    timeline, layout = film(volume)
    luma = Composer(volume, timeline, layout).compose(moment()).luma
    box = layout.picture
    assert (luma[box.y : box.bottom, 60:] == 16).all()


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    """5 cm on the canvas is 50 mm in the patient."""
    volume = cleared(np.full((1, 220, 300), -1000, np.int16))
    timeline, layout = film(volume)
    luma = Composer(volume, timeline, layout).compose(moment()).luma
    row = luma[layout.picture.bottom - 28, 60:]
    lit = np.flatnonzero(row > 200)
    assert layout.mm is not None
    assert (lit[-1] - lit[0] + 1) * layout.mm == pytest.approx(50, abs=0.5)


def test_the_tip_of_an_arrow_is_beside_its_voxel() -> None:
    """The arrow points at the finding from its side and leaves it free."""
    volume = cleared(np.full((1, 220, 300), -1000, np.int16))
    timeline, layout = film(volume)
    arrow = mark(Arrow((110, 150), 315))
    canvas = Composer(volume, timeline, layout).compose(moment(arrow))
    x, y = Stage(layout.picture, whole(layout)).point(110, 150)
    yellow = np.argwhere(canvas.chroma[0].repeat(2, 0).repeat(2, 1) < 90)
    distance = np.hypot(yellow[:, 0] - y, yellow[:, 1] - x)
    assert 4 < distance.min() < 16
    tip = yellow[distance.argmin()]
    assert tip[0] <= y
    assert tip[1] <= x


def test_an_arrow_draws_itself_in() -> None:
    """More of it is there as its entry goes on; the label comes last."""
    volume = cleared(np.full((1, 220, 300), -1000, np.int16))
    timeline, layout = film(volume)
    arrow = mark(Arrow((110, 150), 315))
    composer = Composer(volume, timeline, layout)
    seen = [int((composer.compose(moment(arrow, progress=p)).chroma[0] < 100).sum()) for p in (0.2, 0.5, 0.75, 1.0)]
    assert seen == sorted(set(seen))


def test_a_countdown_counts_down() -> None:
    """The digit is the whole seconds left, rounded up; the ring shrinks."""
    volume = cleared(body())
    timeline, layout = film(volume)
    composer = Composer(volume, timeline, layout)
    ring = layout.ring
    lit = []
    for progress in (0.0, 0.3, 0.6, 0.95):
        canvas = composer.compose(moment(Question((), 5), progress=progress))
        part = canvas.chroma[0][ring.y // 2 : ring.bottom // 2, ring.x // 2 : ring.right // 2]
        lit.append(int((part < 90).sum()))
    assert lit == sorted(lit, reverse=True)
    assert lit[-1] < lit[0] / 8


def test_a_card_covers_everything() -> None:
    """Nothing of header, title or anatomy shows through, but the small picture of the key slice is there."""
    volume = cleared(body(rows=200, columns=300))
    timeline, layout = film(volume)
    card = Card("TAKE-HOME", ("One line.",), True, "credit", "@handle", "For education. Not for diagnosis.", 2)
    composer = Composer(volume, timeline, layout)
    one = composer.compose(moment(Title("A title that must not show"), card, index=0))
    other = composer.compose(moment(Title("Another"), card, index=3))
    assert (one.buffer == other.buffer).all()
    bare = composer.compose(moment(replace(card, key=None)))
    assert (one.luma != bare.luma).sum() > 20_000


def test_too_long_a_text_says_which() -> None:
    """A caption that can't be read in two lines is an error, never cut off."""
    volume = cleared(body())
    timeline, layout = film(volume)
    words = "pneumoperitoneum " * 12
    with pytest.raises(UsageError, match="too long"):
        Composer(volume, timeline, layout).compose(moment(Caption((Run(words),))))


SCENES: dict[str, tuple[float, float, tuple[Overlay, ...]]] = {
    "scroll": (0, 1, (Title("Read this scan."), Caption((Run("Scroll with me. What catches your eye?"),)))),
    "quiz": (1, 0.45, (Title("Where is the problem?"), Question(OPTIONS, 5))),
    "answer": (1, 1, (Title("Right upper lobe", Tone.RIGHT), Answer(OPTIONS, frozenset({1})))),
    "reveal": (
        0,
        1,
        (
            Title("Right upper lobe", Tone.RIGHT),
            Caption((Run("A solid "), Run("mass", Tone.FINDING), Run(" where air should be."))),
            Mark("mass", Arrow((22, 32), 330), "mass", Tone.FINDING, 0, 3),
        ),
    ),
    "card": (
        0,
        1,
        (Card("TAKE-HOME", ("Read it all.", "Then again."), True, "Synthetic data", "@you", "For education.", 1),),
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_golden_frames(name: str) -> None:
    """One frame of each kind looks as it did, within a tolerance; SCROLLCAST_UPDATE_GOLDEN=1 keeps new ones."""
    room, progress, overlays = SCENES[name]
    volume = cleared(body())
    timeline, layout = film(volume)
    header = Header("CT CHEST", "Lung", WINDOW)
    shown = moment(header, *overlays, room=room, progress=progress, index=1)
    canvas = Composer(volume, timeline, layout).compose(shown)
    picture = small(canvas)
    path = GOLDEN / f"{name}.png"
    if os.environ.get("SCROLLCAST_UPDATE_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), picture)
    golden = cv2.imread(str(path))
    assert golden is not None
    difference = np.abs(picture.astype(int) - golden.astype(int))
    assert difference.mean() < 0.3, json.dumps({"mean": float(difference.mean()), "most": int(difference.max())})
    assert np.percentile(difference, 99.9) < 16


def small(canvas: Canvas) -> NDArray[np.uint8]:
    """A frame in BGR at a third of its size."""
    bgr = cv2.cvtColor(canvas.buffer, cv2.COLOR_YUV2BGR_I420)
    return np.asarray(cv2.resize(bgr, (360, 640), interpolation=cv2.INTER_AREA), np.uint8)


def test_dots_mark_the_key_slices() -> None:
    """A key slice is a dot of the finding's colour on the rail, where its slice is."""
    volume = cleared(body())
    timeline, layout = film(volume)
    composer = Composer(volume, timeline, layout)
    plain = composer.compose(moment(index=0))
    dotted = composer.compose(replace(moment(index=0), keys=(3,)))
    changed = np.argwhere(plain.chroma[0] != dotted.chroma[0]) * 2
    box = layout.picture
    assert changed[:, 1].max() < 60
    assert changed[:, 0].min() > box.y + box.height * 0.85


@pytest.mark.parametrize("cutout", [Cutout(12.3, 15.7, 42.3, 51.7), Cutout(20.0, 30.0, 40.0, 54.0)])
def test_a_voxel_lands_where_point_says_when_zoomed(cutout: Cutout) -> None:
    """Fractional and whole cutouts: the picture and the marks on it use the same mapping."""
    stack = np.full((1, 64, 80), -150, np.int16)
    stack[0, 33, 41] = 250
    volume = cleared(stack)
    timeline, layout = film(volume)
    view = View(0, WINDOW, None, 0.0, 0.0, zoom=cutout)
    (place,) = stages(layout, view)
    luma = Composer(volume, timeline, layout).compose(Moment(view, ())).luma.astype(float)
    x, y = place.point(33, 41)
    half = round(max(place.scale)) * 2
    near = np.s_[round(y) - half : round(y) + half + 1, round(x) - half : round(x) + half + 1]
    weight = np.clip(luma[near] - 30, 0, None)
    rows, columns = np.mgrid[near]
    assert np.average(columns, weights=weight) == pytest.approx(x, abs=1.5)
    assert np.average(rows, weights=weight) == pytest.approx(y, abs=1.5)


def test_a_wipe_shows_each_window_on_its_side() -> None:
    """Left of the edge the first window, right of it the second."""
    volume = cleared(np.full((1, 60, 90), 50, np.int16), spacing=None, orientation=None)
    timeline, layout = film(volume)
    view = View(0, WINDOW, Window(100, 100), 0.6, 0.0, split=Split.WIPE)
    luma = Composer(volume, timeline, layout).compose(Moment(view, ())).luma
    box = layout.picture
    row = luma[box.y + box.height // 2, box.x : box.right]
    assert abs(int(row[box.width // 2]) - 126) <= 1
    assert row[box.width * 3 // 4] == 16


def test_halves_show_the_whole_slice_twice() -> None:
    """Side by side: the same voxel in both, each in its own window, with a gutter between."""
    volume = cleared(np.full((1, 60, 90), 50, np.int16), spacing=None, orientation=None)
    timeline, layout = film(volume)
    view = View(0, WINDOW, Window(400, -50), 0.0, 0.0, split=Split.HALVES)
    left, right = stages(layout, view)
    assert left.cutout == right.cutout == whole(layout)
    assert left.box.right < right.box.x
    luma = Composer(volume, timeline, layout).compose(Moment(view, ())).luma
    middles = [int(luma[b.y + b.height // 2, b.x + b.width // 2]) for b in (left.box, right.box)]
    assert middles == [pytest.approx(126, abs=1), pytest.approx(180, abs=2)]


def test_a_mark_stays_on_its_picture() -> None:
    """A zoom cuts off part of a ring, and leaves an arrow away whole: its shaft alone would point at nothing."""
    volume = cleared(np.full((1, 60, 90), -1000, np.int16), spacing=None, orientation=None)
    timeline, layout = film(volume)
    composer, box = Composer(volume, timeline, layout), layout.picture
    zoomed = replace(moment(), view=replace(moment().view, zoom=Cutout(10, 20, 40, 65)))

    def yellow(drawn: Shape, view: View) -> NDArray[np.intp]:
        shown = moment(mark(drawn, "lesion")).shown
        return np.argwhere(composer.compose(Moment(view, shown)).chroma[0] < 100) * 2

    ring = yellow(Ring((12, 40), (8, 8)), zoomed.view)
    assert ring[:, 0].min() >= box.y
    assert len(ring) > 200
    assert len(yellow(Arrow((5, 40), 180), zoomed.view)) == 0
    halves = View(0, WINDOW, WINDOW, 0.0, 0.0, split=Split.HALVES)
    left, right = stages(layout, halves)
    columns = yellow(Arrow((30, 45), 90), halves)[:, 1]
    both = [((columns >= place.box.x) & (columns < place.box.right)).sum() for place in (left, right)]
    assert both[0] > both[1] > 200, "an arrow on either, the label on the first"
    assert sum(both) == len(columns)


def test_a_spotlight_dims_what_is_around_it() -> None:
    """Inside the circle nothing changes; outside, tissue is darker, and the letters stay bright."""
    volume = cleared(np.full((1, 60, 90), 50, np.int16))
    timeline, layout = film(volume)
    composer = Composer(volume, timeline, layout)
    plain, spot = composer.compose(moment()), composer.compose(moment(mark(Spotlight((30, 45), (10, 10)), "")))
    x, y = map(round, Stage(layout.picture, whole(layout)).point(30, 45))
    assert spot.luma[y, x] == plain.luma[y, x]
    assert spot.luma[y, x + 300] < plain.luma[y, x + 300] * 0.6
    assert spot.luma[layout.picture.y : layout.picture.y + 60, 500:580].max() > 220


SHAPES: dict[str, Shape] = {
    "ring": Ring((30, 45), (8, 12)),
    "box": Rectangle((20, 30), (40, 60)),
    "outline": Outline(((20, 40), (30, 60), (42, 38))),
    "tag": Tag((30, 45)),
    "ruler": Ruler((20, 30), (40, 60), 36.0),
    "angle": Angle((20, 30), (40, 45), (22, 62), 75.0),
    "region": Region(((0, ((20.0, 40.0), (30.0, 60.0), (42.0, 38.0))),)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_drawn_where_it_is(name: str) -> None:
    """Its colour shows within its own box and nowhere else, and its label stands outside of it."""
    volume = cleared(np.full((1, 60, 90), -1000, np.int16))
    timeline, layout = film(volume)
    drawn = SHAPES[name]
    canvas = Composer(volume, timeline, layout).compose(moment(mark(drawn, "")))
    place = Stage(layout.picture, whole(layout))
    yellow = np.argwhere(canvas.chroma[0] < 90) * 2
    box = finding(drawn, place, 0)
    assert len(yellow) > 20
    assert yellow[:, 1].min() >= box.x - 60
    assert yellow[:, 1].max() <= box.right + 60
    assert yellow[:, 0].min() >= box.y - 60
    assert yellow[:, 0].max() <= box.bottom + 60
    if name == "ring":
        x, y = place.point(30, 45)
        assert yellow[:, 1].min() == pytest.approx(x - 12 * place.scale[1], abs=8)
        assert yellow[:, 0].max() == pytest.approx(y + 8 * place.scale[0], abs=8)


def test_a_region_shows_on_its_own_slices_only() -> None:
    """A contour belongs to one slice."""
    volume = cleared(np.full((2, 60, 90), -1000, np.int16))
    timeline, layout = film(volume)
    composer = Composer(volume, timeline, layout)
    region = mark(SHAPES["region"], "")
    assert (composer.compose(moment(region, index=0)).chroma[0] < 90).any()
    assert not (composer.compose(moment(region, index=1)).chroma[0] < 90).any()
