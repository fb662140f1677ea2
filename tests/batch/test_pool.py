"""The pool of this machine: a process for each case, another chance for one that is killed, none left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from builders.batches import Landing, asked, cases, terms
from scrollcast.batch.gather import gather
from scrollcast.batch.machine import cores, memory, usual_jobs
from scrollcast.batch.pool import COMMAND, Pool
from scrollcast.batch.task import State, Task

FAKE = """
import os, pickle, signal, sys, time
from pathlib import Path
from scrollcast.batch.task import Outcome, State
from contextlib import suppress
def work(task, terms):
    tally = Path(terms.out) / f"{task.name}.starts"
    tally.write_text(tally.read_text() + "x" if tally.exists() else "x")
    if task.name.startswith("killed") or (task.name.startswith("once") and tally.read_text() == "x"):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.name.startswith("slow"):
        time.sleep(60)
    if task.name.startswith("gone"):
        sys.exit(3)
    return Outcome(task.name, State.DONE)
with suppress(EOFError):
    while True:
        pickle.dump(work(*pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
        sys.stdout.buffer.flush()
"""


def tasks(folder: Path, *names: str) -> tuple[Task, ...]:
    """Cases that are never rendered."""
    return tuple(Task(task.name, task.case, task.shown) for task in cases(folder, *names))


def starts(folder: Path, name: str) -> int:
    """How often a worker was started for a case."""
    return len((folder / "out" / f"{name}.starts").read_text())


@pytest.fixture
def pool() -> Pool:
    """Two at a time, with a worker that does as the name of its case says."""
    return Pool(2, (sys.executable, "-c", FAKE))


def test_clips_come_from_real_workers(tmp_path: Path) -> None:
    """Two cases and a bad one, in full."""
    whole = cases(tmp_path, "one", "two")
    (tmp_path / "bad.yaml").write_text("schema: 1\n")
    land, agreed = Landing(), replace(terms(tmp_path), preview=False)
    Pool(2).work_off(gather(asked(tmp_path)), agreed, land)
    assert {name: outcome.state for name, outcome in land.outcomes.items()} == {
        "bad": State.FAILED,
        "one": State.DONE,
        "two": State.DONE,
    }
    assert all(outcome.cpu > 0 and outcome.read > 0 for outcome in land.outcomes.values() if outcome.made)
    again = Landing()
    Pool(2).work_off(whole, agreed, again)
    assert {outcome.state for outcome in again.outcomes.values()} == {State.THERE}


def test_a_killed_case_has_one_more_chance(tmp_path: Path, pool: Pool) -> None:
    """Then it is told, and the others have gone on."""
    land = Landing()
    pool.work_off(tasks(tmp_path, "fine", "once", "killed", "gone"), terms(tmp_path), land)
    ends = {name: (outcome.state, outcome.code) for name, outcome in land.outcomes.items()}
    assert ends == {
        "fine": (State.DONE, 0),
        "once": (State.DONE, 0),
        "killed": (State.FAILED, 137),
        "gone": (State.FAILED, 137),
    }
    assert [starts(tmp_path, name) for name in ("fine", "once", "killed", "gone")] == [1, 2, 2, 2]
    assert "signal 9, twice" in land.outcomes["killed"].sentence
    assert "code 3, twice" in land.outcomes["gone"].sentence


def test_an_interrupt_ends_all_workers(tmp_path: Path, pool: Pool) -> None:
    """What is done is told; what is not is neither told nor started."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
    land = Landing()
    names = ("a", "slow-1", "slow-2", "slow-3", "slow-4")

    def interrupt() -> None:
        while not all((tmp_path / "out" / f"slow-{n}.starts").exists() for n in (1, 2)):
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        pool.work_off(tasks(tmp_path, *names), terms(tmp_path), land)
    assert land.order == ["a"]
    assert not (tmp_path / "out" / "slow-4.starts").exists()
    assert not [child for child in psutil.Process().children() if "pickle.load" in " ".join(child.cmdline())]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    """A driver that is killed leaves nobody at work."""
    (task,) = cases(tmp_path, "one")
    code = (
        "import pickle, sys, time\nfrom scrollcast.batch.pool import Pool\n"
        "tasks, terms = pickle.loads(bytes.fromhex(sys.argv[1]))\nPool(1).work_off(tasks, terms, print)"
    )
    import pickle

    told = pickle.dumps(((task,), terms(tmp_path))).hex()
    driver = subprocess.Popen([sys.executable, "-c", code, told], stdout=subprocess.DEVNULL)
    family = psutil.Process(driver.pid)
    while not (workers := family.children()):
        time.sleep(0.02)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    _, alive = psutil.wait_procs(workers, timeout=30)
    assert not alive
    land = Landing()
    Pool(1).work_off((task,), terms(tmp_path), land)
    assert land.outcomes["one"].made is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_worker_that_is_told_to_end_cleans_up() -> None:
    """It leaves by Python's own way out, not by an abort: its temporary folders would stay."""
    for patience in (0.5, 1.5):
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
            time.sleep(patience)
            worker.terminate()
            assert worker.wait(30) == 143


def test_a_machine_takes_at_least_one_job() -> None:
    """By cores and memory, whichever is less."""
    assert 1 <= usual_jobs() <= cores()
    assert memory() > 0


@pytest.mark.parametrize(("free", "allowed", "jobs"), [(100 << 30, 8, 8), (4 << 30, 8, 3), (1 << 20, 8, 1)])
def test_jobs_go_by_memory_as_well(free: int, allowed: int, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of many cores and little memory does not swap."""
    monkeypatch.setattr("scrollcast.batch.machine.memory", lambda: free)
    monkeypatch.setattr("scrollcast.batch.machine.cores", lambda: allowed)
    assert usual_jobs() == jobs


def test_a_container_has_what_it_may_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quota and limit of the control group count."""
    monkeypatch.setattr("scrollcast.batch.machine._GROUP", tmp_path)
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    (tmp_path / "memory.max").write_text(f"{3 << 20}\n")
    (tmp_path / "memory.current").write_text(f"{1 << 20}\n")
    assert cores() == 1
    assert memory() == 2 << 20
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert memory() > 2 << 20
