"""Small batches: a phantom, cases on it that render in seconds, and terms to render them on."""

from pathlib import Path

from builders.phantom import CASE, write_phantom
from scrollcast.batch.gather import Ask, gather
from scrollcast.batch.task import Outcome, Task, Terms

SECRET = b"s" * 32
QUICK = CASE + "fps: 5\n"


def terms(folder: Path) -> Terms:
    """Terms for previews, which are quick, in ``out`` of a folder."""
    (folder / "out").mkdir(exist_ok=True)
    return Terms(str(folder / "out"), SECRET, preview=True)


def asked(source: Path | str, preset: str | None = None, template: str | None = None, *changes: str) -> Ask:
    """What was asked for, with the secret of these tests."""
    return Ask(str(source), preset, template, changes, "", SECRET)


def cases(folder: Path, *names: str) -> tuple[Task, ...]:
    """Cases of these names on one phantom."""
    write_phantom(folder / "series")
    for name in names:
        (folder / f"{name}.yaml").write_text(QUICK.replace("Where is the ball?", f"Ball {name}"), encoding="utf-8")
    return gather(asked(folder))


class Landing:
    """Takes outcomes, and keeps them by name."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.order: list[str] = []

    def __call__(self, outcome: Outcome) -> None:
        assert outcome.name not in self.outcomes, "a case ends once"
        self.outcomes[outcome.name] = outcome
        self.order.append(outcome.name)
