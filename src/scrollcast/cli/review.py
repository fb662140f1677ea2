"""``scrollcast review``: one page of all that will be public, and a person's sign-off."""

from pathlib import Path

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.errors import UsageError
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, *SHOWN, "overwrite")
def review(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Reviewed,
    preset: choices.PresetName = None,
    out: choices.ReviewPage = None,
    clip: choices.SignedClip = None,
    reviewed_by: choices.Reviewer = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Write one offline page with every frame, text and check, for a person to look at; print its path.

    With --reviewed-by, record instead that this person has looked and signs for the clip as it is.
    """
    if reviewed_by is not None:
        from scrollcast.publish.signoff import sign_off  # noqa: PLC0415 - hashing and JSON, which --help does without

        tell_path(sign_off(_signed(source, clip), reviewed_by))
        return
    if not _is_clip(source):
        looked_at(source, preset, settings)
    from scrollcast.publish.review import review as write  # noqa: PLC0415 - numpy and more, which --help does without

    with watching(quiet) as watch:
        path = write(source, preset, out, settings, watch)
    tell_path(path)


def _signed(source: Path, clip: Path | None) -> Path:
    if clip is not None:
        return clip
    if not _is_clip(source):
        raise UsageError("A sign-off is for a clip: name it in place of the case, or with --clip.")
    return source


def _is_clip(source: Path) -> bool:
    return source.suffix.lower() == ".mp4"
