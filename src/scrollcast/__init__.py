"""Turn a CT or MR series into a vertical short video that teaches.

>>> from scrollcast import render
>>> clip = render("series/", "ct-abdomen", "abdomen.mp4")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Authored",
    "Clip",
    "Direction",
    "Face",
    "Film",
    "Length",
    "Ordering",
    "Preset",
    "Rate",
    "ScrollcastError",
    "Settings",
    "Watch",
    "Window",
    "ZoneName",
    "audit",
    "check",
    "demo",
    "kit",
    "load_case",
    "load_preset",
    "new",
    "overview",
    "pick",
    "plan",
    "preview",
    "render",
    "review",
    "sheet",
    "shipped_presets",
    "slices",
    "still",
]

if TYPE_CHECKING:
    from scrollcast.authored.case import load_case
    from scrollcast.authored.presets import load_preset, shipped_presets
    from scrollcast.errors import ScrollcastError
    from scrollcast.model.authored import Authored
    from scrollcast.model.case import Length
    from scrollcast.model.clip import Clip
    from scrollcast.model.face import Face
    from scrollcast.model.geometry import Direction, Ordering
    from scrollcast.model.platform import ZoneName
    from scrollcast.model.preset import Preset
    from scrollcast.model.settings import Settings
    from scrollcast.model.timing import Rate
    from scrollcast.model.watch import Watch
    from scrollcast.model.window import Window
    from scrollcast.publish.audit import audit
    from scrollcast.publish.check import check
    from scrollcast.publish.kit import kit
    from scrollcast.publish.new import new
    from scrollcast.publish.overview import overview
    from scrollcast.publish.pick import pick
    from scrollcast.publish.preview import preview
    from scrollcast.publish.review import review
    from scrollcast.publish.sheet import sheet
    from scrollcast.publish.slices import slices
    from scrollcast.rendering import Film, demo, plan, render, still

_HOMES = {
    "Authored": "scrollcast.model.authored",
    "Clip": "scrollcast.model.clip",
    "Direction": "scrollcast.model.geometry",
    "Face": "scrollcast.model.face",
    "Length": "scrollcast.model.case",
    "Ordering": "scrollcast.model.geometry",
    "Preset": "scrollcast.model.preset",
    "Rate": "scrollcast.model.timing",
    "ScrollcastError": "scrollcast.errors",
    "Settings": "scrollcast.model.settings",
    "Watch": "scrollcast.model.watch",
    "Window": "scrollcast.model.window",
    "ZoneName": "scrollcast.model.platform",
    "audit": "scrollcast.publish.audit",
    "check": "scrollcast.publish.check",
    "load_case": "scrollcast.authored.case",
    "new": "scrollcast.publish.new",
    "overview": "scrollcast.publish.overview",
    "pick": "scrollcast.publish.pick",
    "kit": "scrollcast.publish.kit",
    "preview": "scrollcast.publish.preview",
    "review": "scrollcast.publish.review",
    "sheet": "scrollcast.publish.sheet",
    "slices": "scrollcast.publish.slices",
    "load_preset": "scrollcast.authored.presets",
    "shipped_presets": "scrollcast.authored.presets",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``scrollcast --help`` needs none of the heavy libraries."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = globals()[name] = getattr(import_module(_HOMES.get(name, "scrollcast.rendering")), name)
    return value
