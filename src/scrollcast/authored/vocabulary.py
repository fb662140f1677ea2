"""The kinds of values that a case file holds, each with its reader and its JSON Schema."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from scrollcast.authored import values
from scrollcast.authored.adapt import Reader
from scrollcast.authored.captions import caption
from scrollcast.authored.form import Schema, Word
from scrollcast.authored.node import Items, Node, Text, fault
from scrollcast.authored.presets import load_preset, preset_names
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.errors import AuthoredError, UsageError
from scrollcast.model.case import AutoLook, Look
from scrollcast.model.overlay import Tone
from scrollcast.model.timing import Rate
from scrollcast.model.window import Percentiles, Window

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_NUMBER = {"type": "number"}
_WINDOW_PATTERN = r"^\s*\d+(\.\d+)?\s*/\s*-?\d+(\.\d+)?\s*$"


def text(longest: int) -> Word:
    """One line of text."""
    return Word(read=values.line(longest), schema={"type": ["string", "number"], "maxLength": longest})


def quantity(unit: str, example: int) -> Word:
    """A number with or without its unit."""
    pattern = rf"^\s*\d+(\.\d+)?\s*({unit})?\s*$"
    schema = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": pattern}]}
    return Word(read=_above_zero(values.quantity(unit, example)), schema=schema)


def _above_zero(reader: Callable[[Node], Fraction]) -> Reader:
    def read(node: Node) -> Fraction:
        value = reader(node)
        if value <= 0:
            raise fault(node.where, f"found {node}, expected more than 0.")
        return value

    return read


def whole(unit: str, example: int, least: int, most: int) -> Word:
    """A whole number with or without its unit, within limits that the model knows too."""
    pattern = rf"^\s*\d+\s*({unit})?\s*$"
    number = {"type": "integer", "minimum": least, "maximum": most}
    return Word(read=values.whole(unit, example), schema={"anyOf": [number, {"type": "string", "pattern": pattern}]})


def counted(what: str) -> Word:
    """A number that counts from 1, such as a slice number."""
    return Word(read=lambda node: count(node, what), schema={"type": "integer", "minimum": 1})


def count(node: Node, what: str) -> int:
    """Read a whole number from 1."""
    if not isinstance(node, Text) or not node.text.strip().isdecimal() or not 1 <= int(node.text) < 10**6:
        raise fault(node.where, f"found {node}, expected {what}: 1, 2, 3 and so on.")
    return int(node.text)


def several(word: Word, least: int, most: int, example: str) -> Word:
    """A list of values of one kind."""
    assert word.read is not None
    schema = {"type": "array", "items": word.schema, "minItems": least, "maxItems": most}
    return Word(read=several_of(word.read, least, most, example), schema=schema)


def several_of(reader: Callable[[Node], T], least: int, most: int, example: str) -> Callable[[Node], tuple[T, ...]]:
    """Read a list of values of one kind."""
    amount = str(least) if least == most else f"{least} to {most}"

    def read(node: Node) -> tuple[T, ...]:
        if not isinstance(node, Items) or not least <= len(node.items) <= most:
            found = f"{len(node.items)} in a list" if isinstance(node, Items) else str(node)
            raise fault(node.where, f"found {found}, expected {amount}, such as {example}.")
        return tuple(map(reader, node.items))

    return read


def coordinates(amount: int, example: str) -> Word:
    """So many finite numbers."""
    schema = {"type": "array", "items": _NUMBER, "minItems": amount, "maxItems": amount}

    def read(node: Node) -> tuple[float, ...]:
        items = node.items if isinstance(node, Items) else ()
        found = [item.text.strip() for item in items if isinstance(item, Text)]
        if len(found) != amount or len(items) != amount or not all(map(values.is_number, found)):
            raise fault(node.where, f"found {_quoted(node)}, expected {amount} numbers, such as {example}.")
        return tuple(map(float, found))

    return Word(read=read, schema=schema)


def _quoted(node: Node) -> str:
    if isinstance(node, Items) and all(isinstance(item, Text) for item in node.items):
        return shown(f"[{', '.join(item.text for item in node.items if isinstance(item, Text))}]")
    return str(node)


def slice_range(node: Node) -> tuple[int, int]:
    """Read ``[58, 95]``, or one slice number."""
    if isinstance(node, Text):
        number = count(node, "a slice number or two")
        return number, number
    first, last = several_of(lambda item: count(item, "a slice number"), 2, 2, "[58, 95]")(node)
    if first > last:
        raise fault(node.where, f"the slices run from {first} to {last}; write the lower number first.")
    return first, last


SLICES = Word(
    read=slice_range,
    schema={
        "anyOf": [
            {"type": "integer", "minimum": 1},
            {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2},
        ]
    },
)


def choice(kind: type[E]) -> Word:
    """One of the words of an enumeration; the field's own type reads it."""
    return Word(schema={"enum": [str(member) for member in kind]})


