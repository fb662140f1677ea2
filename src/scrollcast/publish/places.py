"""Places of the slices that look like text, on the pictures in which text shows best."""

from base64 import b64encode
from collections.abc import Sequence

from scrollcast.model.verdict import Flag
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.window import Window
from scrollcast.privacy.text import pictures
from scrollcast.raster.jpeg import grey_jpeg

_SHOWN = ("darkest values", "brightest values", "slice")


def places(cleared: ClearedVolume, window: Window, flags: Sequence[Flag]) -> dict[str, object]:
    """The pictures and the boxes, for a page.

    Parameters
    ----------
    cleared : ClearedVolume
    window : Window
        That is published.
    flags : sequence of Flag

    Returns
    -------
    dict
        ``pictures`` with name and JPEG, ``boxes`` in pixels of a slice, and how many rows and columns these have.
    """
    drawn = pictures(cleared.slices, cleared.facts.modality, window)
    chosen = {name: drawn.names.index(name) for name in _SHOWN if name in drawn.names}
    return {
        "rows": cleared.facts.rows,
        "columns": cleared.facts.columns,
        "pictures": [
            {"name": name, "jpeg": b64encode(grey_jpeg(drawn.pixels[index])).decode()} for name, index in chosen.items()
        ],
        "boxes": [
            {
                "left": flag.box.left,
                "top": flag.box.top,
                "width": flag.box.columns,
                "height": flag.box.rows,
                "why": flag.why,
            }
            for flag in flags
        ],
    }
