"""The window of a film: the author's, the preset's, or one found from the values of the whole stack."""

from scrollcast.model.case import AutoLook, Beat, Case, Compare, Look, Reveal, Rewindow
from scrollcast.model.preset import Preset
from scrollcast.model.volume import Facts
from scrollcast.model.window import Percentiles, Window


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
    own = preset.window if case.window is None else case.window
    name = preset.window_name if own == preset.window else ""
    beside = (look.window for beat in case.beats for look in _looks(beat) if isinstance(look, AutoLook))
    sought = dict.fromkeys(window for window in (own, *beside) if isinstance(window, Percentiles))
    return find_window(own, facts), name, tuple(_told(percentiles, facts) for percentiles in sought)


def find_window(window: Window | Percentiles, facts: Facts) -> Window:
    """A window as it is, or the one that percentiles come to in a stack."""
    return window if isinstance(window, Window) else facts.histogram.window(window)


def _told(percentiles: Percentiles, facts: Facts) -> str:
    window, low, high = find_window(percentiles, facts), percentiles.low, percentiles.high
    return f"The window {window} runs from percentile {low:g} to {high:g} of all values in the body."


def _looks(beat: Beat) -> tuple[Look | AutoLook, ...]:
    """The windows that a beat names."""
    match beat:
        case Reveal(window=look) | Rewindow(look=look):
            return () if look is None else (look,)
        case Compare(looks=looks):
            return looks
        case _:
            return ()
