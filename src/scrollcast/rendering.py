"""The straight line from a case or a source to a clip, and its short form, the still."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from scrollcast.authored.brief import Brief, brief
from scrollcast.authored.platforms import USUAL, load_platform
from scrollcast.clearing import clear, intent_of
from scrollcast.dicom.readers import Readers
from scrollcast.enclosed import opened, search_bumpers, sounding
from scrollcast.errors import UsageError
from scrollcast.film.encode import encode
from scrollcast.film.ffmpeg import QUALITIES, Reel
from scrollcast.film.output import settle_name, write_picture
from scrollcast.film.seal import seal
from scrollcast.film.search import heeded, search_draft
from scrollcast.model.canvas import Canvas
from scrollcast.model.case import Case, Length
from scrollcast.model.clip import Clip
from scrollcast.model.layout import Layout
from scrollcast.model.platform import Platform, ZoneName
from scrollcast.model.preset import Preset
from scrollcast.model.settings import Settings
from scrollcast.model.timeline import Timeline
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.picture.compose import Composer
from scrollcast.picture.guides import draw_guides
from scrollcast.picture.layout import lay_out
from scrollcast.privacy.clearance import Clearance
from scrollcast.raster.png import png
from scrollcast.raster.resize import resized
from scrollcast.script.blind import blind
from scrollcast.script.echo import echo, telling
from scrollcast.script.screenplay import Screenplay, write
from scrollcast.script.unprepared import unprepared

_DEMO_PRESET = "ct-abdomen"
_USUAL = Settings()


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A film that only has to be drawn.

    Attributes
    ----------
    brief : Brief
        What was asked for.
    clearance : Clearance
        What may be drawn, and whether it may be published.
    screenplay : Screenplay
    layout : Layout
    platform : Platform
    """

    brief: Brief
    clearance: Clearance
    screenplay: Screenplay
    layout: Layout
    platform: Platform

    @property
    def cleared(self) -> ClearedVolume:
        """The pixels that may be drawn, and their facts."""
        return self.clearance.cleared

    @property
    def timeline(self) -> Timeline:
        """What each frame shows."""
        return self.screenplay.timeline

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know: of the case, of its images, of the film, and what each anchor resolved to."""
        told = self.brief.authored.notes if self.brief.authored is not None else ()
        return (*told, *self.cleared.facts.notes, *self.timeline.notes, *echo(self.screenplay))

    @property
    def reel(self) -> Reel:
        """Size, rate and number of its frames."""
        return Reel(*self.platform.film, self.timeline.rate, self.timeline.frames)

    def frame(self, at: Fraction | str) -> int:
        """Number of the frame at a time, or that shows most of a beat.

        Parameters
        ----------
        at : Fraction or str
            Seconds from the start; or the word of a beat (its first one), or its number from 1.

        Raises
        ------
        UsageError
            Where the clip has no such time or beat.
        """
        if isinstance(at, str):
            return telling(self.screenplay, at)
        frame = int(at * self.timeline.rate.fps)
        if not 0 <= frame < self.timeline.frames:
            length = float(self.timeline.rate.seconds(self.timeline.frames))
            raise UsageError(f"The clip is {length:.1f} s long; there is no frame at {float(at):g} s.")
        return frame


def plan(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    settings: Settings = _USUAL,
    case: Case | None = None,
) -> Film:
    """Do all that comes before drawing: read, order, clear, write the screenplay, lay out.

    Parameters
    ----------
    source : path
        A case file; or the images: a folder with the slices of a series, an archive, or one file.
    preset : Preset, path, str or None
        A preset, the path of a preset file, or the name of a shipped one. None takes the one of the case file.
    settings : Settings
        They override the case file.
    case : Case or None
        A case built by a program. None, without a case file, shows the unprepared run: scroll, pause, scroll on.

    Raises
    ------
    UsageError, InputError, PrivacyRefusal
        See `scrollcast.errors`; nothing has been written then.
    """
    readers = Readers.start()
    return film_of(brief(source, preset, settings, case), readers)


def film_of(asked: Brief, readers: Readers, out: Path | None = None) -> Film:
    """`plan`, with the brief settled, the readers, which end here, started early, and the name that is meant for it."""
    asked = opened(asked)
    clearance = clear(asked.source, asked.preset.modality, intent_of(asked, out), asked.settings, readers)
    search_bumpers(asked.case, clearance)
    return film_for(load_platform(asked.settings.platform or USUAL), asked, clearance)


def film_for(platform: Platform, asked: Brief, clearance: Clearance) -> Film:
    """The film of what was cleared, as long as a platform takes it and laid out for it.

    Raises
    ------
    UsageError
        Where the case does not fit.
    """
    facts, settings = clearance.cleared.facts, asked.settings
    written = asked.case or unprepared(facts, asked.preset, settings)
    screenplay = write(facts, blind(written) if settings.blind else written, asked.preset, platform)
    layout = lay_out(platform, facts, settings.zone or ZoneName.ORGANIC, settings.fonts)
    return Film(asked, clearance, screenplay, layout, platform)


def render(
    source: Path | str,
    preset: Preset | Path | str | None = None,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Clip:
    """Render a series as a vertical clip.

    Parameters
    ----------
    source, preset
        As for `plan`.
    out : path or None
        An ``.mp4``; None takes the preset's name in the current folder, with a number where that is taken: the name of
        a case or of a source may tell what is to be found out, or of whom.
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
    asked = brief(source, preset, settings)
    target = settle_name(out, asked.preset.name, ".mp4", settings.overwrite)
    told.stage("Reading", 0)
    return shoot(film_of(asked, readers, target), target, settings, told)


