"""The straight line from a source to a clip, and its short form, the still."""

from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from scrollcast.authored.platforms import load_platform
from scrollcast.authored.presets import load_preset
from scrollcast.demo.case import demo_case
from scrollcast.demo.series import write_demo
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import UsageError
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import Reel
from scrollcast.film.output import claim, part, publish
from scrollcast.film.seal import seal
from scrollcast.model.case import Case, Length
from scrollcast.model.clip import Clip
from scrollcast.model.layout import Layout
from scrollcast.model.platform import ZoneName
from scrollcast.model.preset import Preset
from scrollcast.model.series import Modality
from scrollcast.model.settings import Settings
from scrollcast.model.timeline import Timeline
from scrollcast.model.volume import ClearedVolume
from scrollcast.picture.compose import Composer, frames, rehearse
from scrollcast.picture.guides import draw_guides
from scrollcast.picture.layout import lay_out
from scrollcast.privacy.gate import gate
from scrollcast.raster.png import png
from scrollcast.script.screenplay import script
from scrollcast.script.texts import texts
from scrollcast.script.unprepared import unprepared

_DEMO_PRESET = "ct-abdomen"
_USUAL = Settings()


class Watch(Protocol):
    """Someone who is told how far a render is."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins, of so many steps; 0 where nobody knows."""

    def advance(self, done: int) -> None:
        """So many steps of the stage are done."""

    def note(self, text: str) -> None:
        """Something that a person should know."""


