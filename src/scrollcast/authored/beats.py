"""Beats of a case file: one step each, in the order in which they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scrollcast.authored import vocabulary
from scrollcast.authored.form import Form, Word
from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.wording import hint, listed
from scrollcast.model.case import (
    Area,
    Beat,
    Compare,
    CompareStyle,
    Hold,
    Hook,
    Look,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.finding import RULES
from scrollcast.model.overlay import Tone

LONGEST_TITLE, LONGEST_OPTION, LONGEST_LINE = 64, 40, 72
_THINK = 5
WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class _Quiz:
    """A quiz as written: answers count from 1, or the task is to find a mark."""

    ask: str
    options: tuple[str, ...] = ()
    answer: tuple[int, ...] = ()
    find: str | None = None
    think: int = _THINK

    def __post_init__(self) -> None:
        if not 3 <= self.think <= 10:
            raise ValueError(f"think is 3 to 10 seconds, not {self.think}")


@dataclass(frozen=True, slots=True)
class Script:
    """What beats may refer to.

    Attributes
    ----------
    tones : mapping of str to Tone
        Marks of the case by name.
    folder : Path
        Where the paths of the case start.
    """

    tones: Mapping[str, Tone]
    folder: Path


def forms(script: Script) -> dict[str, Form]:  # type: ignore[type-arg]
    """Every beat by the word that opens it."""
    say = vocabulary.said(script.tones)("A caption; [word](mark) takes the colour of that mark.")
    show = vocabulary.marks(script.tones)("Marks to show, by name.")
    seconds = vocabulary.quantity("s", 2)("How long it takes.")
    look = vocabulary.look(script.folder)
    return {
        "hook": Form(Hook, "Opens the clip with a line that makes people stay.", {"say": say}, short="say"),
        "scroll": _scroll(say, show),
        "hold": Form(Hold, "Stays on the slice.", {"seconds": seconds, "show": show, "say": say}, short="seconds"),
        "quiz": _quiz(script),
        "reveal": Form(
            Reveal,
            "Shows the answer, and why.",
            {"say": say, "show": show, "window": look("Cross-fades to this window first.")},
            short="say",
        ),
        "window": Form(
            Rewindow,
            "Changes the window on the same slice; it stays until it is changed again.",
            {
                "to": _rewindowed(script.folder),
                "fade": seconds("How long the cross-fade takes, at least 0.3 s."),
                "say": say,
            },
            {"to": "look"},
            short="to",
        ),
        "zoom": Form(
            Zoom,
            "Eases to a mark, to a box of pixels, or back out.",
            {"to": _zoomed(script.tones), "seconds": seconds("How long the move takes."), "say": say},
            short="to",
        ),
        "compare": _compare(say, look),
        "takeaway": Form(
            Takeaway,
            "Ends the clip with one to three lines.",
            {"lines": _lines(1), "heading": vocabulary.text(24)("Above them; TAKE-HOME is the usual.")},
            short="lines",
        ),
        "card": Form(
            TextCard,
            "A card of its own: a heading and up to three lines.",
            {
                "heading": vocabulary.text(LONGEST_LINE)("Its first line."),
                "lines": _lines(0)("Up to three lines below it."),
                "seconds": seconds("How long it stands; without it, as long as reading takes."),
            },
            usual={"lines": ()},
            short="heading",
        ),
    }


def _scroll(say: Word, show: Word) -> Form[Scroll]:
    number = vocabulary.counted("a slice number")
    return Form(
        Scroll,
        "Moves through the slices.",
        {
            "to": number("Slice number where it ends; without it, the last slice."),
            "from": number("Slice number where it starts; without it, where the clip is."),
            "pace": vocabulary.quantity("mm/s", 30)("Speed through the body; without it, what the length leaves."),
            "step": number("Shows every 2nd, 3rd, … slice."),
            "back": vocabulary.yes_or_no()("Goes back to where it started, too."),
            "show": show,
            "say": say,
        },
        {"from": "start"},
        short="to",
    )


def _quiz(script: Script) -> Form[_Quiz]:
    return Form(
        _Quiz,
        "A pause to think, on a blind slice.",
        {
            "ask": vocabulary.text(LONGEST_TITLE)("The question."),
            "options": vocabulary.several(vocabulary.text(LONGEST_OPTION), 2, 4, "[Left lower lobe, Right upper lobe]")(
                "Two to four answers to choose from."
            ),
            "answer": vocabulary.fixed(
                {
                    "anyOf": [
                        {"type": "integer", "minimum": 1, "maximum": 4},
                        {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 4}, "minItems": 1},
                    ]
                },
                _numbers,
            )("Number of the right option, from 1, or a list of numbers."),
            "find": vocabulary.mark_name(script.tones)("The mark to find; the reveal shows it."),
            "think": vocabulary.whole("s", 5, 3, 10)("Seconds to think, 3 to 10."),
        },
        short="ask",
    )


def _compare(say: Word, look: Word) -> Form[Compare]:
    return Form(
        Compare,
        "Two windows of the same slice.",
        {
            "windows": vocabulary.several(look, 2, 2, "[ct-lung, ct-mediastinum]")("The two."),
            "style": vocabulary.choice(CompareStyle)("Side by side (the usual), or a wipe."),
            "seconds": vocabulary.quantity("s", 4)("How long it takes."),
            "say": say,
        },
        {"windows": "looks"},
        usual={"style": CompareStyle.SIDE_BY_SIDE, "seconds": Fraction(4)},
        short="windows",
    )


def _rewindowed(folder: Path) -> Word:
    def read(node: Node) -> Look | None:
        back = isinstance(node, Text) and node.text.strip() == "back"
        return None if back else vocabulary.read_look(node, folder)

    schema = {"anyOf": [{"const": "back"}, vocabulary.look(folder).schema]}
    return Word(
        "A preset such as ct-bone, width/center such as 1800/400, or back to the window of the case.", read, schema
    )


def _lines(least: int) -> Word:
    line = vocabulary.text(LONGEST_LINE)
    listing = vocabulary.several(line, least, 3, "[Read every lobe.]")

    def read(node: Node) -> object:
        assert line.read is not None
        assert listing.read is not None
        return (line.read(node),) if isinstance(node, Text) else listing.read(node)

    return Word("One to three short lines.", read, {"anyOf": [line.schema, listing.schema]})


def _numbers(node: Node) -> tuple[int, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(vocabulary.count(item, "the number of an option") for item in items)


def _zoomed(tones: Mapping[str, Tone]) -> Word:
    box = vocabulary.coordinates(4, "[120, 80, 240, 200]")

    def read(node: Node) -> str | Area | None:
        if isinstance(node, Text) and node.text.strip() == "out":
            return None
        if isinstance(node, Text):
            return vocabulary.named(node, tuple(tones))
        assert box.read is not None
        edges = box.read(node)
        assert isinstance(edges, tuple)
        left, top, right, bottom = edges
        if not (left < right and top < bottom):
            raise fault(node.where, "the box is empty; write [left, top, right, bottom] in pixels.")
        return Area(left, top, right, bottom)

    schema = {"anyOf": [{"type": "string"}, box.schema]}
    return Word("A mark, a box [left, top, right, bottom] in pixels, or out.", read, schema)


def read_beat(node: Node, script: Script) -> tuple[Beat, frozenset[str]]:
    """Read one item of the list of beats, and the rules that are waived for it.

    Raises
    ------
    AuthoredError
        The first thing that is wrong, with its place.
    """
    known = forms(script)
    if isinstance(node, Text) and node.text.strip() in known:
        node = Keys(node.where, {node.text.strip(): Text(node.where, "", quoted=False)})
    if not isinstance(node, Keys):
        word = node.text if isinstance(node, Text) else ""
        raise fault(node.where, f"found {node}, expected a beat: {listed(known, 'or')}.{hint(word, known)}")
    words = [key for key in node.entries if key in known]
    for key, entry in node.entries.items():
        if key not in known and key != WAIVE:
            below = words and key in known[words[0]].words
            advice = f" Indent it, so that it stands below {words[0]}." if below else hint(key, known)
            raise fault(entry.where, f"there is no such beat.{advice} Allowed: {listed(known)}.")
    if len(words) != 1:
        found = f"{listed(words)} in one item; give each its own dash" if words else "no beat"
        raise fault(node.where, f"found {found}. Beats are {listed(known)}.")
    (word,) = words
    waived = _waived(node.entries[WAIVE]) if WAIVE in node.entries else frozenset()
    entry = node.entries[word]
    beat = known[word].read(entry)
    return (_asked(beat, entry) if isinstance(beat, _Quiz) else beat), waived


def _asked(quiz: _Quiz, node: Node) -> Quiz:
    """Right answers by index; a quiz has options with an answer, or a mark to find, or neither."""
    if quiz.options and not quiz.answer:
        raise fault(node.where, "the key answer is missing: the number of the right option, from 1.")
    if quiz.answer and not quiz.options:
        raise fault(node.where, "the answer is a number of an option, and there are no options.")
    if quiz.find and quiz.options:
        raise fault(node.where, "a quiz has options or a mark to find, not both.")
    wrong = [number for number in quiz.answer if number > len(quiz.options)]
    if wrong:
        at = node.entries["answer"] if isinstance(node, Keys) else node
        raise fault(at.where, f"found {wrong[0]}, expected the number of an option, 1 to {len(quiz.options)}.")
    folded = [option.casefold() for option in quiz.options]
    if len(set(folded)) < len(folded):
        raise fault(node.where, "two options are the same.")
    return Quiz(quiz.ask, quiz.think, quiz.options, frozenset(number - 1 for number in quiz.answer), quiz.find)


def _waived(node: Node) -> frozenset[str]:
    items = node.items if isinstance(node, Items) else (node,)
    for item in items:
        if not isinstance(item, Text) or item.text not in RULES:
            word = item.text if isinstance(item, Text) else ""
            raise fault(item.where, f"found {item}, expected a rule of check: {listed(RULES)}.{hint(word, RULES)}")
    return frozenset(item.text for item in items if isinstance(item, Text))


def beat_schema() -> dict[str, object]:
    """What JSON Schema says of one item of the list of beats."""
    known = forms(Script({}, Path()))
    waive = {"type": "array", "items": {"enum": list(RULES)}, "description": "Rules of check that this beat may break."}
    return {
        "description": "A beat: one step of the case.",
        "anyOf": [
            {"const": "scroll"},
            *(
                {
                    "type": "object",
                    "properties": {word: form.schema, WAIVE: waive},
                    "required": [word],
                    "additionalProperties": False,
                }
                for word, form in known.items()
            ),
        ],
    }
