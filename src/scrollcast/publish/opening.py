"""A volume before there is a film of it: through the gate, with the presets that fit it."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scrollcast.authored.presets import fitting, load_preset, usual
from scrollcast.clearing import clear_picked
from scrollcast.dicom.find import find
from scrollcast.dicom.readers import Readers
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.verdict import Intent
from scrollcast.privacy.clearance import Clearance
from scrollcast.script.texts import named, texts


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What is looked at, and how.

    Attributes
    ----------
    clearance : Clearance
    preset : Preset
        The one asked for, else the usual one for what the headers tell of.
    fitting : tuple of Preset
        Shipped ones for this modality and part of the body.
    """

    clearance: Clearance
    preset: Preset
    fitting: tuple[Preset, ...]


def open_volume(
    source: Path | str, preset: Preset | Path | str | None, settings: Settings, out: Path | None = None
) -> Opened:
    """Read a volume and take it to the gate.

    Parameters
    ----------
    source : path
        Folder, archive or file with the images.
    preset : Preset, path, str or None
        None takes one made for the part of the body, else soft tissue for CT, the percentiles of the stack for MR.
    settings : Settings
    out : path or None
        What the output will be called.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal
        See `scrollcast.errors`.
    """
    asked = preset if preset is None or isinstance(preset, Preset) else load_preset(preset)
    with closing(Readers.start()) as readers:
        pick = find(Path(source), readers).pick(
            settings.series, None if asked is None else asked.modality, settings.volume
        )
        regions = pick.part.kind.regions
        chosen = asked or usual(pick.modality, regions)
        said = (*texts(chosen, settings, None), *named(out))
        clearance = clear_picked(pick, Intent(said, settings.window or chosen.window), settings)
    return Opened(clearance, chosen, fitting(pick.modality, regions))
