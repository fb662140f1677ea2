"""Case files: YAML to a case with its source, preset and settings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from scrollcast.authored import vocabulary
from scrollcast.authored.beat_forms import LONGEST_LINE, LONGEST_TITLE, Script
from scrollcast.authored.beats import beat_schema, read_beat
from scrollcast.authored.document import read
from scrollcast.authored.form import Form, Word
from scrollcast.authored.house import unsaid
from scrollcast.authored.languages import CODE, speak
from scrollcast.authored.marks import mark_schema, read_marks
from scrollcast.authored.node import Items, Keys, Node, Text, fault
from scrollcast.authored.presets import preset_names
from scrollcast.authored.said import said
from scrollcast.model.authored import Authored, Post, Sound
from scrollcast.model.case import Beat, Case, Length
from scrollcast.model.face import Face
from scrollcast.model.geometry import Direction, Ordering
from scrollcast.model.mark import MarkSpec
from scrollcast.model.platform import ZoneName
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate
from scrollcast.model.window import Percentiles, Window

SCHEMA = 1
_MOST_BEATS = 40
_LANGUAGE = re.compile(CODE)


@dataclass(frozen=True, slots=True)
class _Written:
    """The top level of a case file."""

    schema: int
    title: str
    source: Path
    preset: str | Path
    beats: tuple[tuple[Beat, frozenset[str]], ...]
    history: str = ""
    language: str = "en"
    series: int | None = None
    volume: str | None = None
    order: Ordering | None = None
    allow_gaps: bool = False
    face: Face | None = None
    because: str = ""
    length: Length | None = None
    window: Window | Percentiles | None = None
    direction: Direction | None = None
    fps: Rate | None = None
    zone: ZoneName | None = None
    font: tuple[Path, ...] = ()
    loop: bool = False
    marks: tuple[MarkSpec, ...] = ()
    credit: str = ""
    handle: str = ""
    consent: str = ""
    licence: str = ""
    post: Post = field(default_factory=Post)
    narration: Path | None = None
    music: Path | None = None


def load_case(path: Path, language: str | None = None, document: Keys | None = None) -> Authored:
    """Load a case file; its paths are relative to its folder.

    Parameters
    ----------
    path : Path
    language : str or None
        One that the case is told in, such as ``es``; None is its own.
    document : Keys or None
        What the file says, read before and perhaps changed since; None reads it.

    Raises
    ------
    AuthoredError
        Where the file has a wrong key or value: file, line, key, what was found, what is allowed.
    MissingDependencyError
        Where it has a mask, and nibabel is not installed.
    """
    written = read(path) if document is None else document
    _check_schema(written)
    spoken = speak(written, language)
    document = spoken.document
    folder = path.parent
    marks = read_marks(document.entries["marks"], folder) if "marks" in document.entries else ()
    script = Script({mark.name: mark.tone for mark in marks}, folder)
    authored = _authored(_form(script, marks).read(document), path)
    if authored.sound.narration is not None and any(beat.voice for beat in authored.case.beats):
        sentence = "there is a voice for the whole clip and one for single beats; keep one of them."
        raise fault(document.entries["narration"].where, sentence)
    case = replace(authored.case, language=spoken.language)
    return replace(authored, case=case, said=said(document), notes=(*spoken.notes, *unsaid(spoken.language)))


def _authored(written: _Written, path: Path) -> Authored:
    case = Case(
        title=written.title,
        beats=tuple(beat for beat, _ in written.beats),
        rate=written.fps or Rate(Fraction(30)),
        length=written.length or Length.S30,
        direction=written.direction,
        window=written.window,
        marks=written.marks,
        credit=written.credit,
        handle=written.handle,
        history=written.history,
        loop=written.loop,
        language=written.language,
    )
    settings = Settings(
        series=written.series,
        volume=written.volume,
        order=written.order,
        allow_gaps=written.allow_gaps,
        face=written.face,
        because=written.because,
        window=written.window,
        length=written.length,
        direction=written.direction,
        rate=written.fps,
        zone=written.zone,
        fonts=written.font,
    )
    return Authored(
        case,
        written.source,
        written.preset,
        path,
        settings,
        written.consent,
        written.licence,
        written.post,
        Sound(written.narration, written.music),
        tuple(waived for _, waived in written.beats),
    )


def _check_schema(document: Keys) -> None:
    node = document.entries.get("schema")
    if node is None:
        raise fault(document.where, f"the key schema is missing; write schema: {SCHEMA} as the first line.")
    if not isinstance(node, Text) or node.text.strip() != str(SCHEMA):
        raise fault(node.where, f"found {node}, expected {SCHEMA}, the only version that this scrollcast knows.")


def _form(script: Script, marks: tuple[MarkSpec, ...]) -> Form[_Written]:
    folder = script.folder

    def beats(node: Node) -> tuple[tuple[Beat, frozenset[str]], ...]:
        if not isinstance(node, Items) or not 1 <= len(node.items) <= _MOST_BEATS:
            raise fault(node.where, f"found {node}, expected a list of 1 to {_MOST_BEATS} beats, each with a dash.")
        return tuple(read_beat(item, script) for item in node.items)

    words = {
        "schema": Word("The version of these words.", schema={"const": SCHEMA}),
        "title": vocabulary.text(LONGEST_TITLE)("The line above the picture."),
        "history": vocabulary.text(LONGEST_LINE)("What is known: an age band such as 60s, and the complaint."),
        "language": Word(
            "Language of the words: en, es, pt-BR; title.es is the title in another one.", _language, {"type": "string"}
        ),
        "source": vocabulary.file_in(folder)(
            "Folder, zip, DICOMDIR or one file with the images, from the folder of this case."
        ),
        "series": vocabulary.counted("the number of a series")("Which series, where the source has several."),
        "volume": vocabulary.text(80)("Which volume, by number or name, where the series holds several."),
        "order": vocabulary.choice(Ordering)("By position; or by image number, then without letters and scale."),
        "allow-gaps": vocabulary.yes_or_no()("Take a stack in which slices are missing, and say where."),
        "face": vocabulary.choice(Face)("A face that may show is masked; clear shows it, for a lesson about it."),
        "because": vocabulary.text(160)("Why the face may be shown, in full; not in the film."),
        "preset": _preset(folder),
        "window": vocabulary.fixed(
            vocabulary.look(folder).schema or {}, lambda n: vocabulary.read_look(n, folder).window
        )("A window to start with instead of the preset's."),
        "length": vocabulary.choice(Length)("How long the clip may be; 30s is the usual."),
        "direction": vocabulary.choice(Direction)("Direction of travel instead of the preset's."),
        "fps": vocabulary.RATE("Frames a second; 30 is the usual."),
        "zone": vocabulary.choice(ZoneName)("How much to keep clear of the platforms' buttons."),
        "font": _fonts(folder),
        "loop": vocabulary.yes_or_no()("The end meets the beginning."),
        "marks": Word("Marks by name.", lambda _: marks, {"type": "object", "additionalProperties": mark_schema()}),
        "beats": Word(
            "What happens, step by step.",
            beats,
            {"type": "array", "items": beat_schema(), "minItems": 1, "maxItems": _MOST_BEATS},
        ),
        "credit": vocabulary.text(160)("Whose data it is, and the licence it came under."),
        "handle": vocabulary.text(40)("Whom to follow."),
        "consent": vocabulary.text(160)("Who agreed to this being shown, or why nobody has to."),
        "licence": vocabulary.text(80)("Under which licence the clip is published."),
        "post": Word("What is posted beside the clip.", _POST.read, _POST.schema),
        "narration": vocabulary.file_in(folder)(
            "A sound file with a voice, from the first frame on; or one beside each beat."
        ),
        "music": vocabulary.file_in(folder)("A sound file to go under it, softer while the voice speaks."),
    }
    return Form(_Written, "A scrollcast case.", words)


def _language(node: Node) -> str:
    if not isinstance(node, Text) or not _LANGUAGE.fullmatch(node.text.strip()):
        raise fault(node.where, f"found {node}, expected a language code, such as en, es or pt-BR.")
    return node.text.strip()


def _preset(folder: Path) -> Word:
    look: Mapping[str, object] = vocabulary.FILE.schema or {}
    schema = {"anyOf": [{"enum": list(preset_names())}, look]}
    return Word(
        "How it is shown: a shipped preset, or a file of your own.",
        lambda node: vocabulary.preset_name(vocabulary.file(node), folder),
        schema,
    )


def _fonts(folder: Path) -> Word:
    listing = vocabulary.several(vocabulary.FILE, 1, 8, "[./NotoSansArabic.ttf]")

    def read(node: Node) -> tuple[Path, ...]:
        items = node.items if isinstance(node, Items) else (node,)
        return tuple(folder / vocabulary.file(item) for item in items)

    return Word("Font files to fall back on, in order.", read, {"anyOf": [vocabulary.FILE.schema, listing.schema]})


def _paragraphs(node: Node) -> str:
    text = node.text.strip() if isinstance(node, Text) and node.plain() is not None else ""
    if not text or any(not (c.isprintable() or c == "\n") for c in text):
        raise fault(node.where, f"found {node}, expected text.")
    return text


_POST = Form(
    Post,
    "What is posted beside the clip.",
    {
        "text": Word("The words of the post.", _paragraphs, {"type": "string"}),
        "hashtags": vocabulary.several(vocabulary.text(60), 0, 30, "[radiology, FOAMrad]")("With or without the sign."),
        "references": vocabulary.several(vocabulary.text(300), 0, 10, "[https://doi.org/…]")("What it rests on."),
    },
)


def json_schema() -> dict[str, object]:
    """The JSON Schema of a case file, from the same words that read it."""
    whole = _form(Script({}, Path()), ()).schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "scrollcast case",
        **whole,
    }
