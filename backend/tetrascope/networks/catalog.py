"""The networks that Tetrascope knows by name. Light to import: Keras is loaded with the first network."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from tetrascope.errors import NotFound
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.keras_networks import KerasNetworks
from tetrascope.networks.lite_networks import LiteNetworks

DEFAULT_NETWORK_ID = "efficientnet-lite0"


def catalog(given: GivenWeights | None = None) -> tuple[LiteNetworks, KerasNetworks]:
    """The sources of the catalog's networks; `given` says where weights may come from besides."""
    given = given or GivenWeights()
    return LiteNetworks(given), KerasNetworks(given)


def _by_name(given: GivenWeights | None = None) -> Mapping[str, CatalogEntry]:
    entries: list[CatalogEntry] = [entry for source in catalog(given) for entry in source.entries()]
    return MappingProxyType({entry.network_id: entry for entry in entries})


CATALOG = _by_name()
"""Every network by its name: the default first, then those nearest to it, then VGG16, the thesis's, and others."""


def find_entry(network_id: str, given: GivenWeights | None = None) -> CatalogEntry:
    """A network of the catalog; `given` says where its weights may come from besides where Keras and pip put them.

    Raises:
        NotFound: there is none of this name; the hint tells similar ones.
    """
    if network_id not in CATALOG:
        raise no_such_network(network_id, CATALOG)
    return CATALOG[network_id] if given is None else _by_name(given)[network_id]


def no_such_network(network_id: str, known: Collection[str]) -> NotFound:
    """What is said of a name that is none of those `known`."""
    near = get_close_matches(network_id.lower().replace("_", "-"), known, n=3, cutoff=0.5)
    similar = f"Did you mean {' or '.join(near)}? " if near else ""
    return NotFound(
        f"Expected a network of the catalog, got {network_id!r}.",
        field="network_id",
        hint=f"{similar}The command `tetrascope networks` lists all {len(CATALOG)}.",
    )
