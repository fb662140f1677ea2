"""The other nouns: canvases, crops, histograms, identifiers and slices refuse what can't be."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.stacks import AXIAL, CORONAL, LUNG, facts
from scrollcast.errors import UnreadableError
from scrollcast.model.canvas import BLACK, NEUTRAL, Canvas
from scrollcast.model.geometry import Direction, Place, Plane
from scrollcast.model.series import Identifiers, Rescale, Slice
from scrollcast.model.volume import Crop, Histogram


def test_a_blank_canvas_is_black_and_laid_out_as_ffmpeg_reads_it() -> None:
    """Luma, then Cb, then Cr, each a whole plane."""
    canvas = Canvas.blank(6, 8, (BLACK, 90, NEUTRAL))
    assert canvas.buffer.tobytes() == bytes([BLACK] * 48 + [90] * 12 + [NEUTRAL] * 12)
    assert (canvas.width, canvas.height) == (6, 8)
    assert canvas.luma.shape == (8, 6)
    assert canvas.chroma.shape == (2, 4, 3)


def test_planes_of_a_canvas_are_views_and_copies_are_not() -> None:
    """Drawing into a plane draws into the buffer, and not into a copy made before."""
    canvas = Canvas.blank(4, 4)
    before = canvas.copy()
    canvas.luma[3, 3], canvas.chroma[1, 1, 1] = 200, 77
    assert (canvas.buffer[3, 3], canvas.buffer[5, 3]) == (200, 77)
    assert (before.luma[3, 3], before.chroma[1, 1, 1]) == (BLACK, NEUTRAL)


@pytest.mark.parametrize(("shape", "height"), [((12, 5), 8), ((12, 6), 6), ((9, 6), 6), ((13, 6), 8)])
def test_buffers_that_are_no_frame_are_refused(shape: tuple[int, int], height: int) -> None:
    """Odd widths, heights that 4 does not divide, and the wrong number of rows."""
    with pytest.raises(ValueError, match="no yuv420p frame"):
        Canvas(np.zeros(shape, np.uint8), height)


def test_buffers_in_pieces_are_refused() -> None:
    """What is not one block of memory can't be sent as it is."""
    with pytest.raises(ValueError, match="no yuv420p frame"):
        Canvas(np.zeros((12, 12), np.uint8)[:, ::2], 8)


@pytest.mark.parametrize("box", [(0, 0, 0, 5), (0, 0, 5, 0), (3, 0, 2, 5), (-1, 0, 5, 5)])
def test_empty_crops_are_refused(box: tuple[int, int, int, int]) -> None:
    """A crop holds one pixel at least, and starts within the slice."""
    with pytest.raises(ValueError, match="empty crop"):
        Crop(*box)


def test_a_crop_counts_its_pixels() -> None:
    """Half-open in both directions."""
    crop = Crop(2, 3, 10, 15)
    assert (crop.rows, crop.columns) == (8, 12)


@given(st.lists(st.tuples(st.integers(-2000, 2000), st.integers(1, 50)), min_size=1, unique_by=lambda pair: pair[0]))
def test_percentiles_of_a_histogram_are_those_of_its_voxels(pairs: list[tuple[int, int]]) -> None:
    """Against numpy's inverted distribution function over the voxels themselves."""
    values, counts = np.array(sorted(pairs)).T
    histogram = Histogram(values.astype(float), counts)
    voxels = np.repeat(values, counts)
    for q in (0, 1, 25, 50, 75, 99, 100):
        assert histogram.percentile(q) == np.percentile(voxels, q, method="inverted_cdf")


def test_identifiers_show_nothing() -> None:
    """Neither by repr, nor by str, nor in a formatted sentence; only `reveal` gives the texts, blank ones left out."""
    identifiers = Identifiers(["DOE^JANE", "  ", "123"])
    for shown in (repr(identifiers), str(identifiers), f"{identifiers}", f"{[identifiers]}"):
        assert "DOE" not in shown
        assert "123" not in shown
    assert identifiers.reveal() == {"DOE^JANE", "123"}


def test_identifiers_leave_no_process_and_have_no_copy() -> None:
    """No pickle of any protocol, no copy, no attribute to put them under."""
    identifiers = Identifiers(["DOE^JANE"])
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="refuse"):
            pickle.dumps(identifiers, protocol)
    for duplicate in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="refuse"):
            duplicate(identifiers)
    assert not hasattr(identifiers, "__dict__")


@pytest.mark.parametrize(("slope", "intercept"), [(0, 0), (np.nan, 0), (np.inf, 0), (1, np.nan)])
def test_rescales_that_lose_the_values_are_refused(slope: float, intercept: float) -> None:
    """A slope of zero makes all values one; numbers must be finite."""
    with pytest.raises(UnreadableError):
        Rescale(slope, intercept)


@pytest.mark.parametrize("stored", [np.zeros((2, 2), np.float32), np.zeros((2, 2), np.uint32), np.zeros(4, np.uint8)])
def test_slices_hold_planes_of_small_integers(stored: np.ndarray) -> None:
    """Floats, 32 bit and rows alone are refused."""
    with pytest.raises(UnreadableError, match="File 7"):
        Slice(stored, Rescale(), False, None, None, None, None, 7)


def test_slices_are_read_only() -> None:
    """Nobody writes into the reader's memory."""
    plane = Slice(np.zeros((2, 2), np.int16), Rescale(), False, None, None, None, None, 1)
    with pytest.raises(ValueError, match="read-only"):
        plane.stored[0, 0] = 1


@pytest.mark.parametrize(
    ("direction", "orientation", "rises"),
    [
        (Direction.FEET_TO_HEAD, AXIAL, True),
        (Direction.HEAD_TO_FEET, AXIAL, False),
        (Direction.HEAD_TO_FEET, (-1.0, 0.0, 0.0, 0.0, 1.0, 0.0), True),
        (Direction.FRONT_TO_BACK, CORONAL, True),
        (Direction.BACK_TO_FRONT, CORONAL, False),
        (Direction.HEAD_TO_FEET, None, True),
    ],
)
def test_facts_know_which_way_the_slices_rise(
    direction: Direction, orientation: tuple[float, ...] | None, rises: bool
) -> None:
    """Slices lie in rising order along their own normal; without one, in the order of the files."""
    assert facts(3, orientation=orientation).rises_with(direction) is rises


def test_facts_without_places_have_no_plane_and_no_sides() -> None:
    """Letters are never guessed."""
    unplaced = facts(3, orientation=None)
    assert (unplaced.plane, unplaced.sides) == (None, None)
    assert facts(3).sides == Place((0.0, 0.0, 0.0), AXIAL).sides


@pytest.mark.parametrize("plane", [*Plane, None])
def test_a_preset_has_a_direction_for_every_plane(plane: Plane | None) -> None:
    """The preset's own, or the usual one."""
    assert LUNG.direction(plane).plane is (plane or Plane.AXIAL)
