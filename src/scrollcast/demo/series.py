"""The phantom as a series of DICOM files."""

from pathlib import Path

from scrollcast.demo.abdomen import GEOMETRY, abdomen
from scrollcast.demo.resonance import STEP, resonance, spacing
from scrollcast.dicom.write import write_mr_series, write_series
from scrollcast.model.geometry import Vector


def write_demo(folder: Path) -> None:
    """Write the synthetic CT abdomen, one file a slice, numbered from head to feet.

    Parameters
    ----------
    folder : Path
        Made where it is missing.

    Raises
    ------
    OutputError
        Where a file exists already or can't be written.
    """
    write_series(folder, abdomen(), GEOMETRY.spacing, -GEOMETRY.step, GEOMETRY.origin)


def write_mr_demo(folder: Path) -> None:
    """Write the same abdomen as a T2-weighted MR; the rest as in `write_demo`."""
    write_mr_series(folder, resonance(), spacing(), -GEOMETRY.step * STEP, _first_centre())


def _first_centre() -> Vector:
    """Centre of the first pixel of the MR: it covers several of the phantom, whose planes it shares."""
    x, y, z = GEOMETRY.origin
    across, down = (spacing().column - GEOMETRY.spacing.column) / 2, (spacing().row - GEOMETRY.spacing.row) / 2
    return x + across, y + down, z
