"""What a finished film measures: all that a platform's rule can be about, from its boxes and from its sound."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from scrollcast.errors import UnreadableError
from scrollcast.film.loudness import loudness
from scrollcast.film.movie import Movie, Picture, Sound, Track, read_movie
from scrollcast.model.rule import Measure

Value = Fraction | str
Pairs = Iterator[tuple[Measure, Value]]

_VIDEO = {"avc1": "H.264", "avc3": "H.264", "hvc1": "HEVC", "hev1": "HEVC", "vp09": "VP9", "vp08": "VP8", "av01": "AV1"}
_PROFILES = {66: "Baseline", 77: "Main", 100: "High", 110: "High 10", 122: "High 4:2:2", 244: "High 4:4:4"}
_SILENT = 16  # bytes a frame: less than any sound takes, so that silence need not be listened to
_AAC, _LC, _MP3 = 0x40, 2, {0x69, 0x6B}


def measures(path: Path) -> Mapping[Measure, Value]:
    """Measure a finished film.

    Returns
    -------
    mapping of Measure to Fraction or str
        Without what the film has not, such as the loudness of silence.

    Raises
    ------
    UnreadableError
        Where there is no such file.
    VerifyError
        Where it is no whole MP4.
    """
    try:
        movie, size = read_movie(path), path.stat().st_size
    except OSError as error:
        raise UnreadableError(f"{path} can't be read: {error.strerror}.") from error
    found = dict(_container(movie, size))
    for track in movie.tracks:
        if track.kind == "vide" and Measure.VIDEO_CODEC not in found:
            found |= dict(_picture(track))
        if track.kind == "soun" and Measure.AUDIO_CODEC not in found:
            found |= dict(_sound(track, path))
    return {Measure.VIDEO_CODEC: "none", Measure.AUDIO_CODEC: "none"} | found


def _container(movie: Movie, size: int) -> Pairs:
    yield Measure.EDIT_LISTS, Fraction(sum(path.endswith("elst") for path in movie.paths))
    yield Measure.INDEX_FIRST, _yes("mdat" not in movie.order[: movie.order.index("moov")])
    yield Measure.SECONDS, max((track.seconds for track in movie.tracks if track.kind == "vide"), default=movie.seconds)
    yield Measure.BYTES, Fraction(size)
    yield Measure.START, max((track.start for track in movie.tracks), default=Fraction(0))


def _picture(track: Track) -> Pairs:
    width, height = track.size
    yield Measure.VIDEO_CODEC, _VIDEO.get(track.coding, track.coding)
    yield Measure.WIDTH, Fraction(width)
    yield Measure.LONG_SIDE, Fraction(max(width, height))
    yield Measure.SHORT_SIDE, Fraction(min(width, height))
    yield Measure.PIXELS, Fraction(width * height)
    if height and track.seconds:
        yield Measure.ASPECT, Fraction(width, height)
        yield Measure.FRAME_RATE, track.samples / track.seconds
        yield Measure.VIDEO_BITRATE, track.bytes * 8 / track.seconds / 1000
    yield Measure.CONSTANT_RATE, _yes(len({step for _, step in track.steps}) == 1)
    yield Measure.KEY_INTERVAL, _key_interval(track)
    if track.open_groups is not None:
        yield Measure.OPEN_GROUPS, Fraction(track.open_groups)
    if isinstance(track.content, Picture):
        yield Measure.PROFILE, _PROFILES.get(track.content.profile, str(track.content.profile))
        yield Measure.LEVEL, Fraction(track.content.level, 10)
        yield Measure.CHROMA, track.content.chroma
        yield Measure.COLOUR, _colour(track.content.colour)


def _sound(track: Track, path: Path) -> Pairs:
    channels, rate = track.size
    yield Measure.AUDIO_CODEC, _audio_codec(track)
    yield Measure.CHANNELS, Fraction(channels)
    yield Measure.SAMPLE_RATE, Fraction(track.content.rate if isinstance(track.content, Sound) else rate)
    heard = None if track.bytes <= _SILENT * track.samples else loudness(path)
    if heard is not None:
        yield Measure.LOUDNESS, heard.integrated
        yield Measure.TRUE_PEAK, heard.peak
        if track.seconds:
            yield Measure.AUDIO_BITRATE, track.bytes * 8 / track.seconds / 1000


def _audio_codec(track: Track) -> str:
    match track.content:
        case Sound(coding=coding, profile=profile) if coding == _AAC:
            return "AAC-LC" if profile == _LC else "AAC"
        case Sound(coding=coding) if coding in _MP3:
            return "MP3"
        case _:
            return track.coding


def _key_interval(track: Track) -> Fraction:
    """The longest time from one sample that a player can start from to the next, or to the end."""
    keys = range(track.samples) if track.keys is None else track.keys
    times = [Fraction(0)]
    for count, step in track.steps:
        for _ in range(min(count, track.samples - len(times) + 1)):
            times.append(times[-1] + step)
    starts = [times[key] for key in keys if key < len(times)]
    return max((after - before for before, after in pairwise([*starts, times[-1]])), default=times[-1])


def _colour(colour: tuple[int, int, int, bool] | None) -> str:
    match colour:
        case None:
            return "untagged"
        case (1, 1, 1, False):
            return "BT.709"
        case (1, 1, 1, True):
            return "BT.709 of full range"
        case (primaries, transfer, matrix, _):
            return f"{primaries}/{transfer}/{matrix}"


def _yes(true: bool) -> str:
    return "yes" if true else "no"
