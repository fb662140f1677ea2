"""Font files as faces, opened once. With `text`, the only module that imports uharfbuzz and freetype."""

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import freetype
import uharfbuzz as hb

from scrollcast.errors import UsageError


class Weight(StrEnum):
    """The weights of Inter that are shipped."""

    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    EXTRABOLD = "ExtraBold"


class Style(NamedTuple):
    """Size of the em in px, weight of Inter, and the fonts that are asked, in turn, for what Inter lacks."""

    size: int
    weight: Weight
    fonts: tuple[Path, ...] = ()


class Face(NamedTuple):
    """One font file: for drawing, and for shaping."""

    drawn: freetype.Face
    shaped: hb.Font

    @lru_cache(maxsize=4096)  # noqa: B019 - faces are kept for good, too
    def has(self, character: str) -> bool:
        """True where the font has a glyph of its own for a character."""
        return bool(self.drawn.get_char_index(character))


def chain(style: Style) -> tuple[Face, ...]:
    """The faces of a style, in the order in which they are asked.

    Raises
    ------
    UsageError
        Where a file is no font.
    """
    return (_inter(style.weight), *map(open_font, style.fonts))


@lru_cache(maxsize=8)
def _inter(weight: Weight) -> Face:
    return open_font(Path(str(files("scrollcast.raster").joinpath("fonts", f"Inter-{weight}.otf"))))


@lru_cache(maxsize=16)
def open_font(path: Path) -> Face:
    """Open a font file, the first face of a collection.

    Raises
    ------
    UsageError
        Where it is none, or can't be read.
    """
    try:
        data = path.read_bytes()
        return Face(freetype.Face(str(path)), hb.Font(hb.Face(data)))
    except OSError as error:
        raise UsageError(f"The font {path.name} can't be read: {error.strerror}.") from error
    except freetype.FT_Exception as error:
        raise UsageError(f"{path.name} is no font that can be used; give a .ttf, .otf or .ttc file.") from error
