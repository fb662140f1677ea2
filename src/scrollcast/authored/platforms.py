"""Platforms: canvas and safe zones, from the data file beside this module."""

from functools import cache
from pathlib import Path

from scrollcast.authored import values
from scrollcast.authored.adapt import adapt
from scrollcast.authored.document import read
from scrollcast.authored.node import Keys, Node
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.errors import UsageError
from scrollcast.model.platform import Limits, Platform, Zone


def load_platform(name: str) -> Platform:
    """Load a platform by name; ``vertical`` is the one that all short-video platforms share.

    Raises
    ------
    UsageError
        Where there is no platform of that name.
    """
    platforms = _data().entries
    if name not in platforms:
        raise UsageError(f"There is no platform {shown(name)}.{hint(name, platforms)} Known: {listed(platforms)}.")
    readers = {"organic": _zone, "strict": _zone, "limits": _limits}
    return adapt(Platform, platforms[name], readers, given={"name": name})


@cache
def _data() -> Keys:
    return read(Path(__file__).with_name("platforms.yaml"))


def _zone(node: Node) -> Zone:
    return adapt(Zone, node, {"source": values.line(300), "checked": values.line(10)})


def _limits(node: Node) -> Limits:
    return adapt(Limits, node, {"source": values.line(300), "checked": values.line(10)})
