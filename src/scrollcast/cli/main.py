"""The command `scrollcast`: its commands, and the one place where errors become exit codes."""

import os
import sys
import traceback
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from scrollcast import __version__
from scrollcast.cli.console import say, tell
from scrollcast.cli.signals import interruptible
from scrollcast.errors import UsageError, verdict_on

COMMANDS = (
    "demo",
    "inspect",
    "new",
    "pick",
    "plan",
    "still",
    "sheet",
    "preview",
    "check",
    "privacy",
    "render",
    "kit",
    "batch",
    "golden",
    "review",
    "verify",
    "presets",
    "schema",
)
_INTERRUPTED = 130
_USAGE = UsageError.exit_code


def _version(wanted: bool) -> None:
    if wanted:
        tell(f"scrollcast {__version__}\n")
        raise typer.Exit


def scrollcast(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn a CT or MR series into a vertical short video that teaches.

    Start with `scrollcast demo`, which needs no data. For education, not for diagnosis.
    """
    if context.invoked_subcommand is None and not version:
        tell(context.get_help() + "\n")
        raise typer.Exit(_USAGE)


def commanded(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these of its commands, each from the module of its name: a run needs only its own."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(scrollcast)
    for name in names:
        app.command()(getattr(import_module(f"scrollcast.cli.{name}"), name))
    return app


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
            named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
            return commanded(named)(arguments, prog_name="scrollcast", standalone_mode=False) or 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where errors become exit codes
        if os.environ.get("SCROLLCAST_DEBUG") == "1":
            traceback.print_exc()
        code, lines = _verdict(error)
        for line in lines:
            say(line)
        return code


def _verdict(error: Exception) -> tuple[int, list[str]]:
    if isinstance(error, typer.TyperException):
        context = getattr(error, "ctx", None)
        path = "scrollcast" if context is None else context.command_path
        return _USAGE, [error.format_message().replace("Value error, ", ""), f'See "{path} --help".']
    code, sentence = verdict_on(error)
    return code, [sentence]
