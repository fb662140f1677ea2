"""The pages about batches and CI, the action and the container: what they say is what runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from builders.batches import cases
from builders.commands import Terminal

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "batch.md", ROOT / "docs" / "ci.md"]
BIN = Path(sys.executable).parent


def steps() -> dict[str, str]:
    """What the action runs, by the names of its steps."""
    action = YAML(typ="safe", pure=True).load(ROOT / "action.yml")
    return {step["name"]: step["run"] for step in action["runs"]["steps"] if "run" in step}


def help_of(scrollcast: Terminal, command: str) -> str:
    """The help of a command."""
    return scrollcast(command, "--help").out


@pytest.fixture
def scrollcast(capfd: pytest.CaptureFixture[str]) -> Terminal:
    """Run the command line in this process."""
    return Terminal(capfd)


@pytest.mark.parametrize("path", [*PAGES, ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"], ids=lambda p: p.name)
def test_every_command_and_option_exists(path: Path, scrollcast: Terminal) -> None:
    """Each line with ``scrollcast COMMAND`` in it, option by option."""
    lines = re.findall(r"scrollcast (batch|golden|check) ([^\n#`]*)", path.read_text(encoding="utf-8"))
    assert lines
    for command, rest in lines:
        known = help_of(scrollcast, command)
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest):
            assert re.search(rf"(?<!\S){option}\b", known), (command, option)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_its_yaml_is_yaml(path: Path) -> None:
    """Workflows and hooks can be copied as they stand."""
    for block in re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        assert YAML(typ="safe", pure=True).load(block)


def test_the_action_checks_previews_and_compares(tmp_path: Path) -> None:
    """Its own steps, as GitHub runs them, on a case without golden frames and then with them."""
    cases(tmp_path, "one")
    environment = {**os.environ, "CASES": str(tmp_path), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}

    def run(script: str) -> int:
        line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=200)
        return done.returncode

    assert run(steps()["Check and preview"]) == 0
    assert (tmp_path / "scrollcast-report" / "report.html").is_file()
    assert run(steps()["Compare with golden frames"]) == 8
    assert run('scrollcast golden "$CASES" --update') == 0
    assert run(steps()["Compare with golden frames"]) == 0


def test_the_hook_checks_each_file(tmp_path: Path) -> None:
    """All that pre-commit names at once; one that is wrong fails it."""
    cases(tmp_path, "one")
    (tmp_path / "bad.yaml").write_text("schema: 1\n")
    (hook,) = YAML(typ="safe", pure=True).load(ROOT / ".pre-commit-hooks.yaml")
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}

    def run(*files: str) -> int:
        line = f"{hook['entry']} {' '.join(files)}"
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False)
        return done.returncode

    assert run("one.yaml") == 0
    assert run("one.yaml", "bad.yaml") != 0
    assert re.search(hook["files"], "teaching/cases/a/liver.yaml")
    assert not re.search(hook["files"], "presets/mine.yaml")


def test_the_container_runs_as_nobody() -> None:
    """Two stages, pinned requirements, no root, and a build that sees no data."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = text.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 1\d{4}$", last, re.MULTILINE)
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert "HOME=/home/reader" in last  # also of a user that --user names, whose home would be the root
    assert not re.search(r"apt-get|curl|wget|ADD ", text)
    assert "--constraint requirements.lock" in text
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*"
    assert not {"!.cache", "!examples", "!tests"} & set(ignored)


def test_hadolint_finds_nothing() -> None:
    """Where it is installed; CI installs it."""
    hadolint = shutil.which("hadolint", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if hadolint is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run([hadolint, str(ROOT / "Dockerfile")], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (0, "")
