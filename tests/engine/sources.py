"""Sources of networks for tests: the catalog, in which the test holds up what is asked of an entry."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tests.engine.gate import Gate

from tetrascope.networks.catalog import CATALOG, find_entry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.source import NetworkSource
from tetrascope.protocol.networks import NetworkSummary

if TYPE_CHECKING:
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput


class HeldEntry:
    """An entry of the catalog whose steps wait at gates."""

    version = ""

    def __init__(self, network_id: str, loading: Gate, describing: Gate, told: Callable[[str], object]) -> None:
        self._entry = find_entry(network_id, GivenWeights(random=True))
        self._loading, self._describing, self._told = loading, describing, told
        self.network_id, self.title = self._entry.network_id, self._entry.title

    def summary(self) -> NetworkSummary | None:
        return self._entry.summary()

    @property
    def input(self) -> "NetworkInput | None":
        return self._entry.input

    def load(self) -> "Network":
        self._loading.passes()
        return self._entry.load()

    def describe(self) -> "Network":
        self._told(self.network_id)
        self._describing.passes()
        return self._entry.describe()


class HeldCatalog(NetworkSource):
    """The catalog; gates are open unless they are given."""

    def __init__(
        self,
        *,
        loading: Gate | None = None,
        describing: Gate | None = None,
        told: Callable[[str], object] = lambda _: None,
    ) -> None:
        load, describe = loading or Gate(closed=False), describing or Gate(closed=False)
        self._entries = [HeldEntry(network_id, load, describe, told) for network_id in CATALOG]

    def entries(self) -> Sequence[HeldEntry]:
        return self._entries
