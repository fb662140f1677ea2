"""Disable each check of the gate in turn and run its tests: ``python tests/mutants`` fails where these don't notice."""

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from py_compile import PycInvalidationMode

from table import MUTANTS, Mutant

_TOP = Path(__file__).parents[2]
_SECONDS = 300
_FAILED = 1  # pytest's exit code for tests that failed; any other one says that they did not run


def compiled(folder: Path) -> Path:
    """The package as it is, compiled once for all mutants; compiled code is told from a mutant's by its source."""
    package = folder / "scrollcast"
    shutil.copytree(_TOP / "src" / "scrollcast", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(_TOP / "presets", package / "presets")
    compileall.compile_dir(package, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return package


def survives(original: Path, mutant: Mutant) -> bool:
    """True where the tests pass though the check does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        package = shutil.copytree(original, Path(folder) / "scrollcast")
        path = package / mutant.file
        path.write_text(mutant.of(path.read_text("utf-8")), "utf-8")
        return passed(mutant.tests, folder)


def passed(tests: Sequence[str], package: str) -> bool:
    """True where tests pass, with the package of another folder.

    Raises
    ------
    RuntimeError
        Where they could not be run.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=_TOP,
        env={**os.environ, "PYTHONPATH": package, "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode not in {0, _FAILED}:
        raise RuntimeError(f"pytest ended with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.returncode == 0


def main(wanted: str = "") -> int:
    """Try every mutant, or those whose check has a word in its name: the number of those that survive."""
    mutants = [mutant for mutant in MUTANTS if wanted in mutant.check]
    tests = sorted({file for mutant in mutants for file in mutant.tests})
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        original = compiled(Path(folder))
        unharmed = pool.submit(passed, tests, folder)  # takes longest, so it comes first
        lives = list(pool.map(partial(survives, original), mutants))
    if not unharmed.result():
        print("The tests fail as it is.")
        return 1
    survivors = [mutant for mutant, alive in zip(mutants, lives, strict=True) if alive]
    for mutant in survivors:
        print(f"survives: {mutant.check} ({mutant.file}), unnoticed by {', '.join(mutant.tests)}")
    print(f"{len(mutants) - len(survivors)} of {len(mutants)} disabled checks were noticed.")
    return len(survivors)


if __name__ == "__main__":
    sys.exit(min(main(*sys.argv[1:2]), 1))
