"""``scrollcast still``: one frame of a clip as a picture."""

from fractions import Fraction

from scrollcast.cli import choices
from scrollcast.cli.asks import CLEARED, SAID, SHOWN, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.errors import UsageError
from scrollcast.model.settings import Settings


@asks(*STACK, *CLEARED, *SAID, *SHOWN, "guides", "overwrite")
def still(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    preset: choices.PresetName = None,
    at: choices.At = None,
    beat: choices.BeatName = None,
    out: choices.Picture = None,
    settings: Settings = USUAL,
    quiet: choices.Quiet = False,
) -> None:
    """Draw one frame of the clip as a PNG, and print its path."""
    when: Fraction | str | None = beat if at is None else at
    if when is None or (at is not None and beat is not None):
        raise UsageError("Say which frame: --at with a time such as 7.2s, or --beat with a beat such as reveal.")
    looked_at(source, preset, settings)
    from scrollcast.rendering import still as draw  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        path = draw(source, preset, when, out, settings, watch)
    tell_path(path)
