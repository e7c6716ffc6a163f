"""Workers come when more is asked of them than they can do, and go when it is done."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.engine.conftest import RunningEngine
from tests.engine.contract.conftest import TINY, save_tiny
from tests.engine.contract.never_loaded import NEVER, NeverLoaded
from tests.patience import eventually
from tests.ray_cluster import require_ray

from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import WeightsUnavailable
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_engine import ClusterEngine

PLACES = [f"photo-{number}" for number in range(24)]


class Growing:
    """A cluster of one worker, or two, with a network that keeps whoever asks for it waiting."""

    def __init__(self, folder: Path) -> None:
        from tetrascope.engine.build import build_cluster_engine
        from tetrascope.engine.cluster.cluster_settings import ClusterSettings
        from tetrascope.networks.own_model import OwnModel, OwnModels

        self.never = NeverLoaded(folder)
        settings = EngineSettings(network_sources=[OwnModels(OwnModel(save_tiny(folder))), self.never])
        cluster = ClusterSettings(workers=1, max_workers=2, grow_seconds=1, shrink_seconds=1)
        self.running = RunningEngine(settings, lambda each: build_cluster_engine(cluster, each))

    @property
    def workers(self) -> int:
        return self.running.engine.health().workers

    def asked(self, network_id: str, count: int) -> list[Any]:
        """As many requests, still to be answered; their errors are answers too."""
        request = LayersRequest(image_id=self.running.sample("cat"), network_id=network_id)

        async def whole() -> None:
            async for _ in self.running.engine.run(request):
                pass

        return [asyncio.run_coroutine_threadsafe(whole(), self.running.loop) for _ in range(count)]

    def processes(self) -> dict[str, int]:
        """The process of the worker that is asked about each of `PLACES`."""
        handle = cast("ClusterEngine", self.running.engine)._cluster._handle

        async def process(place: str) -> int:
            return int((await handle.options(session_id=place).describe.remote("test")).process)

        return {place: self.running.call(process(place)) for place in PLACES}


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Growing]:
    require_ray()
    growing = Growing(tmp_path_factory.mktemp("growing"))
    yield growing
    growing.running.close()


def test_workers_come_with_what_is_asked_and_go_when_it_is_done(growing: Growing) -> None:
    assert growing.workers == 1
    (first,) = {*growing.processes().values()}
    waiting = growing.asked(NEVER, 6)
    eventually(lambda: growing.workers == 2)
    eventually(lambda: len({*growing.processes().values()}) == 2)
    shared = growing.processes()
    assert first in shared.values(), "what the first one knows is still asked of it"
    assert growing.processes() == shared, "a photo's requests go to one worker as long as workers are the same"

    growing.never.let_fail()
    for each in waiting:
        with pytest.raises(WeightsUnavailable):
            each.result(60)
    eventually(lambda: growing.workers == 1)
    (last,) = {*growing.processes().values()}
    assert last in shared.values()
    image = growing.running.sample("cat")
    assert growing.running.parts(InputsRequest(image_id=image, network_id=TINY))
