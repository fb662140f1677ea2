"""``scrollcast check``: everything that is wrong with a case, before it is rendered."""

import json
from typing import TYPE_CHECKING

import typer

from scrollcast.cli import choices
from scrollcast.cli.asks import FACES, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings

if TYPE_CHECKING:
    from scrollcast.model.finding import Finding
    from scrollcast.publish.check import Report


@asks(*STACK, *FACES, *SAID, *SHOWN, "rate")
def check(
    source: choices.Source,
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
    as_json: choices.Findings = False,
) -> None:
    """Find what is wrong with a case: its file, its marks, its words, its light. Errors end with exit code 2."""
    looked_at(source, preset, settings)
    from scrollcast.publish.check import check as look  # noqa: PLC0415 - numpy and more, which --help does without

    with watching(quiet) as watch:
        found = look(source, preset, settings, watch)
        for note in found.notes:
            watch.note(note)
    tell(_json(found) if as_json else _lines(found))
    raise typer.Exit(found.exit_code)


def _lines(report: "Report") -> str:
    lines = [_line(finding) for finding in report.findings]
    if report.waived:
        lines.append(f"waived: {', '.join(sorted({f'{f.rule} in beat {f.beat}' for f in report.waived}))}")
    return "".join(f"{line}\n" for line in lines or ["Nothing is wrong."])


def _line(finding: "Finding") -> str:
    where = [] if finding.beat is None else [f"beat {finding.beat}"]
    where += [] if finding.seconds is None else [f"{float(finding.seconds):.1f} s"]
    numbers = ""
    if finding.measured:
        numbers = f" ({finding.measured}{f'; required: {finding.required}' if finding.required else ''})"
    place = f", {', '.join(where)}" if where else ""
    return f"{finding.severity} [{finding.rule}]{place}: {finding.sentence}{numbers}"


def _json(report: "Report") -> str:
    told = {
        "ok": report.exit_code == 0,
        "findings": [_plain(finding) for finding in report.findings],
        "waived": [_plain(finding) for finding in report.waived],
        "notes": list(report.notes),
    }
    return json.dumps(told, indent=2) + "\n"


def _plain(finding: "Finding") -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "beat": finding.beat,
        "seconds": None if finding.seconds is None else round(float(finding.seconds), 3),
        "measured": finding.measured,
        "required": finding.required,
        "sentence": finding.sentence,
    }
