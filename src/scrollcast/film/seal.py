"""Turn a draft into a clip: verified, dated like every other clip, under its final name in one step."""

import hashlib
from pathlib import Path

from scrollcast.errors import VerifyError
from scrollcast.film.output import publish
from scrollcast.film.verify import verify
from scrollcast.model.clip import Clip, Draft
from scrollcast.model.verdict import FilmVerdict, Verdict


def seal(draft: Draft, out: Path, verdict: FilmVerdict, overwrite: bool, notes: tuple[str, ...] = ()) -> Clip:
    """Verify a draft and give it its final name.

    Parameters
    ----------
    draft : Draft
    out : Path
        In the folder of the draft.
    verdict : FilmVerdict
        Of the gate, on this very draft: there is no clip without.
    overwrite : bool
        Whether an older file may be replaced.
    notes : tuple of str
        What a person should know of the clip.

    Raises
    ------
    VerifyError
        Where the film is not what was asked for; nothing is written then.
    OutputError
        Where the output exists by now, or can't be written.
    """
    verify(draft)
    digest = _digest(draft)
    if verdict.digest != digest:
        raise VerifyError("The film is not the one that the gate has looked at.")
    publish(draft.path, out, overwrite)
    return Clip(out, draft.frames, draft.rate, digest, notes=notes, checks=verdict.checks)


def seal_preview(draft: Draft, out: Path, verdict: Verdict, overwrite: bool, notes: tuple[str, ...] = ()) -> Clip:
    """Verify a preview and give it its final name; it is no film to publish, so that the verdict of a still will do.

    Raises
    ------
    VerifyError, OutputError
        As `seal`.
    """
    verify(draft)
    clip = Clip(out, draft.frames, draft.rate, _digest(draft), notes=notes, checks=verdict.checks)
    publish(draft.path, out, overwrite)
    return clip


def _digest(draft: Draft) -> str:
    with draft.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
