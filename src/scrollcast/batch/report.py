"""What is told of a batch when it has ended: JSON for programs, JUnit XML for CI, and a page for people."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from scrollcast import __version__
from scrollcast.batch.places import deliver, is_url, joined
from scrollcast.batch.scratch import scratch
from scrollcast.batch.task import CLIP, Outcome, State
from scrollcast.errors import BatchError, InputError
from scrollcast.model.review import State as Review
from scrollcast.publish.page import page
from scrollcast.publish.signoff import review_of

PAGE, FACTS, SUITE = "report.html", "report.json", "report.xml"
MOST_POSTERS = 5_000  # 12 KB each: what a browser still opens
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Ending:
    """How a batch has ended.

    Attributes
    ----------
    out : str
        Path or URL of the folder of the clips.
    outcomes : tuple of Outcome
        In the order in which the cases were given.
    wall : float
        Seconds.
    """

    out: str
    outcomes: tuple[Outcome, ...]
    wall: float

    @property
    def code(self) -> int:
        """0 where every clip is there, otherwise that of a batch in which some failed."""
        return 0 if all(each.made for each in self.outcomes) else BatchError.exit_code

    @property
    def counts(self) -> dict[str, int]:
        """How many ended in each way."""
        return {str(state): self.count(state) for state in State}

    @property
    def page(self) -> str:
        """Where the page is that tells of it."""
        return joined(self.out, PAGE)

    def count(self, *states: State) -> int:
        """How many ended so."""
        return sum(each.state in states for each in self.outcomes)


def write_reports(ending: Ending) -> None:
    """Write all three beside the clips, over those of an earlier run.

    Raises
    ------
    OutputError
        Where they can't be written.
    """
    told = [_told(each, ending.out) for each in ending.outcomes]
    contents = {FACTS: _facts(ending, told), SUITE: _suite(ending), PAGE: _page(ending, told)}
    with scratch() as folder:
        for name, content in contents.items():
            file = folder / name
            file.write_bytes(content)
            deliver(file, joined(ending.out, name), overwrite=True)


def _told(outcome: Outcome, out: str) -> dict[str, object]:
    """All that is known of a case, plainly."""
    made = outcome.made
    clip = None if made is None else f"{outcome.name}{CLIP}"
    return {
        "name": outcome.name,
        "state": outcome.state,
        "exit_code": outcome.code,
        "sentence": outcome.sentence,
        "clip": clip,
        "sha256": made and made.digest,
        "bytes": made and made.size,
        "seconds": made and round(made.seconds, 3),
        "notes": list(made.notes) if made else [],
        "review": None if clip is None else _review(joined(out, clip)),
        "wall": round(outcome.wall, 2),
        "cpu": round(outcome.cpu, 2),
        "read": outcome.read,
    }


def _review(clip: str) -> Review:
    """Whether a person has signed for a clip; nobody has where it lies in a store: records are made beside files."""
    if is_url(clip):
        return Review.MISSING
    try:
        return review_of(Path(clip)).state
    except InputError:
        return Review.MISSING


def _facts(ending: Ending, told: Sequence[dict[str, object]]) -> bytes:
    whole = {
        "schema": _SCHEMA,
        "scrollcast": __version__,
        "exit_code": ending.code,
        "wall": round(ending.wall, 2),
        "counts": ending.counts,
        "cases": told,
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def _suite(ending: Ending) -> bytes:
    counts = {
        "tests": len(ending.outcomes),
        "failures": ending.count(State.REFUSED, State.FAILED),
        "errors": 0,
        "skipped": ending.count(State.LEFT),
    }
    suite = Xml.Element("testsuite", {"name": "scrollcast batch", **{key: str(count) for key, count in counts.items()}})
    suite.set("time", f"{ending.wall:.3f}")
    for each in ending.outcomes:
        case = Xml.SubElement(suite, "testcase", classname="scrollcast", name=each.name, time=f"{each.wall:.3f}")
        if each.state is State.LEFT:
            Xml.SubElement(case, "skipped", message="interrupted")
        elif each.made is None:
            Xml.SubElement(case, "failure", message=each.sentence, type=f"{each.state}, exit code {each.code}")
    Xml.indent(suite)
    return bytes(Xml.tostring(suite, encoding="utf-8", xml_declaration=True))


def _page(ending: Ending, told: Sequence[dict[str, object]]) -> bytes:
    posters = (each.made.poster if each.made else b"" for each in ending.outcomes[:MOST_POSTERS])
    cases = [{**one, "poster": b64encode(poster).decode()} for one, poster in zip(told, posters, strict=False)]
    cases += [{**one, "poster": ""} for one in told[MOST_POSTERS:]]
    return page("scrollcast batch", "batch", ["batch"], {"cases": cases, "wall": round(ending.wall)})
