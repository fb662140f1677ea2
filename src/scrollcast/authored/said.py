"""Every text of a case file with its place, so that a refusal can say which line to change."""

from collections.abc import Iterator

from scrollcast.authored.node import Items, Keys, Node, Text
from scrollcast.model.said import Role, Said

STRUCTURE = frozenset(
    {
        *(
            "schema",
            "source",
            "narration",
            "music",
            "bumper",
            "clip",
            "series",
            "volume",
            "order",
            "allow-gaps",
            "face",
            "preset",
            "window",
            "windows",
            "length",
            "direction",
            "fps",
            "zone",
            "font",
        ),
        *("loop", "language", "waive", "style", "colour", "slice", "slices", "image", "at", "mm", "points", "radius"),
        *(
            "from",
            "smooth",
            "file",
            "value",
            "answer",
            "find",
            "think",
            "seconds",
            "pace",
            "step",
            "back",
            "fade",
            "show",
        ),
    }
)
"""Keys whose values are numbers, paths, choices or names of marks; all others hold words."""

_ROLES = {
    ("history",): Role.HISTORY,
    ("post", "references"): Role.REFERENCE,
    ("because",): Role.RECORD,
    ("consent",): Role.RECORD,
    ("handle",): Role.RECORD,
}


def said(document: Keys) -> tuple[Said, ...]:
    """List the words of a case file, line by line.

    Parameters
    ----------
    document : Keys
        The whole file.

    Returns
    -------
    tuple of Said
        Names of marks as well, which messages repeat.
    """
    words = [Said(name, str(mark.where)) for name, mark in _marks(document).items()]
    return (*words, *_texts(document))


def _marks(document: Keys) -> dict[str, Node]:
    marks = document.entries.get("marks")
    return marks.entries if isinstance(marks, Keys) else {}


def _texts(node: Node) -> Iterator[Said]:
    match node:
        case Keys(entries=entries):
            named = node.where.path == ("marks",)  # its keys are names, and none of ours
            for key, entry in entries.items():
                if named or not (key in STRUCTURE and not _opens_a_beat(entry)):
                    yield from _texts(entry)
        case Items(items=items):
            if not _is_box(node):
                for item in items:
                    yield from _texts(item)
        case Text() if node.plain() is not None and not _is_number_of_a_beat(node.where.path):
            yield Said(node.text, str(node.where), _role(node.where.path))


def _opens_a_beat(entry: Node) -> bool:
    """``window`` is a beat too, with a caption."""
    return len(entry.where.path) == 3 and entry.where.path[0] == "beats" and isinstance(entry, Keys)


def _is_number_of_a_beat(path: tuple[str, ...]) -> bool:
    """``scroll: 85`` or ``hold: 2``."""
    return len(path) == 3 and path[0] == "beats" and path[2] in {"scroll", "hold"}


def _is_box(node: Items) -> bool:
    """A zoom to pixels."""
    return node.where.path[-1:] == ("zoom",) or node.where.path[-2:] == ("zoom", "to")


def _role(path: tuple[str, ...]) -> Role:
    keys = tuple(key.partition(".")[0] for key in path)  # history.es is the history
    return next((role for start, role in _ROLES.items() if keys[: len(start)] == start), Role.SHOWN)
