"""Located nodes to the model's own dataclasses. The only module that imports pydantic.

Keys in a file are the fields of the dataclass with hyphens for underscores. What people write in a form of their own (a
window, a pace with its unit) has a reader; pydantic takes care of the rest by the field's type.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.wording import hint, listed
from scrollcast.errors import AuthoredError, UsageError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic_core import ErrorDetails

T = TypeVar("T", bound="DataclassInstance")
Reader = Callable[[Node], object]

_EXPECTED = {
    "tuple_type": "a list, such as [a, b]",
    "list_type": "a list, such as [a, b]",
    "string_type": "text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
}


def adapt(
    kind: type[T],
    node: Node,
    readers: Mapping[str, Reader],
    given: Mapping[str, object] | None = None,
    keys: Mapping[str, str] | None = None,
) -> T:
    """Build a dataclass of the model from a node.

    Parameters
    ----------
    kind : type
        A dataclass.
    node : Node
    readers : mapping of field name to function
        Read the value of that key, and raise located errors of their own.
    given : mapping of field name to value, optional
        Fields that are not written in the file, or need not be.
    keys : mapping of key to field name, optional
        What may be written; otherwise every field that is not given, under its own name.

    Raises
    ------
    AuthoredError
        The first unknown key, else the first missing or wrong value: where, what was found, what is allowed.
    """
    given = given or {}
    names = keys or {field.name.replace("_", "-"): field.name for field in fields(kind) if field.name not in given}
    if not isinstance(node, Keys):
        raise fault(node.where, f"found {node}, expected keys and values: {listed(names)}.")
    for key, entry in node.entries.items():
        if key not in names:
            raise fault(entry.where, f"there is no such key.{hint(key, names)} Allowed: {listed(names)}.")
    values = dict(given)
    for key, entry in node.entries.items():
        reader = readers.get(names[key])
        values[names[key]] = entry.plain() if reader is None else reader(entry)
    written = {names[key]: entry for key, entry in node.entries.items()}
    try:
        adapter: TypeAdapter[T] = _adapter(kind)
        return adapter.validate_python(values)
    except ValidationError as errors:
        called = {field: key for key, field in names.items()}
        raise _located(errors.errors(include_url=False)[0], Keys(node.where, written), called) from None
    except UsageError as error:
        raise fault(node.where, str(error)) from None


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def described(kind: type[T], field: str) -> dict[str, object]:
    """What JSON Schema says of a field's type."""
    return TypeAdapter(get_type_hints(kind)[field]).json_schema()


def _located(error: "ErrorDetails", node: Keys, called: Mapping[str, str]) -> AuthoredError:
    """Say which key is meant; the entries of the node go by field name here."""
    field = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "missing":
        return fault(node.where, f"the key {called[field]} is missing.")
    if error["type"] == "value_error":
        sentence = str(error["ctx"]["error"])
        first = sentence.split(maxsplit=1)[0]  # the model's ValueErrors name their field first
        at = node.entries.get(field or first, node)
        return fault(at.where, f"{sentence}.")
    found = node.entries[field]
    for step in error["loc"][1:]:
        if isinstance(found, Items) and isinstance(step, int):
            found = found.items[step]
    return fault(found.where, f"found {found}, expected {_expected(error)}.{_meant(error, found)}")


def _expected(error: "ErrorDetails") -> str:
    return _EXPECTED.get(error["type"], error["msg"].removeprefix("Input should be ")).replace("'", "")


def _meant(error: "ErrorDetails", found: Node) -> str:
    choices = re.findall(r"'([^']*)'", error["msg"])
    return hint(found.text, choices) if choices and isinstance(found, Text) else ""
