"""The data of a run: an embedded set by its name, or a folder of classes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.networks.network_input import NetworkInput
from tetrascope.training.class_folder import count_pictures, read_class_folder
from tetrascope.training.digits import DIGITS, digit_names, read_digits
from tetrascope.training.examples import Examples, Progress
from tetrascope.training.run_file import ExampleRecord, RunFile

_SHOWN = 3
"""Names of changed pictures that an error tells."""


def is_embedded(data: str) -> bool:
    """Whether that names an embedded set; a folder of the same name is written as a path, `./digits`."""
    return data == DIGITS


def count_classes(data: str) -> int:
    """How many classes there are, by the names of files alone; errors as of `count_pictures`."""
    return len(digit_names()) if is_embedded(data) else len(count_pictures(Path(data).expanduser()))


def read_examples(
    data: str, embedded: bool, network_input: NetworkInput, progress: Progress, *, digests_only: bool = False
) -> Examples:
    """The examples; errors as of `read_class_folder`."""
    if embedded:
        return read_digits(network_input)
    return read_class_folder(Path(data), network_input, progress, digests_only=digests_only)


def places_of(run: RunFile, records: Sequence[ExampleRecord], examples: Examples) -> NDArray[np.intp]:
    """Where in `examples` each of those is that the run was begun with.

    What has become of a picture that could not be read then is of no matter.

    Raises:
        InvalidInput: they are not the same any more; it names the first of them.
    """
    left_out = {each.name for each in run.skipped}
    found = {name: place for place, name in enumerate(examples.names) if name not in left_out}
    wanted = {each.name: each.digest for each in records}
    both = found.keys() & wanted.keys()
    kinds = {
        "missing": sorted(wanted.keys() - both),
        "new": sorted(found.keys() - both),
        "changed": sorted(name for name in both if examples.digests[found[name]] != wanted[name]),
    }
    told = "; ".join(f"{len(names)} {kind} ({_some(names)})" for kind, names in kinds.items() if names)
    if told or examples.class_names != run.class_names:
        raise InvalidInput(
            f"Expected the pictures that the run {run.name!r} was begun with, got others: {told or 'other classes'}.",
            field="data",
            hint=f"Put them back as they were in {run.recipe.data!r}, or train anew on what is there now.",
        )
    return np.array([found[each.name] for each in records], np.intp)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
