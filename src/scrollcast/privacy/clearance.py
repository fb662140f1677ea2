"""What may be drawn at once, and its verdict, which is awaited: text is looked for beside drawing and encoding."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar
from weakref import finalize

import numpy as np

from scrollcast.errors import PrivacyRefusal, UsageError
from scrollcast.model.series import Modality, Slice
from scrollcast.model.verdict import FilmVerdict, Flag, Verdict
from scrollcast.model.volume import Check, ClearedVolume, Crop
from scrollcast.model.window import Window
from scrollcast.privacy import ocr, rule, text
from scrollcast.privacy.cache import Cache
from scrollcast.privacy.likeness import is_part_of, like_headers
from scrollcast.privacy.rule import Found
from scrollcast.privacy.search import Search
from scrollcast.privacy.text import Pictures

_T = TypeVar("_T")
_STOPPED = "it stays put over the slices"
_SEEN = "it looks like text where anatomy moves"
_PASSED = "a person has passed it"


class Inquiry:
    """Looks for text on behalf of the gate, and remembers what it has found before.

    Parameters
    ----------
    telling : iterable of str
        Words and numbers of the headers, which no picture may show.
    search : Search
    cache : Cache
    """

    def __init__(self, telling: Iterable[str], search: Search, cache: Cache) -> None:
        self._telling, self._cache = tuple(sorted(telling)), cache
        self.search = search

    def stack(self, slices: tuple[Slice, ...], modality: Modality, published: Window) -> Found:
        """Look at a stack.

        Raises
        ------
        MissingDependencyError, PrivacyRefusal
            Where that can't be done.
        """

        def look() -> Found:
            return self._judge(text.pictures(slices, modality, published), len(slices))

        return self._once((b"stack", repr((modality, published)).encode(), *_content(slices)), look)

    def film(self, content: bytes, draw: Callable[[], Pictures]) -> Found:
        """Look at frames of a film.

        Parameters
        ----------
        content : bytes
            What tells it from every other film.
        draw : callable
            Makes the pictures, where they were not searched before.
        """
        return self._once((b"film", content), lambda: self._judge(draw(), 1))

    def clip(self, content: bytes, draw: Callable[[], Pictures], says: tuple[str, ...]) -> Found:
        """Look at frames of a clip that comes with a case, in which some words may be read. As `film`."""
        parts = (b"clip", content, repr(says).encode())
        return self._once(parts, lambda: self._judge(draw(), 1, says))

    def _judge(self, pictures: Pictures, slices: int, says: tuple[str, ...] = ()) -> Found:
        boxes = self.search.boxes(pictures, rule.tallest(pictures))
        if says:
            boxes = [[box for box in found if not self._is_said(box.reading, says)] for found in boxes]
        return rule.judge(boxes, pictures, slices, self._telling)

    def _is_said(self, reading: str, says: tuple[str, ...]) -> bool:
        return is_part_of(reading, says) and not like_headers(reading, self._telling)

    def _once(self, parts: tuple[bytes | memoryview, ...], look: Callable[[], Found]) -> Found:
        said = "\0".join(self._telling).encode()
        key = self._cache.key([_made_by(), len(said).to_bytes(8, "little"), said, *parts])
        kept = self._cache.recall(key)
        if kept is not None:
            return Found.decoded(kept)
        found = look()
        self._cache.keep(key, found.coded())
        return found


class Clearance:
    """A volume that may be drawn, while it is still being found out whether it may be published.

    Parameters
    ----------
    cleared : ClearedVolume
    window : Window
        That will be published.
    inquiry : Inquiry
        Its search starts here.
    passed : tuple of int
        Numbers of places that a person has looked at.
    """

    def __init__(self, cleared: ClearedVolume, window: Window, inquiry: Inquiry, passed: tuple[int, ...] = ()) -> None:
        self.cleared = cleared
        self._inquiry, self._passed, self._heeded = inquiry, passed, False
        self._found = _begin(lambda: inquiry.stack(cleared.slices, cleared.facts.modality, window))
        self._clips: list[Future[Found]] = []
        self.close = finalize(self, inquiry.search.close)

    def look_at(self, content: bytes, draw: Callable[[], Pictures], says: tuple[str, ...]) -> None:
        """Look at a clip of the author's own too; the verdict is on it as well.

        Parameters
        ----------
        content : bytes
            What tells it from every other clip.
        draw : callable
            Makes pictures of its frames.
        says : tuple of str
            Words that may be read in it.
        """
        before: Future[Any] = self._clips[-1] if self._clips else self._found

        def look() -> Found:
            before.result()  # there is one process that searches
            return self._inquiry.clip(content, draw, says)

        self._clips.append(_begin(look))

    def verdict(self) -> Verdict:
        """Await the end of all checks.

        Raises
        ------
        PrivacyRefusal
            Where it may not be published; never with text from a header or from the pixels.
        UsageError
            Where a place is passed that was not found.
        MissingDependencyError
            Where burned-in text can't be looked for on this machine.
        """
        found = self._found.result()
        beyond = [number for number in self._passed if not 1 <= number <= len(found.stops)]
        if beyond:
            raise UsageError(f"There is no place {beyond[0]} of text to pass; {_counted(len(found.stops))} found.")
        stops = {number: box for number, box in enumerate(found.stops, 1) if number not in self._passed}
        if stops:
            raise PrivacyRefusal(_refusal(stops))
        if any(clip.result().stops for clip in self._clips):
            raise PrivacyRefusal(
                "Text shows in a bumper that is not said in its case. Write what can be read in it beside the clip, "
                'as says: ["..."], or choose a bumper without.'
            )
        flags = (*(Flag(box, _PASSED) for box in found.stops), *(Flag(box, _SEEN) for box in found.flags))
        clips = (Check("bumper", "sampled frames hold no words but those of the case", rule.VERSION),)
        return Verdict((*self.cleared.checks, self._text(), *(clips if self._clips else ())), flags)

    def heed(self) -> None:
        """Raise as `verdict` where it is known by now that nothing may be published; else go on drawing."""
        if not self._heeded and all(found.done() for found in (self._found, *self._clips)):
            self.verdict()
            self._heeded = True

    def film_verdict(
        self, digest: str, draw: Callable[[tuple[Crop, ...]], Pictures], *, more: bool = False
    ) -> FilmVerdict:
        """Look at frames of the draft too; the search ends here, unless more films follow.

        Parameters
        ----------
        digest : str
            SHA-256 of the draft.
        draw : callable
            Makes pictures of sampled frames, with scrollcast's own words and these places of the slices covered.
        more : bool
            Whether another film of these slices will be looked at.

        Raises
        ------
        PrivacyRefusal
            As `verdict`; and where text shows in the frames.
        """
        verdict = self.verdict()
        passed = tuple(flag.box for flag in verdict.flags if flag.why == _PASSED)
        found = self._inquiry.film(repr((digest, passed)).encode("ascii"), lambda: draw(passed))
        if not more:
            self.close()
        if found.stops:
            raise PrivacyRefusal(
                "Text shows in the frames of the film that scrollcast has not written. Look at a preview without "
                "publishing it, choose another series, or black the text out with --redact."
            )
        film = Check("film", "sampled frames hold no words but scrollcast's own", rule.VERSION)
        return FilmVerdict((*verdict.checks, film), verdict.flags, digest)

    def _text(self) -> Check:
        passed = f"; a person has passed {', '.join(map(str, sorted(self._passed)))}" if self._passed else ""
        return Check("text", f"no text that stays put in {len(self.cleared.slices)} slices{passed}", rule.VERSION)


def _refusal(stops: dict[int, Crop]) -> str:
    places = "; ".join(
        f"{number}: columns {box.left} to {box.right - 1}, rows {box.top} to {box.bottom - 1}"
        for number, box in stops.items()
    )
    numbers = " ".join(f"--clear-text {number}" for number in stops)
    return (
        f"Text seems to be burned into the images ({places}). Choose a series without, or black it out with --redact; "
        f"where a person has looked and it tells nothing of the patient, say so with {numbers}."
    )


def _counted(places: int) -> str:
    return "none was" if not places else "one was" if places == 1 else f"{places} were"


def _begin(work: Callable[[], _T]) -> "Future[_T]":
    """Work in a thread that nobody waits for at the end of the program."""
    future: Future[_T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where it is awaited
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def _content(slices: tuple[Slice, ...]) -> Iterator[bytes | memoryview]:
    """All that decides what the slices look like."""
    for plane in slices:
        yield repr((plane.stored.shape, plane.stored.dtype.str, plane.rescale, plane.inverted, plane.padding)).encode()
        yield np.ascontiguousarray(plane.stored).data.cast("B")


def _made_by() -> bytes:
    """The models and the rule: another one judges anew."""
    return repr((rule.VERSION, sorted(ocr.DIGESTS.items()))).encode()
