"""What a platform demands of a finished file: rules as data, each with a source and a date."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from.

    Attributes
    ----------
    says : str
        The page or document.
    checked : str
        Date, YYYY-MM-DD.
    """

    says: str
    checked: str


class Strictness(StrEnum):
    """How much a rule weighs: the platform refuses a file that breaks a hard one; a soft one is its advice."""

    HARD = "hard"
    SOFT = "soft"


class Measure(StrEnum):
    """What a rule can be about; all of it can be read from a finished file."""

    EDIT_LISTS = "edit-lists"
    INDEX_FIRST = "index-first"
    VIDEO_CODEC = "video-codec"
    PROFILE = "profile"
    LEVEL = "level"
    CHROMA = "chroma"
    COLOUR = "colour"
    KEY_INTERVAL = "key-interval"
    OPEN_GROUPS = "open-groups"
    FRAME_RATE = "frame-rate"
    CONSTANT_RATE = "constant-rate"
    START = "start"
    SECONDS = "seconds"
    LONG_SIDE = "long-side"
    SHORT_SIDE = "short-side"
    WIDTH = "width"
    PIXELS = "pixels"
    ASPECT = "aspect"
    BYTES = "bytes"
    VIDEO_BITRATE = "video-bitrate"
    AUDIO_CODEC = "audio-codec"
    SAMPLE_RATE = "sample-rate"
    CHANNELS = "channels"
    AUDIO_BITRATE = "audio-bitrate"
    LOUDNESS = "loudness"
    TRUE_PEAK = "true-peak"


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand.

    Attributes
    ----------
    name : str
        Its id; with ``-advised`` behind the measure where a platform advises more than it demands.
    severity : Strictness
    source : Source
    least, most : Fraction or None
        Of a number, inclusive.
    any_of : tuple of str
        Of a word; empty where a number is measured.

    Raises
    ------
    ValueError
        Where it demands nothing, or is about nothing that can be measured.
    """

    name: str
    severity: Strictness
    source: Source
    least: Fraction | None = None
    most: Fraction | None = None
    any_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.least is None and self.most is None) == (not self.any_of):
            raise ValueError(f"least, most or any-of has to say what the rule {self.name} demands")
        if self.name.removesuffix("-advised") not in set(Measure):
            raise ValueError(f"name {self.name} is nothing that can be measured")

    @property
    def measure(self) -> Measure:
        """What it is about."""
        return Measure(self.name.removesuffix("-advised"))

    def allows(self, value: Fraction | str) -> bool:
        """True where a measured value is as demanded."""
        if isinstance(value, str):
            return value in self.any_of
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def demand(self) -> str:
        """What it demands, for a person."""
        if self.any_of:
            return " or ".join(self.any_of)
        if self.least is None or self.most is None:
            bound = self.most if self.least is None else self.least
            return f"at {'most' if self.least is None else 'least'} {told(bound or Fraction(0))}"
        return told(self.least) if self.least == self.most else f"{told(self.least)} to {told(self.most)}"


def told(number: Fraction) -> str:
    """A number as people write it."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.3f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule, and what a file measures.

    Attributes
    ----------
    rule : Rule
    measured : str
        Empty where there is nothing to measure: silence has no loudness.
    kept : bool
        True where the rule is kept, or about nothing that the file has.
    """

    rule: Rule
    measured: str
    kept: bool

    @classmethod
    def of(cls, rule: Rule, value: Fraction | str | None) -> "Ruling":
        """Judge a measured value; None is nothing."""
        if value is None:
            return cls(rule, "", True)
        return cls(rule, value if isinstance(value, str) else told(value), rule.allows(value))
