"""The command `scrollcast`: started here, and the one place where errors become exit codes."""

import os
import sys
import traceback
from typing import NoReturn

from scrollcast.cli.console import say
from scrollcast.cli.signals import interruptible

_INTERRUPTED = 130
_READING = {"check", "inspect", "kit", "new", "pick", "plan", "preview", "privacy", "render", "sheet", "still"}


def run() -> NoReturn:
    """Run the command line and exit."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # a closed stream: keep files that are opened later from taking its number
            os.open(os.devnull, os.O_RDWR)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads that nothing here uses
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run the command line.

    Returns
    -------
    int
        The exit code. A person's mistake is one or two plain lines on stderr; ``SCROLLCAST_DEBUG=1`` adds where it came
        from.
    """
    try:
        with interruptible():
            if not _READING.isdisjoint(arguments[:1]) and "--help" not in arguments:
                _start_to_read()
            from scrollcast.cli.commands import COMMANDS, commanded  # noqa: PLC0415 - typer, which a reader starts beside

            named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
            return commanded(named)(arguments, prog_name="scrollcast", standalone_mode=False) or 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where errors become exit codes
        if os.environ.get("SCROLLCAST_DEBUG") == "1":
            traceback.print_exc()
        from scrollcast.cli.commands import verdict  # noqa: PLC0415

        code, lines = verdict(error)
        for line in lines:
            say(line)
        return code


def _start_to_read() -> None:
    from scrollcast.dicom.readers import Readers  # noqa: PLC0415 - processes and threads, which --help does without

    Readers.ahead()
