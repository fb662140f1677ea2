"""Marks of a case file: a shape, where it is anchored, what it is called, and on which slices it lives."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scrollcast.authored import values, vocabulary
from scrollcast.authored.adapt import adapt
from scrollcast.authored.form import Form, Word
from scrollcast.authored.nifti import load_mask
from scrollcast.authored.node import Keys, Node, Text, fault
from scrollcast.authored.slicer import load_markups
from scrollcast.authored.wording import hint, listed, shown
from scrollcast.errors import AuthoredError
from scrollcast.model.geometry import Vector
from scrollcast.model.mark import (
    Anchor,
    AngleMark,
    ArrowMark,
    BoxMark,
    InPatient,
    LabelMark,
    MarkShape,
    MarkSpec,
    OnImage,
    OnSlice,
    OutlineMark,
    RegionMark,
    RingMark,
    RulerMark,
    Size,
    SpotlightMark,
    Unit,
)
from scrollcast.model.overlay import Tone

LONGEST_LABEL = 40
_MOST_POINTS = 200
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(mm|px)")
WAYS = {
    "top": 0.0,
    "upper-right": 45.0,
    "right": 90.0,
    "lower-right": 135.0,
    "bottom": 180.0,
    "lower-left": 225.0,
    "left": 270.0,
    "upper-left": 315.0,
}
_USUAL_WAY = WAYS["upper-left"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a shape may say; each has some of these."""

    slice: int | None = None
    image: int | None = None
    at: tuple[tuple[float, float], ...] = ()
    mm: tuple[Vector, ...] = ()
    degrees: float = _USUAL_WAY
    radius: Size | None = None
    smooth: bool = True
    text: str = ""
    file: str = ""
    value: int | None = None


def _way(node: Node) -> float:
    written = node.text.strip() if isinstance(node, Text) else ""
    number = re.sub(r"\s*(°|degrees)$", "", written)
    if written in WAYS:
        return WAYS[written]
    if values.is_number(number) and -360 <= float(number) <= 360:
        return float(number)
    raise fault(
        node.where,
        f"found {node}, expected where the arrow comes from: {listed(WAYS, 'or')}, or degrees clockwise "
        f"from the top.{hint(written, WAYS)}",
    )


def _size(node: Node) -> Size:
    match = _SIZE.fullmatch(node.text.strip()) if isinstance(node, Text) else None
    if match is None or not float(match[1]):
        raise fault(node.where, f"found {node}, expected a size with its unit, such as 25 mm or 30 px.")
    return Size(float(match[1]), Unit(match[2]))


def _one(word: Word) -> Word:
    """One place, in a list of its own."""
    read = word.read
    assert read is not None
    return Word(word.about, lambda node: (read(node),), word.schema)


_AT = vocabulary.coordinates(2, "[172, 286]")
_MM = vocabulary.coordinates(3, "[-40.5, 12, -310]")
_SLICE = vocabulary.counted("a slice number")("Slice number of the clip, 1..N in the direction of travel.")
_IMAGE = vocabulary.counted("a PACS image number")("The image number that the PACS shows, instead of slice.")
_FROM = vocabulary.fixed({"anyOf": [{"enum": list(WAYS)}, {"type": "number", "minimum": -360, "maximum": 360}]}, _way)(
    "Where the arrow comes from on the screen, or degrees clockwise from the top."
)
_RADIUS = vocabulary.fixed({"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(mm|px)\s*$"}, _size)(
    "In the patient (25 mm) or in pixels along a row (30 px)."
)
_PLACED = (("slice", "at"), ("image", "at"), ("mm",))
_POINTED = (("slice", "points"), ("image", "points"), ("mm",))


def _placed(about: str, more: Mapping[str, Word] | None = None) -> Form[Written]:
    """A shape at one place."""
    words = {
        "slice": _SLICE,
        "image": _IMAGE,
        "at": _one(_AT)("[column, row] in pixels of the slice, as viewers show them."),
        "mm": _one(_MM)("[x, y, z] in the patient, mm LPS, instead of slice and at."),
        **(more or {}),
    }
    return Form(Written, about, words, {"from": "degrees"}, either=_PLACED)


