"""A contact sheet of one series: slices spread over the stack, each with the number that cases use."""

from pathlib import Path

import numpy as np

from scrollcast.film.output import settle_name, write_picture
from scrollcast.model.overlay import Tone
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.publish.opening import open_volume
from scrollcast.publish.tiles import NAME, TEXT, Grid, Page, Words, high
from scrollcast.raster.png import png
from scrollcast.script.stack import line_up
from scrollcast.script.windows import find_window

_USUAL = Settings()
_COLUMNS, _FOOT, _MOST = 6, 68, 36


def slices(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write a sheet of slices of one volume.

    Parameters
    ----------
    source : path
        A folder, an archive or one file.
    preset : Preset, path, str or None
        Its window, and its direction of travel. None takes those that `new` starts a case with.
    out : path or None
        A ``.png``; None is ``slices.png`` in the current folder, with a number where that is taken.
    settings : Settings
        Series, volume, order, gaps, window, direction and overwrite count.
    watch : Watch or None

    Returns
    -------
    Path

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, OutputError
        See `scrollcast.errors`; nothing has been written then.
    """
    told = watch or Unwatched()
    target = settle_name(out, "slices", ".png", settings.overwrite)
    told.stage("Reading", 0)
    opened = open_volume(source, preset, settings, target)
    cleared = opened.clearance.cleared
    for note in cleared.facts.notes:
        told.note(note)
    page = slice_page(cleared, opened.preset, settings)
    write_picture(target, png(page.canvas), opened.clearance.verdict(), settings.overwrite)
    return target


def slice_page(cleared: ClearedVolume, preset: Preset, settings: Settings = _USUAL) -> Page:
    """The sheet itself."""
    facts = cleared.facts
    stack = line_up(facts, settings.direction, preset.direction(facts.plane))
    window = find_window(settings.window or preset.window, facts)
    numbers = np.unique(np.linspace(1, len(stack), min(_MOST, len(stack))).round().astype(int)).tolist()
    way = "by image number" if facts.plane is None else settings.direction or preset.direction(facts.plane)
    sides = facts.sides
    edges = "" if sides is None else f"; edges: {sides.left} left, {sides.right} right, {sides.top} top"
    head = (
        Words(f"{facts.kind}: slices 1 to {len(stack)}, {way}", NAME, Tone.TEXT),
        Words(f"numbers as {preset.name} counts them; window {window}{edges}", TEXT),
    )
    page = Page(Grid(len(numbers), _COLUMNS, _FOOT, high(facts)), head)
    for place, number in enumerate(numbers):
        index = stack.index(number)
        image = facts.images[index]
        page.show(place, cleared, index, window)
        page.tell(
            place,
            Words(str(number), NAME, Tone.INTERFACE),
            *(() if image is None else (Words(f"image {image}"),)),
        )
    return page
