"""For those who edit on: the film near-lossless, with its sound; without words; the words with alpha; a timeline."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from scrollcast.enclosed import sounding
from scrollcast.film.ffmpeg import Reel
from scrollcast.film.master import Planes, master
from scrollcast.film.output import write_text
from scrollcast.model.canvas import BLACK, WHITE, Canvas
from scrollcast.model.timeline import Moment
from scrollcast.model.watch import Watch
from scrollcast.picture.compose import Composer
from scrollcast.picture.page import Page
from scrollcast.raster.matte import matte
from scrollcast.rendering import Film
from scrollcast.script.table import table

MASTER, PLATE, OVERLAY, TIMELINE = "master.mp4", "plate.mp4", "overlay.mov", "timeline.otio"


def write_masters(film: Film, place: Path, watch: Watch) -> None:
    """Write the four files into a folder.

    Raises
    ------
    PrivacyRefusal
        Where the gate refuses.
    EncodeError, VerifyError, OutputError
        As `render`.
    """
    verdict = film.clearance.verdict()
    composer = Composer(film.cleared, film.timeline, film.layout)
    width, height = film.layout.width, film.layout.height
    reel = Reel(width, height, film.timeline.rate, film.timeline.frames)
    page, under = (Page(Canvas.blank(width, height)) for _ in range(2))
    black, white = (Canvas.blank(width, height, (luma, 128, 128)) for luma in (BLACK, WHITE))

    def words(moment: Moment) -> Planes:
        dark, bright = (composer.over(moment, ground.copy()) for ground in (black, white))
        return matte(dark, bright)

    draws: tuple[tuple[str, Callable[[Moment], Planes]], ...] = (
        (MASTER, lambda moment: composer.compose(moment, page).buffer),
        (PLATE, lambda moment: composer.plate(moment, under).buffer),
        (OVERLAY, words),
    )
    with sounding(film.brief, film.screenplay, reel) as heard:
        for name, draw in draws:
            watch.stage(f"Encoding {name}", reel.frames)
            whole = heard if name == MASTER else reel
            master(_drawn(film, draw, watch), whole, place / name, verdict, alpha=name == OVERLAY)
        write_text(place / TIMELINE, otio(film, sound=heard.sound is not None), overwrite=False)


def otio(film: Film, *, sound: bool = False) -> str:
    """The film as an OpenTimelineIO timeline: the words over the plate, with a marker for each beat, and its sound."""
    rate, frames = float(film.timeline.rate.fps), film.timeline.frames
    whole = _range(0, frames, rate)
    markers: list[dict[str, object]] = [
        {
            "OTIO_SCHEMA": "Marker.2",
            "name": f"{row.beat} {row.kind}",
            "marked_range": _range(row.frames[0], row.frames[1] - row.frames[0], rate),
            "color": "CYAN",
            "metadata": {},
        }
        for row in table(film.screenplay)
    ]
    tracks = [_track(name, whole, markers if name == PLATE else []) for name in (PLATE, OVERLAY)]
    tracks += [{**_track(MASTER, whole, []), "kind": "Audio"}] if sound else []
    told = {
        "OTIO_SCHEMA": "Timeline.1",
        "name": film.screenplay.material.case.title,
        "global_start_time": None,
        "tracks": {"OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": tracks, "metadata": {}},
        "metadata": {},
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _drawn(film: Film, draw: Callable[[Moment], Planes], watch: Watch) -> Iterator[Planes]:
    """Each distinct moment drawn once."""
    before, planes = None, np.empty((0, 0), np.uint8)
    for number in range(film.timeline.frames):
        moment = film.timeline.at(number)
        if moment != before:
            planes, before = draw(moment), moment
        yield planes
        watch.advance(number + 1)


def _track(name: str, whole: dict[str, object], markers: list[dict[str, object]]) -> dict[str, object]:
    media = {"OTIO_SCHEMA": "ExternalReference.1", "target_url": name, "available_range": whole, "metadata": {}}
    clip = {
        "OTIO_SCHEMA": "Clip.2",
        "name": Path(name).stem,
        "source_range": whole,
        "media_references": {"DEFAULT_MEDIA": media},
        "active_media_reference_key": "DEFAULT_MEDIA",
        "markers": markers,
        "metadata": {},
    }
    return {
        "OTIO_SCHEMA": "Track.1",
        "name": Path(name).stem,
        "kind": "Video",
        "children": [clip],
        "metadata": {},
    }


def _range(start: int, length: int, rate: float) -> dict[str, object]:
    def time(value: int) -> dict[str, object]:
        return {"OTIO_SCHEMA": "RationalTime.1", "rate": rate, "value": float(value)}

    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": time(start), "duration": time(length)}
