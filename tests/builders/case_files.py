"""Case files for tests: a small whole one, and ways to break it."""

from pathlib import Path

HEAD = "schema: 1\ntitle: Where is the problem?\nsource: ./series\npreset: ct-lung\n"
MARKS = "marks:\n  mass:\n    arrow: {slice: 5, at: [10, 12], from: right}\n    label: mass\n    slices: [3, 8]\n"
BEATS = "beats:\n  - hook: Scroll with me.\n  - scroll: {to: 5}\n  - takeaway: [Look twice.]\n"


def case_file(folder: Path, beats: str = BEATS, marks: str = MARKS, more: str = "", head: str = HEAD) -> Path:
    """Write a case file."""
    path = folder / "case.yaml"
    path.write_text(head + more + marks + beats, encoding="utf-8")
    return path


def beats(*lines: str) -> str:
    """A list of beats, one a line, each in flow style."""
    return "beats:\n" + "".join(f"  - {line}\n" for line in lines)
