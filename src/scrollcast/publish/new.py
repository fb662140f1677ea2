"""``new``: a starter case for a series, with its schema beside it."""

import json
import os
from pathlib import Path

from scrollcast.authored.case import json_schema
from scrollcast.authored.presets import preset_names
from scrollcast.authored.starter import SCHEMA_FILE, Start, starter
from scrollcast.errors import UsageError
from scrollcast.film.output import claim, write_text
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.publish.opening import Opened, open_volume

_USUAL = Settings()


def new(
    source: Path | str,
    out: Path | str,
    preset: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write a starter case: comments, slice numbers and preset filled in.

    Parameters
    ----------
    source : path
        Folder, archive or file with the images.
    out : path
        A ``.yaml``; the schema that editors complete its words with goes beside it.
    preset : path, str or None
        None takes one made for the part of the body, else soft tissue for CT, the generic one for MR.
    settings : Settings
        Series, volume, order, gaps, direction and overwrite count.
    watch : Watch or None

    Returns
    -------
    Path
        Of the case.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, OutputError
        See `scrollcast.errors`; nothing has been written then.
    """
    told = watch or Unwatched()
    target = Path(out)
    if target.suffix.lower() not in {".yaml", ".yml"}:
        raise UsageError("A case is written as .yaml; give it a name that ends so.")
    claim(target, settings.overwrite)
    told.stage("Reading", 0)
    opened = open_volume(source, preset, settings)
    for note in opened.clearance.cleared.facts.notes:
        told.note(note)
    names = _relative(Path(source), target), _named(preset, opened.preset, target)
    text = starter(_start(names, opened, settings))
    write_text(target, text, settings.overwrite)
    schema = target.with_name(SCHEMA_FILE)
    if not schema.exists():
        write_text(schema, json.dumps(json_schema(), indent=2) + "\n", overwrite=False)
    return target


def _start(named: tuple[str, str], opened: Opened, settings: Settings) -> Start:
    facts, preset, (source, name) = opened.clearance.cleared.facts, opened.preset, named
    body = facts.body
    return Start(
        source=source,
        preset=name,
        alternatives=tuple(other.name for other in opened.fitting if other.name != name),
        slices=len(facts),
        middle=((body.left + body.right) // 2, (body.top + body.bottom) // 2),
        settings=settings,
        title=preset.title,
        hook=preset.hook,
    )


def _named(preset: Path | str | None, chosen: Preset, target: Path) -> str:
    own = preset is not None and chosen.name not in preset_names()
    return _relative(Path(preset), target) if own and preset is not None else chosen.name


def _relative(path: Path, target: Path) -> str:
    """From the folder of the case; as it is where it is on another drive."""
    try:
        return Path(os.path.relpath(path.absolute(), target.absolute().parent)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
