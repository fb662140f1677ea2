"""What is posted beside a clip: caption, title, poll, thread, each within a platform's limits and never cut unsaid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrollcast.authored.house import house
from scrollcast.errors import UsageError
from scrollcast.model.authored import Post
from scrollcast.model.case import Case, Hook, Quiz, Reveal, Takeaway
from scrollcast.model.platform import Platform
from scrollcast.model.posting import Room
from scrollcast.publish.counting import cut, split
from scrollcast.publish.subtitles import listed, listed_right
from scrollcast.script.answers import gives_away, hints
from scrollcast.script.texts import said, spoken

_DAY = 24 * 60
_INSTEAD = {"<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """A poll.

    Attributes
    ----------
    question : str
    options : tuple of str
    minutes : int
        How long it runs.
    """

    question: str
    options: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One post of a thread.

    Attributes
    ----------
    role : str
        ``clip``, ``poll``, ``answer``, ``teaching`` or ``references``.
    text : str
    attached : str
        What goes with it: ``clip``, ``poll``, ``reveal`` or nothing.
    """

    role: str
    text: str
    attached: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """All texts of a post on one platform.

    Attributes
    ----------
    caption : str
    title : str
        Empty where the platform has none.
    poll : Ballot or None
    thread : tuple of Piece
        Empty where the platform has none.
    warnings : tuple of str
        What was cut or left out.
    """

    caption: str
    title: str
    poll: Ballot | None
    thread: tuple[Piece, ...]
    warnings: tuple[str, ...]


def posting(case: Case, post: Post, platform: Platform) -> Posting:
    """Write the texts of a post.

    Raises
    ------
    UsageError
        Where a text that comes before the answer tells it.
    """
    writer = _Writer(case, post, platform)
    writer.warnings.extend(keep_secret(case, post))
    poll = writer.poll()
    caption = writer.caption()
    thread = tuple(writer.thread(caption, poll)) if platform.thread else ()
    return Posting(caption, writer.title(), poll, thread, tuple(dict.fromkeys(writer.warnings)))


def keep_secret(case: Case, post: Post) -> tuple[str, ...]:
    """Make sure that no text that comes before the answer tells it: title, history, hook, the post, its hashtags.

    Returns
    -------
    tuple of str
        Texts that name a mark which the answer shows, for a person to judge.

    Raises
    ------
    UsageError
        Where one names the right option.
    """
    hooks = (spoken(beat.say) for beat in case.beats if isinstance(beat, Hook))
    texts = {"title": case.title, "history": case.history, "text of the post": post.text, "hook": " ".join(hooks)}
    texts |= {f"hashtag {tag!r}": tag for tag in post.hashtags}
    warnings = []
    for name, text in texts.items():
        told, hinted = gives_away(text, case), hints(text, case)
        if told is not None:
            word, beat = told
            raise UsageError(
                f"The {name} says {word!r}, which answers the quiz of beat {beat}; a post is read before the clip is "
                "seen. Say it in the reveal, or name all options."
            )
        if hinted is not None:
            warnings.append(
                f"The {name} names {hinted[0]!r}, which the answer of beat {hinted[1]} marks; does it tell?"
            )
    return tuple(warnings)


