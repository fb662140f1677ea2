"""What a finished render says on stdout: the path of the clip alone, or one JSON object."""

import json
from typing import TYPE_CHECKING

from scrollcast.cli.console import tell, tell_path

if TYPE_CHECKING:
    from scrollcast.model.clip import Clip


def report(clip: "Clip", as_json: bool) -> None:
    """Tell where the clip is, and with `as_json` what is in it."""
    if not as_json:
        tell_path(clip.path)
        return
    facts = {
        "path": str(clip.path),
        "frames": clip.frames,
        "seconds": round(float(clip.rate.seconds(clip.frames)), 3),
        "skipped": clip.skipped,
        "sha256": clip.digest,
        "warnings": list(clip.notes),
    }
    tell(json.dumps(facts) + "\n")
