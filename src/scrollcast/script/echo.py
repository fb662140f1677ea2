"""What a case refers to, told back: where each mark is, and which frame shows a beat."""

from collections.abc import Sequence
from itertools import groupby

from scrollcast.errors import UsageError
from scrollcast.model.mark import Resolved
from scrollcast.model.row import Row
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.table import resolved, table

_MOST_PLACES = 4
_TELLING = 0.8  # of a beat: its marks are drawn, and nothing fades yet


def echo(play: Screenplay) -> tuple[str, ...]:
    """Say what every anchor resolved to: slice, image, pixel and place in the patient, a sentence for each mark."""
    by_mark = groupby(resolved(play), lambda place: place.mark)
    return tuple(_sentence(mark, tuple(places)) for mark, places in by_mark)


def _sentence(mark: str, places: Sequence[Resolved]) -> str:
    named = "; ".join(_place(place, alone=len(places) == 1) for place in places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    return f"{mark}: {named}{f'; and {more} more' if more > 0 else ''}."


def _place(place: Resolved, *, alone: bool) -> str:
    part = "" if alone else f"{place.part} "
    image = "" if place.image is None else f" (image {place.image})"
    mm = "" if place.position is None else " = mm [{:.1f}, {:.1f}, {:.1f}]".format(*place.position)
    return f"{part}slice {place.slice}{image}, at [{place.column:.6g}, {place.row:.6g}]{mm}"


def telling(play: Screenplay, beat: str) -> int:
    """Number of the frame that tells most of a beat.

    Parameters
    ----------
    play : Screenplay
    beat : str
        Its word, which takes the first of that kind, or its number from 1.

    Raises
    ------
    UsageError
        Where there is no such beat.
    """
    rows = table(play)
    row = next((row for row in rows if beat in {row.kind, str(row.beat)}), None)
    if row is None:
        known = ", ".join(f"{row.beat} {row.kind}" for row in rows)
        raise UsageError(f"There is no beat {beat!r} in this clip. Its beats are {known}.")
    return moment(row)


def moment(row: Row) -> int:
    """Number of the frame that tells most of the beat of a row."""
    start, stop = row.frames
    return start + int((stop - start) * _TELLING)
