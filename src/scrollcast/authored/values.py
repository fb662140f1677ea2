"""Values in the form that people write them: a window as 400/50, a pace as 25 mm/s, a time as 5 s, a line of text."""

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.errors import AuthoredError, UsageError
from scrollcast.model.window import Percentiles, Window

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_WINDOW = "a window as width/center, such as 400/50, or percentiles: [low, high]"


def is_number(text: str) -> bool:
    """True for a plain decimal number, such as -12.5."""
    return _NUMBER.fullmatch(text) is not None


def quantity(unit: str, example: int) -> Callable[[Node], Fraction]:
    """Read a number with or without its unit, exactly."""
    pattern = re.compile(rf"({_NUMBER.pattern})\s*(?:{re.escape(unit)})?")

    def read(node: Node) -> Fraction:
        match = pattern.fullmatch(node.text.strip()) if isinstance(node, Text) else None
        if match is None:
            raise fault(node.where, f"found {node}, expected a number of {unit}, such as {example} {unit}.")
        return Fraction(match[1])

    return read


def whole(unit: str, example: int) -> Callable[[Node], int]:
    """Read a whole number with or without its unit."""
    number = quantity(unit, example)

    def read(node: Node) -> int:
        value = number(node)
        if value.denominator != 1:
            raise fault(node.where, f"found {node}, expected a whole number of {unit}, such as {example} {unit}.")
        return int(value)

    return read


def line(longest: int) -> Callable[[Node], str]:
    """Read one line of text for the screen."""

    def read(node: Node) -> str:
        text = " ".join(node.text.split()) if isinstance(node, Text) and node.plain() is not None else ""
        if not text or any(unicodedata.category(character) == "Cc" for character in text):
            raise fault(node.where, f"found {node}, expected a line of text.")
        if len(text) > longest:
            raise fault(node.where, f"has {len(text)} characters; at most {longest} fit on the screen.")
        return text

    return read


def window(node: Node) -> Window | Percentiles:
    """Read ``400/50``, or ``percentiles: [1, 99.5]``."""
    try:
        match node:
            case Text(text=text):
                return Window.written(text)
            case Keys(entries=entries) if set(entries) == {"percentiles"}:
                return _percentiles(entries["percentiles"])
            case _:
                raise fault(node.where, f"found {node}, expected {_WINDOW}.")
    except AuthoredError:
        raise
    except UsageError as error:
        raise fault(node.where, str(error)) from None


def _percentiles(node: Node) -> Percentiles:
    numbers = [item.text for item in node.items if isinstance(item, Text)] if isinstance(node, Items) else []
    if len(numbers) != 2 or not all(map(_NUMBER.fullmatch, numbers)):
        raise fault(node.where, f"found {node}, expected two rising numbers between 0 and 100, such as [1, 99.5].")
    return Percentiles(float(numbers[0]), float(numbers[1]))
