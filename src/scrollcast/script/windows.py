"""The window of a film: the author's, the preset's, or one found from the values of the whole stack."""

import math

from scrollcast.model.case import Case
from scrollcast.model.preset import Preset
from scrollcast.model.volume import Facts, Histogram
from scrollcast.model.window import Percentiles, VoiFunction, Window

_DIGITS = 3


def choose(facts: Facts, case: Case, preset: Preset) -> tuple[Window, str, tuple[str, ...]]:
    """Settle the window that a film starts with.

    Returns
    -------
    window : Window
    name : str
        For the header; empty for an author's own window.
    notes : tuple of str
        How a window was found that nobody wrote down.
    """
    if case.window is not None and case.window != preset.window:
        return case.window, "", ()
    if isinstance(preset.window, Window):
        return preset.window, preset.window_name, ()
    window = spread(preset.window, facts.histogram)
    low, high = preset.window.low, preset.window.high
    note = f"The window {window} runs from percentile {low:g} to {high:g} of all values in the body."
    return window, preset.window_name, (note,)


def spread(percentiles: Percentiles, histogram: Histogram) -> Window:
    """The window whose ends are two percentiles of a stack.

    LINEAR_EXACT, because its ends are exactly center -+ width/2, and because MR values may span less than 1
    (PS3.3 C.11.2.1.3.2). Rounded so that the width has three digits: nobody reads more off a header.
    """
    low, high = histogram.percentile(percentiles.low), histogram.percentile(percentiles.high)
    width = high - low
    if not width > 0:
        return Window(1.0, low, VoiFunction.LINEAR_EXACT)
    places = _DIGITS - 1 - math.floor(math.log10(width))
    return Window(round(width, places), round((low + high) / 2, places), VoiFunction.LINEAR_EXACT)
