"""Words as viewers and scanners burn them in: vector and bitmap typefaces, six scripts, as coverage masks."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Mask = NDArray[np.float32]

_FONTS = Path("/usr/share/fonts")
_SIZES = (8, 9, 10, 12, 14, 16, 18)
_ALIASED = 0.3  # share of vector type without grey edges
_LEAST_IDEOGRAPH = 11  # px: below, nobody reads them

_SURNAMES = ("DOE", "MUELLER", "Smith", "O'Hara", "NGUYEN", "Kowalska", "García", "VAN DIJK", "Ferrari", "Lindqvist")
_GIVEN = ("JANE", "Hans", "R.", "Mary", "ANNA", "Piotr", "Luis", "Eva", "MARCO", "T")
_PLACES = ("St. Mary Hospital", "Klinikum Nord", "City Radiology", "UNIV. HOSPITAL", "Praxis Dr. Weber", "Ward 7B")
_OTHERS = {
    "Cyrillic": ("ИВАНОВА АННА", "Больница №4", "Петров С.И. 1957", "Кузнецова"),  # noqa: RUF001
    "Greek": ("Παπαδόπουλος", "Νοσοκομείο", "ΓΕΩΡΓΙΟΥ ΕΛΕΝΗ", "Ιωάννου Μ."),  # noqa: RUF001
    "Arabic": ("محمد عبد الله", "مستشفى الملك", "فاطمة الزهراء", "قسم الأشعة"),
    "Hebrew": ("כהן משה", "בית חולים", "לוי שרה", "מחלקת הדמיה"),
    "Han": ("山田太郎", "北京协和医院", "王小明", "放射線科"),
}


class _Face(NamedTuple):
    """Name, height in px and file of a typeface."""

    name: str
    size: int
    file: str


@dataclass(frozen=True, slots=True)
class Faces:
    """What words are drawn with.

    Attributes
    ----------
    vector : dict
        File of each typeface, drawn at any size.
    bitmap : dict
        Height of the line in px and file, drawn at no other size.
    scripts : dict
        Name and file for each script but Latin.
    """

    vector: dict[str, str]
    bitmap: dict[str, tuple[int, str]]
    scripts: dict[str, tuple[str, str]]


_DEJAVU = "DejaVu Sans", "truetype/dejavu/DejaVuSans.ttf"
CHOSEN = Faces(
    {
        "DejaVu Sans": "truetype/dejavu/DejaVuSans.ttf",
        "DejaVu Sans Mono": "truetype/dejavu/DejaVuSansMono.ttf",
        "Liberation Sans": "truetype/liberation/LiberationSans-Regular.ttf",
        "Liberation Sans Narrow": "truetype/liberation/LiberationSansNarrow-Regular.ttf",
        "Liberation Serif": "truetype/liberation/LiberationSerif-Regular.ttf",
        "FreeMono Bold": "truetype/freefont/FreeMonoBold.ttf",
    },
    {
        "X11 5x8": (8, "X11/misc/5x8.pcf.gz"),
        "X11 6x10": (10, "X11/misc/6x10.pcf.gz"),
        "X11 6x12": (12, "X11/misc/6x12.pcf.gz"),
        "X11 6x13": (13, "X11/misc/6x13.pcf.gz"),
        "X11 7x13 bold": (13, "X11/misc/7x13B.pcf.gz"),
        "X11 8x16": (16, "X11/misc/8x16.pcf.gz"),
        "X11 9x15": (15, "X11/misc/9x15.pcf.gz"),
        "Unifont": (16, "opentype/unifont/unifont.otf"),
    },
    {
        **dict.fromkeys(("Cyrillic", "Greek", "Arabic", "Hebrew"), _DEJAVU),
        "Han": ("WenQuanYi Micro Hei", "truetype/wqy/wqy-microhei.ttc"),
    },
)
OTHERS = Faces(  # in which no series was written that the rule was chosen on
    {
        "DejaVu Sans Bold": "truetype/dejavu/DejaVuSans-Bold.ttf",
        "DejaVu Serif": "truetype/dejavu/DejaVuSerif.ttf",
        "FreeSans": "truetype/freefont/FreeSans.ttf",
        "Liberation Mono": "truetype/liberation/LiberationMono-Regular.ttf",
        "Liberation Sans Bold": "truetype/liberation/LiberationSans-Bold.ttf",
        "Noto Sans": "truetype/noto/NotoSans-Regular.ttf",
    },
    {
        "Schumacher 6x8": (8, "X11/misc/clR6x8.pcf.gz"),
        "Schumacher 8x12 bold": (12, "X11/misc/clB8x12.pcf.gz"),
        "X11 6x9": (9, "X11/misc/6x9.pcf.gz"),
        "X11 6x13 bold": (13, "X11/misc/6x13B.pcf.gz"),
        "X11 7x14": (14, "X11/misc/7x14.pcf.gz"),
        "X11 8x13": (13, "X11/misc/8x13.pcf.gz"),
        "X11 9x18": (18, "X11/misc/9x18.pcf.gz"),
    },
    {
        **dict.fromkeys(("Cyrillic", "Greek"), ("Noto Serif", "truetype/noto/NotoSerif-Regular.ttf")),
        "Arabic": ("Noto Naskh Arabic", "truetype/noto/NotoNaskhArabic-Regular.ttf"),
        "Hebrew": ("Noto Sans Hebrew", "truetype/noto/NotoSansHebrew-Regular.ttf"),
        "Han": ("Unifont", "opentype/unifont/unifont.otf"),
    },
)
FURTHER = Faces(  # in which none was written that the rule had been measured on
    {
        "DejaVu Sans Condensed": "truetype/dejavu/DejaVuSansCondensed.ttf",
        "DejaVu Sans Mono Bold": "truetype/dejavu/DejaVuSansMono-Bold.ttf",
        "FreeMono": "truetype/freefont/FreeMono.ttf",
        "FreeSans Bold": "truetype/freefont/FreeSansBold.ttf",
        "FreeSerif": "truetype/freefont/FreeSerif.ttf",
        "Liberation Sans Narrow Bold": "truetype/liberation/LiberationSansNarrow-Bold.ttf",
    },
    {
        "Schumacher 6x10": (10, "X11/misc/clR6x10.pcf.gz"),
        "Schumacher 8x13": (13, "X11/misc/clR8x13.pcf.gz"),
        "Schumacher 8x8 bold": (8, "X11/misc/clB8x8.pcf.gz"),
        "X11 7x13": (13, "X11/misc/7x13.pcf.gz"),
        "X11 7x14 bold": (14, "X11/misc/7x14B.pcf.gz"),
        "X11 8x13 bold": (13, "X11/misc/8x13B.pcf.gz"),
        "X11 9x15 bold": (15, "X11/misc/9x15B.pcf.gz"),
    },
    {
        **dict.fromkeys(("Cyrillic", "Greek"), ("Noto Sans", "truetype/noto/NotoSans-Regular.ttf")),
        "Arabic": ("Amiri", "opentype/fonts-hosny-amiri/Amiri-Regular.ttf"),
        "Hebrew": ("DejaVu Sans Bold", "truetype/dejavu/DejaVuSans-Bold.ttf"),
        "Han": ("WenQuanYi Micro Hei", "truetype/wqy/wqy-microhei.ttc"),
    },
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is burned in, and how it looks.

    Attributes
    ----------
    mask : ndarray, shape (h, w), float32
        Coverage, 0 to 1.
    script, typeface : str
    size : int
        Of the line, px.
    """

    mask: Mask
    script: str
    typeface: str
    size: int


