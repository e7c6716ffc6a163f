"""Gateways and workers on a real Ray cluster of this machine, as clients of a real server see them.

The cluster is that of the engine that keeps the contract: a second gateway joins it.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from tests.engine.conftest import RunningEngine
from tests.engine.contract.conftest import TINY, Contract
from tests.likeness import assert_alike
from tests.patience import eventually

from tetrascope.bench.fresh import fresh_photo
from tetrascope.bench.subject import sample_photo
from tetrascope.engine.images import image_id_of
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy, Failed, NotFound
from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolRequest, Window
from tetrascope.protocol.part import Event

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_engine import ClusterEngine
    from tetrascope.engine.cluster.shared_images import SharedImages
    from tetrascope.engine.engine import Engine

STANDS_STILL_S = 3.0

pytestmark = pytest.mark.parametrize("begin", ["ray"], indirect=True)


class Served:
    """A server whose engine is a gateway of a cluster that is there, and a client of it."""

    def __init__(self, settings: EngineSettings) -> None:
        from tests.engine.contract.remote_engine import RemoteEngine

        self.running = RunningEngine(settings, lambda each: RemoteEngine(each, self._built))

    def _built(self, settings: EngineSettings) -> "Engine":
        from tetrascope.engine.build import build_cluster_engine
        from tetrascope.engine.cluster.cluster_settings import ClusterSettings

        self.cluster_engine = cast("ClusterEngine", build_cluster_engine(ClusterSettings(), settings))
        return self.cluster_engine

    async def busy_workers(self) -> list[int]:
        """Processes of those that are at an analysis."""
        workers = await self.cluster_engine._cluster.call_all("describe", "test")
        return [each.process for each in workers if each.health.running]


@pytest.fixture
def served(contract: Contract) -> Iterator[Served]:
    served = Served(cast("ClusterEngine", contract.engine)._cluster.engine_settings)
    yield served
    served.running.close()


def with_a_blow(served: Served, request: PoolRequest, blow: Callable[[int], object]) -> list[Event]:
    """The events of a pool, in whose middle a blow is dealt to the process of the worker that is at it."""
    struck: list[int] = []

    async def asked() -> list[Event]:
        events: list[Event] = []
        async with aclosing(served.running.engine.run(request)) as run:
            async for event in run:
                events.append(event)
                if isinstance(event, PoolBatch) and len(event.images) > 1 and not struck:
                    struck.extend(await served.busy_workers())
                    for process in struck:
                        blow(process)
        return events

    events = served.running.call(asked())
    assert len(struck) == 1
    return events


def test_a_worker_killed_in_the_middle_of_a_pool_costs_its_reader_time_alone(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    request = PoolRequest(image_id=served.running.sample("cat"), network_id=TINY, windows=[Window(size=40, stride=4)])
    events = with_a_blow(served, request, lambda process: os.kill(process, signal.SIGKILL))
    assert "a worker was lost in an analysis" in caplog.text
    *batches, pool = [event for event in events if isinstance(event, PoolBatch | Pool)]
    assert isinstance(pool, Pool)
    seen: set[int] = set()
    for batch in batches:
        assert isinstance(batch, PoolBatch)
        indices = {image.index for image in batch.images}
        assert seen <= indices if batch.relabelled else not seen & indices
        seen |= indices
    assert seen == {image.index for image in pool.images}
    assert_alike(served.running.parts(request)[-1], pool)


def test_a_worker_that_stands_still_for_a_while_costs_its_reader_time_alone(served: Served) -> None:
    request = PoolRequest(image_id=served.running.sample("cat"), network_id=TINY, windows=[Window(size=44, stride=4)])

    def stop(process: int) -> None:
        os.kill(process, signal.SIGSTOP)
        asyncio.get_running_loop().call_later(STANDS_STILL_S, os.kill, process, signal.SIGCONT)

    events = with_a_blow(served, request, stop)
    batches = [event for event in events if isinstance(event, PoolBatch) and not event.relabelled]
    indices = [image.index for batch in batches for image in batch.images]
    assert len(set(indices)) == len(indices)
    assert_alike(served.running.parts(request)[-1], events[-1])


def test_photos_that_the_store_lost_are_asked_for_again_but_for_those_that_a_gateway_keeps(
    served: Served, contract: Contract
) -> None:
    import ray

    store = cast("SharedImages", served.cluster_engine._cluster.images)
    ours, theirs = (fresh_photo(sample_photo(), number) for number in (1, 2))
    kept = cast("ClusterEngine", contract.engine)
    kept._kept = {image_id_of(ours): None}
    photos = [contract.running.call(kept.add_image(data)) for data in (ours, theirs)]
    ray.kill(store._keeper, no_restart=False)  # as where its machine is lost

    def there() -> bool:
        with suppress(Busy):  # it is being started anew
            return store.get(photos[0].image_id) == ours
        return False

    eventually(there)
    with pytest.raises(NotFound) as caught:
        served.running.parts(InputsRequest(image_id=photos[1].image_id, network_id=TINY))
    assert "Upload the image" in (caught.value.hint or "")
    assert served.running.parts(InputsRequest(image_id=photos[0].image_id, network_id=TINY))
    kept._kept = {}


def test_the_store_that_all_share_keeps_its_budget(served: Served) -> None:
    images = served.cluster_engine._cluster.images
    infos = [ImageInfo(image_id=name, width=4, height=3, note=name) for name in "abc"]
    half = bytes(images.budget // 2)
    assert not images.put(infos[0], bytes(images.budget + 1))
    assert [images.put(info, half) for info in infos] == [True, True, True]
    assert [images.info(info.image_id) for info in infos] == [None, *infos[1:]]
    assert (images.get("a"), images.get("b")) == (None, half)
    assert images.size == images.budget == served.cluster_engine._settings.image_bytes


def test_where_images_are_is_said_by_whoever_came_first(
    served: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from tetrascope.engine.cluster.shared_images import kept_images

    settings = served.cluster_engine._settings
    (tmp_path / "file").touch()
    with pytest.raises(Failed, match="Expected a folder of images"):
        kept_images(replace(settings, image_place=str(tmp_path / "file/images")))
    store = cast("SharedImages", kept_images(replace(settings, image_place=str(tmp_path))))
    assert store.place is None
    assert f"images are kept in memory, as whoever began said, and not in {tmp_path}" in caplog.text


def test_all_of_it_listens_on_this_machine_alone_or_asks_for_a_token(served: Served) -> None:
    import psutil

    assert served.running.engine.health().ready
    open_to_others = {
        process.name()
        for process in psutil.Process().children(recursive=True)
        for connection in process.net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN and not connection.laddr.ip.endswith("127.0.0.1")
    }
    # The port by which deployments call each other, which has no setting; Ray's token guards it.
    assert {name[:17] for name in open_to_others} <= {"ray::ServeReplica"}
    assert os.environ["RAY_AUTH_MODE"] == "token"