def still(  # noqa: PLR0913, PLR0917 - as `render`, and when
    source: Path | str,
    preset: Preset | Path | str | None,
    at: Fraction | str,
    out: Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
) -> Path:
    """Write one frame of the clip as a PNG.

    Parameters
    ----------
    source, preset
        As for `plan`.
    at : Fraction or str
        Seconds from the start, or a beat: see `Film.frame`.
    out : path or None
        A ``.png``; None takes the preset's name in the current folder.
    settings : Settings
        `guides` draws the safe zone over the frame.
    watch : Watch or None

    Raises
    ------
    UsageError
        Where the clip has no such time or beat; for the rest see `render`.
    """
    told = watch or Unwatched()
    readers = Readers.start()
    asked = brief(source, preset, settings)
    target = settle_name(out, asked.preset.name, ".png", settings.overwrite)
    told.stage("Reading", 0)
    film = film_of(asked, readers, target)
    for note in film.notes:
        told.note(note)
    canvas = Composer(film.cleared, film.timeline, film.layout).compose(film.timeline.at(film.frame(at)))
    if settings.guides:
        draw_guides(canvas, film.layout.zone)
    write_picture(target, png(canvas), film.clearance.verdict(), settings.overwrite)
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
    from scrollcast.demo.case import demo_case  # noqa: PLC0415 - the phantom takes 0.1 s that no render should pay
    from scrollcast.demo.series import write_demo  # noqa: PLC0415

    told = watch or Unwatched()
    target = settle_name(out, "demo", ".mp4", settings.overwrite)
    case = demo_case(settings.length or Length.S30, settings.rate)
    told.stage("Making the synthetic series", 0)
    with TemporaryDirectory(prefix="scrollcast-demo-") as folder:
        series = Path(folder if keep is None else keep)
        write_demo(series)
        told.stage("Reading", 0)
        film = plan(series, _DEMO_PRESET, settings, case)
    return shoot(film, target, settings, told)


def drawn(film: Film, composer: Composer) -> Iterator[Canvas]:
    """The frames of a film, in the size of its platform; each is the same canvas again: take it before the next."""
    width, height = film.platform.film
    whole = composer.frames()
    return whole if width == film.layout.width else resized(whole, width, height)


def shoot(film: Film, target: Path, settings: Settings, watch: Watch, *, more: bool = False) -> Clip:
    """Draw, encode and seal a film, with more of the same slices to follow or not. Raises as `render`."""
    for note in film.notes:
        watch.note(note)
    composer = Composer(film.cleared, film.timeline, film.layout)
    composer.rehearse()
    watch.stage("Encoding", film.reel.frames)
    with sounding(film.brief, film.screenplay, film.reel) as whole:
        for crf in QUALITIES:
            reel = replace(whole, crf=crf)
            with encode(heeded(drawn(film, composer), film.clearance), reel, target, watch.advance) as draft:
                size, most = draft.path.stat().st_size, film.platform.most_bytes
                if most is not None and size > most and crf != QUALITIES[-1]:
                    watch.note(f"{film.platform.called} takes {most:,} bytes; {size:,} are too many: encoding again.")
                    continue
                verdict = search_draft(draft, film.timeline, composer.ink, film.clearance, more=more)
                clip = seal(draft, target, verdict, settings.overwrite, film.notes)
                break
    return replace(clip, skipped=film.timeline.skipped)
