"""Progress where there is no terminal, and where there is one."""

import io
import sys

import pytest

from tetrascope.cli.progress_reporter import PlainReporter, progress


def test_a_line_for_each_stage_and_then_for_each_ten_seconds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    reporter = PlainReporter()
    reporter.show("Loading")
    reporter.show("Classifying", 0, 40)
    reporter.show("Classifying", 10, 40, 30.0)
    now = 111.0
    reporter.show("Classifying", 20, 40, 20.4)
    assert capsys.readouterr().err == "Loading\nClassifying\nClassifying: 20 of 40, 20 s left\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as reporter:
        reporter.show("Classifying", 20, 40, 7.0)
    assert "20/40" in terminal.getvalue()
    assert "7 s left" in terminal.getvalue()


def test_a_closed_stderr_gets_nothing_and_nor_does_the_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress() as reporter:
        reporter.show("Starting")
    assert capsys.readouterr().out == ""
