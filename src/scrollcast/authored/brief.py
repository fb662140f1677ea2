"""What is to be shown and how: a case file with flags laid over it, or what the flags say alone."""

from dataclasses import dataclass, replace
from pathlib import Path

from scrollcast.authored.presets import load_preset
from scrollcast.errors import UsageError
from scrollcast.model.authored import Authored
from scrollcast.model.case import Case, Hook
from scrollcast.model.overlay import Run
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be shown, settled before an image is read.

    Attributes
    ----------
    source : Path
        Folder, archive or file with the images.
    preset : Preset
    settings : Settings
    case : Case or None
        None is the unprepared run.
    authored : Authored or None
        The case file, where there is one.
    """

    source: Path
    preset: Preset
    settings: Settings
    case: Case | None = None
    authored: Authored | None = None


def is_case(source: Path) -> bool:
    """True for a case file, by its name."""
    return source.suffix.lower() in {".yaml", ".yml"} and not source.is_dir()


def brief(
    source: Path | str, preset: Preset | Path | str | None, settings: Settings, case: Case | None = None
) -> Brief:
    """Settle what is to be shown.

    Parameters
    ----------
    source : path
        A case file, or images.
    preset : Preset, path, str or None
        None takes the one of the case file.
    settings : Settings
        They override the case file.
    case : Case or None
        A case built by a program; not for a case file.

    Raises
    ------
    AuthoredError
        Where the case or the preset file is wrong.
    UsageError
        Where there is no preset, or a choice has no meaning for a case.
    """
    path = Path(source)
    if not is_case(path):
        if preset is None:
            raise UsageError("Images need a preset, such as ct-abdomen; a case file names its own.")
        return Brief(path, _preset(preset), settings, case)
    from scrollcast.authored.case import load_case  # noqa: PLC0415 - 0.1 s that only case files need

    return brief_of(load_case(path, settings.language), preset, settings)


def brief_of(authored: Authored, preset: Preset | Path | str | None, settings: Settings) -> Brief:
    """`brief` of a case file that is loaded already."""
    chosen = _preset(authored.preset if preset is None else preset)
    asked = settings.over(authored.settings)
    return Brief(authored.source, chosen, asked, _overridden(authored.case, asked), authored)


def _preset(preset: Preset | Path | str) -> Preset:
    return preset if isinstance(preset, Preset) else load_preset(preset)


def _overridden(case: Case, settings: Settings) -> Case:
    if settings.pause_at is not None:
        raise UsageError("A case says itself where it pauses: its quiz stands on the slice that it has scrolled to.")
    beats = case.beats
    if settings.caption is not None:
        first = next((n for n, beat in enumerate(beats) if isinstance(beat, Hook)), None)
        hook = Hook((Run(settings.caption),) if settings.caption else ())
        beats = (hook, *beats) if first is None else (*beats[:first], hook, *beats[first + 1 :])
    return replace(
        case,
        title=case.title if settings.title is None else settings.title,
        beats=beats,
        rate=settings.rate or case.rate,
        length=settings.length or case.length,
        direction=settings.direction or case.direction,
        window=settings.window or case.window,
    )
