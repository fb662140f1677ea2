"""What goes into a batch: case files, a manifest, or series with one preset; from a folder, a pattern or a file."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from scrollcast.authored.changes import value
from scrollcast.authored.node import Items, Node, Text, Where
from scrollcast.authored.wording import listed, shown
from scrollcast.batch.manifest import Manifest, check_key, read_csv, read_yaml
from scrollcast.batch.places import children, folder_of, is_folder, is_url, items, joined, matching, read
from scrollcast.batch.task import Task
from scrollcast.errors import InputError, UsageError

_CASES = {".yaml", ".yml"}
_ARCHIVES = {".zip"}
_IS_CASE = re.compile(rb"^schema *:", re.MULTILINE)
_MAGIC = re.compile(r"[*?\[]")
_OTHER = re.compile(r"[^\w.-]+")
_OPENING = 64 * 1024
_PATHS = {"source", "font", "narration", "music"}


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked for.

    Attributes
    ----------
    source : str
        Path, pattern or URL.
    preset : str or None
        With a folder or a pattern: each folder or archive there is a series to be shown so.
    template : str or None
        A case file for the rows of a manifest.
    changes : tuple of str
        ``key=value``, for all cases.
    out : str
        Where the clips go: no series, even if it is in the same folder.
    secret : bytes
        With which the names of series are made.
    """

    source: str
    preset: str | None
    template: str | None
    changes: tuple[str, ...]
    out: str
    secret: bytes


def gather(ask: Ask) -> tuple[Task, ...]:
    """Find the cases of a batch, by name.

    Raises
    ------
    UsageError
        Where there are none, two have one name, or a manifest is wrong.
    InputError
        Where something can't be read.
    """
    common = tuple(_said(change) for change in ask.changes)
    tasks = tuple(_with(task, common) for task in _found(ask))
    twice = [name for name, count in Counter(task.name.casefold() for task in tasks).items() if count > 1]
    if twice:
        raise UsageError(f"Several cases would make the same clip: {listed(map(shown, twice[:5]))}. Name them apart.")
    if not tasks:
        raise UsageError("There is no case here. A case file starts with schema: 1; series need --preset.")
    return tasks


def _found(ask: Ask) -> Iterator[Task]:
    place = ask.source if is_url(ask.source) else os.path.abspath(ask.source)  # noqa: PTH100 - keeps ** and links
    suffix = PurePosixPath(place).suffix.lower()
    if _MAGIC.search(ask.source):
        fixed = folder_of(place[: _MAGIC.search(place).start()] + "x")  # type: ignore[union-attr]
        names = [match.removeprefix(fixed).lstrip("/") for match in matching(place)]
        return _series(ask, fixed, names) if ask.preset else _cases(ask, fixed, names)
    if is_folder(place):
        return _in_folder(ask, place)
    if suffix == ".csv":
        return _rows(ask, place, read_csv(place, ask.source))
    if suffix in _CASES:
        manifest = read_yaml(place, ask.source, folder_of(place))
        home, name = folder_of(place), PurePosixPath(place).name
        return _rows(ask, place, manifest) if manifest else _cases(ask, home, [name], folder_of(ask.source))
    raise UsageError(
        f"{shown(ask.source)} is no folder, no pattern and no file that ends in .yaml or .csv; name the cases."
    )


def _in_folder(ask: Ask, place: str) -> Iterator[Task]:
    if ask.preset:
        within = children(place)
        names = [name for name, folder in within if folder or Path(name).suffix.lower() in _ARCHIVES]
        names = [name for name in names if joined(place, name) != ask.out]
        return _series(ask, place, names or [""])
    if is_url(place):
        names = [item.name for item in items(place)]
    else:
        names = sorted(path.relative_to(place).as_posix() for path in Path(place).rglob("*.y*ml"))
    hidden = [name for name in names if any(part.startswith(".") for part in name.split("/"))]
    return _cases(
        ask, place, [name for name in names if name not in hidden and _is_case(joined(place, name))], ask.source
    )


