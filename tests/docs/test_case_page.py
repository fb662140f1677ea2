"""The page about case files: its words are those of the loader, and its example is a case."""

import importlib.util
import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from scrollcast.authored.case import load_case
from scrollcast.authored.house import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """The script that writes the tables."""
    spec = importlib.util.spec_from_file_location("case_page", DOCS / "case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_are_those_of_the_loader(words: ModuleType) -> None:
    """``python docs/case.py`` changes nothing."""
    text = (DOCS / "case.md").read_text(encoding="utf-8")
    assert words.page(text) == text


def test_its_example_is_a_case(tmp_path: Path) -> None:
    """The loader takes it as it stands."""
    text = (DOCS / "case.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "case.yaml"
    path.write_text(example, encoding="utf-8")
    assert len(load_case(path).case.beats) == 6


def test_its_pieces_fit_the_example(tmp_path: Path) -> None:
    """Each indented piece is laid over the example: the loader takes the words of languages, sound and bumpers."""
    text = (DOCS / "case.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    prose = text.replace(example, "")
    pieces = [textwrap.dedent(piece) for piece in re.findall(r"(?:^    .*\n)+", prose, re.MULTILINE)]
    assert len(pieces) == 3
    for piece in pieces:
        words = {line.partition(":")[0] for line in piece.splitlines() if not line.startswith(" ")}
        kept = re.split(r"^(?=\w)", example, flags=re.MULTILINE)
        path = tmp_path / "case.yaml"
        path.write_text("".join(part for part in kept if part.partition(":")[0] not in words) + piece, encoding="utf-8")
        load_case(path)


def test_it_names_the_languages_of_the_house() -> None:
    """All of them."""
    text = (DOCS / "case.md").read_text(encoding="utf-8")
    assert f"{', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}." in text
