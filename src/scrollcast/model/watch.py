"""Someone who is told how far the work is."""

from typing import Protocol


class Watch(Protocol):
    """Someone who is told how far a render is."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins, of so many steps; 0 where nobody knows."""

    def advance(self, done: int) -> None:
        """So many steps of the stage are done."""

    def note(self, text: str) -> None:
        """Something that a person should know."""


class Unwatched:
    """Nobody is told anything."""

    def stage(self, name: str, total: int) -> None:
        """Say nothing."""

    def advance(self, done: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""
