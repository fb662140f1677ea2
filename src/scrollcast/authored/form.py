"""Forms: which words a mapping of a case file may hold, read into a dataclass and described as JSON Schema alike."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from scrollcast.authored.adapt import Reader, adapt, described
from scrollcast.authored.languages import CODE, SPOKEN
from scrollcast.authored.node import Keys, Node

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Word:
    """One kind of value.

    Attributes
    ----------
    about : str
        What it is, for a person who hovers over it, and for the documentation.
    read : function or None
        Its value from a node; None lets the field's own type decide.
    schema : mapping or None
        What JSON Schema says of it; None takes it from the field's type.
    """

    about: str = ""
    read: Reader | None = None
    schema: Schema | None = None

    def __call__(self, about: str) -> "Word":
        """The same kind of value, under another key."""
        return replace(self, about=about)


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """A mapping in a case file.

    Attributes
    ----------
    kind : type
        The dataclass that it is read into.
    about : str
    words : mapping of key to Word
    names : mapping of key to field
        Where they differ by more than a hyphen.
    usual : mapping of field to value
        What is taken where the key is missing and the dataclass has no usual value of its own.
    short : str
        The key that a value alone stands for; empty where there is none.
    either : tuple of tuples of keys
        One of these sets has to be there; empty where that is not so.
    """

    kind: type[T]
    about: str
    words: Mapping[str, Word]
    names: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, object] = field(default_factory=dict)
    short: str = ""
    either: tuple[tuple[str, ...], ...] = ()

    def read(self, node: Node) -> T:
        """Build the dataclass. Raises AuthoredError as `adapt` does."""
        readers = {self._field(key): word.read for key, word in self.words.items() if word.read is not None}
        return adapt(self.kind, self._whole(node), readers, self.usual, {key: self._field(key) for key in self.words})

    @property
    def schema(self) -> dict[str, object]:
        """What JSON Schema says of it."""
        properties = {key: self._property(key) for key in self.words}
        others = translations(properties)
        whole: dict[str, object] = {
            "type": "object",
            "description": self.about,
            "properties": properties,
            "required": [key for key in self.words if self._field(key) in self._needed()],
            "additionalProperties": False,
        }
        if others:
            whole["patternProperties"] = others
        if self.either:
            whole["oneOf"] = [{"required": list(keys)} for keys in self.either]
        if not self.short:
            return whole
        return {"description": self.about, "anyOf": [properties[self.short], whole]}

    def _whole(self, node: Node) -> Node:
        if isinstance(node, Keys) or not self.short:
            return node
        return Keys(node.where, {} if node.plain() is None else {self.short: node})

    def _field(self, key: str) -> str:
        return self.names.get(key, key.replace("-", "_"))

    def _property(self, key: str) -> dict[str, object]:
        word = self.words[key]
        schema = described(self.kind, self._field(key)) if word.schema is None else word.schema
        return {**schema, "description": word.about} if word.about else dict(schema)

    def _needed(self) -> set[str]:
        return {
            each.name
            for each in fields(self.kind)
            if each.default is MISSING and each.default_factory is MISSING and each.name not in self.usual
        }


def translations(properties: Mapping[str, object]) -> dict[str, object]:
    """What JSON Schema says of words that are written again in another language."""
    return {rf"^{key}\.{CODE}$": schema for key, schema in properties.items() if key in SPOKEN}
