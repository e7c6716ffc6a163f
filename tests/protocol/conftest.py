"""The protocol is the same whichever engine answers: what asks a real server asks one on each."""

from collections.abc import Iterator

import pytest
from protocol.recorder.server import running_server
from tests.ray_cluster import require_ray, running_cluster


@pytest.fixture(scope="package")
def ray_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a cluster with room for two workers."""
    with running_cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address


@pytest.fixture(scope="package", params=["embedded", "ray"])
def cluster(request: pytest.FixtureRequest) -> str | None:
    """The cluster on which servers have analyses run, as of `running_server`."""
    if request.param == "embedded":
        return None
    require_ray()
    return str(request.getfixturevalue("ray_cluster"))


@pytest.fixture(scope="package")
def server(cluster: str | None, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a real server with default settings."""
    if cluster is None:
        yield request.getfixturevalue("server")  # the one of the session
        return
    with running_server(cluster) as address:
        yield address
