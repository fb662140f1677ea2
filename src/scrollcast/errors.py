"""Every error that scrollcast raises on purpose, and the exit code it carries.

::

    ScrollcastError                1  (a bug when nothing below fits)
    ├── UsageError                 2  the command, the case or the preset is wrong
    │   ├── SelectionError         2  more than one series fits, or the one asked for is not there
    │   └── AuthoredError          2  a preset or case file: file, line, key, what is allowed
    ├── InputError                 3  the images can't be used
    │   ├── NoImagesError          3  nothing to show in the source
    │   ├── UnreadableError        3  a file can't be read, parsed or decoded
    │   └── GeometryError          3  order, position or orientation can't be established
    ├── PrivacyRefusal             4  it may not be published
    ├── FilmError                  5
    │   ├── EncodeError            5  FFmpeg failed
    │   └── VerifyError            5  the finished file is not what was asked for
    ├── OutputError                6  the output exists or can't be written
    ├── MissingDependencyError     7  FFmpeg, a codec or a model is not installed
    └── BatchError                 8  some cases of a batch have failed

A message says what was found, where, what was expected and what to do. It never holds text from a DICOM header.
"""

import errno


class ScrollcastError(Exception):
    """Root of the tree; one or two plain sentences for a person.

    Attributes
    ----------
    exit_code : int
        What the command line exits with.
    """

    exit_code = 1


class UsageError(ScrollcastError):
    """The command line, a case, a preset or a manifest is wrong."""

    exit_code = 2


class SelectionError(UsageError):
    """More than one series fits, or the chosen one does not exist."""


class AuthoredError(UsageError):
    """A file that a person wrote has a wrong key or value."""


class InputError(ScrollcastError):
    """The images can't be used."""

    exit_code = 3


class NoImagesError(InputError):
    """The source holds no usable CT or MR image."""


class UnreadableError(InputError):
    """A file can't be opened, parsed or decoded."""


class GeometryError(InputError):
    """The order, position or orientation of slices can't be established."""


class PrivacyRefusal(ScrollcastError):  # noqa: N818 - a refusal is the field's word
    """The images or the words may not be published."""

    exit_code = 4


class FilmError(ScrollcastError):
    """The video could not be made."""

    exit_code = 5


class EncodeError(FilmError):
    """FFmpeg stopped before the last frame."""


class VerifyError(FilmError):
    """The finished file is not what was asked for."""


class OutputError(ScrollcastError):
    """The output exists already or can't be written."""

    exit_code = 6


class MissingDependencyError(ScrollcastError):
    """Something scrollcast needs is not installed."""

    exit_code = 7


class BatchError(ScrollcastError):
    """Some cases of a batch have failed, or differ from what was kept of them."""

    exit_code = 8


def verdict_on(error: Exception) -> tuple[int, str]:
    """The exit code for an error, and what a person is told of it: nothing that may be text from a header."""
    match error:
        case ScrollcastError():
            return error.exit_code, str(error)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EROFS):
            return OutputError.exit_code, f"An output can't be written: {error.strerror}."
        case MemoryError():
            return InputError.exit_code, "There is not enough memory for this series."
    where = "Set SCROLLCAST_DEBUG=1 to see where, and report it."
    return ScrollcastError.exit_code, f"A bug: {type(error).__name__}. {where}"
