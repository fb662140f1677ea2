"""``pick``: one offline page with all slices of a series, on which a mark is drawn and its YAML copied."""

import math
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from scrollcast.authored.brief import brief, is_case
from scrollcast.authored.presets import load_preset, preset_names
from scrollcast.film.output import settle_name, write_picture
from scrollcast.model.preset import Preset
from scrollcast.model.series import Modality, Slice
from scrollcast.model.settings import Settings
from scrollcast.model.volume import ClearedVolume, Facts
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.model.window import Window
from scrollcast.publish.opening import open_volume
from scrollcast.publish.page import page
from scrollcast.publish.shades import Form, Levels, extent, levels, picture
from scrollcast.script.stack import line_up
from scrollcast.script.windows import find_window

_USUAL = Settings()
_BUDGET = 22_000_000  # bytes of pictures as base64: a phone opens that, and a messenger carries it
_BASE64 = 4 / 3
_QUALITIES = (92, 88, 84, 80)  # of the JPEGs: tried in turn
_SAMPLES = 16
_SCRIPTS = ("stack", "marks", "view", "draw", "hands", "pick")


def pick(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write an offline page on which the coordinates of marks are picked.

    Parameters
    ----------
    source : path
        A case file, or its images: a folder with the slices of a series, or one file.
    preset : Preset, path, str or None
        What the page opens with; all shipped ones of the modality are on it. None takes the one of the case; without
        a case one made for the part of the body, else soft tissue for CT, the percentiles of the stack for MR.
    out : path or None
        An ``.html``; None is ``pick.html`` in the current folder, with a number where that is taken.
    settings : Settings
        Series, volume, order, gaps, direction and overwrite count.
    watch : Watch or None

    Returns
    -------
    Path
        Of the page. It holds pixels, geometry and PACS image numbers, and no text from a header.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, OutputError
        See `scrollcast.errors`; nothing has been written then.
    """
    told = watch or Unwatched()
    target = settle_name(out, "pick", ".html", settings.overwrite)
    if is_case(Path(source)):
        written = brief(source, preset, settings)
        source, preset, settings = written.source, written.preset, written.settings
    told.stage("Reading", 0)
    opened = open_volume(source, preset, settings, target)
    cleared = opened.clearance.cleared
    for note in cleared.facts.notes:
        told.note(note)
    content = picking_page(cleared, opened.preset, settings, told)
    write_picture(target, content, opened.clearance.verdict(), settings.overwrite)
    return target


def picking_page(
    cleared: ClearedVolume, first: Preset, settings: Settings = _USUAL, watch: Watch | None = None
) -> bytes:
    """The page itself, as `pick` writes it.

    Parameters
    ----------
    cleared : ClearedVolume
    first : Preset
        What it opens with.
    settings : Settings
        A direction overrides that of every preset.
    watch : Watch or None
    """
    told = watch or Unwatched()
    facts, crop = cleared.facts, cleared.facts.body
    presets = _presets(first, facts.modality)
    windows = [find_window(preset.window, facts) for preset in presets]
    scale = levels(windows, *extent(cleared.slices))
    form = _fit(cleared, scale)
    if form.size[0] < crop.columns:
        share = form.size[0] / crop.columns
        told.note(f"The slices are shown at {share:.0%} of their size to keep the page small; coordinates stay theirs.")
    told.stage("Drawing the page", len(cleared.slices))
    slices = []
    for done, plane in enumerate(cleared.slices, 1):
        slices.append(_place(plane) | {"jpeg": b64encode(picture(plane, scale, crop, form)).decode()})
        told.advance(done)
    looks = [_look(*each, facts, settings) for each in zip(presets, windows, strict=True)]
    data = {
        "kind": facts.kind,
        "crop": {"left": crop.left, "top": crop.top, "columns": crop.columns, "rows": crop.rows},
        "size": form.size,
        "sides": facts.sides,
        "levels": [float(f"{level:.6g}") for level in scale],
        "presets": looks,
        "slices": slices,
    }
    return page(f"pick: {facts.kind}", "pick", _SCRIPTS, data)


def _presets(first: Preset, modality: Modality) -> Sequence[Preset]:
    others = map(load_preset, preset_names(modality))
    return (first, *(preset for preset in others if preset.name != first.name))


def _look(preset: Preset, window: Window, facts: Facts, settings: Settings) -> dict[str, object]:
    usual = preset.direction(facts.plane)
    travel = line_up(facts, settings.direction, usual).travel
    return {
        "name": preset.name,
        "label": preset.label,
        "windowName": preset.window_name,
        "window": {"width": window.width, "center": window.center, "function": window.function},
        "direction": None if facts.plane is None else settings.direction or usual,
        "rising": travel[0] == 0,
    }


def _place(plane: Slice) -> dict[str, object]:
    """What the page needs to know of a slice: numbers alone."""
    place = plane.place
    return {
        "image": plane.image,
        "inverted": plane.inverted,
        "spacing": plane.spacing,
        "position": None if place is None else place.position,
        "orientation": None if place is None else place.orientation,
    }


def _fit(cleared: ClearedVolume, scale: Levels) -> Form:
    """The best quality at which the page stays small; and where none does, fewer columns and rows."""
    slices, crop = cleared.slices, cleared.facts.body
    sampled = slices[:: math.ceil(len(slices) / _SAMPLES)]
    form = Form((crop.columns, crop.rows), _QUALITIES[0])
    for quality in _QUALITIES:
        form = Form(form.size, quality)
        drawn = sum(len(picture(plane, scale, crop, form)) for plane in sampled)
        excess = drawn / len(sampled) * len(slices) * _BASE64 / _BUDGET
        if excess <= 1:
            return form
    columns, rows = (max(1, round(side / excess**0.5)) for side in form.size)
    return Form((columns, rows), form.quality)
