"""Turn a draft into a clip: verified, dated like every other clip, under its final name in one step."""

import hashlib
from pathlib import Path

from scrollcast.film.output import publish
from scrollcast.film.verify import verify
from scrollcast.model.clip import Clip, Draft


def seal(draft: Draft, out: Path, overwrite: bool, notes: tuple[str, ...] = (), skipped: int = 0) -> Clip:
    """Verify a draft and give it its final name.

    Parameters
    ----------
    draft : Draft
    out : Path
        In the folder of the draft.
    overwrite : bool
        Whether an older file may be replaced.
    notes : tuple of str
        What a person should know of the clip.
    skipped : int
        Slices that it does not show.

    Raises
    ------
    VerifyError
        Where the film is not what was asked for; nothing is written then.
    OutputError
        Where the output exists by now, or can't be written.
    """
    verify(draft)
    with draft.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    publish(draft.path, out, overwrite)
    return Clip(out, draft.frames, draft.rate, digest, skipped, notes)
