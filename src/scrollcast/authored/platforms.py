"""Platforms: zones, rules and limits, from the data file beside this module."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path

from scrollcast.authored import values
from scrollcast.authored.adapt import Reader, adapt
from scrollcast.authored.document import parse
from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.errors import UsageError
from scrollcast.model.platform import Platform, Zone
from scrollcast.model.posting import Poll, Room, Stills, Texts
from scrollcast.model.rule import Rule, Source

USUAL = "vertical"
_SOURCES = "sources"
_FILE = Path(__file__).with_name("platforms.yaml")
_SECTION = re.compile(r"(\w+):")


def platform_names() -> tuple[str, ...]:
    """The platforms that a clip can be posted to, in the order of the file."""
    return tuple(name for name in _sections() if name not in {_SOURCES, USUAL})


@cache
def load_platform(name: str) -> Platform:
    """Load a platform by name; ``vertical`` is the one that all short-video platforms share.

    Raises
    ------
    UsageError
        Where there is no platform of that name.
    """
    known = (USUAL, *platform_names())
    if name not in known:
        raise UsageError(f"There is no platform {shown(name)}.{hint(name, known)} Known: {listed(known)}.")
    data = _data(name)
    usual, own = data.entries[USUAL], data.entries[name]
    assert isinstance(usual, Keys) and isinstance(own, Keys)
    whole = {**usual.entries, **own.entries, "rules": _over(usual.entries["rules"], own.entries["rules"])}
    return adapt(Platform, Keys(own.where, whole), _readers(_sources(data.entries[_SOURCES])), given={"name": name})


@cache
def _sections() -> dict[str, list[str]]:
    """The lines of the data file by what they are of, each with the empty lines that keep its place in the file."""
    lines = _FILE.read_text("utf-8").splitlines()
    sections: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        if section := _SECTION.match(line):
            sections[section[1]] = [""] * number
        if sections:
            next(reversed(sections.values())).append(line)
    return sections


def _data(name: str) -> Keys:
    """Where sources come from, what all platforms share, and one of them: to parse them all takes 0.1 s."""
    wanted = [lines for each, lines in _sections().items() if each in {_SOURCES, USUAL, name}]
    whole = [""] * max(map(len, wanted))
    for lines in wanted:
        whole[: len(lines)] = [new or old for new, old in zip(lines, whole, strict=False)]
    return parse("\n".join(whole), str(_FILE))


def _over(usual: Node, own: Node) -> Keys:
    assert isinstance(usual, Keys) and isinstance(own, Keys)
    return Keys(own.where, {**usual.entries, **own.entries})


def _sources(node: Node) -> dict[str, Source]:
    assert isinstance(node, Keys)
    words = {"says": values.line(300), "checked": values.line(10)}
    return {name: adapt(Source, entry, words) for name, entry in node.entries.items()}


def _readers(sources: dict[str, Source]) -> dict[str, Reader]:
    def source(node: Node) -> Source:
        if not isinstance(node, Text) or node.text not in sources:
            raise fault(node.where, f"found {node}, expected one of the sources.")
        return sources[node.text]

    def zone(node: Node) -> Zone:
        assert isinstance(node, Keys)
        where = source(node.entries["source"])
        box = Keys(node.where, {key: entry for key, entry in node.entries.items() if key != "source"})
        return adapt(Zone, box, {}, given={"source": where.says, "checked": where.checked})

    def rules(node: Node) -> tuple[Rule, ...]:
        assert isinstance(node, Keys)
        words: dict[str, Reader] = {"least": _number, "most": _number, "source": source}
        return tuple(adapt(Rule, entry, words, given={"name": name}) for name, entry in node.entries.items())

    def of(kind: type[Texts] | type[Poll] | type[Stills]) -> Callable[[Node], Texts | Poll | Stills]:
        words: dict[str, Reader] = {"source": source, "caption": _rooms}
        words |= dict.fromkeys(("title", "alt", "option", "question"), _room)
        return lambda node: adapt(kind, node, words)

    return {
        "organic": zone,
        "strict": zone,
        "rules": rules,
        "texts": of(Texts),
        "poll": of(Poll),
        "stills": of(Stills),
    }


def _room(node: Node) -> Room:
    return adapt(Room, node, {})


def _rooms(node: Node) -> tuple[Room, ...]:
    assert isinstance(node, Items)
    return tuple(map(_room, node.items))


def _number(node: Node) -> Fraction:
    try:
        return Fraction(node.text if isinstance(node, Text) else "")
    except (ValueError, ZeroDivisionError):
        raise fault(node.where, f"found {node}, expected a number, such as 0.5 or 9/16.") from None
