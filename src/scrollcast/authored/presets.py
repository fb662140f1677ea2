"""Presets: the shipped ones by name, a person's own by path."""

import os
import re
from functools import cache
from pathlib import Path

from scrollcast.authored import values
from scrollcast.authored.adapt import adapt
from scrollcast.authored.document import read
from scrollcast.authored.node import Node
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.errors import MissingDependencyError, UsageError
from scrollcast.model.preset import Pause, Preset
from scrollcast.model.region import Region
from scrollcast.model.series import Modality

_READERS = {
    "label": values.line(20),
    "window": values.window,
    "window_name": values.line(16),
    "title": values.line(48),
    "hook": values.line(48),
    "pace": values.quantity("mm/s", 25),
    "source": values.line(300),
}
_USUAL = {Modality.CT: "ct-abdomen", Modality.MR: "mr-generic"}
_PAUSE = {"ask": values.line(48), "think": values.whole("s", 5)}


def load_preset(name: str | Path) -> Preset:
    """Load a preset.

    Parameters
    ----------
    name : str or Path
        A shipped preset's name, or the path of a file: anything with a separator in it, or ending in .yaml or .yml.

    Raises
    ------
    AuthoredError
        Where the file has a wrong key or value.
    UsageError
        Where no preset of that name is shipped.
    """
    if isinstance(name, Path) or _is_path(name):
        return _load(Path(name))
    names = preset_names()
    if name not in names:
        akin = [known for known in names if known.split("-")[0] == name.split("-")[0].lower()]
        raise UsageError(
            f"There is no preset {shown(name)}.{hint(name, names)} Shipped: {listed(akin or names)}. "
            "A file of your own is given by its path, such as ./mine.yaml."
        )
    return _load(_folder() / f"{name}.yaml")


def shipped_presets() -> tuple[Preset, ...]:
    """All presets that come with scrollcast, by name."""
    return tuple(map(load_preset, preset_names()))


def preset_names(modality: Modality | None = None) -> tuple[str, ...]:
    """Names of the shipped presets, of one modality or of all; no file is opened."""
    prefix = "" if modality is None else f"{modality.lower()}-"
    return tuple(name for name in _names() if name.startswith(prefix))


def fitting(modality: Modality, regions: tuple[Region, ...] = ()) -> tuple[Preset, ...]:
    """Shipped presets for what images show: those made for the part of the body first, then those for any.

    Parameters
    ----------
    modality : Modality
    regions : tuple of Region
        Empty where nothing tells: then all of the modality, the usual one first.
    """
    made = [preset for preset in shipped_presets() if preset.modality is modality]
    if not regions:
        return tuple(sorted(made, key=lambda preset: preset.name != _USUAL[modality]))
    wanted = set(regions)
    fits = [preset for preset in made if not preset.regions or wanted & set(preset.regions)]
    return tuple(sorted(fits, key=lambda preset: not preset.regions))


def usual(modality: Modality, regions: tuple[Region, ...] = ()) -> Preset:
    """What is taken where nobody says how to show it: one made for the part of the body, else that of the modality."""
    first = fitting(modality, regions)[0]
    return first if first.regions else load_preset(_USUAL[modality])


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


@cache
def _folder() -> Path:
    here = Path(__file__).resolve()
    for root in (here.parents[1], here.parents[3]):  # the wheel carries them inside, a checkout beside src
        if (root / "presets").is_dir():
            return root / "presets"
    raise MissingDependencyError("The presets are missing from this installation; install scrollcast again.")


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or any(mark in name for mark in (os.sep, os.altsep) if mark)


def _load(path: Path) -> Preset:
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "preset"
    return adapt(Preset, read(path), {**_READERS, "pause": _pause}, given={"name": name})


def _pause(node: Node) -> Pause:
    return adapt(Pause, node, _PAUSE)
