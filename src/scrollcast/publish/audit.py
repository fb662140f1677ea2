"""``privacy``: a source or a case through every check of the gate, without anything being drawn."""

from contextlib import closing
from pathlib import Path

from scrollcast.authored.brief import brief, is_case
from scrollcast.clearing import decided, intent_of, stack
from scrollcast.dicom.readers import Readers
from scrollcast.errors import PrivacyRefusal
from scrollcast.model.audit import Audit, Examined, Outcome
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.verdict import Intent
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.privacy.audit import examine

_USUAL = Settings()


def audit(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Audit:
    """Say what the gate makes of a source or a case.

    Parameters
    ----------
    source : path
        Images, or a case file, whose words are checked too.
    preset : Preset, path, str or None
        None takes any modality of images, and the usual window; for a case, its own.
    settings : Settings
    watch : Watch or None

    Returns
    -------
    Audit
        It holds no text from a header or from the pixels.

    Raises
    ------
    UsageError, InputError, MissingDependencyError
        See `scrollcast.errors`.
    """
    told = watch or Unwatched()
    told.stage("Reading", 0)
    asked = None if preset is None and not is_case(Path(source)) else brief(source, preset, settings)
    images, modality, chosen = (
        (Path(source), None, settings) if asked is None else (asked.source, asked.preset.modality, asked.settings)
    )
    with closing(Readers.start()) as readers:
        try:
            volume, identifiers = stack(images, modality, chosen, readers)
        except PrivacyRefusal as refusal:  # by its class or header, before a pixel is read
            return Audit((Examined("kind", Outcome.REFUSED, str(refusal)),))
    told.stage("Looking at the pixels", 0)
    return examine(volume, identifiers, decided(Intent() if asked is None else intent_of(asked), chosen))
