"""``scrollcast verify``: a finished clip against the rules of a platform."""

import json
from typing import TYPE_CHECKING

import typer

from scrollcast.cli import choices
from scrollcast.cli.console import tell
from scrollcast.errors import VerifyError

if TYPE_CHECKING:
    from scrollcast.model.rule import Ruling


def verify(
    clip: choices.ClipFile, platform: choices.PlatformRules = "vertical", as_json: choices.Findings = False
) -> None:
    """Hold a clip against a platform's rules. A hard rule that is broken ends with exit code 5."""
    from scrollcast.authored.platforms import load_platform  # noqa: PLC0415 - what --help does without
    from scrollcast.publish.verify import refused  # noqa: PLC0415
    from scrollcast.publish.verify import verify as judge  # noqa: PLC0415

    taker = load_platform(platform)
    rulings = judge(clip, taker)
    broken = [each for each in rulings if not each.kept]
    if as_json:
        told = {"platform": taker.name, "ok": not refused(rulings), "rules": [_plain(each) for each in rulings]}
        tell(json.dumps(told, indent=2) + "\n")
    else:
        kept = f"{taker.called}: {len(rulings) - len(broken)} of {len(rulings)} rules kept."
        tell("".join(f"{line}\n" for line in (*map(_line, broken), kept)))
    raise typer.Exit(VerifyError.exit_code if refused(rulings) else 0)


def _line(ruling: "Ruling") -> str:
    rule = ruling.rule
    where = f"{rule.source.says}, checked {rule.source.checked}"
    return f"{rule.severity} [{rule.name}]: {ruling.measured}, where {rule.demand} is asked for ({where})"


def _plain(ruling: "Ruling") -> dict[str, object]:
    rule = ruling.rule
    return {
        "rule": rule.name,
        "severity": rule.severity,
        "kept": ruling.kept,
        "measured": ruling.measured or None,
        "required": rule.demand,
        "source": rule.source.says,
        "checked": rule.source.checked,
    }
