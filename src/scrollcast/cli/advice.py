"""What to do where no preset is given: those that fit what the source holds."""

from contextlib import closing
from pathlib import Path

from scrollcast.errors import UsageError
from scrollcast.model.settings import Settings


def without_preset(source: Path, settings: Settings) -> UsageError:
    """The error that names the presets that fit. Raises what is wrong with the source itself, where something is."""
    from scrollcast.authored.presets import fitting  # noqa: PLC0415 - as in render
    from scrollcast.authored.wording import listed  # noqa: PLC0415
    from scrollcast.dicom.find import find  # noqa: PLC0415
    from scrollcast.dicom.readers import Readers  # noqa: PLC0415

    with closing(Readers.start()) as readers:
        pick = find(source, readers).pick(settings.series, volume=settings.volume)
    names = listed([preset.name for preset in fitting(pick.modality, pick.part.kind.regions)], "or")
    return UsageError(f"Say how to show this {pick.entry.kind} series: add --preset with {names}.")
