"""Masks in NIfTI files to contours in the patient. The only module that imports nibabel."""

import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import AuthoredError, MissingDependencyError
from scrollcast.model.geometry import Vector
from scrollcast.raster.contour import contours

_MOST_VOXELS = 2**30
_LPS = np.diag([-1.0, -1.0, 1.0])  # NIfTI's axes point to the right, the front and the head (RAS+)


def load_mask(path: Path, value: int | None) -> tuple[tuple[Vector, ...], ...]:
    """Trace a label map, plane by plane along its third axis, which is that of the slices it was drawn on.

    Parameters
    ----------
    path : Path
        A ``.nii`` or ``.nii.gz`` with three dimensions.
    value : int or None
        The label; None takes all that is not 0.

    Returns
    -------
    tuple of contours
        Positions, mm LPS; each contour lies in one plane.

    Raises
    ------
    AuthoredError
        Where the file is no label map, its place in the patient is not known, or it has no voxel of that label.
    MissingDependencyError
        Where nibabel is not installed.
    """
    labels, affine = _read(path)
    wanted = labels != 0 if value is None else labels == value
    if not wanted.any():
        what = "no voxel above 0" if value is None else f"no voxel of label {value}"
        raise AuthoredError(f"{path}: the mask has {what}.")
    found = []
    for k in np.flatnonzero(wanted.any(axis=(0, 1))):
        for corners in contours(wanted[:, :, k]):
            voxels = np.column_stack([corners, np.full(len(corners), k), np.ones(len(corners))])
            found.append(tuple(_position(row) for row in voxels @ affine.T @ _LPS))
    return tuple(found)


def _position(row: NDArray[np.float64]) -> Vector:
    return float(row[0]), float(row[1]), float(row[2])


def _read(path: Path) -> tuple[NDArray[np.generic], NDArray[np.float64]]:
    """Voxels, and the first three rows of the affine from voxel to mm RAS."""
    try:
        import nibabel  # noqa: PLC0415 - late, it costs start-up
        from nibabel.filebasedimages import ImageFileError  # noqa: PLC0415
        from nibabel.spatialimages import HeaderDataError  # noqa: PLC0415
        from nibabel.wrapstruct import WrapStructError  # noqa: PLC0415
    except ImportError as error:
        raise MissingDependencyError("Masks need nibabel: pip install nibabel") from error
    try:
        image = nibabel.Nifti1Image.from_filename(path)
        shape = image.shape
        if len(shape) == 4 and shape[3] == 1:
            shape = shape[:3]
        if len(shape) != 3 or not 0 < np.prod(shape, dtype=np.float64) <= _MOST_VOXELS:
            raise AuthoredError(f"{path}: the mask has the shape {image.shape}; expected three dimensions.")
        if not int(image.header["sform_code"]) and not int(image.header["qform_code"]):
            raise AuthoredError(
                f"{path}: the mask does not say where it lies in the patient; save it again from the "
                "program that drew it."
            )
        voxels = np.asanyarray(image.dataobj).reshape(shape)
    except FileNotFoundError:
        raise AuthoredError(f"{path}: there is no such file.") from None
    except (OSError, EOFError, ValueError, zlib.error, ImageFileError, HeaderDataError, WrapStructError) as error:
        raise AuthoredError(f"{path}: this is no NIfTI file that can be read ({type(error).__name__}).") from None
    affine = np.asarray(image.affine, np.float64)[:3]
    if not np.isfinite(affine).all() or abs(np.linalg.det(affine[:, :3])) < 1e-9:
        raise AuthoredError(f"{path}: the mask's place in the patient is not a proper one.")
    return voxels, affine
