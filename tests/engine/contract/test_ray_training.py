"""Runs of training that a gateway places on a real Ray cluster of this machine: that of the engine under contract."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.engine.contract.conftest import Contract
from tests.patience import PATIENCE_S, eventually

from tetrascope.data_folder import DATA_VARIABLE
from tetrascope.engine.cluster.process_places import ProcessPlaces
from tetrascope.errors import Busy
from tetrascope.protocol.training import TrainingControlRequest, TrainingRequest, TrainingRun
from tetrascope.training.own_runs import runs_folder
from tetrascope.training.room import TrainingRoom, TrainingSettings

pytestmark = pytest.mark.parametrize("begin", ["ray"], indirect=True)


@pytest.fixture
def room(contract: Contract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingRoom]:
    assert contract.engine.health().ready
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    yield TrainingRoom(runs_folder(), TrainingSettings(), ProcessPlaces(0).start)


def trainer_of(name: str) -> int:
    """The process that trains a run."""
    import psutil

    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "train" in words and any(word.endswith(f"{name}.json") for word in words):
            return int(process.pid)
    raise LookupError(f"Expected a process that trains {name!r}, found none.")


async def started(room: TrainingRoom, name: str, epochs: int) -> None:
    """Have a run begun, which a run before it that has just ended may keep from it for a while on a busy machine."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with suppress(Busy):
                await room.start(TrainingRequest(data_id="digits", epochs=epochs, name=name))
                return


async def stand(room: TrainingRoom, name: str, state: str, problem: str = "", epochs: int = 0) -> TrainingRun:
    """The run, once it is so, its problem is told in these words, and so many epochs are done."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            for run in (await room.runs()).runs:
                if (
                    (run.name, run.state) == (name, state)
                    and run.epochs_done >= epochs
                    and problem in (run.problem or "")
                ):
                    return run
            await asyncio.sleep(0.1)


def test_a_run_is_trained_where_the_cluster_has_room(room: TrainingRoom) -> None:
    async def trained() -> None:
        await started(room, "placed", 1)
        with pytest.raises(Busy, match="one more beside placed"):
            await room.start(TrainingRequest(data_id="digits"))
        run = await stand(room, "placed", "finished")
        assert (run.epochs_done, run.problem) == (1, None)
        assert len((await room.results("placed")).classes) == 10

    asyncio.run(trained())


def test_a_run_whose_machine_is_lost_says_so_and_goes_on_elsewhere(room: TrainingRoom) -> None:
    async def lost() -> None:
        import psutil

        await started(room, "lost", 30)
        await stand(room, "lost", "running", epochs=1)
        trainer = psutil.Process(trainer_of("lost"))
        place = trainer.parent()
        assert place is not None
        assert place.name().startswith("ray::")
        for process in (place, trainer):
            os.kill(process.pid, signal.SIGKILL)
        await stand(room, "lost", "stopped", "lost with its machine")
        await room.control("lost", TrainingControlRequest(action="resume"))
        assert (await stand(room, "lost", "running", epochs=2)).problem is None
        await room.control("lost", TrainingControlRequest(action="stop"))

    asyncio.run(lost())


def test_a_run_is_stopped_before_and_while_it_trains(room: TrainingRoom) -> None:
    async def stopped() -> None:
        await started(room, "long", 100)
        await stand(room, "long", "running", epochs=1)
        run = await room.control("long", TrainingControlRequest(action="stop"))
        assert run.state == "stopped"

    asyncio.run(stopped())


def test_how_a_process_ended_is_told_after_its_place_was_given_back(contract: Contract, tmp_path: Path) -> None:
    import ray

    assert contract.engine.health().ready

    def to_spare() -> float:
        return float(ray.available_resources().get("CPU", 0.0))

    eventually(lambda: to_spare() == 1)  # a run of another test may be about to leave
    process = ProcessPlaces(0).start(["no-such-command"], tmp_path / "said.log")
    eventually(lambda: to_spare() == 0)
    eventually(lambda: to_spare() == 1)
    assert process.poll() == 2
    assert "no-such-command" in (tmp_path / "said.log").read_text(encoding="utf-8")


def test_a_cluster_without_room_says_what_is_lacking(contract: Contract, tmp_path: Path) -> None:
    assert contract.engine.health().ready
    with pytest.raises(Busy, match=r"1 [CG]PU, got one with 0 to spare"):
        ProcessPlaces(1).start(["train", "digits"], tmp_path / "said.log")
