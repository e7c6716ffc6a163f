"""Options of `tetrascope serve` about training: who may start runs, on what, and how many."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from tetrascope.api.server_settings import is_loopback
from tetrascope.cli import options
from tetrascope.cli.cluster_options import given_gpus
from tetrascope.cli.failure import UsageError

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.training.room import TrainingSettings

_HERE, _CLUSTER = "here", "cluster"
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
    parser.add_argument(
        "--train-on",
        choices=[_HERE, _CLUSTER],
        default=_HERE,
        help="with --engine ray: where clients' runs of training are, on this machine or on any of the cluster that "
        "has room; $TETRASCOPE_DATA must be a folder that all share then (default: %(default)s)",
    )
    parser.add_argument(
        "--gpus-per-training",
        type=float,
        default=0.0,
        metavar="F",
        help="with --train-on cluster: GPUs of each run, or its share of one; with 0 it sees none (default: 0)",
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


def given_place_of_training(
    arguments: argparse.Namespace, cluster: "ClusterSettings | None"
) -> "ClusterSettings | None":
    """The cluster, told whether it trains.

    Raises:
        UsageError: a number that cannot be, or an option of clusters without one.
    """
    gpus, trains = given_gpus(arguments, "gpus_per_training"), arguments.train_on == _CLUSTER
    if trains and cluster is None:
        raise UsageError("Expected --engine ray beside --train-on cluster, got none.", field="engine")
    if gpus and not trains:
        raise UsageError("Expected --train-on cluster beside --gpus-per-training, got none.", field="train_on")
    return None if cluster is None else replace(cluster, trains=trains, gpus_per_training=gpus)
