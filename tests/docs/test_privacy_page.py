"""The page about privacy: its examples of words are judged as it says, its commands and tests exist."""

import re
from pathlib import Path

import pytest

from scrollcast.cli.commands import COMMANDS
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.said import Said
from scrollcast.model.series import Identifiers
from scrollcast.privacy.words import check_words

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "privacy.md").read_text("utf-8")
_TABLE = PAGE.split("### Words")[1].split("\n## ")[0]
ROWS = [line.strip("|").split("|") for line in _TABLE.splitlines() if line.startswith("| ") and "`" in line]
REFUSED = [text for row in ROWS for text in re.findall("`([^`]+)`", row[0])]
FINE = [text for row in ROWS for text in re.findall("`([^`]+)`", row[1])]
FINE += re.findall("`([^`]+)`", _TABLE.split("are fine:")[1].split("\n")[0])
HEADERS = Identifiers(("LIDC-IDRI-0314",))


@pytest.mark.parametrize("text", REFUSED)
def test_what_it_calls_refused_is_refused(text: str) -> None:
    """Each example of the left column."""
    with pytest.raises(PrivacyRefusal):
        check_words((Said(text, "the page"),), HEADERS)


@pytest.mark.parametrize("text", FINE)
def test_what_it_calls_fine_is_fine(text: str) -> None:
    """Each example of the right column, and of the sentence below."""
    assert check_words((Said(text, "the page"),), HEADERS)


def test_its_examples_are_read() -> None:
    """The table has not lost its form."""
    assert len(REFUSED) > 12
    assert len(FINE) > 10


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/privacy.md"])
def test_what_it_names_is_there(page: str) -> None:
    """Commands, files and tests."""
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"(?:^    |`)scrollcast ([a-z]+) ", text, re.MULTILINE)) <= set(COMMANDS)
    for path in re.findall(r"`(tests/[\w/.]+)`", text):
        assert (ROOT / path).exists(), path
