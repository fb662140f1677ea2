"""Words as alpha masks: shaped by HarfBuzz, drawn by FreeType. The only module that imports uharfbuzz and freetype."""

import math
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import freetype
import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

from scrollcast.errors import UsageError

_UPRIGHT = freetype.Matrix(0x10000, 0, 0, 0x10000)
_SUBPIXELS = 4  # glyphs start at quarter pixels, so that spacing stays even


class Weight(StrEnum):
    """The weights of Inter that are shipped."""

    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    EXTRABOLD = "ExtraBold"


class Style(NamedTuple):
    """Size of the em in px, and weight."""

    size: int
    weight: Weight


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


class _Glyph(NamedTuple):
    identity: int
    x: float
    y: float


@lru_cache(maxsize=8)
def _face(weight: Weight) -> tuple[freetype.Face, hb.Font]:
    path = str(files("scrollcast.raster").joinpath("fonts", f"Inter-{weight}.otf"))
    return freetype.Face(path), hb.Font(hb.Face(hb.Blob.from_file_path(path)))


@lru_cache(maxsize=2048)
def measure(text: str, style: Style) -> float:
    """Width of a line of text, px.

    Raises
    ------
    UsageError
        Where the font lacks a glyph.
    """
    return _shape(text, style)[1]


@lru_cache(maxsize=1024)
def line(text: str, style: Style) -> Line:
    """Draw one line of text.

    Raises
    ------
    UsageError
        Where the font lacks a glyph.
    """
    glyphs, advance = _shape(text, style)
    face = _face(style.weight)[0]
    face.set_char_size(style.size * 64)
    margin = style.size // 8  # accents on capitals rise above the ascender
    ascent = math.ceil(face.size.ascender / 64) + margin
    height = ascent + math.ceil(-face.size.descender / 64) + margin
    mask = np.zeros((height, max(1, math.ceil(advance) + style.size // 4)), np.uint8)
    for glyph in glyphs:
        _draw(mask, style, glyph, ascent)
    mask.flags.writeable = False
    return Line(mask, ascent, advance)


def _shape(text: str, style: Style) -> tuple[list[_Glyph], float]:
    if not text:
        return [], 0.0
    font = _face(style.weight)[1]
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"tnum": True, "kern": True})
    scale = style.size / font.face.upem
    missing = [info.cluster for info in buffer.glyph_infos if info.codepoint == 0]
    if missing:
        raise UsageError(_missing(text, min(missing)))
    glyphs, x = [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(_Glyph(info.codepoint, x + position.x_offset * scale, position.y_offset * scale))
        x += position.x_advance * scale
    return glyphs, x


def _missing(text: str, at: int) -> str:
    character = text[at]
    name = unicodedata.name(character, "unnamed")
    return (
        f"The font has no glyph for U+{ord(character):04X} ({name.lower()}) in the text you gave. "
        "Write the text without it."
    )


def _draw(mask: NDArray[np.uint8], style: Style, glyph: _Glyph, baseline: int) -> None:
    whole = math.floor(glyph.x)
    right = int((glyph.x - whole) * _SUBPIXELS) * 64 // _SUBPIXELS
    pixels, above, beside = _bitmap(style, glyph.identity, right, round(glyph.y * 64))
    top, left = baseline - above, whole + beside
    rows = slice(max(0, top), min(mask.shape[0], top + pixels.shape[0]))
    columns = slice(max(0, left), min(mask.shape[1], left + pixels.shape[1]))
    part = pixels[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    np.maximum(mask[rows, columns], part, out=mask[rows, columns])


@lru_cache(maxsize=1024)
def _bitmap(style: Style, identity: int, right: int, up: int) -> tuple[NDArray[np.uint8], int, int]:
    """A glyph moved by 64ths of a px, and how far its upper left corner is above and right of the origin."""
    face = _face(style.weight)[0]
    face.set_char_size(style.size * 64)
    face.set_transform(_UPRIGHT, freetype.Vector(right, up))
    face.load_glyph(identity, freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    slot = face.glyph
    bitmap = slot.bitmap
    pixels = np.array(bitmap.buffer, np.uint8).reshape(bitmap.rows, max(1, bitmap.pitch))[:, : bitmap.width]
    return pixels, slot.bitmap_top, slot.bitmap_left
