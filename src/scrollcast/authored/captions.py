"""Captions: words in which ``[word](mark)`` takes the colour of its mark."""

import re
from collections.abc import Iterator, Mapping

from scrollcast.authored import values
from scrollcast.authored.adapt import Reader
from scrollcast.authored.node import Node, fault
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.model.overlay import Run, Tone

_COLOURED = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")
_LONGEST = 160  # characters; what fits is measured when it is drawn


def caption(tones: Mapping[str, Tone]) -> Reader:
    """Read a caption into runs of one colour each; `tones` are those of the marks of the case, by name."""

    def read(node: Node) -> tuple[Run, ...]:
        return tuple(_runs(node, values.line(_LONGEST)(node), tones))

    return read


def _runs(node: Node, text: str, tones: Mapping[str, Tone]) -> Iterator[Run]:
    end = 0
    for match in _COLOURED.finditer(text):
        word, mark = match[1], match[2].strip()
        if mark not in tones:
            known = f"Marks of this case: {listed(tones)}." if tones else "This case has no marks."
            raise fault(node.where, f"{shown(match[0])} names a mark that is not there.{hint(mark, tones)} {known}")
        if end < match.start():
            yield Run(text[end : match.start()])
        yield Run(word, tones[mark], mark)
        end = match.end()
    if end < len(text):
        yield Run(text[end:])
