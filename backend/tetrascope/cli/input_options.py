"""Options that say how a photo becomes a network's input. Nothing heavy is imported here."""

import argparse

from tetrascope.cli.model_options import OfAModel

FITS = ("crop", "squash", "pad")
"""The same as `tetrascope.protocol.framing.Fit`, without importing it."""


def add_fit_option(parser: argparse.ArgumentParser, whose: str) -> None:
    """How photos become inputs; `whose` says what it is for."""
    parser.add_argument(
        "--fit",
        action=OfAModel,
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
