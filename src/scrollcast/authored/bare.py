"""A case without beats: images, a preset, and what flags may say of them; it is shown as the unprepared run."""

from dataclasses import dataclass, replace
from pathlib import Path

from scrollcast.authored import values, vocabulary
from scrollcast.authored.adapt import adapt
from scrollcast.authored.brief import Brief
from scrollcast.authored.node import Keys, Node, Text, fault
from scrollcast.authored.presets import load_preset
from scrollcast.errors import UsageError
from scrollcast.model.case import Length
from scrollcast.model.face import Face
from scrollcast.model.geometry import Direction, Ordering
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window


@dataclass(frozen=True, slots=True)
class _Bare:
    """The keys of a case that flags can say as well."""

    source: Path
    preset: str | Path | None = None
    series: int | None = None
    volume: str | None = None
    order: Ordering | None = None
    allow_gaps: bool = False
    window: Window | None = None
    length: Length | None = None
    pause_at: int | None = None
    direction: Direction | None = None
    title: str | None = None
    caption: str | None = None
    rate: Rate | None = None
    zone: ZoneName | None = None
    face: Face | None = None
    because: str = ""


def is_bare(document: Keys) -> bool:
    """True where it is no case file and has no beats: then it says no more than flags do."""
    return not {"schema", "beats"} & document.entries.keys()


def bare_brief(document: Keys, folder: Path, settings: Settings) -> Brief:
    """Settle what is to be shown of images without a case.

    Parameters
    ----------
    document : Keys
    folder : Path
        That its paths are relative to.
    settings : Settings
        They win over what is written.

    Raises
    ------
    AuthoredError
        Where a key or value is wrong, or there is no preset.
    """
    readers = {
        "source": lambda node: folder / vocabulary.file(node),
        "preset": lambda node: vocabulary.preset_name(vocabulary.file(node), folder),
        "series": lambda node: vocabulary.count(node, "the number of a series"),
        "window": _window,
        "pause_at": lambda node: vocabulary.count(node, "a slice number"),
        "volume": values.line(80),
        "title": values.line(48),
        "caption": values.line(160),
        "because": values.line(160),
        "rate": vocabulary.rate,
    }
    keys = {field.replace("_", "-"): field for field in _Bare.__dataclass_fields__ if field != "rate"}
    bare = adapt(_Bare, document, readers, keys={**keys, "fps": "rate"})
    if bare.preset is None:
        raise fault(document.where, "the key preset is missing: images without a case need one, such as ct-abdomen.")
    written = {name: getattr(bare, name) for name in keys.values() if name not in {"source", "preset"}}
    asked = settings.over(replace(Settings(), **written, rate=bare.rate))
    return Brief(bare.source, load_preset(bare.preset), asked)


def _window(node: Node) -> Window:
    try:
        return Window.written(node.text if isinstance(node, Text) else "")
    except UsageError as error:
        raise fault(node.where, str(error)) from None
