"""Each way in which a film can be wrong is found, by name."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.errors import VerifyError
from scrollcast.film.movie import read_movie
from scrollcast.film.verify import verify
from scrollcast.model.clip import Draft

Arguments = list[str]
Change = Callable[[Arguments], Arguments]


def without(*options: str) -> Change:
    """Leave options out, with their values."""

    def change(arguments: Arguments) -> Arguments:
        kept = list(arguments)
        for option in options:
            at = kept.index(option)
            del kept[at : at + 2]
        return kept

    return change


def with_value(option: str, value: str) -> Change:
    """Give an option another value."""

    def change(arguments: Arguments) -> Arguments:
        at = arguments.index(option) + 1
        return [*arguments[:at], value, *arguments[at + 1 :]]

    return change


def adding(*more: str) -> Change:
    """Give more options for the output."""
    return lambda arguments: [*arguments[:-1], *more, arguments[-1]]


def chain(*changes: Change) -> Change:
    """One change after the other."""

    def change(arguments: Arguments) -> Arguments:
        for each in changes:
            arguments = each(arguments)
        return arguments

    return change


def short_sound(arguments: Arguments) -> Arguments:
    """Silence that ends before the film does."""
    return [f"{argument.partition(':d=')[0]}:d=0.5" if "anullsrc" in argument else argument for argument in arguments]


TAGS = "range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709,setsar=1"
WRONG: dict[str, tuple[Change, str]] = {
    "edit lists": (without("-use_editlist", "-avoid_negative_ts"), "edit lists"),
    "index at the end": (without("-movflags"), "order of boxes"),
    "fragments": (with_value("-movflags", "+frag_keyframe+empty_moov"), "whole MP4"),
    "baseline": (with_value("-profile:v", "baseline"), r"profile=100, level=31, .* profile=66"),
    "level": (with_value("-level:v", "5.1"), r"level=31, .* level=51"),
    "untagged": (with_value("-vf", "setsar=1"), r"colour=\(1, 1, 1, False\), .* expected, .* colour=None"),
    "BT.601": (
        with_value("-vf", f"setparams={TAGS.replace('bt709', 'smpte170m')}"),
        r"colour=\(6, 6, 6, False\), .* found",
    ),
    "full range": (with_value("-vf", f"setparams={TAGS.replace('tv', 'pc')}"), r"colour=\(1, 1, 1, True\), .* found"),
    "B-frames": (with_value("-bf", "2"), "boxes beyond those needed"),
    "key frames": (chain(with_value("-g", "30"), with_value("-keyint_min", "30")), r"key frames: \(0, 60\) expected"),
    "no more key frames": (with_value("-g", "600"), "key frames"),
    "rate": (with_value("-r", "25"), "frame times"),
    "gap in time": (
        chain(
            with_value("-vf", f"setparams={TAGS},select=not(eq(n\\,5))"), with_value("-fps_mode", "vfr"), without("-r")
        ),
        "frame times",
    ),
    "cut": (adding("-frames:v", "30"), "frames: 62 expected, 30 found"),
    "size": (with_value("-vf", f"setparams={TAGS},scale=32:32"), "width=32, height=32"),
    "HEVC": (
        chain(with_value("-c:v", "libx265"), without("-profile:v", "-level:v", "-bsf:v")),
        "picture: .* hev1 found",
    ),
    "no sound": (lambda arguments: [*without("-c:a")(arguments)[:-1], "-an", arguments[-1]], "tracks"),
    "sound of another rate": (with_value("-ar", "44100"), "rate=48000, .*rate=44100"),
    "mono": (with_value("-ac", "1"), "channels=2, .* channels=1"),
    "MP3": (chain(with_value("-c:a", "libmp3lame"), without("-profile:a")), "coding=64, .* coding=107"),
    "sound too short": (short_sound, "seconds of sound"),
    "second picture": (adding("-map", "0:v:0"), "tracks"),
    "title": (adding("-metadata", "title=Jane Doe"), "boxes beyond those needed"),
    "handler": (adding("-metadata:s:v", "handler_name=Jane Doe"), "names beyond those allowed: 0 expected, 1 found"),
    "language": (adding("-metadata:s:a", "language=deu"), "names beyond those allowed"),
    "date": (adding("-metadata", "creation_time=2024-02-29T12:00:00"), "dates"),
    "version of the muxer": (without("-fflags"), "boxes beyond those needed"),
    "signature of the encoder": (without("-bsf:v"), "signed by the encoder"),
    "signature in the sound": (without("-flags:a"), "signed by the encoder"),
}
"""What is wrong, how FFmpeg makes it, what the error says."""


def test_right_film_passes(film: Callable[..., Draft]) -> None:
    """What our own arguments make is what was asked for."""
    verify(film())


@pytest.mark.parametrize(("change", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_film(film: Callable[..., Draft], change: Change, says: str) -> None:
    """FFmpeg ended well, and the film is wrong all the same."""
    draft = film(change)
    with pytest.raises(VerifyError, match=says) as caught:
        verify(draft)
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize("sent", [61, 63])
def test_frame_missing_or_too_many(film: Callable[..., Draft], sent: int) -> None:
    """One frame less or more than was planned."""
    with pytest.raises(VerifyError, match=f"frames: 62 expected, {sent} found"):
        verify(film(sent=sent))


@pytest.mark.parametrize("kept", [0, 7, 48, 3000, -1])
def test_cut_short(film: Callable[..., Draft], kept: int) -> None:
    """What a full disk or a killed FFmpeg leaves, down to a file that lacks its last byte."""
    draft = film()
    draft.path.write_bytes(draft.path.read_bytes()[:kept])
    with pytest.raises(VerifyError, match=r"whole MP4|cut short"):
        verify(draft)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film, without its pictures."""
    from scrollcast.film.encode import encode
    from scrollcast.film.ffmpeg import Reel
    from scrollcast.model.canvas import Canvas
    from scrollcast.model.timing import Rate

    reel = Reel(64, 64, Rate(Fraction(30)), 62)
    with encode([Canvas.blank(64, 64)] * 62, reel, tmp_path_factory.mktemp("film") / "film.mp4") as draft:
        return draft.path.read_bytes()


@given(data=st.data())
def test_damaged_index_is_never_a_crash(
    index: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any bytes changed anywhere: the reader understands the film or says that it is not whole."""
    damaged = bytearray(index)
    places = st.integers(0, len(damaged) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
        damaged[at] = value
    path = tmp_path_factory.getbasetemp() / "damaged.mp4"
    path.write_bytes(damaged)
    try:
        read_movie(path)
    except VerifyError as error:
        assert "film" in str(error)
