"""Black out places through a whole stack."""

from collections.abc import Iterable
from dataclasses import replace

from scrollcast.model.series import Slice
from scrollcast.model.volume import Crop


def black_out(slices: tuple[Slice, ...], boxes: Iterable[Crop]) -> tuple[Slice, ...]:
    """The same slices with boxes black in each, whatever the window.

    Parameters
    ----------
    slices : tuple of Slice
    boxes : iterable of Crop
        In pixels of a slice.

    Returns
    -------
    tuple of Slice
        With stored values of their own.
    """
    places = tuple(boxes)
    return tuple(_blacked(plane, places) for plane in slices) if places else slices


def _blacked(plane: Slice, boxes: tuple[Crop, ...]) -> Slice:
    stored = plane.stored.copy()
    for box in boxes:
        stored[box.top : box.bottom, box.left : box.right] = _black(plane)
    return replace(plane, stored=stored)


def _black(plane: Slice) -> int:
    """A stored value that is black: padding where there is some, else the end of the slice's own range."""
    if plane.padding is not None:
        return plane.padding.low
    dark_is_high = plane.inverted != (plane.rescale.slope < 0)
    return int(plane.stored.max() if dark_is_high else plane.stored.min())
