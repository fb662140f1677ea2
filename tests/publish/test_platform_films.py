"""A film for one platform: its size, its safe zone, the level that it decodes."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from builders.phantom import write_case
from scrollcast.authored.platforms import load_platform
from scrollcast.film.movie import Picture, read_movie
from scrollcast.model.rule import Rule, Source, Strictness
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.watch import Unwatched
from scrollcast.rendering import plan, render, shoot


def test_a_clip_for_x_is_small_and_for_old_phones(folder: Path, tmp_path: Path) -> None:
    """720 x 1280, High at level 3.1, laid out in what X leaves free; the same bytes at every run."""
    case = write_case(folder)
    clips = [render(case, None, tmp_path / f"{n}.mp4", Settings(platform="x")) for n in (1, 2)]
    picture = next(track for track in read_movie(clips[0].path).tracks if track.kind == "vide")
    assert picture.content == Picture(720, 1280, 100, 31, (1, 1, 1, False))
    assert clips[0].digest == clips[1].digest


def test_each_platform_has_its_layout(folder: Path) -> None:
    """X has room for options where TikTok has its buttons; without a platform, it is as it always was."""
    case = write_case(folder)
    usual, tiktok, x = (plan(case, None, Settings(platform=name)) for name in (None, "tiktok", "x"))
    assert usual.layout.zone == load_platform("vertical").organic
    assert usual.layout == tiktok.layout
    assert x.layout.zone == load_platform("x").organic
    assert x.layout.options.width > tiktok.layout.options.width
    assert x.layout.options.bottom > tiktok.layout.zone.bottom
    assert (usual.reel.width, usual.reel.height, usual.reel.level) == (1080, 1920, 40)
    assert (x.reel.width, x.reel.height, x.reel.level) == (720, 1280, 31)
    assert usual.timeline == x.timeline


def test_a_film_that_is_too_large_is_encoded_again(folder: Path, tmp_path: Path) -> None:
    """A limit of the platform costs quality, not the film; it is said, and without a platform nothing changes."""
    film = plan(write_case(folder), None, Settings(platform="x", rate=Rate(Fraction(5))))
    usual = shoot(film, tmp_path / "usual.mp4", Settings(), Unwatched(), more=True)
    size = usual.path.stat().st_size
    tight = Rule("bytes", Strictness.HARD, Source("a test of sizes", "2026-11-24"), most=Fraction(size * 4 // 5))
    told = Notes()
    small = replace(film, platform=replace(film.platform, rules=(tight,)))
    clip = shoot(small, tmp_path / "small.mp4", Settings(), told)
    assert clip.path.stat().st_size <= size * 4 // 5
    assert clip.frames == usual.frames
    assert any(f"X (Twitter) takes {size * 4 // 5:,} bytes" in note for note in told.notes)


class Notes(Unwatched):
    """Remembers what a person is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        """Remember a note."""
        self.notes.append(text)
