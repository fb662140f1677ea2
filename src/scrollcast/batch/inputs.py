"""What a clip is made from: its case as changed, the files that this names, its images, and this version; and the
digest of it all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from scrollcast.authored.bare import bare_brief, is_bare
from scrollcast.authored.brief import Brief, brief_of
from scrollcast.authored.case import load_case
from scrollcast.authored.changes import changed, scalars
from scrollcast.authored.document import parse
from scrollcast.authored.node import Keys, Text, Where, fault
from scrollcast.batch.places import Item, fetch, folder_of, is_url, items, joined, read
from scrollcast.batch.task import Task, Terms
from scrollcast.errors import AuthoredError, InputError

_LARGEST = 256 * 1024
_SOUNDS = {".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".aif", ".aiff"}
_CLIPS = {".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".gif"}
_FILES = {".yaml", ".yml", ".json", ".nii", ".gz", ".nrrd", ".ttf", ".otf", ".ttc", ".srt", ".vtt", *_SOUNDS, *_CLIPS}
_SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that goes into a clip, nothing of which has been opened but the case.

    Attributes
    ----------
    document : Keys
        The case, as changed.
    home : str
        Path or URL of the folder that its paths are relative to.
    source : str
        Path or URL of the images.
    images : tuple of Item
    files : tuple of str
        Paths or URLs of other files that the case names.
    """

    document: Keys
    home: str
    source: str
    images: tuple[Item, ...]
    files: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of images."""
        return sum(item.size for item in self.images)


def inputs_of(task: Task) -> Inputs:
    """Find out what a case is to be made from.

    Raises
    ------
    AuthoredError
        Where the case is wrong.
    InputError
        Where something that it names is not there.
    """
    document = changed(_document(task), task.changes)
    home = folder_of(task.case) if task.case else "."
    node = document.entries.get(_SOURCE)
    if not isinstance(node, Text) or node.plain() is None:
        raise fault(document.where if node is None else node.where, "the key source is missing, or is no path.")
    source = joined(home, node.text.strip())
    return Inputs(document, home, source, items(source), tuple(_named(document, home)))


def digest_of(inputs: Inputs, terms: Terms) -> str:
    """A digest of all that a clip is made from, keyed: tells nothing without the secret (BLAKE2b, RFC 7693).

    The case and the files that it names count by content, images as ``make`` and ``rsync`` see them: by name, size and
    time of change, or by the version that a store gives them.
    """
    digest = blake2b(key=terms.secret, digest_size=32)
    said = {key: node.plain() for key, node in inputs.document.entries.items() if key != _SOURCE}
    shown = [terms.version, repr(replace(terms.settings, overwrite=False, fonts=())), terms.preview]
    digest.update(json.dumps([shown, said], sort_keys=True).encode())
    for place in (*inputs.files, *map(str, terms.settings.fonts)):
        digest.update(blake2b(_content(place)).digest())
    for item in inputs.images:
        digest.update(json.dumps([item.name, item.size, item.stamp]).encode())
    return digest.hexdigest()


def brief_from(inputs: Inputs, task: Task, terms: Terms, folder: Path) -> Brief:
    """Settle what is to be shown, everything being brought here that is elsewhere.

    Parameters
    ----------
    inputs : Inputs
    task : Task
    terms : Terms
    folder : Path
        For what comes from URLs.

    Raises
    ------
    UsageError, InputError
        See `scrollcast.errors`.
    """
    home = Path(inputs.home)
    if is_url(inputs.home):
        home = folder / "case"
        for place in inputs.files:
            target = home / place.removeprefix(f"{inputs.home}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_content(place))
    images = fetch(inputs.source, folder / "images")
    where = inputs.document.entries[_SOURCE].where
    document = replace(
        inputs.document, entries={**inputs.document.entries, _SOURCE: Text(where, str(images.absolute()), quoted=True)}
    )
    if is_bare(document):
        return bare_brief(document, home, terms.settings)
    path = home / (Path(task.case).name or "case.yaml")
    return brief_of(load_case(path, terms.settings.language, document), None, terms.settings)


def _document(task: Task) -> Keys:
    if not task.case:
        return Keys(Where(task.shown, task.changes[0][1].where.line), {})
    try:
        text = read(task.case, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AuthoredError(f"{task.shown}: this is not UTF-8 text; save the file as UTF-8.") from None
    except InputError as error:
        raise AuthoredError(f"{task.shown}: {str(error)[0].lower()}{str(error)[1:]}") from None
    return parse(text, task.shown)


def _named(document: Keys, home: str) -> Iterator[str]:
    """Files beside the images that a case names: presets, masks, fonts."""
    for key, node in sorted(document.entries.items()):
        if key == _SOURCE:
            continue
        for scalar in scalars(node):
            written = scalar.text.strip()
            if Path(written).suffix.lower() in _FILES and " " not in written and "\n" not in written:
                place = joined(home, written)
                if is_url(place) or Path(place).is_file():
                    yield place


def _content(place: str) -> bytes:
    return read(place, 1 << 30)
