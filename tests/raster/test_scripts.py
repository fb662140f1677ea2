"""Scripts other than Latin, with a chain of fonts; they come from Debian packages where those are installed."""

from pathlib import Path

import numpy as np
import pytest

from scrollcast.errors import UsageError
from scrollcast.model.overlay import Run, Tone
from scrollcast.raster.bidi import pieces, reads_leftwards
from scrollcast.raster.fonts import Style, Weight, open_font
from scrollcast.raster.paragraph import fit, words
from scrollcast.raster.text import coloured, line, measure

FONTS = Path("/usr/share/fonts/truetype")
ARABIC, DEVANAGARI, IDEOGRAPHS = (
    FONTS / "noto/NotoSansArabic-Regular.ttf",
    FONTS / "noto/NotoSansDevanagari-Regular.ttf",
    FONTS / "wqy/wqy-microhei.ttc",
)


def style(*fonts: Path) -> Style:
    """A style with a chain, skipping where a font is not installed."""
    for font in fonts:
        if not font.exists():
            pytest.skip(f"{font.name} is not installed (Debian: fonts-noto-core, fonts-wqy-microhei)")
    return Style(60, Weight.BOLD, fonts)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("mass here", ["mass here"]),
        ("ורם בכבד", ["ורם בכבד"]),
        ("mass ורם here", ["mass ", "ורם", " here"]),
        ("ורם mass כאן", [" כאן", "mass", "ורם "]),
        ("גודל 42", ["42", "גודל "]),
    ],
)
def test_lines_are_put_in_the_order_they_stand(text: str, stands: list[str]) -> None:
    """Pieces from left to right, by hand from UAX #9."""
    found = pieces(text, reads_leftwards(text))
    assert [text[piece.start : piece.stop] for piece in found] == stands


def test_arabic_letters_join() -> None:
    """A joined word is not its letters side by side: the shaper chose forms for their places."""
    chain = style(ARABIC)
    word = "كبد"
    assert abs(measure(word, chain) - sum(measure(letter, chain) for letter in word)) > 5


def test_devanagari_marks_sit_on_their_letters() -> None:
    """A vowel sign takes no room of its own where it stands above."""
    chain = style(DEVANAGARI)
    assert measure("के", chain) == pytest.approx(measure("क", chain), abs=1)


def test_accents_combine_in_the_house_font() -> None:
    """A letter with a combining accent is as wide as without, and has more ink."""
    plain, accented = line("A", style()), line("A\u0301", style())
    assert accented.advance == pytest.approx(plain.advance, abs=0.5)
    assert accented.mask.sum() > plain.mask.sum() * 1.05


def test_fonts_are_asked_in_turn() -> None:
    """Latin comes from Inter, Arabic from the second font, ideographs from the third, in one line."""
    chain = style(ARABIC, IDEOGRAPHS)
    assert measure("HU كبد 肝", chain) > measure("HU ", chain) + measure("肝", chain)
    assert measure("HU", chain) == measure("HU", Style(60, Weight.BOLD))


def test_a_font_that_is_none_is_refused(tmp_path: Path) -> None:
    """A picture given as a font, and a missing file, are each one sentence."""
    wrong = tmp_path / "font.ttf"
    wrong.write_bytes(b"\x89PNG not a font")
    for path in (wrong, tmp_path / "none.ttf"):
        with pytest.raises(UsageError, match=path.name):
            open_font(path)


def test_right_to_left_paragraphs_are_set_at_the_right() -> None:
    """The direction of the first letter with one decides for the paragraph."""
    chain = style(ARABIC)
    paragraph = fit((Run("أين المشكلة؟"),), 800, (chain,), (2,))
    assert paragraph is not None
    assert paragraph.leftwards


def test_colours_follow_letters_through_reordering() -> None:
    """In a right-to-left line, the second part stands left of the first."""
    chain = style(ARABIC)
    first, second = coloured(("الكبد ", "سليم"), chain, True)
    ink = [float(np.flatnonzero(part.mask.any(0)).mean()) for part in (first, second)]
    assert ink[1] < ink[0]


def test_ideographs_part_anywhere_but_before_a_full_stop() -> None:
    """Chinese and Japanese lines end between characters, never before closing or after opening punctuation."""
    row = words((Run("右上葉に「腫瘤」。", Tone.TEXT),))
    assert ["".join(run.text for run in word.runs) for word in row] == ["右", "上", "葉", "に", "「腫", "瘤」。"]
    assert not any(word.spaced for word in row)
