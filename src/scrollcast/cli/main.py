"""The command `scrollcast`: its commands, and the one place where errors become exit codes."""

import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from scrollcast import __version__
from scrollcast.cli.batch import batch
from scrollcast.cli.check import check
from scrollcast.cli.console import say, tell
from scrollcast.cli.demo import demo
from scrollcast.cli.golden import golden
from scrollcast.cli.inspect import inspect
from scrollcast.cli.kit import kit
from scrollcast.cli.new import new
from scrollcast.cli.pick import pick
from scrollcast.cli.plan import plan
from scrollcast.cli.presets import presets
from scrollcast.cli.preview import preview
from scrollcast.cli.privacy import privacy
from scrollcast.cli.render import render
from scrollcast.cli.review import review
from scrollcast.cli.schema import schema
from scrollcast.cli.sheet import sheet
from scrollcast.cli.signals import interruptible
from scrollcast.cli.still import still
from scrollcast.cli.verify import verify
from scrollcast.errors import UsageError, verdict_on

_INTERRUPTED = 130
_USAGE = UsageError.exit_code

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
for command in (
    demo,
    inspect,
    new,
    pick,
    plan,
    still,
    sheet,
    preview,
    check,
    privacy,
    render,
    kit,
    batch,
    golden,
    review,
    verify,
    presets,
    schema,
):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        tell(f"scrollcast {__version__}\n")
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
            return app(arguments, prog_name="scrollcast", standalone_mode=False) or 0
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
