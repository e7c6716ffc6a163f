"""What comes from outside is text to the terminal."""

import ast
import io
import sys
from pathlib import Path

import pytest
from rich.table import Table

from tetrascope.cli import main, terminal
from tetrascope.cli.failure import report_error
from tetrascope.cli.progress_reporter import progress
from tetrascope.errors import InvalidInput

HOSTILE = "a [lite] [bold]:cat:[/bold] \x1b[31mred\x07\r\nnext\u202e"
"""Markup, an emoji's name, a colour, a bell, a line break and a change of direction."""
HARMLESS = "a [lite] [bold]:cat:[/bold]  [31mred   next "


def test_one_line_keeps_every_letter_and_no_command() -> None:
    assert terminal.one_line(HOSTILE) == HARMLESS
    assert terminal.one_line("猫 café กา") == "猫 café กา"


def test_lines_are_written_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(HOSTILE)
    terminal.tell(HOSTILE)
    report_error(InvalidInput(HOSTILE, hint=HOSTILE))
    written = capsys.readouterr()
    assert written.out == HARMLESS + "\n"
    assert written.err == f"{HARMLESS}\ntetrascope: error: {HARMLESS}\nhint: {HARMLESS}\n"


def test_cells_of_tables_are_text() -> None:
    stream = io.StringIO()
    table = Table("name")
    table.add_row('pip install "tetrascope[lite]" :cat:')
    terminal.console(stream).print(table)
    assert 'pip install "tetrascope[lite]" :cat:' in stream.getvalue()


def test_the_list_of_networks_tells_the_whole_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tetrascope.networks.lite_networks.LiteEntry.local_weights", lambda _entry: None)
    assert main(["networks"]) == 0
    assert 'pip install "tetrascope[lite]"' in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_stages_of_progress_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as reporter:
        reporter.show("Loading [red]x[/red]", 1, 2)
    assert "Loading [red]x[/red]" in stream.getvalue()


def test_a_closed_standard_error_is_not_replaced_by_the_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    terminal.tell("a warning")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["cat", "a" * 60, "猫" * 30])
def test_names_that_fit_stay_as_they_are(name: str) -> None:
    assert terminal.shortened(name, 60) == name


@pytest.mark.parametrize("name", ["long " * 30 + "end", "猫" * 40 + "end", "a\n" * 40 + "end"])
def test_of_long_names_beginning_and_end_are_shown(name: str) -> None:
    short = terminal.shortened(name, 60)
    assert 50 < terminal.columns(short) <= 60
    assert short[:1] == name[:1]
    assert "…" in short
    assert short.endswith("end")


def test_wide_letters_take_two_columns() -> None:
    assert [terminal.columns(text) for text in ("cat", "猫", "café", "a\nb")] == [3, 2, 4, 3]


@pytest.mark.parametrize("path", sorted(Path(terminal.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_no_command_goes_another_way(path: Path) -> None:
    if path.name == "terminal.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "Console"}
