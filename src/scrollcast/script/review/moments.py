"""Which beat a frame belongs to, when a beat begins, and when a mark shows."""

from fractions import Fraction

from scrollcast.model.overlay import Mark
from scrollcast.model.timeline import Cue
from scrollcast.script.screenplay import Screenplay


def beat_at(play: Screenplay, frame: int) -> int:
    """Number of the beat that a frame belongs to."""
    both = zip(play.legs, play.timeline.shots, strict=True)
    return next(leg.beat for leg, shot in both if frame in shot.span)


def begins(play: Screenplay, beat: int) -> Fraction | None:
    """When a beat begins, in seconds; None where it takes no time."""
    both = zip(play.legs, play.timeline.shots, strict=True)
    starts = (play.timeline.rate.seconds(shot.span.start) for leg, shot in both if leg.beat == beat)
    return next(starts, None)


def showings(play: Screenplay, name: str) -> list[Cue]:
    """When a mark shows, in order of time."""
    cues = (cue for cue in play.timeline.cues if isinstance(cue.overlay, Mark) and cue.overlay.name == name)
    return sorted(cues, key=lambda cue: cue.span)
