"""Every check of the gate, one after the other, where the gate itself stops at the first that refuses."""

from collections.abc import Callable
from dataclasses import replace

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.audit import Audit, Examined, Outcome
from scrollcast.model.series import Identifiers
from scrollcast.model.verdict import Flag, Intent
from scrollcast.model.volume import Check, Volume
from scrollcast.privacy import face, rule
from scrollcast.privacy.gate import gate
from scrollcast.privacy.header import check_header
from scrollcast.privacy.kind import check_kind
from scrollcast.privacy.words import check_words

_BY_HEADER = ("kind", "header", "words")
_BY_PIXELS = ("faces", "text")
_VERSIONS = {"text": rule.VERSION, "faces": face.VERSION}
_FIRST = "1"


def examine(volume: Volume, identifiers: Identifiers, intent: Intent) -> Audit:
    """Take a volume through all checks that do not depend on one that has refused.

    Parameters
    ----------
    volume : Volume
    identifiers : Identifiers
    intent : Intent
        What is meant to be published.

    Raises
    ------
    MissingDependencyError
        Where burned-in text can't be looked for on this machine.
    """
    checks: dict[str, Callable[[], Check]] = {
        "kind": lambda: check_kind(volume),
        "header": lambda: check_header(volume),
        "words": lambda: check_words(intent.texts, identifiers),
    }
    examined = [_examined(name, checks[name]) for name in _BY_HEADER]
    if any(each.outcome is Outcome.REFUSED for each in examined[:2]):
        left = (Examined(name, Outcome.NOT_REACHED, "") for name in _BY_PIXELS)
        return Audit((*examined, *left))
    by_pixels, notes = _pixels(volume, identifiers, replace(intent, texts=()))
    return Audit((*examined, *by_pixels), notes)


def _pixels(volume: Volume, identifiers: Identifiers, intent: Intent) -> tuple[tuple[Examined, ...], tuple[str, ...]]:
    faces, text = _BY_PIXELS
    try:
        clearance = gate(volume, identifiers, intent)
    except PrivacyRefusal as refusal:
        return (_refused(faces, refusal), Examined(text, Outcome.NOT_REACHED, "")), ()
    drawn = tuple(map(_passed, clearance.cleared.checks[len(_BY_HEADER) :]))
    try:
        verdict = clearance.verdict()
    except PrivacyRefusal as refusal:
        return (*drawn, _refused(text, refusal)), ()
    return tuple(map(_passed, verdict.checks[len(_BY_HEADER) :])), tuple(map(_told, verdict.flags))


def _examined(name: str, check: Callable[[], Check]) -> Examined:
    try:
        return _passed(check())
    except PrivacyRefusal as refusal:
        return _refused(name, refusal)


def _passed(check: Check) -> Examined:
    return Examined(check.name, Outcome.PASSED, check.finding, check.version)


def _refused(name: str, refusal: PrivacyRefusal) -> Examined:
    return Examined(name, Outcome.REFUSED, str(refusal), _VERSIONS.get(name, _FIRST))


def _told(flag: Flag) -> str:
    box = flag.box
    return f"Columns {box.left} to {box.right - 1}, rows {box.top} to {box.bottom - 1}: {flag.why}."
