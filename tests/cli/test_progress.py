"""Progress: bars on a terminal, lines elsewhere, silence where asked for; never markup from a note."""

import sys
from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress

from scrollcast.cli.console import plain
from scrollcast.cli.progress import Bars, Lines, Silence, watching


def test_a_pipe_gets_each_note_on_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    """Stages and steps are for terminals."""
    with watching(quiet=False) as watch:
        watch.stage("Encoding", 10)
        watch.note("one\x1b[31m")
        watch.advance(10)
    assert isinstance(watch, Lines)
    assert capfd.readouterr() == ("", "scrollcast: one\\x1b[31m\n")


def test_quiet_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """Not even notes."""
    with watching(quiet=True) as watch:
        watch.stage("Encoding", 10)
        watch.advance(1)
        watch.note("one")
    assert isinstance(watch, Silence)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("term", "kind"), [("xterm", Bars), ("dumb", Lines)])
def test_only_a_terminal_that_moves_its_cursor_gets_bars(
    monkeypatch: pytest.MonkeyPatch, term: str, kind: type[Silence]
) -> None:
    """A dumb terminal is served like a pipe."""
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", term)
    with watching(quiet=False) as watch:
        assert isinstance(watch, kind)


def test_bars_show_the_stage_at_hand_and_notes_as_written() -> None:
    """One stage at a time, how far it is, and notes that are no markup."""
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=80)
    with Progress(console=console, auto_refresh=False) as progress:
        bars = Bars(progress)
        bars.stage("Reading", 0)
        bars.stage("Encoding", 200)
        bars.advance(50)
        bars.note("[bold]75[/] slices :smile:")
        assert [(task.description, task.percentage) for task in progress.tasks] == [("Encoding", 25)]
    assert "scrollcast: [bold]75[/] slices :smile:" in screen.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a b é 胸", "a b é 胸"),
        ("a\x1b[2J\r\nb", "a\\x1b[2J\\r\\nb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\udcffb", "a\\udcffb"),
    ],
)
def test_what_is_said_can_not_act_on_a_terminal(text: str, shown: str) -> None:
    """Escapes, line ends, direction overrides and undecodable bytes are written out."""
    assert plain(text) == shown
