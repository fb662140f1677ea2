"""Nobody is recognized by the face: a head is masked unless a person says why not, or it is shown to be no head."""

import re
from dataclasses import replace

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.face import Face, FaceRule
from scrollcast.model.series import Modality
from scrollcast.model.volume import Check, Volume
from scrollcast.privacy.head import WAYS, check_covered, cover, find_cover
from scrollcast.privacy.suspect import suspect

VERSION = "2"  # of the rules that suspect and the mask; changes with them
_UNLIKE = re.compile(r"(?<!in )(?<!opposed )\bphase\b|\b(imaginary|real)\b")
_MASKED = "The face is masked: what lies before the brain, and the skin, is black."
_SHOWN = "A face may show: it was cleared by a person, with a reason."


def unrecognizable(volume: Volume, rule: FaceRule) -> tuple[Volume, Check]:
    """Mask the face, where there may be one.

    The mask is written into the memory of the slices, so that no second copy is held and none without a mask is left:
    `volume` is masked as well.

    Parameters
    ----------
    volume : Volume
    rule : FaceRule
        What a person has decided.

    Returns
    -------
    volume : Volume
        With a note where it was masked.
    check : Check
        What was found and done, and with which version.

    Raises
    ------
    PrivacyRefusal
        Where a face may show and can't be masked.
    """
    suspicion = suspect(volume)
    if not suspicion.face:
        return volume, Check("faces", f"no face: {suspicion.reason}", VERSION)
    if rule.face is Face.CLEAR:
        finding = f"a face may show ({suspicion.reason}); a person has cleared it, because: {rule.because}"
        return replace(volume, notes=(*volume.notes, _SHOWN)), Check("faces", finding, VERSION)
    if volume.modality is Modality.MR and _UNLIKE.search(volume.kind):
        raise PrivacyRefusal(f"{suspicion.sentence} In phase images no brain can be found to place a mask by. {WAYS}")
    try:
        found = find_cover(volume.slices, volume.modality)
        slices = cover(volume.slices, found)
        check_covered(slices, found)
    except PrivacyRefusal as refusal:
        raise PrivacyRefusal(f"{suspicion.sentence} {refusal}") from None
    finding = f"masked, as a face may show ({suspicion.reason}); brain of {found.litres:.1f} l untouched"
    return replace(volume, slices=slices, notes=(*volume.notes, _MASKED)), Check("faces", finding, VERSION)