def _pointed(about: str, least: int, most: int, more: Mapping[str, Word] | None = None) -> Form[Written]:
    """A shape through several places of one slice."""
    example = "[[172, 286], [198, 300]]"
    words = {
        "slice": _SLICE,
        "image": _IMAGE,
        "points": vocabulary.several(_AT, least, most, example)("[column, row] of each place, in pixels."),
        "mm": vocabulary.several(_MM, least, most, "[[x, y, z], [x, y, z]]")("Places in the patient, mm LPS."),
        **(more or {}),
    }
    return Form(Written, about, words, {"points": "at"}, either=_POINTED)


@dataclass(frozen=True, slots=True)
class _Kind:
    form: Form[Written]
    build: Callable[[Written, tuple[Anchor, ...]], MarkShape]


def _radius(written: Written) -> Size:
    if written.radius is None:
        raise ValueError("the key radius is missing; write it as 25 mm or 30 px")
    return written.radius


_KINDS: dict[str, _Kind] = {
    "arrow": _Kind(
        _placed("An arrow; its tip rests beside the place.", {"from": _FROM}),
        lambda w, at: ArrowMark(at[0], w.degrees),
    ),
    "ring": _Kind(_placed("A circle in the patient.", {"radius": _RADIUS}), lambda w, at: RingMark(at[0], _radius(w))),
    "box": _Kind(_pointed("A box between two opposite corners.", 2, 2), lambda _, at: BoxMark(at[0], at[1])),
    "outline": _Kind(
        _pointed(
            "A closed line through places.",
            3,
            _MOST_POINTS,
            {"smooth": vocabulary.yes_or_no()("A spline (the usual), or straight from place to place.")},
        ),
        lambda w, at: OutlineMark(at, w.smooth),
    ),
    "label": _Kind(
        _placed("A name with a line to its place.", {"text": vocabulary.text(LONGEST_LABEL)("What it says.")}),
        lambda _, at: LabelMark(at[0]),
    ),
    "ruler": _Kind(_pointed("A distance, measured in mm.", 2, 2), lambda _, at: RulerMark(at[0], at[1])),
    "angle": _Kind(
        _pointed("An angle at the second of three places.", 3, 3), lambda _, at: AngleMark(at[0], at[1], at[2])
    ),
    "spotlight": _Kind(
        _placed("All outside of a circle is dimmed.", {"radius": _RADIUS}),
        lambda w, at: SpotlightMark(at[0], _radius(w)),
    ),
}
_MASK = Form(
    Written,
    "A mask that was drawn elsewhere: its edge, slice by slice.",
    {
        "file": vocabulary.FILE("A NIfTI label map (.nii or .nii.gz) on the same slices."),
        "value": vocabulary.counted("a label of the mask")("Its label; without it, all that is not 0."),
    },
    short="file",
)
_SLICER = Form(
    Written,
    "Markups of 3D Slicer: points become arrows, lines rulers, closed curves outlines, ROIs boxes.",
    {"file": vocabulary.FILE("A markups file (.mrk.json)."), "from": _FROM},
    {"from": "degrees"},
    short="file",
)
SHAPES: dict[str, Form[Written]] = {
    **{name: kind.form for name, kind in _KINDS.items()},
    "mask": _MASK,
    "slicer": _SLICER,
}
_COLOURS = {str(tone): tone for tone in (Tone.FINDING, Tone.INTERFACE, Tone.RIGHT, Tone.WRONG, Tone.TEXT)}
_COMMON: dict[str, Word] = {
    "label": vocabulary.text(LONGEST_LABEL)("What it is called on the screen."),
    "slices": vocabulary.SLICES("Slice numbers between which it lives; without them, its own slice alone."),
    "colour": Word(read=None, schema={"enum": list(_COLOURS)})("Colour by meaning; finding is the usual."),
}


@dataclass(frozen=True, slots=True)
class _Common:
    label: str = ""
    slices: tuple[int, int] | None = None
    colour: Tone = Tone.FINDING


