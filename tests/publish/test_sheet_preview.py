"""Sheets, previews and plans: the same frames as the clip, smaller."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from builders.phantom import write_case
from scrollcast.authored.case import load_case
from scrollcast.authored.starter import SCHEMA_FILE
from scrollcast.film.movie import read_movie
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Unwatched
from scrollcast.picture.compose import Composer
from scrollcast.publish.check import check
from scrollcast.publish.moments import moments
from scrollcast.publish.new import new
from scrollcast.publish.preview import preview, small_reel
from scrollcast.publish.sheet import contact, sheet
from scrollcast.raster.reduce import reduced, rows
from scrollcast.rendering import Film, plan, render, still
from scrollcast.script.echo import moment
from scrollcast.script.table import table


def test_a_sheet_has_a_thumbnail_of_each_beat(film: Film) -> None:
    """Each is the safe zone of a frame of the clip, at a quarter of the size, with words below; five in a row."""
    page = contact(film)
    beats = table(film.screenplay)
    assert len(beats) == 5
    composer = Composer(film.cleared, film.timeline, film.layout)
    top, bottom = 208, 1488
    height = (bottom - top) // 4
    for number, row in enumerate(beats):
        frame = composer.compose(film.timeline.at(moment(row)))
        thumbnail = reduced(rows(frame, top, bottom), 4)
        x, y = 16 + number * (270 + 16), 16
        assert np.array_equal(page.luma[y : y + height, x : x + 270], thumbnail.luma)
        assert page.luma[y + height : y + height + 72, x : x + 270].max() > 100


def test_a_sheet_is_written_under_a_name_that_tells_nothing(folder: Path, tmp_path: Path) -> None:
    """A PNG, where asked."""
    path = sheet(write_case(folder), out=tmp_path / "x.png")
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_preview_is_half_the_size_at_15_frames_a_second(folder: Path, tmp_path: Path, film: Film) -> None:
    """It lasts as long as the clip, within a frame."""
    clip = preview(write_case(folder), out=tmp_path / "p.mp4")
    reel = small_reel(film)
    assert (reel.width, reel.height, reel.rate.fps) == (540, 960, 15)
    assert (clip.frames, clip.rate) == (reel.frames, reel.rate)
    full = film.timeline.rate.seconds(film.timeline.frames)
    assert 0 <= clip.rate.seconds(clip.frames) - full < Fraction(1, 15)
    picture = next(track.content for track in read_movie(clip.path).tracks if hasattr(track.content, "width"))
    assert (picture.width, picture.height) == (540, 960)


def test_a_beat_names_a_frame(film: Film) -> None:
    """The first of its kind, or the one of that number; its marks are drawn by then."""
    rows = {row.kind: row for row in table(film.screenplay)}
    start, stop = rows["reveal"].frames
    frame = film.frame("reveal")
    assert start <= frame < stop
    assert frame == film.frame("4")
    shown = {type(each.overlay).__name__: each for each in film.timeline.at(frame).shown}
    assert shown["Mark"].progress == shown["Mark"].presence == 1
    assert film.frame(Fraction(1)) == 30


def test_a_still_of_a_beat(folder: Path, tmp_path: Path) -> None:
    """By its word."""
    assert still(write_case(folder), None, "reveal", tmp_path / "x.png").stat().st_size > 10_000


def test_every_command_tells_where_an_anchor_is(folder: Path, tmp_path: Path) -> None:
    """The same sentence, once, whatever is made of the case."""
    case, told = write_case(folder), Told()
    still(case, None, "reveal", tmp_path / "a.png", watch=told)
    sheet(case, out=tmp_path / "b.png", watch=told)
    preview(case, out=tmp_path / "c.mp4", watch=told)
    render(case, out=tmp_path / "d.mp4", settings=Settings(rate=Rate(Fraction(10))), watch=told)
    expected = "ball: slice 14 (image 14), at [36, 60] = mm [-36.0, 36.0, -65.0]."
    assert told.notes.count(expected) == 4
    assert [note for note in plan(case).notes if note.startswith("ball")] == [expected]
    assert check(case).notes.count(expected) == 1


class Told(Unwatched):
    """Keeps the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        """Keep one."""
        self.notes.append(text)


def test_moments_are_lines_of_json_that_cover_the_film(film: Film) -> None:
    """A head, then every frame once, in order."""
    head, *lines = map(json.loads, moments(film.timeline))
    assert (head["fps"], head["frames"]) == ("30", film.timeline.frames)
    ends = [line["frames"] for line in lines]
    assert ends[0][0] == 0
    assert ends[-1][1] == film.timeline.frames
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    marks = [shown["Mark"] for line in lines for shown in line["shown"] if "Mark" in shown]
    assert marks[0]["shape"]["Arrow"]["at"] == [60, 36]


def test_a_starter_case_renders_as_it_is(folder: Path, tmp_path: Path) -> None:
    """It loads, its marks and beats fit the series, and its schema is beside it; the source is found."""
    path = new(folder / "series", tmp_path / "mine.yaml")
    authored = load_case(path)
    assert authored.source.resolve() == (folder / "series").resolve()
    film = plan(path)
    assert {row.kind for row in table(film.screenplay)} == {"hook", "scroll", "quiz", "reveal", "takeaway"}
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    assert json.loads((tmp_path / SCHEMA_FILE).read_text(encoding="utf-8"))["title"] == "scrollcast case"


def test_a_blind_film_gives_nothing_away(folder: Path) -> None:
    """No mark, no answer, no word that came after it; the question stays, and is asked again at the end."""
    film = plan(write_case(folder), settings=Settings(blind=True))
    said = json.dumps([json.loads(line) for line in moments(film.timeline)])
    assert "Which side?" in said
    assert all(word not in said for word in ('"Mark"', '"Answer"', "A ball", "at the right", "both sides"))
