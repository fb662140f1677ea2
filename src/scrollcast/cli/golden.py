"""``scrollcast golden``: whether the frames of cases still look as they did."""

from pathlib import Path
from typing import Annotated

import typer

from scrollcast.cli import choices
from scrollcast.cli.asks import SHOWN, USUAL, asks
from scrollcast.cli.console import say, tell
from scrollcast.errors import BatchError, UsageError
from scrollcast.model.settings import Settings

_DIFFERING = Path("golden-differing")

Cases = Annotated[
    Path, typer.Argument(parser=choices.named, metavar="CASES", help="A folder of case files, or one case file.")
]
Update = Annotated[bool, typer.Option("--update", help="Keep the frames as they are now, after you have looked.")]
Kept = Annotated[
    Path | None,
    typer.Option(
        "--golden",
        parser=choices.named,
        metavar="FOLDER",
        help="Where they are. Without it: golden, beside the cases.",
    ),
]
Differing = Annotated[
    Path | None,
    typer.Option(
        "--differing",
        parser=choices.named,
        metavar="FOLDER",
        help="For pictures of what differs. Without it: golden-differing.",
    ),
]


@asks(*SHOWN)
def golden(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    cases: Cases,
    update: Update = False,
    kept: Kept = None,
    differing: Differing = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Compare a frame of each beat with the golden ones. Exit code 8 where any differs."""
    from scrollcast.batch.gather import Ask, gather  # noqa: PLC0415 - what --help does without
    from scrollcast.batch.golden import FOLDER, hold_against  # noqa: PLC0415
    from scrollcast.batch.golden import update as keep  # noqa: PLC0415
    from scrollcast.batch.task import Terms  # noqa: PLC0415

    if not cases.exists():
        raise UsageError(f"{cases} is not there; name a folder of case files, or one.")
    folder = kept or (cases if cases.is_dir() else cases.parent) / FOLDER
    terms = Terms("", b"golden", settings)
    wrong = False
    for task in gather(Ask(str(cases), None, None, (), "", b"golden")):
        theirs = folder / task.name
        found = keep(task, terms, theirs) if update else hold_against(task, terms, theirs, differing or _DIFFERING)
        wrong = wrong or bool(found)
        for each in found:
            tell(f"{each.case}{f', {each.frame}' if each.frame else ''}: {each.sentence}\n")
        if not found and not quiet:
            say(f"{task.name}: {'kept' if update else 'as it was'}.")
    raise typer.Exit(BatchError.exit_code if wrong else 0)
