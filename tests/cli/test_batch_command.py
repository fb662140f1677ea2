"""``scrollcast batch`` as a process: exit codes, logs, interrupts, full disks, and going on after all of them."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.batches import cases
from builders.commands import Terminal
from scrollcast.batch.places import digest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
QUICK = ("--preview", "--jobs", "2")
HEEDED = (
    "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from scrollcast.cli.main import run\nrun()"
)


def command(*arguments: str | Path) -> list[str]:
    """A command line that heeds Ctrl-C, whatever runs the tests ignores."""
    return [sys.executable, "-c", HEEDED, "batch", *map(str, arguments)]


def counts(out: Path) -> dict[str, int]:
    """How many ended in which way, from the report; only ways that some have ended in."""
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {state: count for state, count in told["counts"].items() if count}


def clips(out: Path) -> set[str]:
    """Everything under its final name."""
    return {path.name for path in out.glob("*.mp4")}


def test_a_bad_case_stops_no_other(scrollcast: Terminal, tmp_path: Path) -> None:
    """Exit code 8; each case in a line of the log; the path of the page on stdout."""
    cases(tmp_path, "one")
    (tmp_path / "bad.yaml").write_text("schema: 1\ntitel: x\n")
    said = scrollcast("batch", str(tmp_path), "-o", str(tmp_path / "out"), *QUICK)
    assert said.code == 8
    assert said.out == f"{tmp_path / 'out' / 'report.html'}\n"
    assert said.err.splitlines()[0] == "scrollcast: 2 cases, 2 at a time."
    assert any("bad: failed (2)." in line for line in said.err.splitlines())
    assert clips(tmp_path / "out") == {"one.mp4"}
    (tmp_path / "bad.yaml").unlink()
    again = scrollcast("batch", str(tmp_path), "-o", str(tmp_path / "out"), *QUICK, "--json", "--quiet")
    assert (again.code, again.err) == (0, "")
    assert json.loads(again.out)["there"] == 1


def test_a_list_renders_nothing(scrollcast: Terminal, tmp_path: Path) -> None:
    """Names and where they come from, for people and scripts."""
    cases(tmp_path, "one", "two")
    said = scrollcast("batch", str(tmp_path), "-o", str(tmp_path / "out"), "--list")
    assert said.out.splitlines() == [f"{name}\t{tmp_path / name}.yaml" for name in ("one", "two")]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--jobs", "0"),
        ("--jobs", "many"),
        ("--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"),
        ("--set", "titel=x"),
        ("--cluster", "none"),
    ],
)
def test_what_can_not_be_meant_is_told(scrollcast: Terminal, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Exit code 2, and nothing is begun."""
    cases(tmp_path, "one")
    said = scrollcast("batch", str(tmp_path), "-o", str(tmp_path / "out"), *arguments)
    assert said.code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "term"])
def test_an_interrupt_leaves_whole_clips_and_a_list(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """What is done stays, nothing is half there, and the same command goes on."""
    cases(tmp_path, "a", "b", "c")
    out = tmp_path / "out"
    line = command(tmp_path, "-o", out, "--preview", "--jobs", "1")
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not clips(out):
            time.sleep(0.05)
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == code
    assert "left, and the same command goes on" in told
    done = clips(out)
    assert 1 <= len(done) < 3
    assert counts(out) == {"done": len(done), "left": 3 - len(done)}
    assert not [path for path in out.iterdir() if "part" in path.name]
    again = subprocess.run(line, capture_output=True, check=False, timeout=200)
    assert again.returncode == 0
    assert counts(out) == {"done": 3 - len(done), "there": len(done)}


def test_a_driver_that_is_killed_is_no_harm(tmp_path: Path) -> None:
    """kill -9, and the same command again: every clip once, whole, and the same bytes as ever."""
    cases(tmp_path, "a", "b", "c")
    out = tmp_path / "out"
    line = command(tmp_path, "-o", out, *QUICK)
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not clips(out):
            time.sleep(0.05)
        process.kill()
    assert subprocess.run(line, capture_output=True, check=False, timeout=200).returncode == 0
    assert clips(out) == {"a.mp4", "b.mp4", "c.mp4"}
    calm = tmp_path / "calm"
    undisturbed = subprocess.run(command(tmp_path, "-o", calm, *QUICK), capture_output=True, check=False, timeout=200)
    assert undisturbed.returncode == 0
    for name in sorted(clips(out)):
        assert digest(str(out / name)) == digest(str(calm / name))


def test_a_full_disk_is_told_of_each_case(tmp_path: Path) -> None:
    """Exit code 6 for the case that no longer fits, and no stub of it; a small tmpfs in a namespace of its own."""
    cases(tmp_path, "a", "b")
    out = tmp_path / "out"
    out.mkdir()
    script = f'mount -t tmpfs -o size=260k none "{out}" && "$@"; code=$?; cp -r "{out}/." "{tmp_path}/kept"; exit $code'
    (tmp_path / "kept").mkdir()
    inner = ["unshare", "-rm", "sh", "-c", script, "sh", *command(tmp_path, "-o", out, "--preview", "--jobs", "1")]
    done = subprocess.run(inner, capture_output=True, check=False, timeout=200, text=True)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("no namespace of our own here")
    assert done.returncode in {6, 8}, done.stderr
    assert "(6)" in done.stderr
    assert "No space left on device" in done.stderr
    whole = list((tmp_path / "kept").glob("*.mp4"))
    assert all(b"moov" in path.read_bytes() for path in whole)
    assert not [path for path in (tmp_path / "kept").iterdir() if "part" in path.name]


def test_a_worker_without_memory_is_told(tmp_path: Path) -> None:
    """Whether it is told in time or killed for it, the batch ends with a report."""
    cases(tmp_path, "a")
    out = tmp_path / "out"
    limited = ["sh", "-c", 'ulimit -v 700000; exec "$@"', "sh", *command(tmp_path, "-o", out, *QUICK)]
    done = subprocess.run(limited, capture_output=True, check=False, timeout=200, text=True)
    assert done.returncode == 8, done.stderr
    (case,) = json.loads((out / "report.json").read_text())["cases"]
    assert case["state"] == "failed"
    assert clips(out) == set()


def test_a_terminal_has_a_table(tmp_path: Path) -> None:
    """Counts, pace and the latest that went wrong, drawn in place."""
    cases(tmp_path, "a")
    (tmp_path / "bad.yaml").write_text("schema: 1\n")
    leader, follower = pty.openpty()
    line = command(tmp_path, "-o", tmp_path / "out", *QUICK)
    with subprocess.Popen(
        line, stdin=follower, stdout=subprocess.DEVNULL, stderr=follower, env={**os.environ, "TERM": "xterm"}
    ) as process:
        os.close(follower)
        seen = b""
        try:
            while chunk := os.read(leader, 4096):
                seen += chunk
        except OSError:  # Linux says so that nobody writes any more
            pass
        os.close(leader)
        assert process.wait(60) == 8
    text = seen.decode()
    for word in ("running", "done", "refused", "failed", "clips an hour", "bad: failed (2)."):
        assert word in text
