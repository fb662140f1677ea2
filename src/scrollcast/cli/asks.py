"""Options that are named once and gathered into `Settings` before a command runs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from scrollcast.cli import choices
from scrollcast.model.settings import Settings

USUAL = Settings()
STACK = ("series", "volume", "order", "allow_gaps")  # which images, and in what order
SHOWN = ("length", "zone", "platform", "language", "fonts", "blind")  # how a case is shown, wherever it is looked at
FACES = ("face", "because")
CLEARED = ("redact", "passed", *FACES)  # what a person decides at the gate
SAID = ("window", "pause_at", "direction", "title", "caption")  # what else flags may say

_OPTIONS: Mapping[str, object] = {
    "series": choices.Series,
    "volume": choices.Volume,
    "order": choices.Order,
    "allow_gaps": choices.AllowGaps,
    "window": choices.WindowChoice,
    "length": choices.LengthChoice,
    "pause_at": choices.PauseAt,
    "direction": choices.DirectionChoice,
    "title": choices.Title,
    "caption": choices.Caption,
    "rate": choices.Fps,
    "zone": choices.Zone,
    "platform": choices.PlatformName,
    "language": choices.Language,
    "fonts": choices.Fonts,
    "overwrite": choices.Overwrite,
    "guides": choices.Guides,
    "blind": choices.Blind,
    "redact": choices.Redact,
    "passed": choices.Passed,
    "face": choices.FaceChoice,
    "because": choices.Because,
}

Command = Callable[..., None]


def asks(*names: str) -> Callable[[Command], Command]:
    """Give a command an option for each of these fields of `Settings`, in place of its parameter `settings`."""

    def dressed(command: Command) -> Command:
        @wraps(command)
        def run(**told: object) -> None:  # as typer calls it
            own = {name: value for name, value in told.items() if name not in names}
            command(**own, settings=_gathered({name: told[name] for name in names}))

        bare = signature(command)
        parameters = [each for one in bare.parameters.values() for each in (_options(names, one))]
        run.__signature__ = bare.replace(parameters=parameters)  # type: ignore[attr-defined]
        return run

    return dressed


def _options(names: tuple[str, ...], parameter: Parameter) -> list[Parameter]:
    """What typer sees of a parameter: itself, or the options that it stands for."""
    if parameter.name != "settings":
        return [parameter.replace(kind=Parameter.KEYWORD_ONLY)]
    usual = {name: getattr(USUAL, name) for name in names}
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None if value == () else value, annotation=_OPTIONS[name])
        for name, value in usual.items()
    ]


def _gathered(told: Mapping[str, object]) -> Settings:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if value is not None
    }
    return replace(USUAL, **said)
