"""What a kit says of itself: ``kit.json`` for programs, ``POST.md`` and a page for the person who posts it."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrollcast import __version__
from scrollcast.model.posting import Room
from scrollcast.publish.counting import count
from scrollcast.publish.kit import CLIP, Folder, Kit
from scrollcast.publish.page import page
from scrollcast.publish.post import Ballot

_SCHEMA = 1
_EXTRA = "A moving picture of the scroll, for chats and slides: scroll.gif."
_FENCE = "````"
_ROLES = {
    "clip": "Post it with the clip.",
    "poll": "Reply with the question.",
    "answer": "Reply with the answer.",
    "teaching": "Reply with what to take home.",
    "references": "Reply with references and credit.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes
    ----------
    do : str
    text : str
        To copy; may be empty.
    counted : str
        How long the text is, and may be.
    files : tuple of str
        To upload, as paths in the kit.
    """

    do: str
    text: str = ""
    counted: str = ""
    files: tuple[str, ...] = ()


def steps(folder: Folder) -> tuple[Step, ...]:
    """What to do on a platform, in order; nothing is uploaded but by a person."""
    return tuple(_steps(folder))


def worksheet(whole: Kit) -> str:
    """The page to work from, as Markdown."""
    lines = [f"# {whole.title}", "", f"{_sign_off(whole.folders)}", "", _EXTRA, ""]
    for folder in whole.folders:
        lines += [f"## {folder.platform.called}", ""]
        for number, step in enumerate(steps(folder), 1):
            named = "".join(f" `{file}`" for file in step.files)
            lines += [f"{number}. {step.do}{named}{f' ({step.counted})' if step.counted else ''}"]
            lines += ["", _FENCE, step.text, _FENCE, ""] if step.text else []
        lines += ["", *(f"* {warning}" for warning in folder.posting.warnings), ""]
    return "\n".join(lines)


def post_page(whole: Kit) -> bytes:
    """The page to work from, with players and buttons that copy."""
    data = {
        "title": whole.title,
        "language": whole.language,
        "signed": all(folder.review.ready for folder in whole.folders),
        "review": _sign_off(whole.folders),
        "extra": _EXTRA,
        "platforms": [
            {
                "name": folder.platform.name,
                "called": folder.platform.called,
                "clip": f"{folder.platform.name}/{CLIP}",
                "words": f"{folder.platform.name}/clip.{whole.language}.vtt",
                "stills": [
                    {"file": f"{folder.platform.name}/{name}", "alt": alt} for name, alt in folder.stills.items()
                ],
                "steps": [
                    {"do": step.do, "text": step.text, "counted": step.counted, "files": step.files}
                    for step in steps(folder)
                ],
                "warnings": folder.posting.warnings,
            }
            for folder in whole.folders
        ],
    }
    return page(whole.title, "kit", ("kit",), data, beside=True)


