"""Check from its boxes that a finished film is what was asked for: nothing missing, no edit list, no word too many."""

import re
from collections.abc import Iterator
from fractions import Fraction

from scrollcast.errors import VerifyError
from scrollcast.film.ffmpeg import Reel
from scrollcast.film.movie import Movie, Picture, Sound, Track, read_movie
from scrollcast.model.clip import Draft

_HIGH = 100
_BT709 = (1, 1, 1, False)
_AAC_LC = Sound(rate=48_000, channels=2, coding=0x40, profile=2)
_LAG = Fraction(3 * 1024, 48_000)  # AAC comes in frames of 1024 samples, with one of them before the sound
_IDR = 5  # NAL unit type (ITU-T H.264 table 7-1)
_WORDS = frozenset({"", "VideoHandler", "SoundHandler", "und", "Lavc libx264"})
_SIGNATURE = re.compile(rb"x264 - |Lav[cf]")
_STBL = ("stsd", "stts", "stss", "stsc", "stsz", "stco", "co64", "sgpd", "sbgp")
_MINF = ("vmhd", "smhd", "dinf", "dinf.dref", "dinf.dref.url", "stbl", *(f"stbl.{box}" for box in _STBL))
_CODED = ("avc1", "avc1.avcC", "avc1.colr", "avc1.pasp", "avc1.btrt", "mp4a", "mp4a.esds", "mp4a.btrt")
_TRAK = ("tkhd", "mdia", "mdia.mdhd", "mdia.hdlr", "mdia.minf", *(f"mdia.minf.{box}" for box in _MINF))
_MOOV = ("mvhd", "trak", *(f"trak.{box}" for box in _TRAK), "udta", "udta.meta", "udta.meta.hdlr", "udta.meta.ilst")
_PATHS = {"ftyp", "moov", "free", "mdat"}.union(
    (f"moov.{box}" for box in _MOOV), (f"moov.trak.mdia.minf.stbl.stsd.{box}" for box in _CODED)
)

Finding = tuple[str, object, object]
"""What was looked at, what was expected, what was found."""


def verify(draft: Draft) -> None:
    """Compare a film with what was asked for.

    The pictures are not decoded: their number, size, times, key frames and colour are in the boxes, and so is all that
    a platform refuses or that says more than it should.

    Raises
    ------
    VerifyError
        With all that differs.
    """
    reel = Reel(draft.width, draft.height, draft.rate, draft.frames)
    movie = read_movie(draft.path)
    kinds = sorted(track.kind for track in movie.tracks)
    if kinds != ["soun", "vide"]:
        raise VerifyError(f"The film has the tracks {kinds or 'none'} where one picture and one sound were expected.")
    sound, picture = sorted(movie.tracks, key=lambda track: track.kind)
    findings = (*_container(movie, reel), *_picture(picture, reel), *_sound(sound, reel))
    wrong = [
        f"{what}: {expected} expected, {found!s:.120} found" for what, expected, found in findings if expected != found
    ]
    if wrong:
        raise VerifyError(f"The finished film is not what was asked for ({'; '.join(wrong)}); nothing was written.")


def _container(movie: Movie, reel: Reel) -> Iterator[Finding]:
    order = [kind for kind in movie.order if kind != "free"]
    yield "order of boxes", ["ftyp", "moov", "mdat"], order
    edits = sorted(path for path in movie.paths if "edts" in path or "elst" in path)
    yield "edit lists", [], edits
    yield "boxes beyond those needed", [], sorted(movie.paths - _PATHS - set(edits))
    yield "dates", [0], sorted(movie.dates)
    yield "names beyond those allowed", 0, len({word for track in movie.tracks for word in track.words} - _WORDS)
    yield "signed by the encoder", False, any(_SIGNATURE.search(track.opening) for track in movie.tracks)
    yield _length("seconds in all", reel, movie.seconds)


def _picture(track: Track, reel: Reel) -> Iterator[Finding]:
    yield "picture", Picture(reel.width, reel.height, _HIGH, reel.level, _BT709), track.content or track.coding
    yield "frames", reel.frames, track.samples
    yield "frame times", [(reel.frames, str(1 / reel.rate.fps))], [(count, str(step)) for count, step in track.steps]
    yield "seconds", str(reel.seconds), str(track.seconds)
    yield "key frames", tuple(range(0, reel.frames, reel.gop)) if reel.frames > 1 else None, track.keys
    yield "first unit of the stream", _IDR, track.opening[4] & 0x1F if len(track.opening) > 4 else None


def _sound(track: Track, reel: Reel) -> Iterator[Finding]:
    yield "sound", _AAC_LC, track.content or track.coding
    yield _length("seconds of sound", reel, track.seconds)


def _length(what: str, reel: Reel, seconds: Fraction) -> Finding:
    """A length with sound: the film's, and the little that AAC adds."""
    expected = f"{float(reel.seconds):.3f} to {float(reel.seconds + _LAG):.3f}"
    return what, expected, expected if 0 <= seconds - reel.seconds <= _LAG else f"{float(seconds):.3f}"
