"""The colours and the type of the house."""

from scrollcast.model.layout import Layout
from scrollcast.model.overlay import Tone
from scrollcast.raster.colour import Rgb
from scrollcast.raster.fonts import Style, Weight

BACKGROUND = Rgb.written("#06080B")
PLATE = Rgb.written("#141A21")
PLATE_EDGE = Rgb.written("#3A4450")
EDGE = Rgb(0, 0, 0)

TONES: dict[str, Rgb] = {
    Tone.TEXT: Rgb.written("#F5F7FA"),
    Tone.MUTED: Rgb.written("#96A0AC"),
    Tone.FINDING: Rgb.written("#FFC53D"),
    Tone.RIGHT: Rgb.written("#3DDC97"),
    Tone.WRONG: Rgb.written("#FF6B6B"),
    Tone.INTERFACE: Rgb.written("#4CC9F0"),
}

HEADER = Style(32, Weight.BOLD)
HEADER_QUIET = Style(32, Weight.MEDIUM)
TITLES = (Style(60, Weight.EXTRABOLD), Style(54, Weight.EXTRABOLD), Style(42, Weight.EXTRABOLD))
CAPTIONS = (Style(56, Weight.BOLD), Style(52, Weight.BOLD), Style(46, Weight.BOLD))
OPTIONS = (Style(40, Weight.SEMIBOLD), Style(34, Weight.SEMIBOLD))
LETTER = Style(38, Weight.BOLD)
SCALE = Style(30, Weight.SEMIBOLD)
DIGIT = Style(54, Weight.EXTRABOLD)
LABEL = Style(40, Weight.BOLD)
TAKEAWAYS = (Style(58, Weight.EXTRABOLD), Style(50, Weight.EXTRABOLD), Style(44, Weight.EXTRABOLD))
HANDLE = Style(44, Weight.BOLD)
SMALL = (Style(30, Weight.MEDIUM), Style(26, Weight.MEDIUM))


def set_in(layout: Layout, *styles: Style) -> tuple[Style, ...]:
    """Styles with the fonts that the author gave, for words that may be in any script."""
    return tuple(style._replace(fonts=layout.fonts) for style in styles)
