"""From a source to slices that may be drawn: the only door from files to the gate."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from scrollcast.authored.brief import Brief
from scrollcast.dicom.find import Pick, find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.model.face import Face, FaceRule
from scrollcast.model.said import Role, Said
from scrollcast.model.series import Identifiers, Modality
from scrollcast.model.settings import Settings
from scrollcast.model.verdict import Intent
from scrollcast.model.volume import Volume
from scrollcast.privacy.clearance import Clearance
from scrollcast.privacy.gate import gate
from scrollcast.raster.resample import leave_cores
from scrollcast.script.texts import named, texts

_USUAL = Settings()


def intent_of(asked: Brief, out: Path | None = None) -> Intent:
    """What a brief means to publish: every text of it and of its file, the name, and the window it starts with."""
    file = () if asked.authored is None else asked.authored.said
    said = (*file, *texts(asked.preset, asked.settings, asked.case), *named(out))
    window = asked.settings.window if asked.case is None else asked.case.window
    return Intent(said, window or asked.preset.window)


def clear(
    source: Path | str,
    modality: Modality | None,
    intent: Intent,
    settings: Settings = _USUAL,
    readers: Readers | None = None,
) -> Clearance:
    """Read a series, order it and take it through the gate.

    Parameters
    ----------
    source : path
        A folder with the slices of a series, or one file.
    modality : Modality or None
        What the series has to be; None takes any.
    intent : Intent
        What is meant to be published.
    settings : Settings
        Which series.
    readers : Readers or None
        Reader processes that were started early; they end here.

    Raises
    ------
    SelectionError, InputError, PrivacyRefusal
        See `scrollcast.errors`.
    """
    leave_cores()
    with closing(readers or Readers.start()) as reading:
        volume, identifiers = stack(source, modality, settings, reading)
    return gate(volume, identifiers, decided(intent, settings))


def stack(
    source: Path | str, modality: Modality | None, settings: Settings, readers: Readers
) -> tuple[Volume, Identifiers]:
    """Read a series and order it: what the gate takes. Raises as `clear` does, before the gate."""
    series, identifiers = read(find(Path(source), readers).pick(settings.series, modality, settings.volume))
    return order(series, settings.order, settings.allow_gaps), identifiers


def decided(intent: Intent, settings: Settings) -> Intent:
    """The same, with what a person has decided about faces and text; the reason is a text like any other."""
    faces = FaceRule(settings.face or Face.MASK, "" if settings.face is Face.MASK else settings.because)
    texts = intent.texts
    if faces.because not in {"", *(said.text for said in texts)}:  # a case file has said its own
        texts = (*texts, Said(faces.because, "--because", Role.RECORD))
    return replace(intent, texts=texts, redact=settings.redact, passed=settings.passed, faces=faces)


def clear_picked(pick: Pick, intent: Intent, settings: Settings = _USUAL) -> Clearance:
    """`clear`, where the volume is picked already and its readers stay on. Raises as that does."""
    leave_cores()
    series, identifiers = read(pick)
    return gate(order(series, settings.order, settings.allow_gaps), identifiers, decided(intent, settings))
