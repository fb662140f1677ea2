"""A voice and music to one WAV of the film's length, as loud as platforms play. With `footage`, the door to moviepy.

Music goes down while the voice speaks; loudness is brought to -14 LUFS by FFmpeg's loudnorm in two passes.
"""

import subprocess
import wave
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import EncodeError, UsageError
from scrollcast.film.ffmpeg import environment, executable
from scrollcast.film.listen import RATE, samples
from scrollcast.film.loudness import measured
from scrollcast.model.authored import Heard

_UNDER, _ALONE = 0.12, 0.5  # music beside the voice, and without
_FADE, _DUCK = 1.5, 0.35  # seconds
_SPEAKS = 0.02  # of full scale: a voice is louder
_STEP = 0.05  # seconds: how often is looked whether the voice speaks
_TARGET = "I=-14:TP=-2:LRA=11"  # AAC adds a little to the peaks
_FRAME = 0.1  # seconds: what is cut off a voice that a beat was made for is no word
_SECONDS = 300

Gain = NDArray[np.float64]


def mix(said: Sequence[Heard], music: Path | None, seconds: Fraction, place: Path) -> Path:
    """Mix what is heard in a film.

    Parameters
    ----------
    said : sequence of Heard
        Voices, and the sound of bumpers.
    music : Path or None
        Under them: started over where it is shorter than the film, softer while something is said.
    seconds : Fraction
        Length of the film.
    place : Path
        A folder for the result.

    Returns
    -------
    Path
        A stereo WAV of 48 kHz, as long as the film.

    Raises
    ------
    UnreadableError
        Where a file is missing or is no sound.
    UsageError
        Where the voice is longer than the film, or there is nothing to hear.
    EncodeError
        Where FFmpeg fails.
    """
    from moviepy import CompositeAudioClip  # noqa: PLC0415 - half a second that silent films do without

    raw, done = place / "mixed.wav", place / "sound.wav"
    voice = CompositeAudioClip([_open(each) for each in said]) if said else None
    if voice is not None and voice.duration > float(seconds) + _FRAME:
        raise UsageError(
            f"The narration lasts {voice.duration:.1f} s and the clip {float(seconds):.1f} s; "
            "give the clip more time, or say less."
        )
    tracks = [] if voice is None else [voice]
    if music is not None:
        tracks.append(_under(_open(Heard(music)), voice, float(seconds)))
    _write(raw, CompositeAudioClip(tracks).to_soundarray(fps=RATE))
    _level(raw, done, seconds)
    return done


def _open(heard: Heard) -> Any:
    """A sound of moviepy. FFmpeg decodes it here: moviepy's own reader leaves its pipes open."""
    from moviepy.audio.AudioClip import AudioArrayClip  # noqa: PLC0415

    found = samples(heard.path)
    found = found if heard.most is None else found[: int(heard.most * RATE)]
    clip = AudioArrayClip(found.astype(np.float64), fps=RATE).with_duration(len(found) / RATE)
    return clip.with_start(float(heard.start))


def _write(path: Path, samples: NDArray[np.float64]) -> None:
    """Write samples of -1 to 1 as a stereo WAV of 16 bits."""
    loudest = max(1.0, float(np.abs(samples).max(initial=0)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(samples / loudest * 32767).astype("<i2").tobytes())


def _under(music: Any, voice: Any, seconds: float) -> Any:
    """Music as long as the film, faded in and out, and softer while the voice speaks."""
    from moviepy import afx  # noqa: PLC0415

    fade = min(_FADE, seconds / 3)
    long = music.with_effects([afx.AudioLoop(duration=seconds), afx.AudioFadeIn(fade), afx.AudioFadeOut(fade)])
    times = np.arange(0, seconds + _STEP, _STEP)
    gain = _ducked(times, voice)

    def louder(frame: Callable[[Any], Any], at: Any) -> Any:
        now = np.interp(at, times, gain)
        return frame(at) * (now[:, np.newaxis] if np.ndim(now) else now)

    return long.transform(louder, keep_duration=True)


def _ducked(times: Gain, voice: Any) -> Gain:
    """How loud music is at each time: down before a word and up again after it, smoothly."""
    if voice is None:
        return np.full(times.shape, _ALONE)
    heard = np.abs(voice.to_soundarray(fps=8000)).max(axis=1)
    step = int(8000 * _STEP)
    rows = np.pad(heard, (0, -len(heard) % step)).reshape(-1, step).max(axis=1)
    speaks = np.zeros(times.shape)
    speaks[: min(len(rows), len(speaks))] = rows[: len(speaks)] > _SPEAKS
    around = np.ones(2 * int(_DUCK / _STEP) + 1)
    near = np.minimum(np.convolve(speaks, around, "same"), 1)
    smooth = np.convolve(np.pad(near, len(around) // 2, "edge"), around / len(around), "valid")
    gain: Gain = _ALONE + (_UNDER - _ALONE) * smooth
    return gain


def _level(raw: Path, done: Path, seconds: Fraction) -> None:
    """Bring a sound to the loudness that platforms play, and to the length of the film."""
    found = measured(raw, _TARGET)
    if "inf" in found["input_i"]:
        raise UsageError("There is nothing to hear in the sound of the case; leave it out, or give another file.")
    keys = {"I": "input_i", "TP": "input_tp", "LRA": "input_lra", "thresh": "input_thresh"}
    known = ":".join(f"measured_{name}={found[key]}" for name, key in keys.items())
    samples = round(seconds * RATE)
    chain = f"loudnorm={_TARGET}:{known}:offset={found['target_offset']}:linear=true,aresample={RATE}"
    command = [
        *(executable(), "-nostdin", "-v", "error", "-y", "-i", f"file:{raw.absolute()}"),
        *("-af", f"{chain},apad=whole_len={samples},atrim=end_sample={samples}"),
        *("-ar", str(RATE), "-ac", "2", "-c:a", "pcm_s16le", "-bitexact", f"file:{done.absolute()}"),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, env=environment())
    except (subprocess.SubprocessError, OSError) as error:
        raise EncodeError("FFmpeg could not bring the sound to its loudness.") from error
