"""The window of a film: the author's, the preset's, or one found from the values of the whole stack."""

from scrollcast.model.case import Case
from scrollcast.model.preset import Preset
from scrollcast.model.volume import Facts
from scrollcast.model.window import Window


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
    window = facts.histogram.window(preset.window)
    low, high = preset.window.low, preset.window.high
    note = f"The window {window} runs from percentile {low:g} to {high:g} of all values in the body."
    return window, preset.window_name, (note,)
