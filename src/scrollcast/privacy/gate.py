"""The only way from a Volume to a ClearedVolume and a Verdict: every check, cheapest first."""

import statistics
from collections.abc import Sequence

from scrollcast.model.series import Identifiers, Modality, Slice
from scrollcast.model.verdict import Intent
from scrollcast.model.volume import Check, ClearedVolume, Facts, Volume
from scrollcast.model.window import Percentiles, Window
from scrollcast.privacy import rule
from scrollcast.privacy.cache import Cache
from scrollcast.privacy.clearance import Clearance, Inquiry
from scrollcast.privacy.face import unrecognizable
from scrollcast.privacy.head import shown
from scrollcast.privacy.header import check_header
from scrollcast.privacy.kind import check_kind
from scrollcast.privacy.redact import black_out
from scrollcast.privacy.search import Search
from scrollcast.privacy.words import check_words, telling
from scrollcast.raster.body import find_body

NOTHING_SAID = Intent()
_NOTHING_LEFT = "Slices of which the mask leaves nothing: {}. A run without a case leaves them out at both ends."
_USUAL_CT, _USUAL_MR = Window(400, 50), Percentiles(1, 99.5)


def gate(volume: Volume, identifiers: Identifiers, intent: Intent = NOTHING_SAID) -> Clearance:
    """Let a volume be drawn, or refuse it; its verdict is awaited before anything is published.

    Parameters
    ----------
    volume : Volume
        Its slices are masked where a face may show: they hold no other copy.
    identifiers : Identifiers
        Header texts that no output may repeat.
    intent : Intent
        What is meant to be published.

    Raises
    ------
    PrivacyRefusal
        At the first check that finds something; never with text from a header.
    """
    checks = [check_kind(volume), check_header(volume), check_words(intent.texts, identifiers)]
    given = volume.slices
    volume, faces = unrecognizable(volume, intent.faces)
    checks.append(faces)
    facts = _facts(volume, frozenset() if volume.slices is given else _hidden(volume.slices))
    window = _window(intent, facts)
    inquiry = Inquiry(telling(identifiers.reveal()), Search(), Cache())
    slices = volume.slices
    if intent.redact:
        found = inquiry.stack(slices, volume.modality, window)
        slices = black_out(slices, found.stops)
        checks.append(Check("redact", f"places with text that were blacked out: {len(found.stops)}", rule.VERSION))
    return Clearance(ClearedVolume(slices, facts, tuple(checks)), window, inquiry, intent.passed)


def _window(intent: Intent, facts: Facts) -> Window:
    """What will be published; where that is not known yet, what is usual."""
    if isinstance(intent.window, Window):
        return intent.window
    if facts.modality is Modality.CT and intent.window is None:
        return _USUAL_CT
    return facts.histogram.window(intent.window or _USUAL_MR)


def _hidden(slices: Sequence[Slice]) -> frozenset[int]:
    """Indices of the slices of which a mask leaves nothing."""
    return frozenset(k for k, plane in enumerate(slices) if not shown(plane).any())


def _facts(volume: Volume, hidden: frozenset[int]) -> Facts:
    first = volume.slices[0]
    rows, columns = first.stored.shape
    body = find_body(volume.slices, volume.modality)
    return Facts(
        modality=volume.modality,
        kind=volume.kind,
        rows=rows,
        columns=columns,
        images=tuple(plane.image for plane in volume.slices),
        places=tuple(plane.place for plane in volume.slices),
        spacing=first.spacing,
        step=statistics.median(volume.steps) if volume.steps else None,
        body=body.crop,
        histogram=body.histogram,
        notes=(*volume.notes, _NOTHING_LEFT.format(len(hidden))) if hidden else volume.notes,
        hidden=hidden,
    )
