"""``kit``: a clip with everything to post it, one folder a platform; uploading is the person's act."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from scrollcast.authored.brief import brief
from scrollcast.authored.platforms import load_platform
from scrollcast.dicom.readers import Readers
from scrollcast.errors import UsageError, VerifyError
from scrollcast.film.folder import claim_folder, share, whole_folder
from scrollcast.film.measures import measures
from scrollcast.film.output import write_picture, write_text
from scrollcast.model.authored import Post
from scrollcast.model.clip import Clip
from scrollcast.model.platform import Platform
from scrollcast.model.preset import Preset
from scrollcast.model.review import Review
from scrollcast.model.rule import Measure, Ruling
from scrollcast.model.settings import Settings
from scrollcast.model.watch import Unwatched, Watch
from scrollcast.publish.alt import alt_of_clip
from scrollcast.publish.edit import write_masters
from scrollcast.publish.gallery import Gallery, hang
from scrollcast.publish.post import Posting, keep_secret, posting
from scrollcast.publish.share import Share, shares
from scrollcast.publish.signoff import record_of, review_of
from scrollcast.publish.subtitles import srt, subtitles, vtt
from scrollcast.publish.verify import judge, refused
from scrollcast.rendering import Film, film_of, shoot
from scrollcast.script.bumpers import opening

SIGN = "kit.json"
CLIP = "clip.mp4"
_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Folder:
    """What a platform gets.

    Attributes
    ----------
    platform : Platform
    clip : Clip
        Its path is that in the folder.
    stills : dict of str to str
        Names of the pictures in the folder, in the order of upload, each with its alt text.
    posting : Posting
    described : str
        The clip in words, for those who do not see it.
    rulings : tuple of Ruling
    review : Review
    opens : Fraction
        Second at which the film itself begins, behind its intro.
    """

    platform: Platform
    clip: Clip
    stills: dict[str, str]
    posting: Posting
    described: str
    rulings: tuple[Ruling, ...]
    review: Review
    opens: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Kit:
    """All that was made.

    Attributes
    ----------
    path : Path
    title, language : str
    folders : tuple of Folder
    warnings : tuple of str
        What was cut, and which advice is not followed.
    """

    path: Path
    title: str
    language: str
    folders: tuple[Folder, ...]
    warnings: tuple[str, ...]


def kit(  # noqa: PLR0913, PLR0917 - as `render`, and for whom
    source: Path | str,
    to: Sequence[str],
    out: Path | str,
    preset: Preset | Path | str | None = None,
    settings: Settings = _USUAL,
    watch: Watch | None = None,
    *,
    master: bool = False,
) -> Kit:
    """Make everything that is posted on some platforms: clip, subtitles, pictures, texts, and a page to work from.

    Parameters
    ----------
    source, preset
        As for `plan`.
    to : sequence of str
        Names of platforms.
    out : path
        A folder; it appears when all in it is whole.
    settings : Settings
        `overwrite` replaces an older kit.
    watch : Watch or None
    master : bool
        Whether there are files for those who edit on: near-lossless, without words, the words with alpha.

    Raises
    ------
    UsageError
        Where a text tells the answer before it is asked; for the rest see `render`.
    VerifyError
        Where a platform would refuse the clip.
    """
    told, target = watch or Unwatched(), Path(out)
    platforms = [load_platform(name) for name in dict.fromkeys(to)]
    if not platforms:
        raise UsageError("Say for which platforms the kit is, such as --to tiktok,instagram,x.")
    readers = Readers.start()
    asked = brief(source, preset, replace(settings, platform=None))
    if asked.case is not None:
        keep_secret(asked.case, asked.authored.post if asked.authored is not None else Post())
    claim_folder(target, SIGN, settings.overwrite)
    told.stage("Reading", 0)
    film = film_of(asked, readers, target)
    for platform in platforms:  # what is known before a frame is drawn
        _refuse(judge({Measure.FRAME_RATE: film.timeline.rate.fps}, platform), platform)
    with whole_folder(target, SIGN, settings.overwrite) as work:
        made, films = _Maker(film, work, settings, _Once(told)), shares(platforms, film.brief, film.clearance)
        folders = tuple(folder for each in films for folder in made.fill(each, more=each is not films[-1]))
        ordered = tuple(sorted(folders, key=lambda folder: platforms.index(_known(folder, platforms))))
        signed = tuple(reviewed(folder, target, work) for folder in ordered)
        case = film.screenplay.material.case
        whole = Kit(target, case.title, case.language, signed, tuple(_warnings(signed)))
        if master:
            (work / "master").mkdir()
            write_masters(film, work / "master", told)
        _write_pages(whole, work, film)
    for warning in whole.warnings:
        told.note(warning)
    return whole


class _Once:
    """Says each note once, however many films have it."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._said = watch, set[str]()
        self.stage, self.advance = watch.stage, watch.advance

    def note(self, text: str) -> None:
        """Say a note, unless it was said."""
        if text not in self._said:
            self._said.add(text)
            self._watch.note(text)


