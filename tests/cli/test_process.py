"""The command as a process: start-up, signals, and streams that are closed, full or of another encoding."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.dicom_files import plane, save
from scrollcast import __version__
from scrollcast.cli.commands import COMMANDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of Unix")

COMMAND = [sys.executable, "-m", "scrollcast"]
HEAVY = {"cv2", "numpy", "pydicom", "rich", "ruamel"}

SLOW_RENDER = """
import sys, tempfile, time
from scrollcast import rendering
from scrollcast.cli.main import run

folder = sys.argv.pop()

def render(*_):
    with tempfile.TemporaryDirectory(dir=folder):
        print("ready", flush=True)
        time.sleep(60)

rendering.render = render
run()
"""


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``"$@"`` is the command."""
    return subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], HEAVY | {"pydantic"}),
        (["--version"], HEAVY | {"pydantic"}),
        (["render", "--help"], HEAVY),  # typer itself reads the options of a command through pydantic
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str], heavy: set[str]) -> None:
    """Start-up is quick because help needs no library that draws, decodes or validates."""
    code = (
        "import sys\nfrom scrollcast.cli.main import main\nassert main(sys.argv[1:]) == 0\n"
        f"loaded = {heavy} & sys.modules.keys()\nsys.exit(f'imported {{loaded}}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_run_imports_its_own_command_alone() -> None:
    """What is typed picks what is imported; what is no command gets them all, and the near one."""
    code = (
        "import sys\nfrom scrollcast.cli.main import main\nmain(sys.argv[1:])\n"
        "from scrollcast.cli.commands import COMMANDS\n"
        "print(*(name for name in COMMANDS if f'scrollcast.cli.{name}' in sys.modules))"
    )

    def imported(*arguments: str) -> tuple[list[str], str]:
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False, text=True)
        return done.stdout.splitlines()[-1].split(), done.stderr

    assert imported("verify", "--help") == (["verify"], "")
    everything, said = imported("rendr")
    assert set(everything) == set(COMMANDS)
    assert "Did you mean 'render'?" in said


@pytest.mark.parametrize(
    ("arguments", "said"), [(["render", "none"], "started"), (["render", "--help"], ""), (["verify", "none"], "")]
)
def test_a_command_that_reads_starts_a_reader_before_anything_else(arguments: list[str], said: str) -> None:
    """A reader's own imports take longer than those of the command line, so it starts before them."""
    code = (
        "import sys\nfrom scrollcast.cli.main import main\nfrom scrollcast.dicom.readers import Readers\n"
        "Readers.ahead = lambda: sys.exit('late' if 'typer' in sys.modules else 'started')\nmain(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=False, text=True)
    assert done.stderr.startswith(said)
    assert ("started" in done.stderr) == bool(said)


def test_the_module_is_the_command(tmp_path: Path) -> None:
    """``python -m scrollcast`` passes arguments in and the exit code out."""
    assert shell('"$@" --version', tmp_path).stdout.decode() == f"scrollcast {__version__}\n"
    assert shell('"$@" nonsense', tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGINT, 130)], ids=lambda n: str(int(n))
)
def test_a_signal_cleans_up_and_tells_by_the_exit_code(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """What is half done is gone, nothing is printed, no traceback; whatever this run itself ignores."""
    usual = "default_int_handler" if number == signal.SIGINT else "SIG_DFL"
    heeded = f"import signal\nsignal.signal({int(number)}, signal.{usual})\n"
    arguments = ["render", "s", "--preset", "ct-lung", str(tmp_path)]
    with subprocess.Popen(
        [sys.executable, "-c", heeded + SLOW_RENDER, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert len(list(tmp_path.iterdir())) == 1
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (code, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_hangup_that_is_ignored_stays_ignored() -> None:
    """Under nohup a render goes on."""
    code = (
        "import os, signal\nfrom scrollcast.cli.signals import interruptible\n"
        "with interruptible():\n    os.kill(os.getpid(), signal.SIGHUP)\nprint('alive')"
    )
    done = subprocess.run(
        ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", code], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"alive\n")


@pytest.mark.parametrize("arguments", ["--version", "presets", "presets --json", "--help"])
def test_nobody_reading_is_no_error(tmp_path: Path, arguments: str) -> None:
    """A closed stdout and a reader that has gone are no reason to complain."""
    closed = shell(f'"$@" {arguments} >&-', tmp_path)
    assert (closed.returncode, closed.stderr) == (0, b"")
    gone = shell(f'{{ sleep 0.2; "$@" {arguments}; }} | true', tmp_path)
    assert gone.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", ["--version", "presets", "--help"])
def test_a_result_that_can_not_be_written_is_an_error(tmp_path: Path, arguments: str) -> None:
    """A full disk behind stdout must not pass for success."""
    done = shell(f'"$@" {arguments} >/dev/full', tmp_path)
    assert done.returncode == 6
    assert b"No space left on device" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_stderr_does_not_move_messages_to_stdout(tmp_path: Path) -> None:
    """The exit code is all that is left to tell a mistake."""
    done = shell('"$@" nonsense 2>&-', tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")


def test_no_locale_makes_printing_fail(tmp_path: Path) -> None:
    """What an encoding lacks is escaped."""
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = shell('"$@" rendér', tmp_path, **ascii_only)
    assert done.returncode == 2
    assert done.stderr.isascii()
    assert b"No such command" in done.stderr
    assert shell('"$@" presets', tmp_path, **ascii_only).returncode == 0


def test_a_home_that_is_not_there_is_not_needed(tmp_path: Path) -> None:
    """Nothing is kept in the home folder."""
    assert shell('"$@" presets', tmp_path, HOME=str(tmp_path / "none")).returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("scrollcast render s --preset mr-", {"mr-abdomen", "mr-brain", "mr-generic", "mr-knee", "mr-spine"}),
        ("scrollcast render s --zone s", {"strict"}),
        ("scrollcast pre", {"presets", "preview"}),
    ],
)
def test_shells_complete_names(tmp_path: Path, words: str, expected: set[str]) -> None:
    """Presets, choices and commands, as bash asks for them."""
    request = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = shell('"$@"', tmp_path, _SCROLLCAST_COMPLETE="complete_bash", **request)
    assert set(done.stdout.decode().split()) == expected


def test_a_real_render_prints_its_path_and_facts(tmp_path: Path) -> None:
    """Real files through the real command: a clip under the preset's name, the next one with a number."""
    for index in range(6):
        save(tmp_path / "series" / f"{index}", plane(index))
    line = '"$@" render series --preset ct-abdomen --length 15s --fps 5'
    first = shell(line, tmp_path)
    assert (first.returncode, first.stdout) == (0, b"ct-abdomen.mp4\n"), first.stderr
    second = shell(f"{line} --json", tmp_path)
    facts = json.loads(second.stdout)
    assert facts["path"] == "ct-abdomen-2.mp4"
    assert facts["skipped"] == 0
    assert 0 < facts["seconds"] <= 15
    assert facts["frames"] == pytest.approx(facts["seconds"] * 5, abs=0.01)
    assert {path.name for path in tmp_path.iterdir()} == {"series", "ct-abdomen.mp4", "ct-abdomen-2.mp4"}
    again = shell(f"{line} -o ct-abdomen.mp4", tmp_path)
    assert (again.returncode, again.stdout) == (6, b"")
    assert b"--overwrite" in again.stderr
