"""Options that several commands share, and the types of their values. Nothing heavy is imported here."""

import argparse
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tetrascope.cli.failure import UsageError
from tetrascope.cli.input_options import add_model_input_options, model_inputs
from tetrascope.cli.output_options import add_model_output_options, model_outputs

if TYPE_CHECKING:
    from tetrascope.networks.own_model import OwnModel
    from tetrascope.networks.weights import WeightSources


def whole_numbers(text: str, count: int, separator: str, form: str) -> list[int]:
    """`count` integers between separators; raises what argparse shows."""
    try:
        numbers = [int(part) for part in text.split(separator)]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise argparse.ArgumentTypeError(f"expected {form}, got {text!r}")
    return numbers


def rectangle(text: str) -> list[int]:
    """A mask: TOP,LEFT,HEIGHT,WIDTH."""
    return whole_numbers(text, 4, ",", "TOP,LEFT,HEIGHT,WIDTH in pixels")


def window(text: str) -> list[int]:
    """A window: SIZE/STRIDE."""
    return whole_numbers(text, 2, "/", "SIZE/STRIDE in pixels")


def value_range(text: str) -> tuple[float, float]:
    """Two numbers, the lower first: LOW..HIGH."""
    low, sign, high = text.partition("..")
    try:
        numbers = float(low), float(high)
    except ValueError:
        numbers = (0.0, 0.0)
    if not sign or not all(map(isfinite, numbers)) or numbers[0] >= numbers[1]:
        raise argparse.ArgumentTypeError(f"expected LOW..HIGH, two numbers and the lower first, got {text!r}")
    return numbers


def given(text: str) -> str:
    """Anything but nothing, which a script gives for a variable that is not set."""
    if not text:
        raise argparse.ArgumentTypeError("expected a name, got an empty one")
    return text


def path(text: str) -> Path:
    """A path; an empty one would mean the current folder."""
    return Path(given(text))


def names(text: str) -> list[str]:
    """Names between commas."""
    found = [part.strip() for part in text.split(",") if part.strip()]
    if not found:
        raise argparse.ArgumentTypeError(f"expected names between commas, got {text!r}")
    return found


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


def add_network_options(parser: argparse.ArgumentParser, purpose: str) -> None:
    """Which network: one of the catalog, or a file of one's own."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--network", metavar="ID", help=f"{purpose} (see: tetrascope networks)")
    which.add_argument(
        "--model", type=path, metavar="FILE", help="a Keras model of yours, a .keras or .h5 file, instead"
    )
    add_own_model_options(parser)


def add_own_model_options(parser: argparse.ArgumentParser) -> None:
    """What the file of one's own model does not say."""
    add_model_input_options(parser)
    parser.add_argument(
        "--class-names",
        type=path,
        metavar="FILE",
        help="your model's classes: one name a line, or JSON, YAML or CSV, or the folder that you trained from; or: "
        "imagenet (default: they are numbered)",
    )
    add_model_output_options(parser)


def own_model(arguments: argparse.Namespace) -> "OwnModel | None":
    """What the options say of a model of one's own.

    Raises:
        UsageError: a file is not there, or something is said of a model that is not named.
        InvalidInput: the preprocessing is none.
    """
    from tetrascope.networks.file_kinds import model_format
    from tetrascope.networks.own_model import OwnModel

    if arguments.model is None:
        if arguments.class_names is not None:
            raise UsageError("Expected --model beside --class-names, got none.", field="class_names")
        return model_outputs(arguments, model_inputs(arguments, None))
    if not arguments.model.exists():
        raise UsageError(f"Expected a file, got {str(arguments.model)!r}, which is not there.", field="model")
    class_names = _class_names(arguments.class_names)
    model_format(arguments.model)  # before anything slow: what is no model should be told at once
    own = OwnModel(arguments.model, class_names=class_names)
    return model_outputs(arguments, model_inputs(arguments, own))


def _class_names(given: Path | None) -> "Path | Literal['imagenet'] | None":
    if given is None:
        return None
    if given.exists():
        from tetrascope.networks.label_file import read_labels

        read_labels(given)  # before anything slow: a file that cannot be read should be told at once
        return given
    if str(given) == "imagenet":
        return "imagenet"
    raise UsageError(
        f"Expected a file of class names, got {str(given)!r}, which is not there.",
        field="class_names",
        hint="Name a file with one name a line, the folder that you trained from, or imagenet.",
    )


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


def weight_sources(arguments: argparse.Namespace, default_network: str | None = None) -> "WeightSources":
    """What the two options say."""
    from tetrascope.networks.weights import WeightSources

    return WeightSources(files=weight_files(arguments.weights, default_network), random=arguments.random_weights)


def require_weights(network_id: str, sources: "WeightSources") -> None:
    """Check before anything slow is loaded.

    Raises:
        WeightsUnavailable: the network's weights are not on this machine.
    """
    from tetrascope.errors import WeightsUnavailable
    from tetrascope.networks.catalog import find_entry
    from tetrascope.networks.weights import weights_status

    entry = find_entry(network_id)
    status = weights_status(entry, sources)
    if not status.available:
        raise WeightsUnavailable(
            f"Expected the weights of {entry.title} on this machine, got none.",
            field="network_id",
            hint=f"Run: {status.how_to_get} (about {status.megabytes:.0f} MB). Or name a file with "
            f"--weights {entry.network_id}=FILE, or try it out with --random-weights.",
        )
