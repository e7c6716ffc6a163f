"""Conditions show something, with a network that there is."""

from collections.abc import Iterator

from tetrascope.errors import NotFound
from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault


def faults(study: Study) -> Iterator[Fault]:
    """Conditions that could not be shown."""
    yield from _network(study.network, ("network",))
    for place, condition in enumerate(study.conditions):
        where: Location = ("conditions", place)
        if (condition.shows is None) == (condition.opens is None):
            got = "neither" if condition.shows is None else "both"
            yield Fault(
                where,
                f"Expected either `shows` or `opens`, got {got}.",
                "`shows = {}` is Tetrascope with nothing hidden, `opens` a web page or a program.",
            )
        if condition.opens is not None and (condition.opens.address is None) == (condition.opens.program is None):
            got = "neither" if condition.opens.address is None else "both"
            yield Fault((*where, "opens"), f"Expected either `address` or `program`, got {got}.")
        if condition.network is not None:
            yield from _network(condition.network, (*where, "network"))


def _network(network: str, location: Location) -> Iterator[Fault]:
    try:
        find_entry(network)
    except NotFound as unknown:
        yield Fault(location, unknown.message, unknown.hint)
