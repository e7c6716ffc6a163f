"""Options of servers about where analyses run: in its own process, or on the workers of a cluster."""

import argparse
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

_WORKERS = 2
"""As of the cluster; written here for the help, which must not import it."""
_MAX_WORKERS = 1024
_OF_CLUSTERS = {
    "address": None,
    "workers": str(_WORKERS),
    "gpus_per_worker": 0.0,
}
"""Options that say something with a cluster alone, and what they are by default."""


def add_cluster_options(parser: argparse.ArgumentParser) -> None:
    """Where analyses run."""
    parser.add_argument(
        "--engine",
        choices=["embedded", "ray"],
        default="embedded",
        help="where analyses run: in this process, or on the workers of a Ray cluster, for more people than one can "
        'serve (pip install "tetrascope[cluster]", see docs/cluster.md) (default: %(default)s)',
    )
    parser.add_argument(
        "--address",
        metavar="ADDRESS",
        help="with --engine ray: the cluster to join, HOST:PORT, or auto for the one that this machine is part of; "
        "without it one is started on this machine",
    )
    parser.add_argument(
        "--workers",
        default=str(_WORKERS),
        metavar="N|N-M",
        help="with --engine ray: workers to start, where the cluster has none yet; 2-8 for at least 2, and up to 8 "
        "while more is asked of them than they can do (default: %(default)s)",
    )
    parser.add_argument(
        "--gpus-per-worker",
        type=float,
        default=0.0,
        metavar="F",
        help="with --engine ray: GPUs of each worker, or its share of one; with 0 it uses the processor (default: 0)",
    )


def given_cluster(arguments: argparse.Namespace) -> "ClusterSettings | None":
    """What the options say; None for the engine of this process.

    Raises:
        UsageError: a number that cannot be, or an option of clusters without one.
    """
    if arguments.engine != "ray":
        for name, default in _OF_CLUSTERS.items():
            if getattr(arguments, name) != default:
                raise UsageError(f"Expected --engine ray beside --{name.replace('_', '-')}, got none.", field="engine")
        return None
    workers, max_workers = _workers(arguments.workers)
    gpus = given_gpus(arguments, "gpus_per_worker")
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

    return ClusterSettings(
        address=arguments.address,
        workers=workers,
        max_workers=max_workers,
        gpus_per_worker=gpus,
    )


def given_gpus(arguments: argparse.Namespace, name: str) -> float:
    """What an option says of GPUs, by its name in `arguments`. Raises `UsageError` where that cannot be."""
    gpus: float = getattr(arguments, name)
    if not (0 <= gpus <= _MAX_WORKERS and (gpus < 1 or gpus.is_integer())):  # Ray's own rule
        raise UsageError(f"Expected --{name.replace('_', '-')} from 0 to 1, or a whole number, got {gpus:g}.")
    return gpus


def _workers(text: str) -> tuple[int, int | None]:
    """The fewest and the most: `2-8`, or `2` for always as many."""
    fewest, dash, most = text.partition("-")
    numbers = [
        int(part) if part.isascii() and part.isdigit() else 0 for part in ((fewest, most) if dash else (fewest,))
    ]
    if not (1 <= numbers[0] <= numbers[-1] <= _MAX_WORKERS):
        raise UsageError(
            f"Expected --workers from 1 to {_MAX_WORKERS}, got {text!r}.",
            hint="One number, such as 4, or the fewest and the most, such as 2-8.",
        )
    return numbers[0], numbers[-1] if dash else None
