"""What every frame shows, as JSON lines: a head, then one line for each run of equal moments."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from scrollcast.model.overlay import Insert
from scrollcast.model.timeline import Moment, Shown, Timeline


def moments(timeline: Timeline) -> Iterator[str]:
    """Tell a timeline, line by line; slices are indices, and ``travel`` has the index of each slice number."""
    head = {
        "fps": str(timeline.rate.fps),
        "frames": timeline.frames,
        "travel": timeline.travel,
        "notes": timeline.notes,
    }
    yield json.dumps(head)
    runs = groupby(range(timeline.frames), timeline.at)
    for moment, frames in runs:
        numbers = list(frames)
        yield json.dumps({"frames": [numbers[0], numbers[-1] + 1], **_moment(moment)})


def _moment(moment: Moment) -> dict[str, object]:
    view = moment.view
    return {
        "slice": view.slice,
        "window": str(view.window),
        "window_to": None if view.window_to is None else str(view.window_to),
        "mix": view.mix,
        "room": view.room,
        "zoom": None if view.zoom is None else asdict(view.zoom),
        "split": view.split,
        "keys": moment.keys,
        "shown": [_shown(shown) for shown in moment.shown],
    }


def _shown(shown: Shown) -> dict[str, object]:
    if isinstance(shown.overlay, Insert):
        return {"Insert": {"seconds": str(shown.overlay.footage.seconds)}, **_grades(shown)}
    overlay = asdict(shown.overlay, dict_factory=lambda pairs: {key: _plain(value) for key, value in pairs})
    shape = getattr(shown.overlay, "shape", None)
    if shape is not None:
        overlay["shape"] = {type(shape).__name__: overlay["shape"]}
    return {type(shown.overlay).__name__: overlay, **_grades(shown)}


def _grades(shown: Shown) -> dict[str, object]:
    return {"presence": shown.presence, "progress": shown.progress}


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
