"""Settings of the commands that look at a case before it is rendered."""

from pathlib import Path

from scrollcast.cli.advice import without_preset
from scrollcast.model.case import Length
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings


def looked_at(source: Path, preset: str | None, settings: Settings) -> Settings:
    """The settings themselves, once there is a case or a preset. Raises the advice where there is neither."""
    if preset is None and not named_case(source):
        raise without_preset(source, settings.series)
    return settings


def named_case(source: Path) -> bool:
    """True for a case file, by its name; without the YAML reader, which costs start-up."""
    return source.suffix.lower() in {".yaml", ".yml"} and not source.is_dir()


def asked(
    series: int | None, length: Length | None, zone: ZoneName | None, fonts: list[Path] | None, blind: bool
) -> Settings:
    """Settings of the few options that these commands have."""
    return Settings(series=series, length=length, zone=zone, fonts=tuple(fonts or ()), blind=blind)
