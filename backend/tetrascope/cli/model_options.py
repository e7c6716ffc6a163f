"""Options about what a network gives out. Nothing heavy is imported here."""

import argparse
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError

if TYPE_CHECKING:
    from tetrascope.networks.own_model import OwnModel

OUTPUTS = ("probabilities", "logits", "independent")
"""The same as `tetrascope.networks.output_meaning.OutputKind`, without importing it."""
_OF_A_MODEL = {"output": "--output", "output_name": "--output-name"}
"""What only a model of one's own needs to be told."""


def add_model_output_options(parser: argparse.ArgumentParser) -> None:
    """What the file of a model does not say of its output."""
    parser.add_argument(
        "--output",
        choices=OUTPUTS,
        help="what your model's numbers mean: probabilities or logits of classes that exclude each other, or "
        "independent labels (default: decided by looking at them)",
    )
    parser.add_argument(
        "--output-name", metavar="NAME", help="which of your model's outputs, by name or number, of several"
    )


def model_outputs(arguments: argparse.Namespace, own: "OwnModel | None") -> "OwnModel | None":
    """What the options say of its output, added to what is known of a model of one's own.

    Raises:
        UsageError: such options are given without a model.
    """
    from dataclasses import replace

    if own is None:
        for name, option in _OF_A_MODEL.items():
            if getattr(arguments, name) is not None:
                raise UsageError(f"Expected --model beside {option}, got none.", field=name)
        return None
    return replace(own, output=arguments.output, output_name=arguments.output_name)
