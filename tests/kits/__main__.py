"""Make the kits of all example cases for all eight platforms, in full, and look for what is wrong with them.

``python tests/kits [FOLDER]``, after ``python examples/series.py``; the kits stay in the folder where one is given.
"""

import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from builders.kit_faults import PLATFORMS, kit_faults, read_stills
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.publish.kit import kit

_EXAMPLES = Path(__file__).parents[2] / "examples"
_QUICK = Settings(rate=Rate(Fraction(24)))  # the slowest that all of them take
_ANSWERS = {
    "ct-abdomen-quiz": ("Liver", "low-density", "26 mm", "40 HU"),
    "mr-lesion": ("Haemangioma", "light-bulb sign", "as bright as fluid"),
    "window-tour": (),
}
_OPTIONS = {"Liver"}  # stands on the picture of the question, beside the wrong ones


def main(out: Path) -> int:
    """Make and check each: the number of faults."""
    faults = 0
    for name, answers in _ANSWERS.items():
        begun = time.monotonic()
        made = kit(_EXAMPLES / name / "case.yaml", PLATFORMS, out / name, None, _QUICK)
        found = kit_faults(made.path, answers)
        read = read_stills(made.path).casefold() if answers else ""
        found += [f"a picture shows {word!r}" for word in answers if word not in _OPTIONS and word.casefold() in read]
        print(
            f"{name}: {len(made.folders)} platforms in {time.monotonic() - begun:.0f} s", *found, sep="\n  ", flush=True
        )
        faults += len(found)
    return faults


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])) > 0)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(Path(folder)) > 0)
