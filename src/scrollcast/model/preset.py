"""A preset: how a body region is shown when nothing else is said."""

from dataclasses import dataclass
from fractions import Fraction

from scrollcast.model.geometry import Direction, Plane
from scrollcast.model.region import Region
from scrollcast.model.series import Modality
from scrollcast.model.window import Percentiles, Window


@dataclass(frozen=True, slots=True)
class Pause:
    """The quiz pause of an unprepared run: a question and think time in seconds."""

    ask: str
    think: int

    def __post_init__(self) -> None:
        if not 3 <= self.think <= 10:
            raise ValueError(f"think is 3 to 10 seconds, not {self.think}")


@dataclass(frozen=True, slots=True)
class Preset:
    """How a body region is shown when nothing else is said.

    Attributes
    ----------
    name : str
        As in ``--preset``.
    label : str
        In the header of the clip, such as ``CT ABDOMEN``.
    modality : Modality
    window : Window or Percentiles
    window_name : str
        In the header, such as ``Soft tissue``.
    directions : tuple of Direction
        Travel, one for each plane that matters; others go front to back, right to left, head to feet.
    title, hook : str
    pace : Fraction
        Speed through the body, mm/s.
    pause : Pause
    source : str
        Where the window comes from.
    regions : tuple of Region
        What it is for; empty where it fits any part.
    """

    name: str
    label: str
    modality: Modality
    window: Window | Percentiles
    window_name: str
    directions: tuple[Direction, ...]
    title: str
    hook: str
    pace: Fraction
    pause: Pause
    source: str
    regions: tuple[Region, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.pace <= 200:
            raise ValueError(f"pace is 1 to 200 mm/s, not {float(self.pace):g}")
        planes = [direction.plane for direction in self.directions]
        if len(set(planes)) < len(planes):
            raise ValueError("directions name two ways through the same plane")

    def direction(self, plane: Plane | None) -> Direction:
        """Travel through images of a plane."""
        usual = (Direction.HEAD_TO_FEET, Direction.FRONT_TO_BACK, Direction.RIGHT_TO_LEFT)
        return next(d for d in (*self.directions, *usual) if d.plane is (plane or Plane.AXIAL))
