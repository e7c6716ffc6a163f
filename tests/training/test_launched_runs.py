"""Runs that a server starts, with processes that do what the test says."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.training.silent import Silent

from tetrascope.training.defaults import make_recipe
from tetrascope.training.launched_runs import LaunchedRuns
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_report import read_report
from tetrascope.training.run_summary import summary_of
from tetrascope.training.training_run import begin_run


class Process:
    """One that goes on until it has a code."""

    def __init__(self) -> None:
        self.code: int | None = None

    def poll(self) -> int | None:
        return self.code

    def end(self, patience: float) -> None:
        assert patience > 0
        self.code = 143


@pytest.fixture
def folder(tmp_path: Path, classes: Path) -> RunFolder:
    """A run that has been begun."""
    recipe = make_recipe(str(classes), False, start="scratch", side=16, epochs=1, batch=6)
    return begin_run(RunsFolder(tmp_path / "runs"), "stripes", True, recipe, Silent(), lambda: False).folder


@pytest.fixture
def process() -> Process:
    return Process()


@pytest.fixture
def launched(folder: RunFolder, process: Process) -> LaunchedRuns:
    """Its process trains it, as the server has seen."""

    def start(arguments: Sequence[str], _log: Path) -> Process:
        Path(arguments[-1]).write_text('{"progress": null, "error": null}', encoding="utf-8")
        return process

    launched = LaunchedRuns(RunsFolder(folder.path.parent), start)
    launched.launch(folder.name, ["--resume", folder.name], lambda error: error)
    with folder.training():
        assert launched.starting(folder.name) is None
    return launched


def test_a_process_that_dies_while_it_trains_leaves_why(
    launched: LaunchedRuns, folder: RunFolder, process: Process
) -> None:
    process.code = -9
    assert launched.all_starting() == []
    assert "ended with code -9" in f"{summary_of(folder).problem}"


def test_what_is_seen_of_it_when_another_has_trained_the_run_is_not_told(
    launched: LaunchedRuns, folder: RunFolder, process: Process
) -> None:
    process.code = -9
    folder.forget_report()  # as whoever trains it does
    assert launched.all_starting() == []
    assert summary_of(folder).problem is None
    assert read_report(folder.report_file).error is None
