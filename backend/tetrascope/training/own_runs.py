"""The runs of the person who runs this program, and their networks beside those of the catalog. Light to import."""

from typing import TYPE_CHECKING

from tetrascope.data_folder import data_folder
from tetrascope.networks.catalog import CATALOG, find_entry
from tetrascope.training.run_folder import RunsFolder
from tetrascope.training.trained_networks import TrainedNetworks

if TYPE_CHECKING:
    from tetrascope.networks.given_weights import GivenWeights
    from tetrascope.networks.source import NetworkEntry


def runs_folder() -> RunsFolder:
    """Where this person's runs are."""
    return RunsFolder(data_folder() / "training")


def trained_networks() -> TrainedNetworks:
    """The networks of these runs."""
    return TrainedNetworks(runs_folder())


def find_named(network_id: str, given: "GivenWeights | None" = None) -> "NetworkEntry":
    """A network of the catalog or of a run; `given` as of `find_entry`.

    Raises:
        NotFound: there is none of this name; the hint tells similar ones.
    """
    trained = None if network_id in CATALOG else trained_networks().entry(network_id)
    return find_entry(network_id, given) if trained is None else trained
