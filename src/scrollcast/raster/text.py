"""Words as alpha masks: shaped by HarfBuzz, drawn by FreeType."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import freetype
import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

from scrollcast.errors import UsageError
from scrollcast.raster.bidi import pieces, reads_leftwards
from scrollcast.raster.fonts import Style, chain

_UPRIGHT = freetype.Matrix(0x10000, 0, 0, 0x10000)
_SUBPIXELS = 4  # glyphs start at quarter pixels, so that spacing stays even
_FEATURES = {"tnum": True, "kern": True}


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of text.

    Attributes
    ----------
    mask : ndarray, shape (height, width), uint8
        Coverage, 0 to 255; the same height for every line of a style.
    ascent : int
        Rows above the baseline.
    advance : float
        Width to where the next word would start, px; the mask may be wider.
    """

    mask: NDArray[np.uint8]
    ascent: int
    advance: float


class _Span(NamedTuple):
    """Characters of a text that one face draws and that read one way."""

    start: int
    stop: int
    face: int
    leftwards: bool


class _Glyph(NamedTuple):
    """A glyph of the style's face number `face`, for the character at `at`; x and y in px."""

    face: int
    identity: int
    at: int
    x: float
    y: float


def measure(text: str, style: Style) -> float:
    """Width of a line of text, px.

    Raises
    ------
    UsageError
        Where no font has a glyph for a character.
    """
    return _shape(text, style, reads_leftwards(text))[1]


def line(text: str, style: Style) -> Line:
    """Draw one line of text in one colour.

    Raises
    ------
    UsageError
        Where no font has a glyph for a character.
    """
    return coloured((text,), style, reads_leftwards(text))[0]


@lru_cache(maxsize=512)
def coloured(parts: tuple[str, ...], style: Style, leftwards: bool) -> tuple[Line, ...]:
    """Draw one line of text whose parts differ in colour, shaped as a whole.

    Parameters
    ----------
    parts : tuple of str
        One after the other, as written.
    style : Style
    leftwards : bool
        Direction of the paragraph that the line is from.

    Returns
    -------
    tuple of Line
        A mask for each part, all in the same place.

    Raises
    ------
    UsageError
        Where no font has a glyph for a character.
    """
    glyphs, advance = _shape("".join(parts), style, leftwards)
    ascent, height = _height(style)
    ends = np.cumsum([len(part) for part in parts])
    masks = [np.zeros((height, max(1, math.ceil(advance) + style.size // 4)), np.uint8) for _ in parts]
    for glyph in glyphs:
        _draw(masks[int(np.searchsorted(ends, glyph.at, side="right"))], style, glyph, ascent)
    for mask in masks:
        mask.flags.writeable = False
    return tuple(Line(mask, ascent, advance) for mask in masks)


@lru_cache(maxsize=64)
def _height(style: Style) -> tuple[int, int]:
    """Rows above the baseline, and of the whole line; scripts with taller letters than Latin get the room they need."""
    margin = style.size // 8  # accents on capitals rise above the ascender
    ascents, descents = [], []
    for face in chain(style):
        face.drawn.set_char_size(style.size * 64)
        ascents.append(math.ceil(face.drawn.size.ascender / 64))
        descents.append(math.ceil(-face.drawn.size.descender / 64))
    return max(ascents) + margin, max(ascents) + max(descents) + 2 * margin


@lru_cache(maxsize=4096)
def _shape(text: str, style: Style, leftwards: bool) -> tuple[tuple[_Glyph, ...], float]:
    """Glyphs from left to right, and the width of them all."""
    if not text:
        return (), 0.0
    owners = _owners(text, style)
    glyphs: list[_Glyph] = []
    x = 0.0
    for span in _spans(text, owners, leftwards):
        font = chain(style)[span.face].shaped
        scale = style.size / font.face.upem
        buffer = _shaped(text, span, font)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            offset = (x + place.x_offset * scale, place.y_offset * scale)
            glyphs.append(_Glyph(span.face, info.codepoint, info.cluster, *offset))
            x += place.x_advance * scale
    return tuple(glyphs), x


def _shaped(text: str, span: _Span, font: hb.Font) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in text], span.start, span.stop - span.start)
    buffer.direction = "rtl" if span.leftwards else "ltr"
    buffer.guess_segment_properties()
    hb.shape(font, buffer, _FEATURES)
    return buffer


def _spans(text: str, owners: list[int], leftwards: bool) -> Iterator[_Span]:
    """Spans from left to right, as they stand on the line."""
    for start, stop, back in pieces(text, leftwards):
        runs = [list(run) for _, run in groupby(range(start, stop), owners.__getitem__)]
        for run in reversed(runs) if back else runs:
            yield _Span(run[0], run[-1] + 1, owners[run[0]], back)


def _owners(text: str, style: Style) -> list[int]:
    """Number of the face that draws each character; what combines stays with the letter that it is on."""
    faces = chain(style)
    owners: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _joins(text[at]):
            continue
        cluster = text[start:at]
        seen = [c for c in cluster if unicodedata.category(c) not in {"Cf", "Cc", "Zs"}]
        owner = next((n for n, face in enumerate(faces) if all(map(face.has, seen))), None)
        if owner is None:
            lacking = next((c for c in seen if not any(face.has(c) for face in faces)), seen[0])
            raise UsageError(_missing(lacking))
        owners += [owners[-1] if owners and not seen else owner] * len(cluster)
        start = at
    return owners


def _joins(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


def _missing(character: str) -> str:
    name = unicodedata.name(character, "unnamed").lower()
    return (
        f"No font has a glyph for U+{ord(character):04X} ({name}), which is in the text you gave. "
        "Give a font that has it with --font FILE, or write the text without it."
    )


def _draw(mask: NDArray[np.uint8], style: Style, glyph: _Glyph, baseline: int) -> None:
    whole = math.floor(glyph.x)
    right = int((glyph.x - whole) * _SUBPIXELS) * 64 // _SUBPIXELS
    pixels, above, beside = _bitmap(style, glyph.face, glyph.identity, right, round(glyph.y * 64))
    top, left = baseline - above, whole + beside
    rows = slice(max(0, top), min(mask.shape[0], top + pixels.shape[0]))
    columns = slice(max(0, left), min(mask.shape[1], left + pixels.shape[1]))
    part = pixels[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    np.maximum(mask[rows, columns], part, out=mask[rows, columns])


@lru_cache(maxsize=2048)
def _bitmap(style: Style, face: int, identity: int, right: int, up: int) -> tuple[NDArray[np.uint8], int, int]:
    """A glyph moved by 64ths of a px, and how far its upper left corner is above and right of the origin."""
    drawn = chain(style)[face].drawn
    drawn.set_char_size(style.size * 64)
    drawn.set_transform(_UPRIGHT, freetype.Vector(right, up))
    drawn.load_glyph(identity, freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    bitmap = drawn.glyph.bitmap
    pixels = np.array(bitmap.buffer, np.uint8).reshape(bitmap.rows, max(1, bitmap.pitch))[:, : bitmap.width]
    return pixels, drawn.glyph.bitmap_top, drawn.glyph.bitmap_left
