"""``scrollcast batch``: many cases to many clips."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrollcast.cli import choices
from scrollcast.cli.asks import SHOWN, USUAL, asks
from scrollcast.cli.console import tell
from scrollcast.cli.gallery import watching_many
from scrollcast.errors import UsageError
from scrollcast.model.settings import Settings

if TYPE_CHECKING:
    from scrollcast.batch.executor import Executor

_AUTO = "auto"


class Cluster(StrEnum):
    """As `scrollcast.batch.cluster.Kind`, which is not imported for --help."""

    LOCAL = "local"
    SLURM = "slurm"
    KUBERNETES = "kubernetes"


def _jobs(text: str) -> int | None:
    if text == _AUTO:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise typer.BadParameter(f"{text!r} is not auto, and no number of jobs.")
    return int(text)


def _place(text: str) -> str:
    return str(choices.named(text)) if "://" not in text else choices.line(text)


Cases = Annotated[
    str,
    typer.Argument(
        parser=_place,
        metavar="CASES",
        help="A folder or pattern of case files, a manifest (.csv, .yaml), or series with --preset; or a URL.",
    ),
]
Folder = Annotated[
    str,
    typer.Option("-o", "--out", parser=_place, metavar="FOLDER", help="For clips and report; or a URL."),
]
Template = Annotated[
    str | None,
    typer.Option("--template", parser=_place, metavar="CASE", help="A case that fills what rows leave open."),
]
Changes = Annotated[
    list[str] | None, typer.Option("--set", parser=choices.line, metavar="KEY=VALUE", help="A key of every case.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", parser=_jobs, metavar="N", help="Cases at a time; auto goes by cores and memory."),
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", parser=choices.line, metavar="ADDRESS", help="A Dask scheduler that runs.")
]
ClusterKind = Annotated[Cluster | None, typer.Option("--cluster", help="A Dask cluster, started for this batch.")]
Resume = Annotated[bool, typer.Option("--resume/--no-resume", help="Pass over clips that are there and still right.")]
Preview = Annotated[bool, typer.Option("--preview", help="Render previews.")]
Check = Annotated[bool, typer.Option("--check", help="Fail a case in which scrollcast check finds an error.")]
Listing = Annotated[bool, typer.Option("--list", help="Only tell which clips would be made, and from what.")]
Report = Annotated[bool, typer.Option("--json", help="Print the counts as JSON instead of the path of the report.")]


@asks(*SHOWN, "overwrite")
def batch(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    cases: Cases,
    out: Folder,
    preset: choices.PresetName = None,
    template: Template = None,
    changes: Changes = None,
    settings: Settings = USUAL,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    cluster: ClusterKind = None,
    resume: Resume = True,
    preview: Preview = False,
    check: Check = False,
    listing: Listing = False,
    quiet: choices.Quiet = False,
    as_json: Report = False,
) -> None:
    """Render many cases, and report what came of each. Exit code 8 where some failed.

    The same command goes on where it was interrupted: a clip that is there, verified, and made from the same inputs is
    not made again.
    """
    from scrollcast.batch.gather import Ask, gather  # noqa: PLC0415 - what --help does without
    from scrollcast.batch.places import is_url  # noqa: PLC0415
    from scrollcast.batch.run import run  # noqa: PLC0415
    from scrollcast.batch.task import Terms  # noqa: PLC0415
    from scrollcast.privacy.cache import Cache  # noqa: PLC0415

    folder = out if is_url(out) else str(Path(out).absolute())
    secret = bytes.fromhex(Cache().key([b"batch"]))
    tasks = gather(Ask(cases, preset, template, tuple(changes or ()), folder, secret))
    if listing:
        tell("".join(f"{task.name}\t{task.told}\n" for task in tasks))
        return
    fonts = tuple(font.absolute() for font in settings.fonts)
    terms = Terms(folder, secret, replace(settings, fonts=fonts), resume, preview, check)
    with _executor(jobs, scheduler, cluster) as executor, watching_many(quiet) as gallery:
        ending = run(tasks, terms, executor, gallery)
    tell(json.dumps(ending.counts | {"report": ending.page}) + "\n" if as_json else f"{ending.page}\n")
    raise typer.Exit(ending.code)


@contextmanager
def _executor(jobs: int | None, scheduler: str | None, cluster: Cluster | None) -> Iterator["Executor"]:
    from scrollcast.batch.machine import usual_jobs  # noqa: PLC0415
    from scrollcast.batch.pool import Pool  # noqa: PLC0415

    if scheduler and (cluster or jobs):
        raise UsageError("A scheduler that runs has its workers already: leave --jobs and --cluster out.")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if scheduler is None and cluster is None:
        yield Pool(jobs or usual_jobs())
        return
    from scrollcast.batch.cluster import Kind, on_cluster, on_scheduler  # noqa: PLC0415

    with on_scheduler(scheduler) if scheduler else on_cluster(Kind(str(cluster)), jobs or usual_jobs()) as executor:
        yield executor
