"""A cluster of this machine is started again where the machine was too busy for Ray's patience."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from tests.ray_cluster import require_ray

from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Failed

if TYPE_CHECKING:
    from tetrascope.engine.cluster.ray_cluster import RayCluster

SLOW = "The current node timed out during startup. This could happen because some of the raylet failed to startup."


@pytest.fixture
def cluster() -> "RayCluster":
    require_ray()
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.engine.cluster.ray_cluster import RayCluster

    return RayCluster(ClusterSettings(), EngineSettings())


class FailingRay(SimpleNamespace):
    """As the module, but for what starting raises, one after the other."""

    def init(self, **_: Any) -> None:
        self.started += 1
        if self.errors:
            raise self.errors.pop(0)

    def shutdown(self) -> None:
        self.ended += 1


def failing(*errors: Exception) -> FailingRay:
    return FailingRay(errors=list(errors), started=0, ended=0)


def test_it_is_started_again(cluster: "RayCluster", caplog: pytest.LogCaptureFixture) -> None:
    cluster._ray = failing(Exception(SLOW), Exception(SLOW))
    with caplog.at_level(logging.WARNING):
        cluster._connect()
    assert (cluster._ray.started, cluster._ray.ended) == (3, 2)
    assert caplog.text.count("is started again") == 2


@pytest.mark.parametrize(("errors", "started"), [([Exception(SLOW)] * 4, 3), ([ValueError("no such option")], 1)])
def test_what_does_not_start_is_told(cluster: "RayCluster", errors: list[Exception], started: int) -> None:
    cluster._ray = failing(*errors)
    with pytest.raises(Failed, match="Ray could not start"):
        cluster._connect()
    assert cluster._ray.started == started


def test_a_request_that_came_to_no_worker_is_told_from_one_that_lost_it(cluster: "RayCluster") -> None:
    """As where all have just been ended, which Ray Serve has not heard of yet."""
    from ray.exceptions import OutOfMemoryError

    from tetrascope.engine.cluster.ray_cluster import WorkerLost

    class Response:
        def __init__(self, *, came: bool) -> None:
            self.came = came

        async def __aiter__(self) -> AsyncGenerator[object, None]:
            raise OutOfMemoryError("killed due to the node running low on memory")
            yield

        def cancel(self) -> None:
            if not self.came:
                raise OutOfMemoryError("killed due to the node running low on memory")

    async def lost(response: Response) -> WorkerLost:
        asked = SimpleNamespace(run=SimpleNamespace(remote=lambda *_: response))
        cluster._handle = SimpleNamespace(options=lambda **_: asked)
        with pytest.raises(WorkerLost) as caught:
            async for _ in cluster.stream("a"):
                pass
        return caught.value

    for came in (True, False):
        error = asyncio.run(lost(Response(came=came)))
        assert (error.memory, error.begun) == (True, came)
