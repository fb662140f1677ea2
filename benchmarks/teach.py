"""Render a case, or the same film without what teaches: ``python -m benchmarks.teach CASE OUT [--plain]``.

Plain is the film slice by slice and frame by frame, without its marks, captions and quiz.
"""

import sys
from dataclasses import replace
from pathlib import Path

from scrollcast.film.encode import encode
from scrollcast.model.overlay import Answer, Caption, Mark, Question
from scrollcast.model.timeline import Timeline
from scrollcast.picture.compose import Composer
from scrollcast.rendering import plan

_TEACHES = (Mark, Caption, Question, Answer)


def plain(timeline: Timeline) -> Timeline:
    """The timeline without marks, captions and quiz."""
    return replace(timeline, cues=tuple(cue for cue in timeline.cues if not isinstance(cue.overlay, _TEACHES)))


if __name__ == "__main__":
    case, out, *rest = sys.argv[1:]
    film = plan(case)
    shown = plain(film.timeline) if rest == ["--plain"] else film.timeline
    composer = Composer(film.cleared, shown, film.layout)
    composer.rehearse()
    with encode(composer.frames(), film.reel, Path(out)):
        pass
    print(film.timeline.frames)
