"""One case of a batch, from its files to a clip under its name; the same alone, in a pool and on a cluster."""

import os
import time
from dataclasses import replace
from pathlib import Path

from scrollcast.batch.inputs import Inputs, brief_from
from scrollcast.batch.places import deliver, is_url
from scrollcast.batch.record import Record, keep
from scrollcast.batch.scratch import scratch
from scrollcast.batch.standing import ended, standing
from scrollcast.batch.task import CLIP, Made, Outcome, State, Task, Terms
from scrollcast.dicom.readers import Readers
from scrollcast.errors import UsageError
from scrollcast.film.output import claim
from scrollcast.model.clip import Clip
from scrollcast.model.finding import Severity
from scrollcast.model.watch import Unwatched
from scrollcast.picture.compose import Composer
from scrollcast.publish.check import inspect, sort_out
from scrollcast.publish.preview import shoot_small
from scrollcast.raster.jpeg import jpeg
from scrollcast.raster.reduce import reduced
from scrollcast.rendering import Film, film_of, shoot
from scrollcast.script.echo import moment
from scrollcast.script.table import table

_SMALLER = 4
_POSTER = 14_000  # bytes


def work(task: Task, terms: Terms) -> Outcome:
    """Make the clip of a case, or find that it is there.

    Returns
    -------
    Outcome
        Also where the case can't be rendered: its code and sentence are what the command line would have ended with.
    """
    start, used = time.perf_counter(), _cpu()
    try:
        outcome = _made(task, terms)
    except Exception as error:  # noqa: BLE001 - a bad case must not stop the others
        outcome = ended(task, error)
    return replace(outcome, wall=time.perf_counter() - start, cpu=_cpu() - used)


def _made(task: Task, terms: Terms) -> Outcome:
    now = standing(task, terms)
    if now.made is not None:
        return Outcome(task.name, State.THERE, made=now.made)
    if not is_url(now.target):
        claim(Path(now.target), overwrite=True)
    with scratch() as folder:
        made = _rendered(task, terms, now.inputs, folder)
        keep(terms.out, task.name, Record(now.made_from, made, now.there), folder)
        deliver(folder / f"{task.name}{CLIP}", now.target, overwrite=now.there is not None)
    return Outcome(task.name, State.DONE, made=made, read=now.inputs.size)


def _rendered(task: Task, terms: Terms, inputs: Inputs, folder: Path) -> Made:
    readers = Readers(1)  # other cases keep the other cores busy
    asked = brief_from(inputs, task, terms, folder)
    target = folder / f"{task.name}{CLIP}"
    film = film_of(asked, readers, Path(target.name) if task.named else None)
    if terms.check:
        _check(film)
    clip = (shoot_small if terms.preview else shoot)(film, target, asked.settings, Unwatched())
    return _facts(film, clip)


def _check(film: Film) -> None:
    """Refuse a film in which `check` finds an error."""
    found = sort_out(tuple(inspect(film, Unwatched())), film)
    errors = [finding.sentence for finding in found.findings if finding.severity is Severity.ERROR]
    if errors:
        more = f" There are {len(errors) - 1} more: see scrollcast check." if len(errors) > 1 else ""
        raise UsageError(f"{errors[0]}{more}")


def _facts(film: Film, clip: Clip) -> Made:
    seconds = float(clip.rate.seconds(clip.frames))
    return Made(clip.digest, clip.path.stat().st_size, seconds, clip.notes, _poster(film))


def _poster(film: Film) -> bytes:
    """The question of a case, or its middle, as a thumbnail."""
    asks = (moment(row) for row in table(film.screenplay) if row.kind == "quiz")
    canvas = Composer(film.cleared, film.timeline, film.layout).compose(
        film.timeline.at(next(asks, film.timeline.frames // 2))
    )
    return jpeg(reduced(canvas, _SMALLER), most=_POSTER)


def _cpu() -> float:
    """Seconds of CPU of this process and of all its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
