"""One film for as many platforms as can share it: laid out where each of them leaves it free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from scrollcast.authored.brief import Brief
from scrollcast.model.platform import Platform, Zone
from scrollcast.model.rule import Measure
from scrollcast.privacy.clearance import Clearance
from scrollcast.rendering import Film, film_for


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A film, and who gets it.

    Attributes
    ----------
    film : Film
    platforms : tuple of Platform
    """

    film: Film
    platforms: tuple[Platform, ...]


def shares(platforms: Sequence[Platform], asked: Brief, clearance: Clearance) -> tuple[Share, ...]:
    """The films of a kit, each distinct one once.

    Platforms that take the same size share a layout, in what all of them leave free of their interface; they share the
    film too, unless one takes less of it.

    Raises
    ------
    UsageError
        Where the case does not fit into what a platform takes.
    """
    found: list[Share] = []
    for platform in platforms:
        film = film_for(_settled(platform, platforms), asked, clearance)
        same = next((share for share in found if _same(share.film, film)), None)
        if same is None:
            found.append(Share(film, (platform,)))
        else:
            found[found.index(same)] = Share(same.film, (*same.platforms, platform))
    return tuple(found)


def _settled(platform: Platform, platforms: Sequence[Platform]) -> Platform:
    """A platform with what it shares with those of its size: zones, and the least that one of them takes in bytes."""
    peers = [other for other in platforms if other.film == platform.film]
    organic = reduce(Zone.shared, (peer.organic for peer in peers))
    strict = reduce(Zone.shared, (peer.strict for peer in peers))
    sizes = [rule for peer in peers if peer.most_bytes for rule in [peer.rule(Measure.BYTES)] if rule and rule.most]
    least = min(sizes, key=lambda rule: rule.most or 0, default=None)
    others = tuple(rule for rule in platform.rules if rule.name != Measure.BYTES)
    rules = platform.rules if least is None else (*others, least)
    return replace(platform, organic=organic, strict=strict, rules=rules)


def _same(one: Film, other: Film) -> bool:
    return one.platform.film == other.platform.film and one.layout == other.layout and _told(one) == _told(other)


def _told(film: Film) -> object:
    """All that its frames depend on; the notes may differ."""
    return replace(film.timeline, notes=())
