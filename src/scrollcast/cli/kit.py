"""``scrollcast kit``: everything to post a clip, one folder a platform."""

from pathlib import Path

from scrollcast.cli import choices
from scrollcast.cli.asks import SAID, STACK, USUAL, asks
from scrollcast.cli.case import looked_at
from scrollcast.cli.console import tell_path
from scrollcast.cli.progress import watching
from scrollcast.model.settings import Settings


@asks(*STACK, *SAID, "length", "zone", "language", "fonts", "rate", "overwrite")
def kit(  # noqa: PLR0913, PLR0917 - typer makes an option of each parameter
    source: choices.Source,
    to: choices.Platforms,
    out: choices.KitFolder = Path("kit"),
    preset: choices.PresetName = None,
    settings: Settings = USUAL,
    master: choices.Master = False,
    show: choices.Show = False,
    quiet: choices.Quiet = False,
) -> None:
    """Make clip, subtitles, pictures and texts for some platforms, with a page to post them from. Uploads nothing."""
    looked_at(source, preset, settings)
    names = [name.strip() for name in to.split(",") if name.strip()]
    from scrollcast.publish.kit import kit as make  # noqa: PLC0415 - numpy, OpenCV and more, which --help does without

    with watching(quiet) as watch:
        made = make(source, names, out, preset, settings, watch, master=master)
    tell_path(made.path)
    if show:
        import webbrowser  # noqa: PLC0415

        webbrowser.open((made.path / "kit.html").absolute().as_uri())
