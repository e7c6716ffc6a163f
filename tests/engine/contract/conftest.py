"""The engines that must keep the contract, each with a small network of its own and one that never comes.

Another engine is added to `ENGINES`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.engine.conftest import RunningEngine
from tests.engine.gate import Gate

from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.source import NetworkEntry, NetworkSource
from tetrascope.protocol.example import LAYER_NAME
from tetrascope.protocol.operations.pools import PoolRequest, Window

if TYPE_CHECKING:
    from tetrascope.engine.engine import Engine
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput
    from tetrascope.protocol.networks import NetworkSummary

TINY, NEVER = "own-tiny", "never"
MAX_RUNNING = 3


def _embedded(settings: EngineSettings) -> "Engine":
    from tetrascope.engine.build import build_engine  # late: it imports Keras

    return build_engine(settings)


def _remote(settings: EngineSettings) -> "Engine":
    from tests.engine.contract.remote_engine import RemoteEngine

    return RemoteEngine(settings)


ENGINES: dict[str, "Callable[[EngineSettings], Engine]"] = {"embedded": _embedded, "remote": _remote}


class NeverLoaded:
    """A network whose loading waits at a gate, and fails then. Whoever asks about it keeps a place until it is told."""

    network_id, title, version = NEVER, "Never", ""

    def __init__(self) -> None:
        from tetrascope.networks.catalog import find_entry

        self.gate = Gate()
        self._like = find_entry("vgg16")

    def entries(self) -> "Sequence[NetworkEntry]":
        return [self]

    def entry(self, network_id: str) -> "NetworkEntry | None":
        return self if network_id == NEVER else None

    def summary(self) -> "NetworkSummary | None":
        return self._like.summary().model_copy(update={"network_id": NEVER, "title": self.title})

    @property
    def input(self) -> "NetworkInput | None":
        return self._like.input

    def load(self) -> "Network":
        self.gate.passes()
        raise WeightsUnavailable("Expected its weights, got none.", field="network_id")

    def describe(self) -> "Network":
        return self._like.describe()


def _save_tiny(folder: Path) -> Path:
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
    path = _save_tiny(tmp_path_factory.mktemp("contract"))

    def started() -> Contract:
        from tetrascope.networks.own_model import OwnModel, OwnModels

        never = NeverLoaded()
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
