"""What a cluster is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ClusterSettings:
    """Which cluster, and the workers that the first gateway starts there."""

    address: str | None = None
    """Where a Ray cluster is, as `HOST:PORT` or `auto`; None to start one here, which ends with the engine."""
    workers: int = 2
    """Workers, each with an engine, a set of networks and the caches of `EngineSettings`."""
    gpus_per_worker: float = 0.0
    """Share of a GPU that a worker takes, or how many; with 0 it sees none."""
