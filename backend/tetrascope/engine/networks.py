"""The networks an engine has loaded."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import numpy as np

from tetrascope.engine.cache import Cache
from tetrascope.engine.results import NetworkDescription, NetworkSummary
from tetrascope.engine.steps import Steps, wait_for
from tetrascope.networks.catalog import CATALOG, describe_network, find_entry, load_network
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.network import Network
from tetrascope.networks.weights import WeightSources, weights_status

FLOAT_BYTES = 4


class Networks:
    """Loads networks of the catalog on a thread of its own and keeps them within a budget.

    Never downloads: a network whose weights are not here is refused with the command that brings them.

    Args:
        sources: where weights may come from.
        default: the network to begin with.
        budget: bytes that the parameters of loaded networks may take.
    """

    def __init__(self, *, sources: WeightSources, default: str, budget: int) -> None:
        self.sources = sources
        self.default = find_entry(default)
        self._loaded: Cache[Network] = Cache(budget)
        self._described: dict[str, NetworkDescription] = {}
        self._loading: dict[str, Future[Network]] = {}
        self._lock = Lock()
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="tetrascope-networks")

    def close(self) -> None:
        """Let the loading under way end and release the networks."""
        self._loader.shutdown(cancel_futures=True)

    def summaries(self) -> list[NetworkSummary]:
        """The catalog, in its order."""
        return [self._summary(entry) for entry in CATALOG.values()]

    def get(self, network_id: str) -> Steps[Network]:
        """The network, loaded if need be; errors as of `load_network`."""
        entry = find_entry(network_id)
        network = self._loaded.get(entry.network_id)
        if network is None:
            network = yield from wait_for(self._load(entry))
        return network

    def load(self, network_id: str) -> Network:
        """The network, for a caller that may block."""
        return self._load(find_entry(network_id)).result()

    def describe(self, network_id: str) -> NetworkDescription:
        """A network's layers and geometry; blocks while it is built."""
        entry = find_entry(network_id)
        description = self._described.get(entry.network_id)
        if description is None:
            description = self._loader.submit(lambda: self._describe(entry)).result()
            self._described[entry.network_id] = description
        return description.model_copy(update={"summary": self._summary(entry)})

    def _describe(self, entry: CatalogEntry) -> NetworkDescription:
        network = self._loaded.get(entry.network_id) or describe_network(entry.network_id)
        return NetworkDescription(
            summary=self._summary(entry),
            parameters=network.parameters,
            layers=list(network.layers),
            stages=list(network.stages),
        )

    def _load(self, entry: CatalogEntry) -> "Future[Network]":
        """Start to load, or join the loading under way."""
        with self._lock:
            future = self._loading.get(entry.network_id)
            if future is None:
                future = self._loader.submit(lambda: self._load_now(entry))
                self._loading[entry.network_id] = future
                future.add_done_callback(lambda _: self._loading.pop(entry.network_id, None))
            return future

    def _load_now(self, entry: CatalogEntry) -> Network:
        network = self._loaded.get(entry.network_id)
        if network is None:
            network = load_network(entry.network_id, self.sources)
            _warm_up(network)
            self._loaded.put(entry.network_id, network, network.parameters * FLOAT_BYTES)
        return network

    def _summary(self, entry: CatalogEntry) -> NetworkSummary:
        return NetworkSummary(
            network_id=entry.network_id,
            title=entry.title,
            input_height=entry.input_height,
            input_width=entry.input_width,
            class_count=entry.class_count,
            default=entry is self.default,
            weights=weights_status(entry, self.sources),
        )


def _warm_up(network: Network) -> None:
    """Run the passes that requests will ask for once, so that no request pays for their compilation."""
    images = np.zeros((2, network.input_height, network.input_width, 3), np.uint8)
    network.logits(images[:1])
    network.logits(images)  # a second batch size compiles the pass for every size
    network.activations(images[:1], [layer.name for layer in network.layers if layer.shown])
