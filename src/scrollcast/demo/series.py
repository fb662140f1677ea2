"""The phantom as a series of DICOM files."""

from pathlib import Path

from scrollcast.demo.abdomen import GEOMETRY, abdomen
from scrollcast.dicom.write import write_series


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
