"""Where a film itself begins and ends: behind its intro, and before its outro."""

from scrollcast.model.overlay import Insert
from scrollcast.model.timeline import Timeline
from scrollcast.model.timing import Span


def opening(timeline: Timeline) -> int:
    """The first frame behind an intro; 0 without one."""
    return own(timeline).start


def own(timeline: Timeline) -> Span:
    """The frames that are no bumper."""
    inserts = [cue.span for cue in timeline.cues if isinstance(cue.overlay, Insert)]
    start = max((span.stop for span in inserts if span.start == 0), default=0)
    return Span(start, min((span.start for span in inserts if span.start), default=timeline.frames))
