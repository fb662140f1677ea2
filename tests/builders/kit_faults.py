"""What is wrong with a kit, found without the code that made it: texts too long, and words of the answer before it.

Limits are written down again from the platforms' own pages (see platforms.yaml for sources), and counted by plain rules
that hold for texts without emoji.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from scrollcast.privacy.search import Search
from scrollcast.privacy.text import of_clip

PLATFORMS = ("tiktok", "instagram", "youtube", "x", "facebook", "linkedin", "mastodon", "bluesky")
_LINK = re.compile(r"https?://\S+")
_ASKED = re.compile(r"\bA [^\n]+  B [^\n]+")  # a question names all options
_CLOCK = re.compile(r"(\d+):(\d+):(\d+),(\d+) --> ")
_SHAPE = (960, 540)

Count = Callable[[str], int]


def utf16(text: str) -> int:
    """Units of two bytes."""
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    """Bytes."""
    return len(text.encode())


def letters(text: str) -> int:
    """Characters, where none is joined to another."""
    assert text.isascii() or not re.search(r"[\u0300-\u036f\u200d\ufe0f\U0001f000-\U0001faff]", text)
    return len(text)


def linked(text: str) -> int:
    """Characters, each link 23: Mastodon."""
    return letters(_LINK.sub("x" * 23, text))


def weighted(text: str) -> int:
    """X: each link 23, what is beyond the light ranges two."""
    light = (range(4352), range(8192, 8206), range(8208, 8224), range(8242, 8248))
    return sum(1 if any(ord(c) in part for part in light) else 2 for c in _LINK.sub("x" * 23, text))


_CAPTION: dict[str, tuple[tuple[Count, int], ...]] = {
    "tiktok": ((utf16, 2200),),
    "instagram": ((utf16, 2200),),
    "youtube": ((utf8, 5000),),
    "x": ((weighted, 280),),
    "facebook": ((utf16, 63206),),
    "linkedin": ((utf16, 3000),),
    "mastodon": ((linked, 500),),
    "bluesky": ((letters, 300), (utf8, 3000)),
}
_TITLE = {"tiktok": 90, "youtube": 100}
_ALT = {"instagram": 1000, "x": 1000, "linkedin": 4086, "mastodon": 1500, "bluesky": 1000}
_OPTION = {"x": 25, "linkedin": 30, "mastodon": 25}
_TAGS = {"tiktok": 5, "instagram": 5, "x": 2, "facebook": 2, "linkedin": 5}


def kit_faults(kit: Path, answers: tuple[str, ...]) -> list[str]:
    """All that is wrong with a kit for all eight platforms; nothing for a good one.

    Parameters
    ----------
    kit : Path
    answers : tuple of str
        Words that nobody may read before the answer, beside the list of options.
    """
    told = json.loads((kit / "kit.json").read_text(encoding="utf-8"))["platforms"]
    if sorted(told) != sorted(PLATFORMS):
        return [f"platforms {sorted(told)}"]
    return [fault for name in PLATFORMS for fault in _faults(kit / name, name, told[name], answers)]


def _faults(folder: Path, name: str, told: dict, answers: tuple[str, ...]) -> Iterator[str]:
    for path, text in _texts(folder):
        limits = ((letters, _TITLE[name]),) if path.stem == "title" else _CAPTION[name]
        if path.stem == "poll":
            options = text.splitlines()[1:]
            yield from (f"{name}: option {one!r}" for one in options if utf16(one) > _OPTION[name])
            if not 2 <= len(options) <= 4:
                yield f"{name}: {len(options)} options"
        elif not text or any(count(text) > most for count, most in limits):
            yield f"{name}: {path.name} has {[count(text) for count, _ in limits]}"
        if path.stem == "caption" and text.count("#") > _TAGS.get(name, 60):
            yield f"{name}: {text.count('#')} hashtags"
    for still, alt in told["alt"].items():
        if not alt["text"] or utf16(alt["text"]) > _ALT.get(name, 10_000):
            yield f"{name}: alt of {still}"
    for where, text in _before(folder, told):
        found = [word for word in answers if word.casefold() in _ASKED.sub("", text).casefold()]
        if found:
            yield f"{name}: {where} says {found}"


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.glob("*.txt")):
        yield path, path.read_text(encoding="utf-8").rstrip("\n")


def _before(folder: Path, told: dict) -> Iterator[tuple[str, str]]:
    """Everything that is read before the answer: texts to copy, alt texts, subtitles, names of files."""
    later = {f"thread-{n}" for n, piece in enumerate(told["thread"], 1) if piece["role"] not in {"clip", "poll"}}
    yield from ((path.name, text) for path, text in _texts(folder) if path.stem not in {"poll", *later})
    yield "description", told["clip"]["described"]
    blind = blind_stills(told)
    yield from ((f"alt of {still}", told["alt"][still]["text"]) for still in blind)
    yield from (("a file's name", path.name) for path in folder.iterdir())
    for path in folder.glob("clip.*.srt"):
        yield path.name, _asking(path.read_text(encoding="utf-8"))


def blind_stills(told: dict) -> list[str]:
    """Names of the pictures before the reveal."""
    names = [name for name in told["alt"] if name != "reveal.jpg"]
    tells = next((n for n, name in enumerate(names) if told["alt"][name]["text"].startswith("TAKE-HOME")), len(names))
    answers = (n for n, name in enumerate(names) if re.search("Answer:|Marked:", told["alt"][name]["text"]))
    return names[: min(next(answers, len(names)), tells)]


def _asking(srt: str) -> str:
    """Subtitles up to the last question."""
    cues = srt.split("\n\n")
    asks = [number for number, cue in enumerate(cues) if "?" in cue]
    return "\n".join(cues[: asks[-1] + 1]) if asks else ""


def read_stills(kit: Path) -> str:
    """All that a reader of text sees in the pictures before the reveal, of Instagram, which takes all kinds of them."""
    told = json.loads((kit / "kit.json").read_text(encoding="utf-8"))["platforms"]["instagram"]
    frames = []
    for name in blind_stills(told):
        picture = cv2.imread(str(kit / "instagram" / name), cv2.IMREAD_GRAYSCALE)
        assert picture is not None
        height = min(_SHAPE[0], round(picture.shape[0] * _SHAPE[1] / picture.shape[1]))
        frame = np.zeros(_SHAPE, np.uint8)
        frame[:height] = cv2.resize(picture, (_SHAPE[1], height), interpolation=cv2.INTER_AREA)
        frames.append(frame)
    search = Search()
    try:
        boxes = search.boxes(of_clip(np.stack(frames)), float(_SHAPE[0]))
    finally:
        search.close()
    return "\n".join(box.reading for found in boxes for box in found)
