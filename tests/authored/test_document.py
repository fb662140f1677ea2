"""The YAML reader: what is no plain, small, single document of keys and values is refused with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.authored.document import parse, read
from scrollcast.authored.node import Items, Keys, Text
from scrollcast.errors import AuthoredError


def test_nodes_know_their_line_and_key() -> None:
    """A value is placed at the line of its key, a list item at its own; paths count items from 1."""
    document = parse("a: 1\nb:\n  - x\n  - c: |\n      y\n", "f")
    items = document.entries["b"]
    assert isinstance(items, Items)
    mapping = items.items[1]
    assert isinstance(mapping, Keys)
    assert [str(node.where) for node in (document.entries["a"], items, items.items[0], mapping.entries["c"])] == [
        "f, line 1, a",
        "f, line 2, b",
        "f, line 3, b.1",
        "f, line 4, b.2.c",
    ]
    assert document.plain() == {"a": "1", "b": ["x", {"c": "y\n"}]}


def test_nothing_written_is_none_but_an_empty_text_is_a_text() -> None:
    """An empty value, ~ and null mean nothing; in quotes they are text."""
    document = parse("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n", "f")
    assert document.plain() == {"a": None, "b": None, "c": None, "d": "", "e": "null"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("- a\n- b\n", 1, "a list"),
        ("just words", 1, '"just words"'),
        ("a: 1\n\tb: 2\n", 2, "tab"),
        ("a: 1\nb: c: d\n", 2, "quotes"),
        ("a: 1\nb: @me\n", 2, "quotes"),
        ("a: [1, 2\n", 2, "YAML"),
        ("a: 'x\n", 2, "YAML"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a]\n: b\n", 1, "a key is a word"),
        ("a: 1\nb: &x [1]\n", 2, "anchors"),
        ("a: &x [*x]\n", 1, "anchors"),
        ("*x : 1\n", 1, "anchors"),
        ("&x a: 1\n", 1, "anchors"),
        ("<<: *x\n", 1, "anchors"),
        ("a: " + "[" * 5000, 1, "deep"),
        ("a: " + "{b: " * 5000, 1, "deep"),
        ("\n".join(" " * n + "a:" for n in range(200)), 14, "deep"),
        ("a: \x00\n", 1, "control characters"),
        ("%YAML 9.0\n---\na: 1\n", 1, "YAML"),
    ],
)
def test_what_is_not_plain_keys_and_values_is_refused(text: str, line: int, part: str) -> None:
    """Each trap of YAML ends in one sentence with the line."""
    with pytest.raises(AuthoredError) as caught:
        parse(text, "f.yaml")
    assert str(caught.value).startswith(f"f.yaml, line {line}")
    assert part in str(caught.value)


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    """Nine lists of nine references each would be a billion items; the first anchor is refused."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    with pytest.raises(AuthoredError, match="line 1, a0: anchors"):
        parse(bomb, "f")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"a: 1\nb: caf\xe9\n", "line 2: this is not UTF-8"),
        ("a: 1\n".encode("utf-16"), "line 1: this is not UTF-8"),
        (b"a" * 300_000, "larger than 256 KiB"),
    ],
)
def test_a_file_that_is_no_small_utf8_text_is_refused(tmp_path: Path, content: bytes, part: str) -> None:
    """Another encoding and a large file are told from wrong YAML."""
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(AuthoredError, match=part):
        read(path)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    """Windows editors write one."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read(path).plain() == {"a": "1", "b": "2"}


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    """Both are a person's mistake, in a sentence."""
    with pytest.raises(AuthoredError, match="there is no such file"):
        read(tmp_path / "f.yaml")
    with pytest.raises(AuthoredError, match="can't be read"):
        read(tmp_path)


@given(st.text(max_size=60))
def test_any_text_is_a_document_or_an_authored_error(text: str) -> None:
    """No text makes the reader fail in any other way, and messages stay on one printable line."""
    try:
        parse(text, "f")
    except AuthoredError as error:
        assert str(error).startswith("f, line ")
        assert str(error).isprintable()


@given(st.dictionaries(st.text("abc", min_size=1), st.text(st.characters(codec="ascii", exclude_categories=["C"]))))
def test_quoted_text_comes_back_unchanged(texts: dict[str, str]) -> None:
    """What is in single quotes is the text, whatever it looks like."""
    written = "{" + ", ".join(f"'{key}': '{text.replace(chr(39), chr(39) * 2)}'" for key, text in texts.items()) + "}"
    document = parse(written, "f")
    assert document.plain() == texts
    assert all(isinstance(node, Text) and node.quoted for node in document.entries.values())