def yes_or_no() -> Word:
    """True or false; the field's own type reads it."""
    return Word(schema={"type": "boolean"})


def said(tones: Mapping[str, Tone]) -> Word:
    """A caption."""
    return Word(read=caption(tones), schema={"type": ["string", "number"], "maxLength": 160})


def mark_name(names: Iterable[str]) -> Word:
    """The name of a mark of the case."""
    return Word(read=lambda node: named(node, tuple(names)), schema={"type": "string"})


def named(node: Node, names: tuple[str, ...]) -> str:
    """Read the name of a mark."""
    found = node.text if isinstance(node, Text) else ""
    if found not in names:
        known = f"Marks of this case: {listed(names)}." if names else "This case has no marks."
        raise fault(node.where, f"found {node}, expected the name of a mark.{hint(found, names)} {known}")
    return found


def marks(names: Iterable[str]) -> Word:
    """Names of marks, or one."""
    word = mark_name(names)
    listing = several(word, 1, 6, "[mass]")

    def read(node: Node) -> object:
        assert word.read is not None
        assert listing.read is not None
        return (word.read(node),) if isinstance(node, Text) else listing.read(node)

    return Word(read=read, schema={"anyOf": [word.schema, listing.schema]})


def look(folder: Path) -> Word:
    """A window: a preset by its name, or width/center; preset files are relative to the folder of the case."""
    schema = {"anyOf": [{"enum": list(preset_names())}, {"type": "string", "pattern": _WINDOW_PATTERN}, FILE.schema]}
    return Word(read=lambda node: read_look(node, folder), schema=schema)


def read_look(node: Node, folder: Path) -> Look | AutoLook:
    """Read a window."""
    written = node.text.strip() if isinstance(node, Text) else ""
    if not written:
        raise fault(node.where, f"found {node}, expected a preset such as ct-bone, or a window such as 400/50.")
    try:
        if written[0].isdigit():
            return Look(Window.written(written))
        preset = load_preset(preset_name(written, folder))
    except AuthoredError:
        raise
    except UsageError as error:
        raise fault(node.where, str(error)) from None
    if isinstance(preset.window, Percentiles):
        return AutoLook(preset.window, preset.window_name)
    return Look(preset.window, preset.window_name)


def preset_name(written: str, folder: Path) -> str | Path:
    """The name of a shipped preset as it is; the path of a file, from the folder of the case."""
    is_file = written.endswith((".yaml", ".yml")) or "/" in written or "\\" in written
    return folder / written if is_file else written


def file(node: Node) -> str:
    """Read a path; it is resolved by whoever knows the folder."""
    written = node.text.strip() if isinstance(node, Text) and node.plain() is not None else ""
    if not written or any(unicodedata.category(character) == "Cc" for character in written):
        raise fault(node.where, f"found {node}, expected a path, such as ./series.")
    return written


FILE = Word(read=file, schema={"type": "string", "minLength": 1})


def file_in(folder: Path) -> Word:
    """A path that starts at a folder."""
    return Word(read=lambda node: folder / file(node), schema=FILE.schema)


def rate(node: Node) -> Rate:
    """Read frames a second: 30, or 30000/1001."""
    written = node.text.strip() if isinstance(node, Text) else ""
    over, _, under = written.partition("/")
    if not values.is_number(over) or (under and not (under.isdecimal() and int(under))):
        raise fault(node.where, f"found {node}, expected frames a second, such as 30 or 30000/1001.")
    try:
        return Rate(Fraction(over) / int(under or 1))
    except UsageError as error:
        raise fault(node.where, str(error)) from None


RATE = Word(read=rate, schema={"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\d+/\d+$"}]})


def fixed(schema: Schema, reader: Reader) -> Word:
    """A value with a reader and a schema of its own."""
    return Word(read=reader, schema=schema)
