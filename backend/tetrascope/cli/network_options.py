"""Options that say which network is looked into, and where its weights come from. Nothing heavy is imported here."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tetrascope.cli.failure import UsageError
from tetrascope.cli.model_options import add_model_option, add_options_of_models, own_models

if TYPE_CHECKING:
    from tetrascope.networks.given_weights import GivenWeights
    from tetrascope.networks.source import NetworkEntry, NetworkSource


class ChosenNetwork(NamedTuple):
    """What the options of `add_network_options` and `add_weights_options` say."""

    entry: "NetworkEntry"
    """The network to begin with."""
    sources: "Sequence[NetworkSource]"
    """Where it and all others come from."""


def add_weights_options(parser: argparse.ArgumentParser) -> None:
    """Where weights come from."""
    parser.add_argument(
        "--weights",
        action="append",
        default=[],
        metavar="NETWORK=FILE",
        help="weights of a network, from a file of yours; may be given again",
    )
    parser.add_argument(
        "--random-weights",
        action="store_true",
        help="use random weights where a network's own are not here: it runs, but knows nothing",
    )


def add_network_options(parser: argparse.ArgumentParser, purpose: str, of_models: str = "") -> None:
    """Which network: one of the catalog, or a file of one's own; `of_models` says more of the latter."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--network", metavar="ID", help=f"{purpose} (see: tetrascope networks)")
    add_model_option(which, of_models)
    add_options_of_models(parser)


def chosen_network(arguments: argparse.Namespace, *, several_models: bool = False) -> ChosenNetwork:
    """The network that is named, or the first of several models, else the default one, and where networks come from.

    Raises:
        UsageError: as of `own_models`.
        NotFound: there is no such network.
        InvalidInput: the preprocessing is none, or two models cannot be told apart.
    """
    from tetrascope.networks.catalog import DEFAULT_NETWORK_ID, catalog
    from tetrascope.networks.own_model import OwnModels
    from tetrascope.training.own_runs import find_named, trained_networks

    models, trained = own_models(arguments, several=several_models), trained_networks()
    if models:
        own = OwnModels(*models)
        return ChosenNetwork(own.entries()[0], (own, trained, *catalog(given_weights(arguments))))
    network_id = find_named(arguments.network or DEFAULT_NETWORK_ID).network_id
    weights = given_weights(arguments, network_id)
    return ChosenNetwork(find_named(network_id, weights), (trained, *catalog(weights)))


def chosen_networks(arguments: argparse.Namespace) -> "tuple[Sequence[NetworkEntry], Sequence[NetworkSource]]":
    """Models of one's own, then the networks that `--networks` names, and where they come from; errors as above."""
    from tetrascope.networks.catalog import catalog
    from tetrascope.networks.own_model import OwnModels
    from tetrascope.training.own_runs import find_named, trained_networks

    models = own_models(arguments, several=True)
    weights = given_weights(arguments)
    named = [find_named(name, weights) for name in arguments.networks]
    others = (trained_networks(), *catalog(weights))
    if not models:
        return named, others
    own = OwnModels(*models)
    return [*own.entries(), *named], (own, *others)


def weight_files(values: Sequence[str], default_network: str | None = None) -> Mapping[str, Path]:
    """Files by network; `FILE` alone is for the default network.

    Raises:
        UsageError: a value has no network, the network is unknown, or the file is not there.
    """
    files: dict[str, Path] = {}
    for value in values:
        network, sign, file = value.partition("=")
        if not sign and default_network is not None:
            network, file = default_network, value
        if not network or not file:
            raise _no_weights(value, default_network)
        network_id = _network_with_weights(network)
        where = Path(file).expanduser()
        if not where.is_file():
            if not sign:
                raise _no_weights(value, default_network)
            raise UsageError(f"Expected a file of weights, got {file!r}, which is not a file.", field="weights")
        files[network_id] = where
    return files


def _network_with_weights(network: str) -> str:
    from tetrascope.errors import NotFound
    from tetrascope.networks.catalog import find_entry

    try:
        return find_entry(network).network_id
    except NotFound as error:
        raise UsageError(error.message, field="weights", hint=error.hint) from None


def _no_weights(value: str, default_network: str | None) -> UsageError:
    alone = "" if default_network is None else f", or a file alone for {default_network}"
    return UsageError(f"Expected NETWORK=FILE{alone}, got {value!r}.", field="weights")


def given_weights(arguments: argparse.Namespace, default_network: str | None = None) -> "GivenWeights":
    """What the two options say."""
    from tetrascope.networks.given_weights import GivenWeights

    return GivenWeights(files=weight_files(arguments.weights, default_network), random=arguments.random_weights)


def require_weights(entry: "NetworkEntry") -> None:
    """Check before anything slow is loaded, where it shows before; raises `WeightsUnavailable`."""
    from tetrascope.networks import source

    source.require_weights(
        entry, f"name a file with --weights {entry.network_id}=FILE, or try it out with --random-weights"
    )
