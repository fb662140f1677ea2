"""``scrollcast plan``: the beats as a table, before anything is drawn."""

from typing import TYPE_CHECKING

from scrollcast.cli import choices
from scrollcast.cli.asks import FACES, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import say, tell
from scrollcast.cli.table import page
from scrollcast.model.settings import Settings

if TYPE_CHECKING:
    from scrollcast.model.row import Row

_HEADINGS = ("beat", "from", "time", "frames", "slices", "slices/s", "mm/s", "marks", "words")


@asks(*STACK, *FACES, *SAID, *SHOWN, "rate")
def plan(
    source: choices.Source,
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.Moments = False,
) -> None:
    """Show the beats of a case: time, frames, slices, speed, and what is shown."""
    looked_at(source, preset, settings)
    from scrollcast.publish.moments import moments  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without
    from scrollcast.rendering import plan as prepare  # noqa: PLC0415
    from scrollcast.script.table import table  # noqa: PLC0415

    film = prepare(source, preset, settings)
    for note in () if quiet else film.notes:
        say(note)
    if as_json:
        for line in moments(film.timeline):
            tell(line + "\n")
        return
    tell(page(_HEADINGS, [_cells(row) for row in table(film.screenplay)]))


def _cells(row: "Row") -> tuple[str, ...]:
    first, last = row.slices
    return (
        f"{row.beat} {row.kind}",
        f"{float(row.start):.1f} s",
        f"{float(row.seconds):.1f} s",
        f"{row.frames[0]}-{row.frames[1] - 1}",
        str(first) if first == last else f"{first}-{last}",
        "" if row.slices_a_second is None else f"{float(row.slices_a_second):.1f}",
        "" if row.mm_a_second is None else f"{float(row.mm_a_second):.0f}",
        ", ".join(row.marks),
        row.words,
    )
