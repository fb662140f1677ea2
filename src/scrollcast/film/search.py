"""Look for text in frames of a draft, with scrollcast's own words covered, before it may be sealed."""

import hashlib
import math
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import VerifyError
from scrollcast.film.ffmpeg import KEY_SECONDS, environment, executable
from scrollcast.model.canvas import Canvas
from scrollcast.model.clip import Draft
from scrollcast.model.overlay import Insert
from scrollcast.model.timeline import Moment, Timeline, View
from scrollcast.model.verdict import FilmVerdict
from scrollcast.model.volume import Crop
from scrollcast.privacy.clearance import Clearance
from scrollcast.privacy.text import Pictures, of_clip, of_frames

Grey = NDArray[np.uint8]
Ink = Callable[[Moment, tuple[Crop, ...]], Canvas]

_HEIGHT = 960  # px, to which frames are made smaller: text of 8 px in a slice is as high then
_LOOKS, _OF_ONE_LOOK = 4, 3  # looks have the same place of the slices at the same place of the frame
_INK = 12  # levels from the plain background
_AROUND = (25, 9)  # px, across and down: letters of one line grow together
_EVERY = Fraction(1, 2)  # seconds, of a bumper
_SECONDS = 120


def search_draft(
    draft: Draft, timeline: Timeline, ink: Ink, clearance: Clearance, *, more: bool = False
) -> FilmVerdict:
    """Await the verdict on the slices, then look at frames of the film.

    Parameters
    ----------
    draft : Draft
    timeline : Timeline
        Its frames may be more or fewer a second than those of the draft.
    ink : callable
        Draws what scrollcast itself writes and draws in a moment, without the slices, and covers places of these.
    clearance : Clearance
    more : bool
        Whether another draft of these slices follows.

    Raises
    ------
    PrivacyRefusal
        Where text shows that scrollcast has not written.
    VerifyError
        Where the draft can't be decoded.
    """
    with draft.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return clearance.film_verdict(digest, lambda passed: _pictures(draft, timeline, ink, passed), more=more)


def heeded(frames: Iterable[Canvas], clearance: Clearance) -> Iterator[Canvas]:
    """The same frames, for as long as it is not known that they may not be published.

    Raises
    ------
    PrivacyRefusal
        Before the first frame after text was found in the slices.
    """
    for frame in frames:
        clearance.heed()
        yield frame


def clip_pictures(path: Path) -> Pictures:
    """Frames of a bumper, two a second: as they are shown, and nine to a picture, where large letters are found.

    Raises
    ------
    UnreadableError
        Where it can't be decoded.
    """
    from scrollcast.film.footage import Footage  # noqa: PLC0415 - moviepy, which most films do without

    footage = Footage(path)
    count = max(3, math.ceil(footage.seconds / _EVERY) + 1)
    shown: list[Grey] = []
    for number in range(count):
        frame = footage.frame(number / (count - 1), _HEIGHT * 9 // 16, _HEIGHT).luma
        if not shown or np.abs(frame.astype(np.int16) - shown[-1]).max() > _INK:
            shown.append(frame)
    return of_clip(np.stack([*shown, *_tiled(shown)]))


def _tiled(frames: list[Grey]) -> Iterator[Grey]:
    """Frames at a third of their size, nine to a picture."""
    for first in range(0, len(frames), 9):
        tiled = np.zeros_like(frames[0])
        rows, columns = tiled.shape[0] // 3, tiled.shape[1] // 3
        for place, frame in enumerate(frames[first : first + 9]):
            top, left = place // 3 * rows, place % 3 * columns
            small = cv2.resize(frame, (columns, rows), interpolation=cv2.INTER_AREA)
            tiled[top : top + rows, left : left + columns] = small
        yield tiled


def _pictures(draft: Draft, timeline: Timeline, ink: Ink, passed: tuple[Crop, ...]) -> Pictures:
    decoded, gop = _key_frames(draft), draft.rate.frames(KEY_SECONDS)
    pace = timeline.rate.fps / draft.rate.fps
    moments = [timeline.at(int(number * gop * pace)) for number in range(len(decoded))]
    runs = _chosen(moments)
    covered = np.stack([_covered(decoded[number], ink(moments[number], passed)) for run in runs for number in run])
    return of_frames(_trimmed(covered), [len(run) for run in runs])


def _chosen(moments: list[Moment]) -> list[list[int]]:
    """Numbers of key frames with different slices at the same place, of the looks that are seen most."""
    looks: defaultdict[View, dict[int, int]] = defaultdict(dict)
    slices = ((number, moment) for number, moment in enumerate(moments) if not _foreign(moment))
    for number, moment in slices:
        looks[replace(moment.view, slice=0)].setdefault(moment.view.slice, number)
    often = sorted(looks.values(), key=lambda slices: -len(slices))
    return [_spread(list(slices.values()), _OF_ONE_LOOK) for slices in often[:_LOOKS]]


def _foreign(moment: Moment) -> bool:
    """True within a bumper, which is searched by itself before anything is drawn."""
    return any(isinstance(shown.overlay, Insert) for shown in moment.shown)


def _key_frames(draft: Draft) -> Grey:
    """Luma of every key frame, made smaller, shape (n, 960, W)."""
    width = max(1, round(draft.width * _HEIGHT / draft.height))
    arguments = [executable(), "-v", "error", "-nostdin", "-skip_frame", "nokey", "-i", f"file:{draft.path}"]
    smaller = f"extractplanes=y,scale={width}:{_HEIGHT}:flags=area"
    arguments += ["-map", "0:v:0", "-fps_mode", "passthrough", "-vf", smaller, "-f", "rawvideo", "-"]
    try:
        done = subprocess.run(arguments, capture_output=True, check=True, timeout=_SECONDS, env=environment())
    except (subprocess.SubprocessError, OSError):
        raise VerifyError("The film can't be decoded again to look for text in it.") from None
    frames = np.frombuffer(done.stdout, np.uint8)
    expected = -(-draft.frames // draft.rate.frames(KEY_SECONDS))
    if frames.size != expected * _HEIGHT * width:
        raise VerifyError(
            f"The film has {frames.size / (_HEIGHT * width):g} key frames where {expected} were expected."
        )
    return frames.reshape(expected, _HEIGHT, width)


def _spread(numbers: list[int], most: int) -> list[int]:
    """A few of them, from the first to the last, evenly."""
    return sorted({numbers[round(k * (len(numbers) - 1) / (most - 1))] for k in range(most)})


def _covered(frame: Grey, own: Canvas) -> Grey:
    """A frame with the plain background wherever scrollcast has drawn something."""
    height, width = frame.shape
    luma = np.asarray(cv2.resize(own.luma, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    background = int(np.median(luma))
    inked = (np.abs(luma.astype(np.int16) - background) > _INK).astype(np.uint8)
    return np.where(cv2.dilate(inked, np.ones(_AROUND[::-1], np.uint8)) > 0, np.uint8(background), frame)


def _trimmed(frames: Grey) -> Grey:
    """The part of the frames in which there is anything at all."""
    drawn = np.any(np.abs(frames.astype(np.int16) - int(np.median(frames))) > _INK, axis=0)
    if not drawn.any():
        return frames
    rows, columns = (np.flatnonzero(np.any(drawn, axis=axis)) for axis in (1, 0))
    return np.ascontiguousarray(frames[:, rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
