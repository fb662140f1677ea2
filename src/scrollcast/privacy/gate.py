"""The only way from a Volume to a ClearedVolume: every check, cheapest first, then the facts that the film needs."""

import statistics

from scrollcast.model.series import Identifiers
from scrollcast.model.volume import ClearedVolume, Facts, Volume
from scrollcast.privacy.header import check_header
from scrollcast.privacy.kind import check_kind
from scrollcast.privacy.words import check_words
from scrollcast.raster.body import find_body


def gate(volume: Volume, identifiers: Identifiers, texts: tuple[str, ...] = ()) -> ClearedVolume:
    """Let a volume through that may be shown, or refuse it.

    Parameters
    ----------
    volume : Volume
    identifiers : Identifiers
        Header texts that no output may repeat.
    texts : tuple of str
        Everything that the film will say.

    Raises
    ------
    PrivacyRefusal
        At the first check that finds something; never with text from a header.
    """
    checks = (check_kind(volume), check_header(volume), check_words(texts, identifiers))
    return ClearedVolume(volume.slices, _facts(volume), checks)


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
