"""Where networks come from: a list of sources, of which each says what it has. Light to import."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from tetrascope.errors import WeightsUnavailable
from tetrascope.protocol.networks import NetworkSummary
from tetrascope.protocol.weights import WeightsStatus

if TYPE_CHECKING:
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput


class NetworkEntry(Protocol):
    """A network that a source has. Whoever asks keeps what it loads: an entry remembers nothing."""

    @property
    def network_id(self) -> str:
        """The name by which a request asks for it."""
        ...

    @property
    def title(self) -> str:
        """Its name for a person."""
        ...

    @property
    def version(self) -> str:
        """Another whenever it loads another network than before, as while it is trained; empty where it never does."""
        ...

    def summary(self) -> NetworkSummary | None:
        """What is said of it, as of now: whether its weights are here, else what brings them and how large they are.

        None where that shows only once it is loaded. Else this is quick: it looks for files and opens none.
        """
        ...

    @property
    def input(self) -> "NetworkInput | None":
        """What goes into it; None where `summary` is."""
        ...

    def load(self) -> "Network":
        """The network, ready for use. Never downloads.

        Raises:
            WeightsUnavailable: its weights are not on this machine; the hint tells how to get them.
            InvalidInput: the file of weights or the model that the operator named does not fit.
        """
        ...

    def describe(self) -> "Network":
        """The network for its layers and geometry only, as cheaply as can be; weights need not be here."""
        ...


class NetworkSource(Protocol):
    """Networks of one origin."""

    def entries(self) -> Sequence[NetworkEntry]:
        """Those that there are now, in the order in which a person should see them; quick, and loads nothing."""
        ...

    def entry(self, network_id: str) -> NetworkEntry | None:
        """The one of that name, which may be any text, also where `entries` leaves it out; None where there is none.

        Raises:
            NotFound: there is none, and the source can tell why.
        """
        return next((entry for entry in self.entries() if entry.network_id == network_id), None)


def require_weights(entry: NetworkEntry, other_ways: str) -> None:
    """Check before anything slow is loaded, where it shows before.

    Args:
        entry: the network.
        other_ways: what a person can do beside fetching them.

    Raises:
        WeightsUnavailable: the network's weights are not on this machine.
    """
    summary = entry.summary()
    if summary is not None and not summary.weights.available:
        raise no_weights(entry.title, ways_to_get(summary.weights, other_ways))


def no_weights(title: str, hint: str | None) -> WeightsUnavailable:
    """What is said of a network whose weights are not on this machine."""
    return WeightsUnavailable(
        f"Expected the weights of {title} on this machine, got none.", field="network_id", hint=hint
    )


def ways_to_get(weights: WeightsStatus, other_ways: str) -> str:
    """The command that brings weights, their size, and what else a person can do."""
    return f"Run: {weights.how_to_get} (about {weights.megabytes:.0f} MB). Or {other_ways}."
