"""A YAML file to located nodes. The only module that imports ruamel.yaml."""

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from scrollcast.authored.node import Items, Keys, Node, Text, Where, fault
from scrollcast.authored.wording import shown
from scrollcast.errors import AuthoredError

_LARGEST = 256 * 1024  # bytes; the longest case anyone writes by hand is a tenth of it
_DEEPEST = 12

_Start = MappingStartEvent | SequenceStartEvent | ScalarEvent


def read(path: Path) -> Keys:
    """Read a YAML file whose top level is keys and values.

    Raises
    ------
    AuthoredError
        Where the file can't be read, is no YAML, or uses what no authored file needs: anchors, tags, a second
        document, a key twice.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise AuthoredError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise AuthoredError(f"{path}: can't be read ({error.strerror}).") from None
    if len(content) > _LARGEST:
        raise AuthoredError(f"{path}: is larger than {_LARGEST // 1024} KiB; is it a YAML file?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise fault(Where(str(path), line), "this is not UTF-8 text; save the file as UTF-8.") from None
    return parse(text, str(path))


def parse(text: str, file: str) -> Keys:
    """Read YAML text; `file` is what messages call it. Raises as `read` does."""
    top = Where(file, 1)
    try:
        node = _document(YAML(typ="safe", pure=True).parse(text), top)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise fault(Where(file, line), _syntax(str(error.problem))) from None
    except YAMLError:
        raise fault(top, "this is not YAML: the file holds control characters.") from None
    if isinstance(node, Keys):
        return node
    found = "the file is empty" if node is None or node.plain() is None else f"the file holds {node}"
    raise fault(top, f"{found}; write keys and values, such as title: Scroll with me.")


def _document(events: Iterator[Event], top: Where) -> Node | None:
    node = None
    for event in events:
        if isinstance(event, DocumentStartEvent):
            if node is not None:
                raise fault(_at(event, top), "a second document starts here; write one document a file.")
            node = _node(next(events), events, top)
    return node


def _node(event: Event, events: Iterator[Event], where: Where) -> Node:
    match _plain(event, where):
        case MappingStartEvent():
            return Keys(where, _entries(events, where))
        case SequenceStartEvent():
            items: list[Node] = []
            while not isinstance(event := next(events), SequenceEndEvent):
                items.append(_node(event, events, where.inside(_line(event), str(len(items) + 1))))
            return Items(where, tuple(items))
        case ScalarEvent() as scalar:
            return Text(where, scalar.value, quoted=scalar.style is not None)


def _entries(events: Iterator[Event], where: Where) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        name = _plain(event, where)
        if not isinstance(name, ScalarEvent):
            raise fault(_at(event, where), "a key is a word here, no list and no mapping.")
        key = name.value
        at = where.inside(_line(event), key if key.isprintable() else shown(key))
        if key in entries:
            raise fault(at, f"the key is there already, in line {entries[key].where.line}; keep one of them.")
        entries[key] = _node(next(events), events, at)
    return entries


def _plain(event: Event, where: Where) -> _Start:
    """The event itself, where it uses nothing that an authored file has no need for."""
    if len(where.path) > _DEEPEST:
        raise fault(_at(event, where), f"this is nested more than {_DEEPEST} deep.")
    if not isinstance(event, _Start) or event.anchor is not None:
        raise fault(_at(event, where), "anchors (&) and aliases (*) are not used here; put such a text in quotes.")
    if event.tag is not None:
        raise fault(_at(event, where), "tags (!) are not used here; put a text that starts with ! in quotes.")
    return event


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _at(event: Event, where: Where) -> Where:
    return Where(where.file, _line(event), where.path)


def _syntax(problem: str) -> str:
    if "'\\t'" in problem:
        return "a tab can't stand here; indent with spaces."
    if "cannot start any token" in problem:
        return f"{problem}; put the text in quotes."
    if "mapping values are not allowed" in problem:
        return 'a colon too many, or a wrong indent; put a text with ": " in it in quotes.'
    return f"this is not YAML: {problem}."
