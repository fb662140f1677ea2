"""Three films, moment by moment, against what they were when somebody last looked at them.

``SCROLLCAST_UPDATE_GOLDEN=1 pytest tests/script`` writes them anew; the difference is for a person to judge.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest

from builders.stacks import LUNG, PLATFORM, facts
from scrollcast.model.case import (
    Case,
    Compare,
    CompareStyle,
    Hold,
    Hook,
    Length,
    Look,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.mark import (
    ArrowMark,
    BoxMark,
    LabelMark,
    MarkSpec,
    OnSlice,
    RingMark,
    RulerMark,
    Size,
    Unit,
)
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.settings import Settings
from scrollcast.model.timeline import Moment, Shown, Timeline
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window
from scrollcast.script import script, unprepared

GOLDEN = Path(__file__).parents[1] / "golden" / "moments"
RATE = Rate(Fraction(10))  # few frames, so that a person can read them
QUIZ_CASE = Case(
    title="Cough, 3 months.",
    beats=(
        Hook((Run("What catches your eye?"),)),
        Scroll(14),
        Quiz("Where is the problem?", 3, ("Left lower lobe", "Right upper lobe"), frozenset({1})),
        Reveal((Run("A solid "), Run("mass", Tone.FINDING)), ("mass",), Look(Window(400, 40), "Soft tissue")),
        Scroll(),
        Takeaway(("Read every lobe.", "Change the window.")),
    ),
    rate=RATE,
    marks=(MarkSpec("mass", ArrowMark(OnSlice(14, 172, 286), 315), "mass", (12, 17)),),
    credit="Data: TCIA, CC BY 3.0",
)
SOFT, BONE = Look(Window(400, 40), "Soft tissue"), Look(Window(1800, 400), "Bone")
EVERY_BEAT = Case(
    title="A mass and a rib.",
    history="Cough. 60s.",
    beats=(
        TextCard("Three things", ("A mass.", "A rib.", "A vessel."), Fraction(2)),
        Hook((Run("Scroll with me."),)),
        Scroll(12, back=True, step=2),
        Scroll(9, pace=Fraction(40), show=("vessel",), say=(Run("Mind the "), Run("vessel", Tone.FINDING, "vessel"))),
        Hold(Fraction(1), ("rib",)),
        Quiz("What is this?", 3, ("Rib", "Node", "Both"), frozenset({0, 2})),
        Reveal((Run("Look at the bone."),), ("rib",), BONE),
        Zoom("rib", Fraction(1, 2)),
        Compare((BONE, SOFT), CompareStyle.WIPE, Fraction(1)),
        Rewindow(None),
        Zoom(None, Fraction(1, 2)),
        Scroll(18, start=15),
        Quiz("Find the mass.", 3, find="mass"),
        Reveal((Run("Here."),), ("length",)),
        Compare((SOFT, BONE), CompareStyle.SIDE_BY_SIDE, Fraction(1)),
        Takeaway(("Look at the bones too.",)),
    ),
    rate=RATE,
    length=Length.S60,
    marks=(
        MarkSpec("vessel", LabelMark(OnSlice(6, 100, 100)), "vessel", (5, 7)),
        MarkSpec("rib", BoxMark(OnSlice(9, 300, 300), OnSlice(9, 330, 340)), "rib"),
        MarkSpec("mass", RingMark(OnSlice(18, 172, 286), Size(7, Unit.MM)), "mass", (16, 20)),
        MarkSpec("length", RulerMark(OnSlice(18, 172, 280), OnSlice(18, 172, 292))),
    ),
    loop=True,
)
CASES = {
    "unprepared": unprepared(facts(24, 5.0), LUNG, Settings(rate=RATE)),
    "quiz": QUIZ_CASE,
    "every_beat": EVERY_BEAT,
}


def plain(value: object) -> object:
    """What JSON can't hold: a set as a list, a window as people write it."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def overlay(shown: Shown) -> dict[str, object]:
    """An overlay in a moment."""
    told = asdict(
        shown.overlay, dict_factory=lambda fields: {key: value for key, value in fields if value not in ("", None)}
    )
    if "window" in told:
        told["window"] = str(getattr(shown.overlay, "window"))  # noqa: B009 - of headers only
    return {type(shown.overlay).__name__: told, "presence": shown.presence, "progress": shown.progress}


def lines(timeline: Timeline) -> Iterator[str]:
    """What is known of the whole film, then one line for each run of equal moments."""
    yield json.dumps({"fps": str(timeline.rate.fps), "travel": timeline.travel, "notes": timeline.notes})
    for moment, run in groupby(range(timeline.frames), key=timeline.at):
        frames = list(run)
        yield json.dumps({"frames": [frames[0], frames[-1] + 1], **line(moment)}, default=plain)


def line(moment: Moment) -> dict[str, object]:
    """A moment."""
    view = moment.view
    return {
        "slice": view.slice,
        "window": str(view.window),
        "window_to": view.window_to and str(view.window_to),
        "mix": view.mix,
        "room": view.room,
        **({} if view.zoom is None else {"zoom": asdict(view.zoom)}),
        **({} if view.split is None else {"split": view.split}),
        "keys": moment.keys,
        "shown": [overlay(shown) for shown in moment.shown],
    }


@pytest.mark.parametrize("name", CASES)
def test_moments_are_as_they_were(name: str) -> None:
    """Every moment of the film, line by line."""
    told = list(lines(script(facts(24, 5.0), CASES[name], LUNG, PLATFORM)))
    path = GOLDEN / f"{name}.jsonl"
    if os.environ.get("SCROLLCAST_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    assert told == path.read_text(encoding="utf-8").splitlines()