class _Writer:
    """Writes the texts for one platform, and remembers what it had to cut."""

    def __init__(self, case: Case, post: Post, platform: Platform) -> None:
        self._case, self._post, self._platform = case, post, platform
        self.warnings: list[str] = []

    def caption(self) -> str:
        """The text of the post, what has to go with it, and the hashtags."""
        quiz = _quiz(self._case)
        polled = quiz is not None and bool(quiz.options) and self._platform.poll is not None
        asks = f"{quiz.ask}\n{listed(quiz.options)}".strip() if quiz is not None and not polled else ""
        body = "\n\n".join(filter(None, (self._clean(self._opening()), self._clean(asks))))
        rest = (
            ()
            if self._platform.thread
            else (_listed_references(self._post), self._case.credit, house(self._case.language).posted)
        )
        return self._assembled(body, (*map(self._clean, filter(None, rest)), self._hashtags()))

    def title(self) -> str:
        """The title, where the platform has one."""
        room = self._platform.texts.title
        return "" if room is None else self._cut(self._clean(self._case.title), (room,), "title")

    def poll(self) -> Ballot | None:
        """A poll of the first question that has options."""
        quiz, taker = _quiz(self._case), self._platform.poll
        if quiz is None or taker is None or not quiz.options:
            return None
        question = quiz.ask if taker.question is None else self._cut(quiz.ask, (taker.question,), "poll's question")
        options = tuple(self._cut(option, (taker.option,), "option of the poll") for option in quiz.options)
        return Ballot(question, options[: taker.options], min(_DAY, taker.minutes))

    def thread(self, caption: str, poll: Ballot | None) -> Iterator[Piece]:
        """The post with the clip, the question, the answer with its still, what to take home, references."""
        rooms = self._platform.texts.caption
        yield Piece("clip", caption, "clip")
        quiz = _quiz(self._case)
        if quiz is not None and poll is not None:  # without a poll, the caption asks
            yield from _pieces("poll", quiz.ask, rooms, "poll")
        yield from _pieces("answer", _answer(self._case), rooms, "reveal")
        takeaways = (line for beat in self._case.beats if isinstance(beat, Takeaway) for line in beat.lines)
        yield from _pieces("teaching", "\n".join(takeaways), rooms)
        rest = (_listed_references(self._post), self._case.credit, house(self._case.language).posted)
        yield from _pieces("references", "\n".join(filter(None, rest)), rooms)

    def _opening(self) -> str:
        hook = next((spoken(beat.say) for beat in self._case.beats if isinstance(beat, Hook)), "")
        return self._post.text or hook or self._case.title

    def _hashtags(self) -> str:
        tags = ["#" + re.sub(r"\W", "", tag) for tag in self._post.hashtags if re.search(r"[^\W\d]", tag)]
        most = self._platform.texts.hashtags
        if len(tags) > most:
            self._warn(f"takes {most} hashtags: {' '.join(tags[most:])} left out")
        return " ".join(tags[:most])

    def _assembled(self, body: str, parts: Sequence[str]) -> str:
        """The body with what follows it; where there is no room for all, the body is cut before anything is lost."""
        kept, rooms = [part for part in parts if part], self._platform.texts.caption
        while True:
            tail = "".join(f"\n\n{part}" for part in kept)
            short = cut(body, rooms, tail)
            if short or not kept:
                break
            self._warn(f"has no room for {kept[0]!r}")
            kept = kept[1:]
        if short != body:
            self._warn(f"has room for {_told(rooms)}: the caption is cut after {_last(short)!r}")
        return (short + tail).strip()

    def _cut(self, text: str, rooms: tuple[Room, ...], name: str) -> str:
        short = cut(text, rooms)
        if short != text:
            self._warn(f"has room for {_told(rooms)}: the {name} is cut after {_last(short)!r}")
        return short

    def _clean(self, text: str) -> str:
        kept = "".join(_INSTEAD.get(c, "") if c in self._platform.texts.without else c for c in text)
        if kept != text:
            self._warn(f"takes no {' or '.join(self._platform.texts.without)}: they are written otherwise")
        return kept

    def _warn(self, sentence: str) -> None:
        self.warnings.append(f"{self._platform.called} {sentence}.")


def _quiz(case: Case) -> Quiz | None:
    return next((beat for beat in case.beats if isinstance(beat, Quiz)), None)


def _answer(case: Case) -> str:
    """What the first question's reveal tells."""
    quiz = _quiz(case)
    if quiz is None:
        return ""
    after = case.beats[case.beats.index(quiz) + 1 :]
    reveal = next((beat for beat in after if isinstance(beat, Reveal)), None)
    told = (listed_right(quiz.options, quiz.right), "" if reveal is None else said(reveal)[0])
    return "\n".join(filter(None, told))


def _listed_references(post: Post) -> str:
    return "\n".join(post.references)


def _pieces(role: str, text: str, rooms: tuple[Room, ...], attached: str = "") -> Iterator[Piece]:
    """A text in as many posts as it needs; the first one has what is attached."""
    for number, part in enumerate(split(text, rooms)):
        yield Piece(role, part, "" if number else attached)


def _told(rooms: Sequence[Room]) -> str:
    return " and ".join(f"{room.most} {room.unit}" for room in rooms)


def _last(text: str) -> str:
    """The last words that are kept."""
    return " ".join(text.removesuffix("…").split()[-3:])