def words(random: Random, faces: Faces = CHOSEN) -> Words:
    """Draw a name, a number, a date or a place in some typeface and size; half of all are in Latin letters."""
    script = random.choice(("Latin",) * len(_OTHERS) + tuple(_OTHERS))
    if script == "Latin":
        return _drawn(_said(random), script, _face(random, faces), random.random() < _ALIASED)
    text, size = random.choice(_OTHERS[script]), random.choice(_SIZES)
    name, file = faces.scripts[script]
    face = _Face(name, max(size, _LEAST_IDEOGRAPH) if script == "Han" else size, file)
    return _drawn(text, script, face, random.random() < _ALIASED)


def _said(random: Random) -> str:
    surname, given = random.choice(_SURNAMES), random.choice(_GIVEN)
    year, month, day = random.randint(1930, 2006), random.randint(1, 12), random.randint(1, 28)
    number = random.randint(10_000, 99_999_999)
    return random.choice(
        (
            f"{surname}^{given}",
            f"{surname}, {given}",
            f"{surname} {given} {random.randint(18, 89)}Y {random.choice('MF')}",
            f"ID {number}",
            f"ID {number // 10000}-{number % 10000:04}",
            f"ACC A{number}",
            f"{day:02}.{month:02}.{year}",
            f"DOB {year}-{month:02}-{day:02}",
            f"{month}/{day}/{year}",
            random.choice(_PLACES),
        )
    )


def _face(random: Random, faces: Faces) -> _Face:
    """As often a bitmap as a vector."""
    if random.random() < 0.5:
        name = random.choice(tuple(faces.bitmap))
        return _Face(name, *faces.bitmap[name])
    name = random.choice(tuple(faces.vector))
    return _Face(name, random.choice(_SIZES), faces.vector[name])


def _drawn(text: str, script: str, face: _Face, aliased: bool) -> Words:
    font = ImageFont.truetype(_FONTS / face.file, face.size)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2))
    easel = ImageDraw.Draw(picture)
    easel.fontmode = "1" if aliased else "L"
    easel.text((1 - left, 1 - top), text, 255, font=font)
    return Words(np.asarray(picture, np.float32) / 255, script, face.name, face.size)