def manifest(whole: Kit, work: Path) -> str:
    """What is in a kit, for programs: files with their digests, texts with their counts, rules, the review."""
    told = {
        "schema": _SCHEMA,
        "scrollcast": __version__,
        "title": whole.title,
        "language": whole.language,
        "ready": all(folder.review.ready for folder in whole.folders),
        "checks": [str(check.name) for check in whole.folders[0].clip.checks],
        "files": [*_files(work, work, below=False), *_files(work / "master", work, below=True)],
        "platforms": {folder.platform.name: _platform(folder, work) for folder in whole.folders},
        "warnings": whole.warnings,
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _platform(folder: Folder, work: Path) -> dict[str, object]:
    limits = folder.platform.texts
    posted = folder.posting
    return {
        "called": folder.platform.called,
        "clip": {
            "file": f"{folder.platform.name}/{CLIP}",
            "sha256": folder.clip.digest,
            "seconds": round(float(folder.clip.rate.seconds(folder.clip.frames)), 3),
            "size": folder.platform.film,
            "described": folder.described,
        },
        "review": {"state": folder.review.state, "sentence": folder.review.sentence},
        "files": _files(work / folder.platform.name, work, below=True),
        "caption": _counted(posted.caption, limits.caption),
        "title": _counted(posted.title, (limits.title,) if limits.title else ()),
        "poll": _poll(posted.poll),
        "thread": [
            {"role": piece.role, "attached": piece.attached, **_counted(piece.text, limits.caption)}
            for piece in posted.thread
        ],
        "alt": {name: _counted(alt, (limits.alt,) if limits.alt else ()) for name, alt in folder.stills.items()},
        "rules": [
            {
                "rule": ruling.rule.name,
                "severity": ruling.rule.severity,
                "kept": ruling.kept,
                "measured": ruling.measured or None,
                "required": ruling.rule.demand,
                "source": ruling.rule.source.says,
                "checked": ruling.rule.source.checked,
            }
            for ruling in folder.rulings
        ],
        "warnings": posted.warnings,
    }


def _steps(folder: Folder) -> Iterator[Step]:
    name, platform, posted = folder.platform.name, folder.platform, folder.posting
    yield Step(f"{folder.review.sentence}")
    yield Step("Upload the clip.", files=(f"{name}/{CLIP}",))
    covers = tuple(f"{name}/{still}" for still in folder.stills if still.startswith("cover"))
    first = f"the frame at {float(folder.opens):.1f} s" if folder.opens else "the first frame"
    yield Step("Set the cover.", files=covers) if covers else Step(f"Choose {first} as the cover.")
    if posted.title:
        yield Step("Set the title.", posted.title, _told(posted.title, (platform.texts.title,)))
    if not posted.thread:
        yield Step("Set the text.", posted.caption, _told(posted.caption, platform.texts.caption))
    yield Step("Add the subtitles, where there is a field for them.", files=_subtitles(folder))
    yield Step("Describe the clip, where there is a field for it.", folder.described)
    yield from _thread(folder)
    if posted.poll is not None and not posted.thread:
        yield Step("Post the poll by itself.", _ballot(posted.poll))
    slides = tuple(f"{name}/{still}" for still in folder.stills if still.startswith("slide"))
    if slides:
        yield Step("Or post the pictures, in this order.", files=slides)
        yield from _described(folder, "slide")


def _thread(folder: Folder) -> Iterator[Step]:
    name, posted = folder.platform.name, folder.posting
    for piece in posted.thread:
        files = (f"{name}/reveal.jpg",) if piece.attached == "reveal" and "reveal.jpg" in folder.stills else ()
        yield Step(_ROLES[piece.role], piece.text, _told(piece.text, folder.platform.texts.caption), files)
        if piece.attached == "poll" and posted.poll is not None:
            yield Step("Add the poll to that reply.", _ballot(posted.poll))
        if files:
            yield from _described(folder, "reveal")


def _described(folder: Folder, kind: str) -> Iterator[Step]:
    """Alt texts of pictures, where the platform has a field for them."""
    room = folder.platform.texts.alt
    if room is None:
        return
    for name, alt in folder.stills.items():
        if name.startswith(kind):
            yield Step(f"Describe {name}.", alt, _told(alt, (room,)))


def _subtitles(folder: Folder) -> tuple[str, ...]:
    place = folder.clip.path.parent
    return tuple(f"{folder.platform.name}/{path.name}" for path in sorted(place.glob("clip.*.[sv][rt]t")))


def _ballot(poll: Ballot) -> str:
    hours = poll.minutes // 60
    return "\n".join((poll.question, *(f"- {option}" for option in poll.options), f"({hours} h)"))


def _poll(poll: Ballot | None) -> dict[str, object] | None:
    return None if poll is None else {"question": poll.question, "options": poll.options, "minutes": poll.minutes}


def _counted(text: str, rooms: Sequence[Room]) -> dict[str, object]:
    counts = [{"unit": room.unit, "count": count(text, room.unit), "most": room.most} for room in rooms]
    return {"text": text, "counts": counts}


def _told(text: str, rooms: Sequence[Room | None]) -> str:
    return ", ".join(f"{count(text, room.unit)} of {room.most} {room.unit}" for room in rooms if room is not None)


def _sign_off(folders: Sequence[Folder]) -> str:
    """What stands in the way of posting; each sentence once."""
    return " ".join(dict.fromkeys(folder.review.sentence for folder in folders))


def _files(place: Path, work: Path, *, below: bool) -> list[dict[str, object]]:
    paths = sorted(path for path in (place.rglob("*") if below else place.glob("*")) if path.is_file())
    return [
        {
            "file": path.relative_to(work).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in paths
    ]