class Unwatched:
    """Nobody is told anything."""

    def stage(self, name: str, total: int) -> None:
        """Say nothing."""

    def advance(self, done: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A film that only has to be drawn.

    Attributes
    ----------
    cleared : ClearedVolume
    timeline : Timeline
    layout : Layout
    """

    cleared: ClearedVolume
    timeline: Timeline
    layout: Layout

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know: of the source, then of the film."""
        return (*self.cleared.facts.notes, *self.timeline.notes)

    @property
    def reel(self) -> Reel:
        """Size, rate and number of its frames."""
        return Reel(self.layout.width, self.layout.height, self.timeline.rate, self.timeline.frames)


def plan(
    source: Path | str,
    preset: Preset | Path | str,
    settings: Settings = _USUAL,
    case: Case | None = None,
    readers: Readers | None = None,
) -> Film:
    """Do all that comes before drawing: read, order, clear, write the screenplay, lay out.

    Parameters
    ----------
    source : path
        A folder with the slices of a series, or one file.
    preset : Preset, path or str
        A preset, the path of a preset file, or the name of a shipped one.
    settings : Settings
    case : Case or None
        None shows the unprepared run: scroll, pause, scroll on.
    readers : Readers or None
        Reader processes that were started early.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal
        See `scrollcast.errors`; nothing has been written then.
    """
    with closing(readers or Readers.start()) as reading:
        chosen = preset if isinstance(preset, Preset) else load_preset(preset)
        cleared = clear(source, chosen.modality, texts(chosen, settings, case), settings, reading)
    platform = load_platform("vertical")
    written = case or unprepared(cleared.facts, chosen, settings)
    timeline = script(cleared.facts, written, chosen, platform)
    return Film(cleared, timeline, lay_out(platform, cleared.facts, settings.zone or ZoneName.ORGANIC, settings.fonts))


def clear(
    source: Path | str,
    modality: Modality | None,
    words: tuple[str, ...],
    settings: Settings = _USUAL,
    readers: Readers | None = None,
) -> ClearedVolume:
    """Read a series, order it and take it through the gate.

    Parameters
    ----------
    source : path
        A folder with the slices of a series, or one file.
    modality : Modality or None
        What the series has to be; None takes any.
    words : tuple of str
        Everything that will be said beside the pixels.
    settings : Settings
        Which series.
    readers : Readers or None
        Reader processes that were started early; they end here.

    Raises
    ------
    SelectionError, InputError, PrivacyRefusal
        See `scrollcast.errors`.
    """
    with closing(readers or Readers.start()) as reading:
        series, identifiers = read(find(Path(source), reading).pick(settings.series, modality))
    return gate(order(series), identifiers, words)


def render(
    source: Path | str,
    preset: Preset | Path | str,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Clip:
    """Render a series as a vertical clip.

    Parameters
    ----------
    source : path
        A folder with the slices of a series, or one file.
    preset : Preset, path or str
        A preset, the path of a preset file, or the name of a shipped one.
    out : path or None
        An ``.mp4``; None takes the preset's name in the current folder, with a number where that is taken.
    settings : Settings
    watch : Watch or None

    Returns
    -------
    Clip
        Verified, under its final name.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal, FilmError, OutputError, MissingDependencyError
        See `scrollcast.errors`. Nothing is left behind then, and an older output is untouched.
    """
    told = watch or Unwatched()
    readers = Readers.start()
    chosen = preset if isinstance(preset, Preset) else load_preset(preset)
    target = _target(out, chosen.name, ".mp4", settings)
    told.stage("Reading", 0)
    return _shoot(plan(source, chosen, settings, readers=readers), target, settings, told)


def still(
    source: Path | str,
    preset: Preset | Path | str,
    at: Fraction,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
) -> Path:
    """Write one frame of the clip as a PNG.

    Parameters
    ----------
    source, preset
        As for `render`.
    at : Fraction
        Seconds from the start.
    out : path or None
        A ``.png``; None takes the preset's name in the current folder.
    settings : Settings
        `guides` draws the safe zone over the frame.

    Raises
    ------
    UsageError
        Where the clip is over by then; for the rest see `render`.
    """
    readers = Readers.start()
    chosen = preset if isinstance(preset, Preset) else load_preset(preset)
    target = _target(out, chosen.name, ".png", settings)
    film = plan(source, chosen, settings, readers=readers)
    timeline = film.timeline
    frame = int(at * timeline.rate.fps)
    if not 0 <= frame < timeline.frames:
        length = float(timeline.rate.seconds(timeline.frames))
        raise UsageError(f"The clip is {length:.1f} s long; there is no frame at {float(at):g} s.")
    canvas = Composer(film.cleared, timeline, film.layout).compose(timeline.at(frame))
    if settings.guides:
        draw_guides(canvas, film.layout.zone)
    with part(target) as path:
        path.write_bytes(png(canvas))
        publish(path, target, settings.overwrite)
    return target


def demo(
    out: Path | str | None = None,
    keep: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Clip:
    """Render the synthetic abdomen, which needs no data, as a quiz with a reveal.

    Parameters
    ----------
    out : path or None
        An ``.mp4``; None is ``demo.mp4`` in the current folder, with a number where that is taken.
    keep : path or None
        A folder for the synthetic DICOM files; None keeps none.
    settings : Settings
        Length, rate, zone and overwrite count.
    watch : Watch or None

    Raises
    ------
    OutputError, FilmError, MissingDependencyError
        See `render`.
    """
    told = watch or Unwatched()
    target = _target(out, "demo", ".mp4", settings)
    case = demo_case(settings.length or Length.S30, settings.rate)
    told.stage("Making the synthetic series", 0)
    with TemporaryDirectory(prefix="scrollcast-demo-") as folder:
        series = Path(folder if keep is None else keep)
        write_demo(series)
        told.stage("Reading", 0)
        film = plan(series, _DEMO_PRESET, settings, case)
    return _shoot(film, target, settings, told)


def _shoot(film: Film, target: Path, settings: Settings, watch: Watch) -> Clip:
    for note in film.notes:
        watch.note(note)
    rehearse(film.cleared, film.timeline, film.layout)
    watch.stage("Encoding", film.reel.frames)
    drawn = frames(film.cleared, film.timeline, film.layout)
    with encode(drawn, film.reel, target, watch.advance) as draft:
        clip = seal(draft, target, settings.overwrite, film.notes)
    return replace(clip, skipped=film.timeline.skipped)


def _target(out: Path | str | None, name: str, suffix: str, settings: Settings) -> Path:
    """Where the output goes; checked before any work goes into it."""
    if out is None:
        numbered = (Path(f"{name}{suffix}" if n == 1 else f"{name}-{n}{suffix}") for n in count(1))
        target = next(path for path in numbered if settings.overwrite or not path.exists())
    else:
        target = Path(out)
        if target.suffix.lower() != suffix:
            raise UsageError(f"The output is written as {suffix}; give it a name that ends so.")
    claim(target, settings.overwrite)
    return target
