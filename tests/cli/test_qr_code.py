"""An address as a QR code: what is written is drawn, and read by another library than the one that made it."""

import io
import re
import sys
from collections.abc import Sequence

import numpy as np
import pytest
import zxingcpp

from tetrascope.cli.qr_code import QUIET_ZONE, code_lines, show_code

ADDRESS = "https://192.168.100.200:8765/#token=abcdefghijklmnopqrstuvwxyz-_0123"
_INKED = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


class Terminal(io.StringIO):
    """A terminal, or what else may be in its place."""

    def __init__(self, encoding: str = "utf-8", is_terminal: bool = True) -> None:
        super().__init__()
        self._encoding, self._is_terminal = encoding, is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._is_terminal


def read(lines: Sequence[str]) -> str | None:
    """What a camera would see in these lines: drawn modules are dark."""
    halves = [[_INKED[character][half] for character in line] for line in lines for half in (0, 1)]
    picture = np.where(np.array(halves, dtype=bool), 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1)
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else None


def shown(monkeypatch: pytest.MonkeyPatch, terminal: Terminal, columns: int = 80, **environment: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm-256color", "COLUMNS": str(columns)} | environment).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", terminal)
    show_code(ADDRESS)
    return terminal.getvalue()


@pytest.mark.parametrize("address", [ADDRESS, "http://10.0.0.7:1/", f"https://lab.example:8765/#token={'x' * 256}"])
def test_it_is_read_as_the_address(address: str) -> None:
    lines = list(code_lines(address))
    assert read(lines) == address
    assert len({len(line) for line in lines}) == 1


def test_there_is_light_around_it() -> None:
    lines = list(code_lines(ADDRESS))
    assert all(line[:QUIET_ZONE].isspace() and line[-QUIET_ZONE:].isspace() for line in lines)
    assert not "".join(lines[: QUIET_ZONE // 2]).strip()
    assert len(lines[0]) <= 49  # beside it half a terminal is left


def test_dark_is_dark_in_every_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    title, *written = shown(monkeypatch, Terminal()).splitlines()
    assert title == "The same as a code, for a camera:"
    # Black on white, whatever the terminal's own colours are, and no line without.
    assert all(re.fullmatch(r"\x1b\[38;5;16;48;5;231m[ ▀▄█]+\x1b\[0m", line) for line in written)
    assert read([re.sub(r"\x1b\[[\d;]*m", "", line) for line in written]) == ADDRESS


@pytest.mark.parametrize(
    ("terminal", "columns", "environment"),
    [
        (Terminal(is_terminal=False), 80, {}),
        (Terminal(), 30, {}),
        (Terminal(encoding="latin-1"), 80, {}),
        (Terminal(), 80, {"TERM": "dumb"}),
        (Terminal(), 80, {"NO_COLOR": "1"}),
    ],
    ids=["a pipe", "too narrow", "no such characters", "no colours", "no colours wanted"],
)
def test_where_it_could_not_be_read_there_is_none(
    monkeypatch: pytest.MonkeyPatch, terminal: Terminal, columns: int, environment: dict[str, str]
) -> None:
    assert shown(monkeypatch, terminal, columns, **environment) == ""


def test_without_standard_output_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    show_code(ADDRESS)
