"""The table of mutants keeps up with the gate; ``python tests/mutants`` tries them."""

from pathlib import Path

import pytest

import scrollcast
from mutants.table import MUTANTS, Mutant

SOURCES = Path(scrollcast.__file__).parent


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.check)
def test_every_mutant_fits_its_source(mutant: Mutant) -> None:
    """What it replaces is there once, what comes out is Python, and its tests are there."""
    compile(mutant.of((SOURCES / mutant.file).read_text("utf-8")), mutant.file, "exec")
    for test in mutant.tests:
        file, _, name = test.partition("::")
        assert f"def {name}" in (SOURCES.parents[1] / file).read_text("utf-8")


def test_every_check_has_a_mutant() -> None:
    """A new module of the gate is not left out."""
    mutated = {mutant.file for mutant in MUTANTS}
    checks = {
        f"privacy/{path.name}"
        for path in SOURCES.glob("privacy/*.py")
        if "PrivacyRefusal(" in path.read_text("utf-8") or "Check(" in path.read_text("utf-8")
    }
    assert checks - mutated == set()