def read_marks(node: Node, folder: Path) -> tuple[MarkSpec, ...]:
    """Read the marks of a case, in their order.

    Raises
    ------
    AuthoredError
        The first that is wrong, with its place.
    """
    if not isinstance(node, Keys):
        raise fault(node.where, f"found {node}, expected marks by name, such as mass: with arrow: below it.")
    return tuple(mark for name, entry in node.entries.items() for mark in _mark(name, entry, folder))


def _mark(name: str, node: Node, folder: Path) -> tuple[MarkSpec, ...]:
    if not _NAME.fullmatch(name):
        raise fault(node.where, f"{shown(name)} is no name for a mark; use letters, digits and hyphens.")
    if not isinstance(node, Keys):
        raise fault(node.where, f"found {node}, expected a shape: {listed(SHAPES, 'or')}.")
    allowed = {**dict.fromkeys(SHAPES), **dict.fromkeys(_COMMON)}
    for key, entry in node.entries.items():
        if key not in allowed:
            raise fault(entry.where, f"there is no such key.{hint(key, allowed)} Allowed: {listed(allowed)}.")
    shapes = [key for key in node.entries if key in SHAPES and (key != "label" or _is_shape(node.entries[key]))]
    if len(shapes) != 1:
        found = listed(shapes) if shapes else "no shape"
        raise fault(node.where, f"found {found}, expected one: {listed(SHAPES, 'or')}.")
    (shape,) = shapes
    rest = Keys(node.where, {key: entry for key, entry in node.entries.items() if key != shape})
    common = adapt(_Common, rest, {key: word.read for key, word in _COMMON.items() if word.read is not None})
    spec = MarkSpec(name, _NO_SHAPE, common.label, common.slices, common.colour)
    entry = node.entries[shape]
    written = SHAPES[shape].read(entry)
    if shape == "label":
        spec = replace(spec, label=written.text or name)
    built = _shapes(shape, written, entry, folder)
    many = len(built) > 1
    return tuple(replace(spec, name=f"{name}-{n}" if many else name, shape=each) for n, each in enumerate(built, 1))


_NO_SHAPE = RegionMark(())


def _is_shape(node: Node) -> bool:
    return isinstance(node, Keys)


def _shapes(shape: str, written: Written, node: Node, folder: Path) -> tuple[MarkShape, ...]:
    if shape in _KINDS:
        try:
            return (_KINDS[shape].build(written, _anchors(written, node, "at" in SHAPES[shape].words)),)
        except ValueError as error:
            raise fault(node.where, f"{error}.") from None
    try:
        if shape == "mask":
            return (RegionMark(load_mask(folder / written.file, written.value)),)
        return load_markups(folder / written.file, written.degrees)
    except AuthoredError as error:
        raise fault(node.where, str(error)) from None


def _anchors(written: Written, node: Node, single: bool) -> tuple[Anchor, ...]:
    ways = [written.slice is not None, written.image is not None, bool(written.mm)]
    if sum(ways) != 1 or bool(written.at) == bool(written.mm):
        at = "at: [column, row]" if single else "points: [[column, row], ...]"
        raise fault(node.where, f"expected one way to say where: slice and {at}; or image and {at}; or mm.")
    if written.slice is not None:
        return tuple(OnSlice(written.slice, column, row) for column, row in written.at)
    if written.image is not None:
        return tuple(OnImage(written.image, column, row) for column, row in written.at)
    return tuple(InPatient(position) for position in written.mm)


def mark_schema() -> dict[str, object]:
    """What JSON Schema says of one mark."""
    shapes = {key: form.schema for key, form in SHAPES.items()}
    common = {key: {**(word.schema or {}), "description": word.about} for key, word in _COMMON.items()}
    label = {"anyOf": [common["label"], shapes["label"]]}
    others = [key for key in SHAPES if key != "label"]
    name_alone: dict[str, object] = {"required": ["label"], "properties": {"label": {"type": "object"}}}
    return {
        "type": "object",
        "description": "A mark: one shape, and what it is called.",
        "properties": {**common, **shapes, "label": label},
        "additionalProperties": False,
        "oneOf": [*({"required": [key]} for key in others), name_alone],
    }