class _Maker:
    """Fills the folders of a kit in a place of work."""

    def __init__(self, film: Film, work: Path, settings: Settings, watch: Watch) -> None:
        self._film, self._work, self._watch = film, work, watch
        self._settings = replace(settings, overwrite=False)
        self._gallery: Gallery | None = None

    def fill(self, shared: Share, *, more: bool) -> Iterator[Folder]:
        """Render a film once, and fill a folder for each platform that gets it; more films may follow."""
        clip: Clip | None = None
        for platform in shared.platforms:
            place = self._work / platform.name
            place.mkdir()
            path = place / CLIP
            if clip is None:
                clip = shoot(shared.film, path, self._settings, self._watch, more=more)
                found = measures(clip.path)
            else:
                share(clip.path, path)
            rulings = judge(found, platform)
            _refuse(rulings, platform)
            yield self._folder(shared.film, platform, replace(clip, path=path), rulings)

    def _folder(self, film: Film, platform: Platform, clip: Clip, rulings: tuple[Ruling, ...]) -> Folder:
        case, authored = film.screenplay.material.case, film.brief.authored
        text = posting(case, Post() if authored is None else authored.post, platform)
        place = clip.path.parent
        said = subtitles(film.timeline)
        write_text(place / f"clip.{case.language}.srt", srt(said), overwrite=False)
        write_text(place / f"clip.{case.language}.vtt", vtt(said), overwrite=False)
        for name, words in _texts(text):
            write_text(place / f"{name}.txt", words + "\n", overwrite=False)
        stills = self._hung.stills(platform, text)
        for name, picture in stills.items():
            picture.write(place / name)
        alts = {name: picture.alt for name, picture in stills.items()}
        opens = clip.rate.seconds(opening(film.timeline))
        return Folder(platform, clip, alts, text, alt_of_clip(film), rulings, review_of(clip.path), opens)

    @property
    def _hung(self) -> Gallery:
        """The pictures, drawn once, when the verdict on the slices is in anyway."""
        if self._gallery is None:
            self._gallery = hang(self._film, self._work, self._watch)
        return self._gallery


def _texts(text: Posting) -> Iterator[tuple[str, str]]:
    """Each text to copy, by the name of its file."""
    yield "caption", text.caption
    if text.title:
        yield "title", text.title
    if text.poll is not None:
        yield "poll", "\n".join((text.poll.question, *text.poll.options))
    for number, piece in enumerate(text.thread, 1):
        yield f"thread-{number}", piece.text


def _refuse(rulings: tuple[Ruling, ...], platform: Platform) -> None:
    for ruling in refused(rulings):
        rule = ruling.rule
        raise VerifyError(
            f"{platform.called} would refuse the clip: {rule.name} is {ruling.measured}, and {rule.demand} is asked "
            f"for ({rule.source.says}); nothing was written."
        )


def _known(folder: Folder, platforms: Sequence[Platform]) -> Platform:
    return next(platform for platform in platforms if platform.name == folder.platform.name)


def reviewed(folder: Folder, older: Path, work: Path) -> Folder:
    """A folder with the sign-off of the same bytes, where a person has given one to the kit that this one replaces."""
    for clip in sorted(older.glob(f"*/{CLIP}")):
        review = review_of(clip)
        if review.ready and review.digest == folder.clip.digest:
            path = work / folder.platform.name / CLIP
            shutil.copyfile(record_of(clip), record_of(path))
            return replace(folder, review=review_of(path))
    return folder


def _warnings(folders: Sequence[Folder]) -> Iterator[str]:
    for folder in folders:
        yield from folder.posting.warnings
        for ruling in folder.rulings:
            if not ruling.kept:
                rule = ruling.rule
                yield f"{folder.platform.called} advises {rule.demand} for {rule.name}; the clip has {ruling.measured}."


def _write_pages(whole: Kit, work: Path, film: Film) -> None:
    from scrollcast.publish.worksheet import manifest, post_page, worksheet  # noqa: PLC0415 - they know what a Kit is

    write_text(work / SIGN, manifest(whole, work), overwrite=False)
    write_text(work / "POST.md", worksheet(whole), overwrite=False)
    write_picture(work / "kit.html", post_page(whole), film.clearance.verdict(), overwrite=False)
