"""The engines that must keep the contract, each with a small network of its own and one that never comes.

Another engine is added to `ENGINES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.engine.conftest import RunningEngine
from tests.engine.contract.never_loaded import NeverLoaded

from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.source import NetworkSource
from tetrascope.protocol.example import LAYER_NAME
from tetrascope.protocol.operations.pools import PoolRequest, Window

if TYPE_CHECKING:
    from tetrascope.engine.engine import Engine

TINY = "own-tiny"
MAX_RUNNING = 3


def _embedded(settings: EngineSettings) -> "Engine":
    from tetrascope.engine.build import build_engine  # late: it imports Keras

    return build_engine(settings)


def _remote(settings: EngineSettings) -> "Engine":
    from tests.engine.contract.remote_engine import RemoteEngine

    return RemoteEngine(settings)


def _ray(settings: EngineSettings) -> "Engine":
    if find_spec("ray") is None:  # to import it here would be before its settings are made
        pytest.skip('Ray is not installed: pip install "tetrascope[cluster]"')
    from tetrascope.engine.build import build_cluster_engine
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

    return build_cluster_engine(ClusterSettings(trains=True), settings)


ENGINES: dict[str, "Callable[[EngineSettings], Engine]"] = {"embedded": _embedded, "remote": _remote, "ray": _ray}


def save_tiny(folder: Path) -> Path:
    """A network of which all that the examples of the messages ask for can be asked."""
    import keras

    image = keras.Input((224, 224, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(32, 8, strides=8, activation="relu", name=LAYER_NAME)(x)
    x = keras.layers.Conv2D(8, 3, strides=2, activation="relu", name="conv1")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    keras.Model(image, keras.layers.Dense(300, activation="softmax")(x)).save(folder / "tiny.keras")
    return folder / "tiny.keras"


@dataclass
class Contract:
    """An engine that is to keep it."""

    running: RunningEngine
    never: NeverLoaded

    @property
    def engine(self) -> "Engine":
        return self.running.engine


Begin = Callable[[], Contract]


@pytest.fixture(scope="package", params=list(ENGINES))
def begin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    """Starts an engine of this kind."""
    path = save_tiny(tmp_path_factory.mktemp("contract"))
    told = tmp_path_factory.mktemp("told")

    def started() -> Contract:
        from tetrascope.networks.own_model import OwnModel, OwnModels

        never = NeverLoaded(told)
        sources: list[NetworkSource] = [OwnModels(OwnModel(path)), never]
        settings = EngineSettings(network_sources=sources, max_running=MAX_RUNNING)
        running = RunningEngine(settings, ENGINES[request.param])
        # A first pool waits for what is compiled in the background, which would else go on when Python ends.
        running.parts(
            PoolRequest(image_id=running.sample("cat"), network_id=TINY, windows=[Window(size=90, stride=90)])
        )
        return Contract(running, never)

    return started


@pytest.fixture(scope="package")
def contract(begin: Begin) -> Iterator[Contract]:
    """One engine of each kind, for all tests that leave it as it was."""
    started = begin()
    yield started
    started.running.close()
