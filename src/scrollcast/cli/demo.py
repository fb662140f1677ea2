"""``scrollcast demo``: a clip from a synthetic series; no data needed."""

from scrollcast.cli import choices
from scrollcast.cli.progress import watching
from scrollcast.cli.report import report
from scrollcast.model.settings import Settings


def demo(
    out: choices.Out = None,
    keep: choices.Keep = None,
    overwrite: choices.Overwrite = False,
    quiet: choices.Quiet = False,
    as_json: choices.Json = False,
) -> None:
    """Make a synthetic CT of an abdomen and render it; no data needed."""
    from scrollcast.rendering import demo as make  # noqa: PLC0415 - numpy, OpenCV and pydicom, which --help does without

    with watching(quiet) as watch:
        clip = make(out, keep, Settings(overwrite=overwrite), watch)
    report(clip, as_json)
