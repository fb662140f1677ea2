"""What comes with a case beside its images: voices, music and bumpers, opened before the film is planned.

Bumpers are looked at by the gate before anything is drawn, and all sound is mixed before the film is encoded.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scrollcast.authored.brief import Brief
from scrollcast.film.ffmpeg import Reel
from scrollcast.film.listen import seconds
from scrollcast.film.search import clip_pictures
from scrollcast.model.authored import Heard, Sound
from scrollcast.model.case import Beat, Case
from scrollcast.model.footage import Bumper
from scrollcast.privacy.clearance import Clearance
from scrollcast.script.bumpers import opening
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.table import spans


def opened(asked: Brief) -> Brief:
    """A brief in which each voice and each bumper says how long it is; every sound of the case was decoded once.

    Raises
    ------
    UnreadableError
        Where a file is missing, corrupt, empty or too long.
    """
    sound = _sound(asked)
    for path in (sound.narration, sound.music):
        if path is not None:
            seconds(path)
    if asked.case is None:
        return asked
    return replace(asked, case=replace(asked.case, beats=tuple(map(_opened, asked.case.beats))))


def search_bumpers(case: Case | None, clearance: Clearance) -> None:
    """Have the gate look at the frames of the bumpers of a case, beside its slices."""
    for beat in case.beats if case is not None else ():
        if isinstance(beat, Bumper):
            content = hashlib.sha256(beat.clip.read_bytes()).digest()
            clearance.look_at(content, partial(clip_pictures, beat.clip), beat.says)


@contextmanager
def sounding(asked: Brief, play: Screenplay, reel: Reel) -> Iterator[Reel]:
    """The reel of a film with what is heard in it; silence takes no work.

    Raises
    ------
    UnreadableError, UsageError, EncodeError
        As `mix`.
    """
    sound = _sound(asked)
    said = tuple(_said(play, sound.narration))
    if not said and sound.music is None:
        yield reel
        return
    from scrollcast.film.sound import mix  # noqa: PLC0415 - moviepy, half a second that silent films do without

    with TemporaryDirectory(prefix="scrollcast-sound-") as place:
        yield replace(reel, sound=mix(said, sound.music, reel.seconds, Path(place)))


def _opened(beat: Beat) -> Beat:
    if isinstance(beat, Bumper):
        from scrollcast.film.footage import Footage  # noqa: PLC0415 - moviepy, as above

        beat = replace(beat, footage=Footage(beat.clip))
    voice = beat.voice
    return beat if voice is None else replace(beat, voice=replace(voice, seconds=seconds(voice.path)))


def _said(play: Screenplay, narration: Path | None) -> Iterator[Heard]:
    """Bumpers and voices, and when each is heard; the voice of the whole film starts behind its intro."""
    beats, rate = play.material.case.beats, play.timeline.rate
    for number, span in spans(play).items():
        beat, start = beats[number - 1], rate.seconds(span.start)
        if isinstance(beat, Bumper) and beat.footage is not None and beat.footage.sounds:
            yield Heard(beat.clip, start, rate.seconds(len(span)))
        if beat.voice is not None:
            yield Heard(beat.voice.path, start)
    if narration is not None:
        yield Heard(narration, rate.seconds(opening(play.timeline)))


def _sound(asked: Brief) -> Sound:
    """What the case file asks to be heard; a blind film has no voice, which would tell."""
    sound = asked.authored.sound if asked.authored is not None else Sound()
    return replace(sound, narration=None) if asked.settings.blind else sound
