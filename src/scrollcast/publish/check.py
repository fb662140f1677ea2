"""``check``: everything that can be wrong with a case, the cheapest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.authored.brief import Brief, brief
from scrollcast.authored.platforms import USUAL
from scrollcast.dicom.readers import Readers
from scrollcast.errors import AuthoredError, InputError, PrivacyRefusal, ScrollcastError, UsageError
from scrollcast.model.authored import Authored
from scrollcast.model.finding import Finding, Severity
from scrollcast.model.platform import Platform
from scrollcast.model.preset import Preset
from scrollcast.model.rule import Measure
from scrollcast.model.settings import Settings
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.picture.compose import Composer
from scrollcast.publish.counting import count
from scrollcast.publish.light import flashes, seam
from scrollcast.publish.words import covered, crowded, illegible
from scrollcast.rendering import Film, film_of
from scrollcast.script.review import review

_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes
    ----------
    findings : tuple of Finding
        Errors first, then in order of time.
    waived : tuple of Finding
        What the case waives.
    notes : tuple of str
        What a person should know: of the source, of the film, of its anchors.
    exit_code : int
        0 without errors; that of the error that ended the check; else 2.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    exit_code: int = 0


def check(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Report:
    """Check a case: its file, its images, its beats, and its frames.

    Parameters
    ----------
    source, preset, settings
        As for `plan`.
    watch : Watch or None

    Returns
    -------
    Report
        A case that can't be planned has one finding: what stood in the way.
    """
    told = watch or Unwatched()
    readers = Readers.start()
    told.stage("Reading", 0)
    try:
        asked = brief(source, preset, settings)
        film = film_of(asked, readers)
        film.clearance.verdict()
    except (UsageError, InputError, PrivacyRefusal) as error:
        finding = Finding(_rule(error), Severity.ERROR, None, None, "", "", str(error))
        return Report((finding,), exit_code=error.exit_code)
    return sort_out(tuple(inspect(film, told)), film)


def sort_out(found: tuple[Finding, ...], film: Film) -> Report:
    """Set aside what the case waives, and put what is left in order."""
    waivers = film.brief.authored.waived if film.brief.authored is not None else ()
    waived = tuple(f for f in found if f.beat is not None and f.beat <= len(waivers) and f.rule in waivers[f.beat - 1])
    left = sorted(
        (f for f in found if f not in waived),
        key=lambda f: (f.severity is not Severity.ERROR, f.seconds or Fraction(0)),
    )
    failed = any(f.severity is Severity.ERROR for f in left)
    return Report(tuple(left), waived, film.notes, UsageError.exit_code if failed else 0)


def inspect(film: Film, watch: Watch) -> Iterator[Finding]:
    """All that is wrong with a film, the cheapest first; what needs pixels comes last."""
    yield from rights(film.brief)
    yield from limits(film, film.platform)
    yield from review(film.screenplay)
    composer = Composer(film.cleared, film.timeline, film.layout)
    yield from covered(film)
    homeless = tuple(crowded(film, composer))
    yield from homeless
    unfit = () if homeless else tuple(_unfit(composer))
    yield from unfit
    if homeless or unfit:
        return
    yield from illegible(film, composer)
    yield from seam(film, composer)
    yield from flashes(film, composer, watch)


def rights(asked: Brief) -> Iterator[Finding]:
    """Say where a case is silent about consent and licence."""
    if asked.authored is None:
        return
    silent: dict[str, Callable[[Authored], str]] = {
        "consent": lambda case: case.consent,
        "licence": lambda case: case.licence,
    }
    meaning = {
        "consent": "who agreed to this being shown, or why nobody has to: consent: Written consent, on file.",
        "licence": "under which licence the clip is published: licence: CC BY 4.0",
    }
    for rule, said in silent.items():
        if not said(asked.authored):
            sentence = f"The case does not say {meaning[rule]}"
            yield Finding(rule, Severity.WARNING, None, None, "nothing", f"the key {rule}", sentence)


def limits(film: Film, platform: Platform) -> Iterator[Finding]:
    """Say where clip or post are longer than a platform takes."""
    seconds = film.timeline.rate.seconds(film.timeline.frames)
    rule = platform.rule(Measure.SECONDS)
    if rule is not None and not rule.allows(seconds):
        yield _long(f"{float(seconds):.0f} s", f"{rule.demand} s", f"The clip is not as long as {_takers(platform)}.")
    if film.brief.authored is None:
        return
    post, texts = film.brief.authored.post, platform.texts
    for room in texts.caption:
        counted = count(post.text, room.unit)
        if counted > room.most:
            numbers = f"{counted} {room.unit}", f"at most {room.most}"
            yield _long(*numbers, f"The text of the post is longer than {_takers(platform)}.")
    if len(post.hashtags) > texts.hashtags:
        numbers = f"{len(post.hashtags)} hashtags", f"at most {texts.hashtags}"
        yield _long(*numbers, f"The post has more hashtags than {_takers(platform)}.")


def _takers(platform: Platform) -> str:
    return "every platform takes" if platform.name == USUAL else f"{platform.called} takes"


def _long(measured: str, required: str, sentence: str) -> Finding:
    return Finding("length", Severity.WARNING, None, None, measured, required, sentence)


def _unfit(composer: Composer) -> Iterator[Finding]:
    try:
        composer.rehearse()
    except UsageError as error:
        yield Finding("fit", Severity.ERROR, None, None, "", "", str(error))


def _rule(error: ScrollcastError) -> str:
    match error:
        case AuthoredError():
            return "schema"
        case InputError():
            return "source"
        case PrivacyRefusal():
            return "privacy"
        case _:
            return "case"
