"""The commands of `scrollcast`, and what their mistakes are told as."""

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from scrollcast import __version__
from scrollcast.cli.console import tell
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


def verdict(error: Exception) -> tuple[int, list[str]]:
    """The exit code for an error, and the lines that a person is told."""
    if isinstance(error, typer.TyperException):
        context = getattr(error, "ctx", None)
        path = "scrollcast" if context is None else context.command_path
        return _USAGE, [error.format_message().replace("Value error, ", ""), f'See "{path} --help".']
    code, sentence = verdict_on(error)
    return code, [sentence]
