"""The sign-off of a person, beside the clip and bound to its bytes: kits and batches count no clip as ready without.

>>> from scrollcast.publish.signoff import review_of
>>> review_of(Path("clip.mp4")).ready  # doctest: +SKIP
False
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from scrollcast import __version__
from scrollcast.errors import InputError, UsageError
from scrollcast.film.output import write_text
from scrollcast.model.review import Review, State

_SUFFIX = ".review.json"
_SCHEMA = 1
_LARGEST = 64 * 1024  # bytes
_LONGEST = 80


def record_of(clip: Path) -> Path:
    """Where the sign-off of a clip is kept: ``clip.review.json`` beside ``clip.mp4``."""
    return clip.with_suffix(_SUFFIX)


def sign_off(clip: Path, reviewer: str) -> Path:
    """Record that a person has looked at a clip and signs for it; an older record is replaced.

    Parameters
    ----------
    clip : Path
    reviewer : str
        Who looked; the name stays in the record and goes into no clip, page or kit.

    Returns
    -------
    Path
        Of the record.

    Raises
    ------
    UsageError
        Where the name is empty, too long or not one line.
    InputError
        Where the clip can't be read.
    OutputError
        Where the record can't be written.
    """
    name = reviewer.strip()
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(f"Say who reviewed the clip: a name of 1 to {_LONGEST} characters on one line.")
    record = {
        "schema": _SCHEMA,
        "sha256": digest_of(clip),
        "reviewed_by": name,
        "reviewed_on": datetime.now(UTC).date().isoformat(),
        "scrollcast": __version__,
    }
    path = record_of(clip)
    write_text(path, json.dumps(record, indent=2, ensure_ascii=False) + "\n", overwrite=True)
    return path


def review_of(clip: Path) -> Review:
    """Find out whether a person has signed for a clip as it is now.

    Parameters
    ----------
    clip : Path

    Returns
    -------
    Review
        `Review.ready` is the question that kits and batches ask, `Review.sentence` what they say where it is not.
        A record that is damaged, or of another clip, signs for nothing.

    Raises
    ------
    InputError
        Where the clip can't be read.
    """
    digest = digest_of(clip)
    try:
        with record_of(clip).open("rb") as file:
            record = json.loads(file.read(_LARGEST))
    except FileNotFoundError:
        return Review(State.MISSING, digest)
    except (OSError, ValueError):
        return Review(State.OUTDATED, digest)
    if not isinstance(record, dict) or record.get("schema") != _SCHEMA or record.get("sha256") != digest:
        return Review(State.OUTDATED, digest)
    name = record.get("reviewed_by")
    if not isinstance(name, str) or not name.strip():
        return Review(State.OUTDATED, digest)
    return Review(State.SIGNED, digest, name)


def digest_of(clip: Path) -> str:
    """SHA-256 of a clip, hexadecimal. Raises InputError where it can't be read."""
    try:
        with clip.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{clip} can't be read: {error.strerror}.") from None
