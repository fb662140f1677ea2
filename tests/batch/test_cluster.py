"""The same on Dask: a cluster of this machine, a scheduler with workers of their own, a Slurm that only pretends."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shlex import quote

import psutil
import pytest

from builders.batches import Landing, cases, terms
from scrollcast.batch.cluster import Kind, environment, on_cluster, on_scheduler
from scrollcast.batch.places import digest
from scrollcast.batch.pool import Pool
from scrollcast.batch.task import Outcome, State, Task, Terms
from scrollcast.errors import MissingDependencyError, UsageError

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
    pytest.mark.filterwarnings("ignore"),  # Dask leaves sockets behind when workers are killed
]


@contextmanager
def scheduler(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and its workers as processes, as an administrator starts them."""
    address = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(address), "--port", "0"]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1"]
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": folder,
        "env": {**os.environ, **environment()},
    }
    started = [subprocess.Popen([*dask, "--no-dashboard", "--host", "127.0.0.1"], **quiet)]  # type: ignore[call-overload]
    try:
        started += [
            subprocess.Popen([*work, "--no-dashboard", "--nworkers", "1"], **quiet)  # type: ignore[call-overload]
            for _ in range(workers)
        ]
        while not address.exists() or not address.read_text():
            time.sleep(0.05)
        yield json.loads(address.read_text())["address"]
    finally:
        family = [child for each in started for child in psutil.Process(each.pid).children(recursive=True)]
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)
        for child in family:
            with suppress(psutil.NoSuchProcess):
                child.kill()


def renders(pid: int) -> list[psutil.Process]:
    """Workers below a process that have a reader or FFmpeg at work."""
    found = []
    for child in psutil.Process(pid).children(recursive=True):
        with suppress(psutil.Error):
            if any("scrollcast.dicom.worker" in " ".join(each.cmdline()) for each in child.children()):
                found.append(child)
    return found


def same(folder: Path, tasks: tuple[Task, ...], agreed: Terms) -> None:
    """Every clip is there, whole, once, and the same bytes as an undisturbed pool makes."""
    calm = folder / "calm"
    calm.mkdir()
    land = Landing()
    Pool(2).work_off(tasks, replace(agreed, out=str(calm)), land)
    for task in tasks:
        clip = f"{task.name}.mp4"
        assert digest(str(Path(agreed.out) / clip)) == digest(str(calm / clip))
    names = {path.name for path in Path(agreed.out).iterdir()}
    assert names == {".scrollcast", *(f"{task.name}.mp4" for task in tasks)}


def test_a_local_cluster_makes_the_same_clips(tmp_path: Path) -> None:
    """And passes over them the next time; a bad case stops no other."""
    tasks = cases(tmp_path, "a", "b")
    bad = Task("bad", str(tmp_path / "none.yaml"), "none.yaml")
    agreed = terms(tmp_path)
    land, again = Landing(), Landing()
    with on_cluster(Kind.LOCAL, 2) as executor:
        assert executor.slots == 2
        executor.work_off((*tasks, bad), agreed, land)
        executor.work_off(tasks, agreed, again)
    assert {name: outcome.state for name, outcome in land.outcomes.items()} == {
        "a": State.DONE,
        "b": State.DONE,
        "bad": State.FAILED,
    }
    assert {outcome.state for outcome in again.outcomes.values()} == {State.THERE}
    same(tmp_path, tasks, agreed)


def test_workers_of_a_scheduler_may_be_killed(tmp_path: Path) -> None:
    """SIGKILL in the middle of a render: another worker takes the case, and its clip is the same bytes."""
    tasks = cases(tmp_path, "a", "b", "c")
    agreed, land = terms(tmp_path), Landing()
    killed = []

    def kill() -> None:
        """One worker, once, while it renders."""
        chance = random.Random(7)
        while not killed:
            at_work = [each for each in psutil.Process().children() if renders(each.pid)]
            if at_work:
                time.sleep(chance.uniform(0, 0.5))
                for worker in renders(at_work[0].pid)[:1]:
                    with suppress(psutil.NoSuchProcess):
                        worker.send_signal(signal.SIGKILL)
                        killed.append(worker.pid)
            time.sleep(0.05)

    with scheduler(tmp_path, 2) as address, on_scheduler(address) as executor:
        hunter = threading.Thread(target=kill, daemon=True)
        hunter.start()
        executor.work_off(tasks, agreed, land)
    assert killed
    assert {outcome.state for outcome in land.outcomes.values()} <= {State.DONE, State.THERE}
    assert len(land.outcomes) == 3
    same(tmp_path, tasks, agreed)


