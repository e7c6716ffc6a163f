"""Options of `tetrascope serve` about training: who may start runs, on what, and how many."""

import argparse
from typing import TYPE_CHECKING

from tetrascope.api.server_settings import is_loopback
from tetrascope.cli import options
from tetrascope.cli.failure import UsageError

if TYPE_CHECKING:
    from tetrascope.training.room import TrainingSettings

_MOST_RUNS = 16
_RUNS = 1
"""As of the room; written here for the help, which must not import it."""


def add_training_options(parser: argparse.ArgumentParser) -> None:
    """What clients may have trained."""
    parser.add_argument(
        "--training-data",
        action="append",
        default=[],
        type=options.path,
        metavar="FOLDER",
        help="a folder that holds a folder of pictures for each class, which clients may have networks trained on, "
        "beside the digits; may be given again",
    )
    parser.add_argument(
        "--allow-training",
        action="store_true",
        help="let clients of other machines start and stop training; on this machine's own addresses, and with "
        "--training-data, they may anyway",
    )
    parser.add_argument(
        "--training-runs",
        type=int,
        default=_RUNS,
        metavar="N",
        help="runs of training at a time that clients may start, 0 for none (default: %(default)s)",
    )


def given_training(arguments: argparse.Namespace) -> "TrainingSettings":
    """What the options say.

    Others in the network may have this machine train for hours only where its operator says so; on loopback whoever
    asks is on this machine, and could as well use the command line.

    Raises:
        UsageError: a number that cannot be.
        NotFound: there is no such folder.
    """
    from tetrascope.training.class_folder import require_folder
    from tetrascope.training.room import TrainingSettings

    if not 0 <= arguments.training_runs <= _MOST_RUNS:
        raise UsageError(f"Expected --training-runs from 0 to {_MOST_RUNS}, got {arguments.training_runs}.")
    folders = tuple(each.expanduser() for each in arguments.training_data)
    for folder in folders:
        require_folder(folder)
    own = is_loopback(arguments.host)
    refused = how = None
    if arguments.training_runs == 0:
        refused = "Expected a server on which runs may be started, got one that allows none."
        how = "Whoever starts it can allow some: --training-runs 1"
    elif not (own or arguments.allow_training or folders):
        refused = (
            "Expected a server on which clients may start runs, got one that other machines reach and that does not "
        )
        refused += "allow it."
        how = "Whoever starts it can: --allow-training, or --training-data FOLDER"
    return TrainingSettings(
        folders=folders,
        refused=refused,
        how_to_allow=how,
        max_runs=arguments.training_runs,
        any_folder_shown=own,
    )
