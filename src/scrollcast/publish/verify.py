"""``verify``: a finished file against the rules of a platform."""

from collections.abc import Mapping
from pathlib import Path

from scrollcast.film.measures import Value, measures
from scrollcast.model.platform import Platform
from scrollcast.model.rule import Measure, Ruling, Strictness


def verify(path: Path, platform: Platform) -> tuple[Ruling, ...]:
    """Hold a finished file against every rule of a platform, in the order of its data.

    Raises
    ------
    UnreadableError
        Where there is no such file.
    VerifyError
        Where it is no whole MP4.
    """
    return judge(measures(path), platform)


def judge(found: Mapping[Measure, Value], platform: Platform) -> tuple[Ruling, ...]:
    """Hold what a file measures against every rule of a platform."""
    return tuple(Ruling.of(rule, found.get(rule.measure)) for rule in platform.rules)


def refused(rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    """Those for which the platform refuses the file."""
    return tuple(each for each in rulings if not each.kept and each.rule.severity is Strictness.HARD)
