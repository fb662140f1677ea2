"""``scrollcast privacy``: what the gate has checked, with which version, and what it has found."""

import json
from typing import TYPE_CHECKING

import typer

from scrollcast import __version__
from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, STACK, USUAL, asks
from scrollcast.cli.console import tell
from scrollcast.cli.progress import watching
from scrollcast.cli.table import page
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.settings import Settings

if TYPE_CHECKING:
    from scrollcast.model.audit import Audit


@asks(*STACK, *CLEARED)
def privacy(
    source: choices.Source,
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.Findings = False,
) -> None:
    """Run every check of the gate, and print what was found. A refusal ends with exit code 4."""
    from scrollcast.publish.audit import audit  # noqa: PLC0415 - numpy and more, which --help does without

    with watching(quiet) as watch:
        found = audit(source, preset, settings, watch)
    tell(_json(found) if as_json else _table(found))
    raise typer.Exit(0 if found.passed else PrivacyRefusal.exit_code)


def _table(audit: "Audit") -> str:
    rows = [(each.check, each.version, each.outcome.value, each.finding) for each in audit.examined]
    notes = "".join(f"look: {note}\n" for note in audit.notes)
    return page(("check", "version", "outcome", "what was found"), rows) + notes


def _json(audit: "Audit") -> str:
    told = {
        "ok": audit.passed,
        "scrollcast": __version__,
        "checks": [
            {"check": each.check, "version": each.version, "outcome": each.outcome, "found": each.finding}
            for each in audit.examined
        ],
        "look": list(audit.notes),
    }
    return json.dumps(told, indent=2) + "\n"
