"""Conditions show something, with a network that there is, by labels that it has."""

from collections.abc import Iterator, Sequence

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.networks.catalog import find_entry
from tetrascope.networks.labels import IMAGENET_CLASSES, class_name
from tetrascope.networks.merged_labels import classes_merged
from tetrascope.protocol.complaint import Location
from tetrascope.protocol.merged_labels import MergedLabel
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
        if condition.shows is not None:
            yield from _merged(condition.shows.merged, (*where, "shows", "merged"))


def _network(network: str, location: Location) -> Iterator[Fault]:
    try:
        find_entry(network)
    except NotFound as unknown:
        yield Fault(location, unknown.message, unknown.hint)


def _merged(merged: Sequence[MergedLabel], location: Location) -> Iterator[Fault]:
    """Every network that a study can name has ImageNet's classes."""
    try:
        classes_merged(
            merged, [class_name(index) for index in range(IMAGENET_CLASSES)] if merged else [], "the network"
        )
    except InvalidInput as wrong:
        yield Fault(location, wrong.message, wrong.hint)