def _is_case(place: str) -> bool:
    """True for a YAML file that says so, and for one that can't be read: the report will tell."""
    if PurePosixPath(place).suffix.lower() not in _CASES:
        return False
    try:
        return _IS_CASE.search(read(place, 1 << 20)[:_OPENING]) is not None
    except (InputError, OSError):
        return True


def _cases(ask: Ask, place: str, names: Iterable[str], typed: str = "") -> Iterator[Task]:
    """Case files below a place; messages call them as they were typed."""
    changes = () if ask.preset is None else (_preset(ask.preset),)
    for name in names:
        called = joined(typed, name) if typed else name
        yield Task(_clip_name(name, place), joined(place, name), called, changes)


def _series(ask: Ask, place: str, names: Iterable[str]) -> Iterator[Task]:
    """Series are named by preset and a keyed digest: the name of a folder may be that of a patient."""
    assert ask.preset is not None
    for name in names:
        tag = blake2b(name.encode(), key=ask.secret, digest_size=4).hexdigest()
        where = Where("--preset", 1)
        source = Text(where, joined(place, name) if name else place, quoted=True)
        clip = f"{_OTHER.sub('-', Path(ask.preset).stem)}-{tag}"
        yield Task(clip, "", clip, (("source", source), _preset(ask.preset)), named=False)


def _rows(ask: Ask, place: str, manifest: Manifest) -> Iterator[Task]:
    home = folder_of(place)
    template = ask.template or manifest.template
    if template and not is_url(template):
        template = os.path.abspath(template)  # noqa: PTH100
    stem = _OTHER.sub("-", PurePosixPath(place).stem)
    for number, row in enumerate(manifest.rows, 1):
        preset = () if ask.preset is None else (_preset(ask.preset),)
        changes = (*((key, _anchored(key, node, home)) for key, node in row.values), *preset)
        name, shown = row.name or f"{stem}-{number:04d}", ask.template or ask.source
        yield Task(name, template or "", shown, changes, named=row.name is not None)


def _with(task: Task, common: Sequence[tuple[str, Node]]) -> Task:
    return replace(task, changes=(*task.changes, *common))


def _said(change: str) -> tuple[str, Node]:
    key, sign, text = change.partition("=")
    where = Where("--set", 1, (key.strip(),))
    if not sign:
        raise UsageError(f"--set takes key=value, such as length=15s, not {shown(change)}.")
    check_key(key.strip(), Where("--set", 1))
    return key.strip(), _anchored(key.strip(), value(text.strip(), where), str(Path.cwd()))


def _preset(name: str) -> tuple[str, Node]:
    where = Where("--preset", 1, ("preset",))
    return "preset", _anchored("preset", Text(where, name, quoted=True), str(Path.cwd()))


def _anchored(key: str, node: Node, home: str) -> Node:
    """A path made absolute: a manifest is not where its template is."""
    match node:
        case Text(where, text, quoted) if key in _PATHS or (key == "preset" and _is_path(text)):
            return Text(where, joined(home, text.strip()), quoted)
        case Items(where, entries) if key in _PATHS:
            return Items(where, tuple(_anchored(key, entry, home) for entry in entries))
        case _:
            return node


def _is_path(preset: str) -> bool:
    return "/" in preset or os.sep in preset or Path(preset).suffix.lower() in _CASES


def _clip_name(name: str, place: str) -> str:
    """``ct/liver.yaml`` is ct-liver; ``liver/case.yaml`` is liver."""
    path = PurePosixPath(name).with_suffix("")
    parts = path.parts[:-1] if path.name == "case" and len(path.parts) > 1 else path.parts
    if parts == ("case",):
        parts = (PurePosixPath(place).name or "case",)
    return _OTHER.sub("-", "-".join(parts)).strip("-.") or "case"
