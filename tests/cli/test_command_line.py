"""Help, version, exit codes and the form of an error."""

import io
import subprocess
import sys
from typing import get_args

import pytest
from tests.cli.conftest import Command, Outcome
from tests.patience import PATIENCE_S

from tetrascope import __version__
from tetrascope.cli import command_line, doctor
from tetrascope.cli.failure import UsageError, exit_code, option_of
from tetrascope.cli.input_options import FITS
from tetrascope.errors import Busy, ImageRejected, InvalidInput, NotFound, TetrascopeError, WeightsUnavailable
from tetrascope.protocol.framing import Fit

HEAVY = ("keras", "tensorflow", "sklearn", "scipy", "skimage", "numpy", "PIL", "pydantic", "fastapi", "uvicorn", "rich")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["serve", "--help"],
        ["analyze", "--help"],
        ["networks", "--help"],
        ["study", "--help"],
        ["bench", "--help"],
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; from tetrascope.cli import main; code = main(sys.argv[1:]); "
        f"print(code, sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.stderr == "0 []\n"
    assert done.stdout.startswith("usage: tetrascope")


def test_python_m_tells_the_version(process: Command) -> None:
    assert process("--version") == (0, f"tetrascope {__version__}\n", "")


def test_no_command_shows_help_as_an_error(tetrascope: Command) -> None:
    outcome = tetrascope()
    assert outcome.code == 2
    assert outcome.out == ""
    assert "analyze an image" in outcome.err


def test_an_unknown_command_is_a_usage_error(tetrascope: Command) -> None:
    outcome = tetrascope("analyse")
    assert outcome.code == 2
    assert "invalid choice: 'analyse'" in outcome.err


def run_raising(monkeypatch: pytest.MonkeyPatch, tetrascope: Command, error: BaseException, *before: str) -> Outcome:
    def broken(_arguments: object) -> None:
        raise error

    monkeypatch.setattr(doctor, "run", broken)
    return tetrascope(*before, "doctor")


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch, tetrascope: Command) -> None:
    outcome = run_raising(monkeypatch, tetrascope, KeyboardInterrupt())
    assert outcome == (130, "", "tetrascope: interrupted\n")


def test_an_unforeseen_error_is_one_line_and_no_traceback(monkeypatch: pytest.MonkeyPatch, tetrascope: Command) -> None:
    outcome = run_raising(monkeypatch, tetrascope, ZeroDivisionError("by\nzero"))
    assert outcome.code == 1
    assert outcome.err.splitlines()[0] == "tetrascope: error: ZeroDivisionError: by zero"
    assert "--debug" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_name_that_the_terminal_cannot_say_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    def say(_arguments: object) -> int:
        print("кот é \udcff")
        return 0

    terminal = io.TextIOWrapper(written := io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr(doctor, "run", say)
    assert command_line.main(["doctor"]) == 0
    assert written.getvalue().split() == [rb"\u043a\u043e\u0442", b"\xe9", rb"\udcff"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_lets_the_error_through(monkeypatch: pytest.MonkeyPatch, tetrascope: Command, place: str) -> None:
    arguments = ("--debug", "doctor") if place == "before" else ("doctor", "--debug")

    def broken(_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "run", broken)
    with pytest.raises(ZeroDivisionError):
        tetrascope(*arguments)


def test_fits_are_those_of_the_networks() -> None:
    assert set(FITS) == set(get_args(Fit))


@pytest.mark.parametrize(
    ("field", "option"),
    [("windows[0].size", "--window"), ("pool.windows[1].stride", "--window"), ("nothing", None), (None, None)],
)
def test_fields_are_called_as_on_the_command_line(field: str | None, option: str | None) -> None:
    assert option_of(field) == option


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("wrong"), 2),
        (NotFound("no such network", field="network_id"), 2),
        (NotFound("no such layer", field="layers[3]"), 2),
        (InvalidInput("too wide", field="pool.windows[0].size"), 2),
        (WeightsUnavailable("not here", field="network_id"), 1),
        (NotFound("no such file", field="image"), 1),
        (ImageRejected("broken", field="image"), 1),
        (InvalidInput("does not fit", field="weights"), 1),
        (InvalidInput("cannot be made", field="out"), 1),
        (Busy("taken", field="port"), 1),
        (InvalidInput("no field"), 1),
    ],
)
def test_wrong_values_are_told_from_failures(error: TetrascopeError, code: int) -> None:
    assert exit_code(error) == code
