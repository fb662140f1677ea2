"""What a YAML file holds, as nodes that know their file, line and key.

Every scalar is kept as the text that was written; the type that it is read into decides what it means. So ``400/50``,
``no`` and ``08`` are never taken for something else, and ``25`` and ``"25"`` are the same number.
"""

from dataclasses import dataclass

from scrollcast.authored.wording import shown
from scrollcast.errors import AuthoredError

Plain = str | list["Plain"] | dict[str, "Plain"] | None


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an authored file.

    Attributes
    ----------
    file : str
    line : int
        From 1.
    path : tuple of str
        Keys, and numbers of list items from 1, from the top of the document.
    """

    file: str
    line: int
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        key = f", {'.'.join(self.path)}" if self.path else ""
        return f"{self.file}, line {self.line}{key}"

    def inside(self, line: int, key: str) -> "Where":
        """The place of an entry below this one."""
        return Where(self.file, line, (*self.path, key))


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as it was written."""

    where: Where
    text: str
    quoted: bool

    def plain(self) -> Plain:
        """The text; None where nothing was written, or ``null``."""
        return None if not self.quoted and self.text in {"", "~", "null"} else self.text

    def __str__(self) -> str:
        return "nothing" if self.plain() is None else shown(self.text)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    where: Where
    items: tuple["Node", ...]

    def plain(self) -> Plain:
        """The items as plain values."""
        return [item.plain() for item in self.items]

    def __str__(self) -> str:
        return "a list"


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping; each value is placed at the line of its key."""

    where: Where
    entries: dict[str, "Node"]

    def plain(self) -> Plain:
        """The entries as plain values."""
        return {key: node.plain() for key, node in self.entries.items()}

    def __str__(self) -> str:
        return "keys and values"


Node = Text | Items | Keys


def fault(where: Where, sentence: str) -> AuthoredError:
    """An error that says where."""
    return AuthoredError(f"{where}: {sentence}")
