"""Covers and slides: drawn as the clip is, in shapes that feeds show, and blind until the answer."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from builders.phantom import CASE, write_case
from scrollcast.model.overlay import Answer, Mark, Question
from scrollcast.picture.compose import Composer
from scrollcast.picture.cover import square
from scrollcast.publish.alt import alt_of, alt_of_clip
from scrollcast.publish.stills import Kind, band, cover_of, draw, slides
from scrollcast.raster.jpeg import jpeg
from scrollcast.rendering import Film, plan
from scrollcast.script.answers import answers, gives_away, hints

BEFORE = {Kind.HOOK, Kind.KEY, Kind.QUESTION}


def test_slides_ask_before_they_answer(film: Film) -> None:
    """A cover, blind slices through the finding, the question, the answer, what to take home."""
    kinds = [slide.kind for slide in slides(film, 10)]
    assert kinds == [Kind.HOOK, Kind.KEY, Kind.KEY, Kind.KEY, Kind.QUESTION, Kind.REVEAL, Kind.TAKEAWAY]
    for slide in slides(film, 10):
        overlays = {type(shown.overlay) for shown in slide.moment.shown}
        assert (slide.kind in BEFORE) == (not overlays & {Mark, Answer} and slide.kind is not Kind.TAKEAWAY)


def test_a_platform_that_takes_fewer_loses_the_least(film: Film) -> None:
    """Blind slices go first, the question and its answer last; the order stays."""
    assert [slide.kind for slide in slides(film, 4)] == [Kind.HOOK, Kind.QUESTION, Kind.REVEAL, Kind.TAKEAWAY]
    assert [slide.kind for slide in slides(film, 5)][1] is Kind.KEY


def test_a_slide_shows_the_whole_safe_zone(film: Film) -> None:
    """4:5, and nothing that is to be read is cut off."""
    top, bottom = band(film)
    assert (film.layout.width, bottom - top) == (1080, 1350)
    assert top <= film.layout.zone.top
    assert film.layout.zone.bottom <= bottom


def test_a_question_stands_without_its_countdown(film: Film) -> None:
    """The options are there, the ring is not: where it would be, the picture is as it is without a question."""
    composer = Composer(film.cleared, film.timeline, film.layout)
    slide = next(slide for slide in slides(film, 10) if slide.kind is Kind.QUESTION)
    still, running = draw(film, composer, slide), composer.compose(slide.moment)
    ring, options = film.layout.ring, film.layout.options
    assert any(isinstance(shown.overlay, Question) for shown in slide.moment.shown)
    assert (still.luma[options.y : options.bottom] == running.luma[options.y : options.bottom]).all()
    changed = np.argwhere(still.luma != running.luma)
    assert len(changed)
    assert changed[:, 0].min() >= ring.y
    assert changed[:, 0].max() < ring.bottom


def test_the_words_of_a_cover_are_in_its_centre_square(film: Film) -> None:
    """Outside of it, there is background alone: a feed may crop to 3:4 or 1:1."""
    canvas, box = cover_of(film), square(film.layout)
    assert (box.width, box.height, box.y) == (1080, 1080, 420)
    for rows in (canvas.luma[: box.y], canvas.luma[box.bottom :]):
        assert (rows == canvas.luma[0, 0]).all()
    title = canvas.luma[box.y + 30 : box.y + 160, 60:1020]
    assert (title > 200).sum() > 2000


def test_pictures_are_plain_jpegs_no_larger_than_asked(film: Film) -> None:
    """Without a word of metadata; a smaller limit costs quality, never size."""
    canvas = cover_of(film)
    whole, part = jpeg(canvas), jpeg(canvas, (240, 1680), 60_000)
    for data, shape in ((whole, (1920, 1080, 3)), (part, (1440, 1080, 3))):
        assert data[:4] == b"\xff\xd8\xff\xe0"
        assert b"Exif" not in data[:200]
        assert cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).shape == shape
    assert len(part) <= 60_000 < len(jpeg(canvas, (240, 1680)))


def test_alt_texts_describe_and_do_not_tell(film: Film) -> None:
    """What is shown and asked before the answer; answer, label and words after it."""
    case = film.screenplay.material.case
    told = {slide.kind: alt_of(film, slide) for slide in slides(film, 10)}
    for kind in BEFORE:
        assert gives_away(told[kind], case) is None
    assert gives_away(alt_of_clip(film), case) is None
    assert told[Kind.QUESTION].endswith("without marks. Which side? A His left  B His right.")
    assert told[Kind.KEY] == "CT axial soft kernel, 5 mm: slice 15 of 24, soft tissue window, without marks."
    assert "Answer: His right. A ball, at the right. Marked: ball." in told[Kind.REVEAL]
    assert told[Kind.TAKEAWAY] == "TAKE-HOME. Look at both sides."


def test_answers_are_right_options_and_secret_labels(film: Film) -> None:
    """An option tells, unless all are named; a label may be what is to be found, so a person judges."""
    case = film.screenplay.material.case
    (answer,) = answers(case)
    assert (answer.beat, answer.words, answer.labels) == (3, ("His right",), ("ball",))
    assert gives_away("On his right!", case) == gives_away("#HisRight", case) == ("His right", 3)
    assert gives_away("His left or his right?", case) is None
    assert gives_away("Where is the ball?", case) is None
    assert hints("Where is the #BALL?", case) == ("ball", 3)
    assert hints("Where is it?", case) is None


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Film:
    """A case whose answer, mark and reveal differ."""
    text = CASE.replace("answer: 2", "answer: 1").replace("label: ball", "label: cube")
    text = text.replace("at: [36, 60]", "at: [50, 50]").replace("A [ball](ball), at the right.", "A [cube](ball).")
    place = tmp_path_factory.mktemp("other")
    (place / "series").symlink_to(folder / "series")
    return plan(write_case(place, text))


def test_no_picture_before_the_answer_depends_on_it(film: Film, other: Film) -> None:
    """Byte for byte the same, whatever the answer is; those after it are others."""
    drawn = []
    for each in (film, other):
        composer = Composer(each.cleared, each.timeline, each.layout)
        drawn.append([(s.kind, alt_of(each, s), jpeg(draw(each, composer, s), band(each))) for s in slides(each, 10)])
    same = {ours[0]: ours == theirs for ours, theirs in zip(*drawn, strict=True)}
    assert same == {kind: kind in BEFORE or kind is Kind.TAKEAWAY for kind in same}