def test_a_case_that_kills_its_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its second chance; none of the others is suspected, also while they wait."""
    (first,) = cases(tmp_path, "a")
    tasks = [replace(first, name=f"a{number}") for number in range(9)]
    killer = Task("killer", str(tmp_path / "a.yaml"), "a.yaml")
    land = Landing()
    monkeypatch.setattr("scrollcast.batch.cluster.work", deadly)
    with on_cluster(Kind.LOCAL, 1) as executor:
        executor.work_off((tasks[0], killer, *tasks[1:]), terms(tmp_path), land)
    assert land.outcomes["killer"].code == 137
    assert {land.outcomes[task.name].state for task in tasks} == {State.DONE}
    assert len((tmp_path / "out" / "killer").read_text()) == 2


def deadly(task: Task, terms: Terms) -> object:
    """Stands in for `work`: a case that takes all memory, say."""
    if task.name == "killer":
        with (Path(terms.out) / "killer").open("a") as tally:
            tally.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(task.name, State.DONE)


def test_a_worker_that_is_killed_while_it_starts_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask's nanny gives such a one up; without a worker, a batch would wait for ever."""
    task = Task("a", "", "")
    monkeypatch.setattr("scrollcast.batch.cluster.work", deadly)
    monkeypatch.setattr("scrollcast.batch.cluster._GLANCE", 0.5)
    land = Landing()
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "1s"}), on_cluster(Kind.LOCAL, 1) as executor:
        (nanny,) = executor._client.cluster.workers.values()  # type: ignore[attr-defined]
        while nanny.status.name not in {"closed", "failed"}:
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    if "spawn_main" in " ".join(child.cmdline()):
                        child.kill()
            time.sleep(0.01)
        executor.work_off((task,), terms(tmp_path), land)
    assert land.outcomes["a"].state is State.DONE


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2."""
    monkeypatch.setattr("scrollcast.batch.cluster._PATIENCE", "1s")
    with pytest.raises(UsageError, match="No Dask scheduler answers"), on_scheduler("tcp://127.0.0.1:9"):
        pass


def test_an_extra_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 7, with what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'scrollcast\[dask\]'"), on_scheduler("tcp://x:1"):
        pass


def test_slurm_gets_jobs_that_start_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An sbatch that runs the script at once, on this machine: the same clips, and every job is ended."""
    pytest.importorskip("dask_jobqueue")
    tasks = cases(tmp_path, "a")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, text in {
        "sbatch": 'cp "$1" "$JOBS.sh"; sh "$JOBS.sh" >/dev/null 2>&1 & echo $! >> "$JOBS"; echo "job $!"',
        "scancel": 'pkill -P "$1"; kill "$1"; echo "$1" >> "$JOBS.ended"',
    }.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{text}\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")
    monkeypatch.setenv("JOBS", str(tmp_path / "jobs"))
    monkeypatch.chdir(tmp_path)
    land = Landing()
    with on_cluster(Kind.SLURM, 1) as executor:
        executor.work_off(tasks, terms(tmp_path), land)
    assert land.outcomes["a"].state is State.DONE
    assert (tmp_path / "jobs").read_text() == (tmp_path / "jobs.ended").read_text()
    script = (tmp_path / "jobs.sh").read_text()
    assert [line for line in script.splitlines() if line.startswith("export DASK_")] == [
        f"export {name}={quote(value)}" for name, value in environment().items()
    ]
    assert "--nthreads 1" in script
    assert str(tmp_path) not in script


def test_the_manual_names_the_environment() -> None:
    """What an administrator copies is what `environment` says."""
    manual = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in manual.splitlines() if line.startswith("    export DASK_")]
    assert lines == [f"export {name}={quote(value)}" for name, value in environment().items()]


def test_slurm_takes_cores_memory_and_prologue_from_dask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job with four cores renders four cases, each in a process; what the configuration prepares comes first."""
    pytest.importorskip("dask_jobqueue")
    (tmp_path / "sbatch").write_text('#!/bin/sh\ncat "$1" >> "$JOBS"; echo "Submitted batch job 1"\n')
    (tmp_path / "scancel").write_text("#!/bin/sh\n")
    for name in ("sbatch", "scancel"):
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("JOBS", str(tmp_path / "jobs"))
    monkeypatch.chdir(tmp_path)
    with (
        dask.config.set({f"jobqueue.slurm.{name}": said for name, said in _SLURM.items()}),
        on_cluster(Kind.SLURM, 8),
    ):
        scripts = until((tmp_path / "jobs"), 2)
    assert scripts.count("#SBATCH -p films\n") == 2
    assert scripts.count("#SBATCH --cpus-per-task=4\n") == 2
    assert scripts.count("--nthreads 1 --memory-limit 1.86GiB --nworkers 4 ") == 2
    assert scripts.index("module load films") < scripts.index("export DASK_")


_SLURM = {"cores": 4, "memory": "8GB", "queue": "films", "job-script-prologue": ["module load films"]}


def until(script: Path, count: int) -> str:
    """The scripts of so many jobs, once they have been handed in."""
    while not script.exists() or script.read_text().count("#!/usr/bin/env bash") < count:
        time.sleep(0.05)
    return script.read_text()
