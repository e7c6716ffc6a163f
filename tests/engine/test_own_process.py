"""Commands of Tetrascope in processes of their own, on this machine and as they stand on a cluster's."""

import threading
from pathlib import Path

import pytest
from tests.patience import eventually

from tetrascope import __version__
from tetrascope.engine.cluster.placed_process import PlacedProcess
from tetrascope.engine.own_process import start_here
from tetrascope.errors import Failed

HOLDS = ["serve", "--port", "0", "--engine", "embedded"]
"""A command that goes on."""
WITNESS = "seen by the gateway"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    log = tmp_path / "said.log"
    log.write_text(WITNESS)
    return log


def test_what_it_says_and_how_it_ends_can_be_told(log: Path) -> None:
    process = start_here(["--version"], log)
    eventually(lambda: process.poll() is not None)
    assert process.poll() == 0
    assert __version__ in log.read_text()


def test_one_that_goes_on_is_ended(log: Path) -> None:
    process = start_here(HOLDS, log)
    assert process.poll() is None
    process.end(60)
    assert process.poll() is not None


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        start_here(["--version"], tmp_path / "none" / "said.log")


class Placed(PlacedProcess):
    """Stays in this process when it has told how its own ended."""

    left = False

    def _leave(self) -> None:
        self.left = True


def test_on_another_machine_it_tells_the_same(log: Path) -> None:
    placed = Placed()
    assert placed.run(["--version"], str(log), WITNESS, {}) == 0
    assert __version__ in log.read_text()
    assert placed.left


def test_a_folder_that_the_machines_do_not_share_is_told_before_anything_is_begun(log: Path, tmp_path: Path) -> None:
    for place in (log, tmp_path / "none" / "said.log"):
        placed = Placed(patience=0)
        error = placed.run(["--version"], str(place), "what another gateway wrote", {})
        assert isinstance(error, Failed)
        assert "TETRASCOPE_DATA" in (error.hint or "")
        assert placed.left
    assert log.read_text() == WITNESS


def test_on_another_machine_it_is_ended_before_it_is_started_and_after(log: Path) -> None:
    never = Placed()
    never.end(1)
    assert never.run(HOLDS, str(log), WITNESS, {}) == 0
    placed, codes = Placed(), list[object]()
    running = threading.Thread(target=lambda: codes.append(placed.run(HOLDS, str(log), WITNESS, {})))
    running.start()
    eventually(lambda: log.read_text() != WITNESS)
    placed.end(60)
    running.join()
    assert isinstance(codes[0], int)
