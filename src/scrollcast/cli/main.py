"""The command `scrollcast`: its commands, and the one place where errors become exit codes."""

import os
import sys
from importlib import metadata
from typing import Annotated, NoReturn

import typer

from scrollcast.cli.console import complain, tell
from scrollcast.cli.demo import demo
from scrollcast.cli.presets import presets
from scrollcast.cli.render import render
from scrollcast.cli.signals import interruptible
from scrollcast.cli.still import still
from scrollcast.errors import ScrollcastError, UsageError

_INTERRUPTED = 130
_BUG = 1
_USAGE = UsageError.exit_code

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
for command in (demo, presets, render, still):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        tell(f"scrollcast {metadata.version('scrollcast')}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
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


def run() -> NoReturn:
    """Run the command line and exit."""
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
            return app(arguments, prog_name="scrollcast", standalone_mode=False) or 0
    except ScrollcastError as error:
        code, lines = error.exit_code, [str(error)]
    except typer.TyperException as error:
        code, lines = error.exit_code, _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        code, lines = _INTERRUPTED, ["stopped"]
    except Exception as error:  # noqa: BLE001 - its message may hold header text, so only its type is told
        code, lines = _BUG, [f"a bug: {type(error).__name__}. Set SCROLLCAST_DEBUG=1 to see where, and report it."]
    return complain(lines, code, traceback=os.environ.get("SCROLLCAST_DEBUG") == "1")


def _usage(error: typer.TyperException) -> list[str]:
    context = getattr(error, "ctx", None)
    where = "scrollcast" if context is None else context.command_path
    message = error.format_message().replace("Value error, ", "")
    return [message, f'see "{where} --help"']
