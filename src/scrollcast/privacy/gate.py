"""The only way from a Volume to a ClearedVolume and a Verdict: every check, cheapest first."""

import statistics

from scrollcast.model.series import Identifiers
from scrollcast.model.verdict import Intent, Verdict
from scrollcast.model.volume import ClearedVolume, Facts, Volume
from scrollcast.privacy.header import check_header
from scrollcast.privacy.kind import check_kind
from scrollcast.privacy.words import check_words
from scrollcast.raster.body import find_body

NOTHING_SAID = Intent()


class Clearance:
    """A volume that may be drawn, while it is still being found out whether it may be published.

    Attributes
    ----------
    cleared : ClearedVolume
    """

    def __init__(self, cleared: ClearedVolume) -> None:
        self.cleared = cleared

    def verdict(self) -> Verdict:
        """Await the end of all checks.

        Raises
        ------
        PrivacyRefusal
            Where it may not be published; never with text from a header or from the pixels.
        """
        return Verdict(self.cleared.checks)


def gate(volume: Volume, identifiers: Identifiers, intent: Intent = NOTHING_SAID) -> Clearance:
    """Let a volume be drawn, or refuse it; its verdict is awaited before anything is published.

    Parameters
    ----------
    volume : Volume
    identifiers : Identifiers
        Header texts that no output may repeat.
    intent : Intent
        What is meant to be published.

    Raises
    ------
    PrivacyRefusal
        At the first check that finds something; never with text from a header.
    """
    checks = (check_kind(volume), check_header(volume), check_words(intent.texts, identifiers))
    return Clearance(ClearedVolume(volume.slices, _facts(volume), checks))


def _facts(volume: Volume) -> Facts:
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
        notes=volume.notes,
    )
