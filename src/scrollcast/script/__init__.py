"""The screenwriter: facts, case, preset and platform to a Timeline; pure."""

from scrollcast.script.screenplay import script
from scrollcast.script.unprepared import unprepared

__all__ = ["script", "unprepared"]
