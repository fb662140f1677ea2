"""Manifests: a table of cases, as CSV or YAML, and the template that fills what a row leaves open."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scrollcast.authored.case import json_schema
from scrollcast.authored.changes import value
from scrollcast.authored.document import parse
from scrollcast.authored.node import Items, Keys, Node, Text, Where, fault
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.batch.places import joined, read

NAME, TEMPLATE, CASES = "name", "template", "cases"
_LARGEST = 256 << 20  # bytes
_FLAGS = ("pause-at", "caption")  # what images without a case may have instead of beats
_NAMES = re.compile(r"[^\W_][\w .-]{0,99}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a manifest.

    Attributes
    ----------
    where : Where
    name : str or None
        What it calls its clip.
    values : tuple of (str, Node)
        What it says of its case.
    """

    where: Where
    name: str | None
    values: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says.

    Attributes
    ----------
    rows : tuple of Row
    template : str or None
        Path or URL of a case file.
    """

    rows: tuple[Row, ...]
    template: str | None = None


def read_csv(place: str, called: str) -> Manifest:
    """Read a CSV with a row of keys first; an empty cell leaves its key to the template.

    Parameters
    ----------
    place : str
        Path or URL.
    called : str
        What messages call it.

    Raises
    ------
    AuthoredError
        Where a column is no key of a case, or a row is longer than the first one.
    InputError
        Where it can't be read.
    """
    table = csv.reader(io.StringIO(_text(place, called), newline=""), strict=True)
    try:
        heads = [head.strip() for head in next(table, [])]
        for head in heads:
            check_key(head, Where(called, 1))
        if len(set(heads)) < len(heads) or not heads:
            raise fault(Where(called, 1), "the first row has to name each column, and each name once.")
        return Manifest(tuple(_cells(table, heads, called)))
    except csv.Error as error:
        raise fault(Where(called, table.line_num), f"this is no CSV: {error}.") from None


def read_yaml(place: str, called: str, home: str) -> Manifest | None:
    """Read a YAML file with the key ``cases``, a list of mappings; None where it has none: then it is a case file.

    Parameters
    ----------
    place, called
        As `read_csv`.
    home : str
        Path or URL of the folder that the template is relative to.

    Raises
    ------
    AuthoredError, InputError
        As `read_csv`.
    """
    document = parse(_text(place, called), called)
    cases = document.entries.get(CASES)
    if cases is None:
        return None
    for key, node in document.entries.items():
        if key not in {CASES, TEMPLATE}:
            raise fault(node.where, f"there is no such key. Allowed: {listed([CASES, TEMPLATE])}.")
    if not isinstance(cases, Items):
        raise fault(cases.where, f"found {cases}, expected a list of cases, each with a dash.")
    template = document.entries.get(TEMPLATE)
    if template is not None and not isinstance(template, Text):
        raise fault(template.where, f"found {template}, expected the path of a case file.")
    rows = tuple(_row(item) for item in cases.items)
    return Manifest(rows, None if template is None else joined(home, template.text.strip()))


def check_key(key: str, where: Where) -> None:
    """Raise an AuthoredError where a case has no such key."""
    known = (NAME, *_FLAGS, *_keys())
    if key.partition(".")[0] not in known:
        raise fault(where, f"{shown(key)} is no key of a case.{hint(key, known)} Allowed: {listed(known)}.")


def checked_name(name: str, where: Where) -> str:
    """A name for a clip. Raises AuthoredError where it is none."""
    if not _NAMES.fullmatch(name):
        raise fault(where, f"found {shown(name)}, expected a name for a file: letters, digits, dots, dashes, spaces.")
    return name


def _keys() -> Iterable[str]:
    properties = json_schema()["properties"]
    assert isinstance(properties, Mapping)
    return properties


def _text(place: str, called: str) -> str:
    try:
        return read(place, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fault(Where(called, 1), "this is not UTF-8 text; save the file as UTF-8.") from None


def _cells(table: Iterable[list[str]], heads: list[str], called: str) -> Iterator[Row]:
    for line, cells in enumerate(table, 2):
        if not any(cell.strip() for cell in cells):
            continue
        where = Where(called, line)
        if len(cells) > len(heads):
            raise fault(where, f"the row has {len(cells)} cells where there are {len(heads)} columns.")
        told = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if cell.strip()}
        name = told.pop(NAME, None)
        values = tuple((key, value(text, where.inside(line, key))) for key, text in told.items())
        yield Row(where, None if name is None else checked_name(name, where), values)


def _row(node: Node) -> Row:
    if not isinstance(node, Keys):
        raise fault(node.where, f"found {node}, expected the keys of a case, such as source: ./series.")
    for key, entry in node.entries.items():
        check_key(key, entry.where)
    name = node.entries.get(NAME)
    values = tuple((key, entry) for key, entry in node.entries.items() if key != NAME)
    if name is None:
        return Row(node.where, None, values)
    return Row(node.where, checked_name(name.text.strip() if isinstance(name, Text) else "", name.where), values)
