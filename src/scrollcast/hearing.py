"""What is heard in a film: voices are listened to before it is planned, and all is mixed before it is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from scrollcast.authored.brief import Brief
from scrollcast.film.ffmpeg import Reel
from scrollcast.model.authored import Sound
from scrollcast.model.case import Beat
from scrollcast.script.screenplay import Screenplay
from scrollcast.script.table import spans


def heard(asked: Brief) -> Brief:
    """A brief in which each voice says how long it is; every sound of the case was decoded once.

    Raises
    ------
    UnreadableError
        Where one is missing, corrupt, empty or endless.
    """
    from scrollcast.film.listen import seconds  # noqa: PLC0415 - what silent films do without

    def timed(beat: Beat) -> Beat:
        return (
            beat if beat.voice is None else replace(beat, voice=replace(beat.voice, seconds=seconds(beat.voice.path)))
        )

    sound = _sound(asked)
    for path in (sound.narration, sound.music):
        if path is not None:
            seconds(path)
    if asked.case is None or not any(beat.voice for beat in asked.case.beats):
        return asked
    return replace(asked, case=replace(asked.case, beats=tuple(map(timed, asked.case.beats))))


@contextmanager
def sounding(asked: Brief, play: Screenplay, reel: Reel) -> Iterator[Reel]:
    """The reel of a film with what is heard in it; silence takes no work.

    Raises
    ------
    UnreadableError, UsageError, EncodeError
        As `mix`.
    """
    sound = replace(_sound(asked), voices=_voices(play))
    if sound.silent:
        yield reel
        return
    from scrollcast.film.sound import mix  # noqa: PLC0415 - moviepy, half a second that silent films do without

    with TemporaryDirectory(prefix="scrollcast-sound-") as place:
        yield replace(reel, sound=mix(sound, reel.seconds, Path(place)))


def _sound(asked: Brief) -> Sound:
    """What the case file asks to be heard; a blind film has no voice, which would tell."""
    sound = asked.authored.sound if asked.authored is not None else Sound()
    return replace(sound, narration=None) if asked.settings.blind else sound


def _voices(play: Screenplay) -> tuple[tuple[Fraction, Path], ...]:
    """The voices of single beats, each with the second at which it starts."""
    beats, seconds = play.material.case.beats, play.timeline.rate.seconds
    voices = ((span, beats[number - 1].voice) for number, span in spans(play).items())
    return tuple((seconds(span.start), voice.path) for span, voice in voices if voice is not None)
