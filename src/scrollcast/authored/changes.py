"""Keys laid over a case file: those of a row of a manifest, or of the command line."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrollcast.authored.document import parse
from scrollcast.authored.node import Items, Keys, Node, Text, Where

_FLOW = ("[", "{")


def value(text: str, where: Where) -> Node:
    """A value as a person writes it: text; or a list or a mapping, where it starts like one in YAML's flow style.

    Raises
    ------
    AuthoredError
        Where a list or mapping is no YAML.
    """
    if not text.lstrip().startswith(_FLOW):
        return Text(where, text, quoted=False)
    return _placed(parse(f"value: {text.strip()}", str(where)).entries["value"], where)


def changed(document: Keys, changes: Iterable[tuple[str, Node]]) -> Keys:
    """Lay keys over the top level of a document; a later one wins."""
    return replace(document, entries={**document.entries, **dict(changes)})


def scalars(node: Node) -> Iterator[Text]:
    """Every text of a document."""
    match node:
        case Text():
            yield node
        case Items():
            for item in node.items:
                yield from scalars(item)
        case Keys():
            for entry in node.entries.values():
                yield from scalars(entry)


def _placed(node: Node, where: Where) -> Node:
    """The same node, all of it at one place."""
    match node:
        case Text():
            return replace(node, where=where)
        case Items():
            return Items(where, tuple(_placed(item, where) for item in node.items))
        case Keys():
            return Keys(where, {key: _placed(entry, where) for key, entry in node.entries.items()})
