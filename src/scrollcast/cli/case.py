"""What commands make of a source that may be a case file."""

from pathlib import Path

from scrollcast.cli.advice import without_preset
from scrollcast.model.settings import Settings


def looked_at(source: Path, preset: str | None, settings: Settings) -> None:
    """Start to read, or raise the advice where there is neither a case nor a preset."""
    if preset is None and not named_case(source):
        raise without_preset(source, settings)
    from scrollcast.dicom.readers import Readers  # noqa: PLC0415 - processes and threads, which --help does without

    Readers.ahead()


def named_case(source: Path) -> bool:
    """True for a case file, by its name; without the YAML reader, which costs start-up."""
    return source.suffix.lower() in {".yaml", ".yml"} and not source.is_dir()
