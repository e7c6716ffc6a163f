"""Options about what goes into a network. Nothing heavy is imported here."""

import argparse
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError

if TYPE_CHECKING:
    from tetrascope.networks.own_model import OwnModel

FITS = ("crop", "squash", "pad")
"""The same as `tetrascope.networks.fit.Fit`, without importing it."""
_LONGEST = 10_000
"""Pixels of a side."""
_OF_A_MODEL = {"preprocessing": "--preprocessing", "input_size": "--size"}
"""What only a model of one's own needs to be told."""


def add_model_input_options(parser: argparse.ArgumentParser) -> None:
    """What the file of a model does not say of its input."""
    parser.add_argument(
        "--preprocessing",
        metavar="HOW",
        help="how your model's training scaled pixels: none 0..255, for a model that scales by itself; unit 0..1; "
        "tf -1..1; torch standardised; caffe BGR minus the mean; lite (x-127)/128; or MEAN/DEVIATION of pixels 0..1, "
        "one number each or three, such as 0.485,0.456,0.406/0.229,0.224,0.225 (default: none)",
    )
    parser.add_argument(
        "--size",
        dest="input_size",
        type=size,
        metavar="ROWSxCOLUMNS",
        help="input of your model where it takes any size; or one number",
    )


def add_fit_option(parser: argparse.ArgumentParser, whose: str) -> None:
    """How photos become inputs; `whose` says what it is for."""
    parser.add_argument(
        "--fit",
        choices=FITS,
        help=f"how {whose} the network's input: crop its proportions out, squash it as Keras's loaders do, or pad it "
        "with black (default: crop)",
    )


def add_crop_option(parser: argparse.ArgumentParser) -> None:
    """Where the crop lies."""
    parser.add_argument(
        "--crop-at",
        type=float,
        default=0.5,
        metavar="PLACE",
        help="where the crop lies: 0 at the top or left end, 1 at the bottom or right end (default: %(default)s)",
    )


def size(text: str) -> tuple[int, int]:
    """Rows and columns: 180x320, or 224 for both."""
    parts = text.lower().split("x")
    try:
        sides = [int(part) for part in parts]
    except ValueError:
        sides = []
    if len(sides) not in (1, 2):
        raise argparse.ArgumentTypeError(f"expected rows and columns such as 180x320, or 224 for both, got {text!r}")
    if not all(1 <= side <= _LONGEST for side in sides):
        raise argparse.ArgumentTypeError(f"expected rows and columns of 1 to {_LONGEST} pixels, got {text!r}")
    return sides[0], sides[-1]


def model_inputs(arguments: argparse.Namespace, own: "OwnModel | None") -> "OwnModel | None":
    """What the options say of its input, added to what is known of a model of one's own.

    Raises:
        UsageError: such options are given without a model.
        InvalidInput: the preprocessing is none.
    """
    from dataclasses import replace

    if own is None:
        for name, option in _OF_A_MODEL.items():
            if getattr(arguments, name) is not None:
                raise UsageError(f"Expected --model beside {option}, got none.", field=name, hint=_KNOWN)
        return None
    if arguments.preprocessing is not None:
        from tetrascope.networks.preprocessing import read_preprocessing

        own = replace(own, preprocessing=read_preprocessing(arguments.preprocessing).name)
    return replace(own, fit=arguments.fit or own.fit, size=arguments.input_size)


_KNOWN = "Of a network of the catalog it is known."
