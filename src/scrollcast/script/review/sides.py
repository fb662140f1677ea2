"""Sides in words that contradict the sides of the marks they speak of: the patient's, whatever way the image lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from scrollcast.model.finding import Finding, Severity
from scrollcast.model.geometry import Plane
from scrollcast.model.mark import MarkSpec
from scrollcast.model.volume import Facts
from scrollcast.script.marks import resolve
from scrollcast.script.review.moments import begins, showings
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.texts import runs

_MIDLINE = 15.0  # mm; nearer to the midline than this has no side
_NOT_OF = r"(?! (?:of|here|there|now|away|at|in|on|next|behind|below|above|beside|over|up|down|where)\b)"
_WORDS = {
    "right": rf"right{_NOT_OF}|(?-i:R[UML]L)|rechts\w*|rechte(?:r\w*|[nsm])?"
    r"|droite?s?|derech[oa]s?|destr[oaie]|direit[oa]s?",
    "left": rf"left{_NOT_OF}|(?-i:L[UL]L)|links\w*|linke(?:r\w*|[nsm])?"
    r"|gauches?|izquierd[oa]s?|sinistr[oaie]|esquerd[oa]s?",
}
_PATTERNS = {side: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for side, words in _WORDS.items()}
_VIEWED = r"image|screen|bild\w*|imagen|écran|immagine|imagem|beeld\w*|scherm"  # the viewer's sides
_HEART = r"ventri[ck]|ventríc|[aá]tri|vorh|oreillette|aur[ií]cula|boezem|heart|herz|coeur|cœur|cuore|coraz|coraç|hart"
_UNSURE = re.compile(
    rf"\b(?:{_VIEWED})\b|(?<!lateral )\b(?:{_HEART})", re.IGNORECASE
)  # a heart lies across the midline
_SENTENCE = re.compile(r"[^.!?;…]+")


class Side(StrEnum):
    """A side of the patient."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class _Said:
    """A text with the marks that are named at places in it."""

    text: str
    named: tuple[tuple[int, int, str], ...]


def sides(play: Screenplay) -> Iterator[Finding]:
    """Find sentences that name a mark and the side it is not on.

    The words are those of English, German, French, Spanish, Italian, Portuguese and Dutch. The side of a mark is that
    of its x (LPS: to the patient's left) from the middle of the body; within 15 mm of it there is none.
    """
    placed = {spec.name: _offset(play, spec) for spec in play.material.case.marks}
    for number, text in enumerate(_beats(play), 1):
        for finding in _contradictions(text, placed):
            yield Finding("side", Severity.ERROR, number, begins(play, number), *finding)
    for spec in play.material.case.marks:
        cues = showings(play, spec.name)
        seconds = play.timeline.rate.seconds(cues[0].span.start) if cues else None
        label = _Said(spec.label, ((0, len(spec.label), spec.name),))
        for finding in _contradictions(label, placed):
            yield Finding("side", Severity.ERROR, None, seconds, *finding)


def _beats(play: Screenplay) -> Iterator[_Said]:
    """What each beat says; a mark is named by its colour or by its label."""
    case = play.material.case
    for beat in case.beats:
        text, named = "", []
        for run in runs(beat):
            if run.mark:
                named.append((len(text), len(text) + len(run.text), run.mark))
            text += run.text
        for spec in case.marks:
            found = re.finditer(rf"(?<!\w){re.escape(spec.label)}(?!\w)", text, re.IGNORECASE) if spec.label else ()
            named += [(*match.span(), spec.name) for match in found]
        yield _Said(text, tuple(named))


def _contradictions(said: _Said, placed: dict[str, float | None]) -> Iterator[tuple[str, str, str]]:
    """What is measured, what the words require, and the sentence about it."""
    for match in _SENTENCE.finditer(said.text):
        side = _side(match[0])
        names = {name for start, stop, name in said.named if start < match.end() and match.start() < stop}
        offsets = [(offset, name) for name in sorted(names) if (offset := placed[name]) is not None]
        if side is None or not offsets or any(_of(offset) is side for offset, _ in offsets):
            continue
        offset, name = offsets[0]
        measured = f"{abs(offset):.0f} mm to the patient's {_of(offset)} of the midline"
        yield (
            measured,
            side,
            f'"{match[0].strip()}" says {side}, but the mark {name!r} lies {measured}; '
            f"correct the words or the mark. In most images the patient's right is at the left edge.",
        )


def _side(sentence: str) -> Side | None:
    """The side that a sentence names; None for none, both, or where it is not surely the patient's."""
    named = [Side(side) for side, pattern in _PATTERNS.items() if pattern.search(sentence)]
    return named[0] if len(named) == 1 and not _UNSURE.search(sentence) else None


def _of(offset: float) -> Side:
    return Side.LEFT if offset > 0 else Side.RIGHT


def _offset(play: Screenplay, spec: MarkSpec) -> float | None:
    """How far to the patient's left of the midline a mark lies, mm; None where that is not known, or nearly nothing."""
    facts, stack = play.material.facts, play.material.stack
    places = resolve((spec,), facts, stack)
    across = [place.position[0] for place in places if place.position is not None]
    if not across:
        return None
    offset = fmean(across) - _midline(facts, stack.index(places[0].slice))
    return None if abs(offset) < _MIDLINE else offset


def _midline(facts: Facts, index: int) -> float:
    """The middle of the body from side to side, mm LPS: of what the crop holds, of sagittal slices of their stack."""
    place, spacing, crop = facts.places[index], facts.spacing, facts.body
    ends = [end.position[0] for end in (facts.places[0], facts.places[-1]) if end is not None]
    if place is None or spacing is None or place.plane is Plane.SAGITTAL:
        return fmean(ends)
    return place.position_at((crop.top + crop.bottom - 1) / 2, (crop.left + crop.right - 1) / 2, spacing)[0]
