"""Beats of a case file: one step each, in the order in which they are shown."""

from dataclasses import replace
from pathlib import Path

from scrollcast.authored import vocabulary
from scrollcast.authored.beat_forms import AsAsked, Script, forms
from scrollcast.authored.form import translations
from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.wording import hint, listed
from scrollcast.model.case import Beat, Quiz
from scrollcast.model.finding import RULES
from scrollcast.model.voice import Voice

WAIVE, VOICE = "waive", "narration"


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
        if key not in known and key not in {WAIVE, VOICE}:
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
    return _voiced(_asked(beat, entry) if isinstance(beat, AsAsked) else beat, node, script), waived


def _voiced(beat: Beat, node: Keys, script: Script) -> Beat:
    """A beat with the voice that stands beside its word, if one does."""
    voice = node.entries.get(VOICE)
    return beat if voice is None else replace(beat, voice=Voice(script.folder / vocabulary.file(voice)))


def _asked(quiz: AsAsked, node: Node) -> Quiz:
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
    voice = {
        **(vocabulary.FILE.schema or {}),
        "description": "A sound file with a voice; the beat lasts as long as that.",
    }
    return {
        "description": "A beat: one step of the case.",
        "anyOf": [
            {"const": "scroll"},
            *(
                {
                    "type": "object",
                    "properties": {word: form.schema, WAIVE: waive, VOICE: voice},
                    "patternProperties": translations({word: form.schema, VOICE: voice}),
                    "required": [word],
                    "additionalProperties": False,
                }
                for word, form in known.items()
            ),
        ],
    }
