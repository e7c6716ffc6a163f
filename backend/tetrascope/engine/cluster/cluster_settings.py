"""What a cluster is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ClusterSettings:
    """Which cluster, and the workers that the first gateway starts there."""

    address: str | None = None
    """Where a Ray cluster is, as `HOST:PORT` or `auto`; None to start one here, which ends with the engine."""
    workers: int = 2
    """Workers, each with an engine, a set of networks and the caches of `EngineSettings`."""
    max_workers: int | None = None
    """As many there may be where more is asked of them than `workers` of them can do; None for always `workers`."""
    grow_seconds: float = 10.0
    """For how long more must be asked before another worker is started."""
    shrink_seconds: float = 300.0
    """For how long less must be asked before one ends. The next one takes some seconds to start, and knows nothing."""
    gpus_per_worker: float = 0.0
    """Share of a GPU that a worker takes, or how many; with 0 it sees none."""
    trains: bool = False
    """Whether runs of training are placed on the cluster, wherever there is room; else they are on this machine."""
    gpus_per_training: float = 0.0
    """Share of a GPU that each of these takes, or how many; with 0 it sees none."""

    @property
    def most_workers(self) -> int:
        """What the cluster needs room for at most."""
        return self.max_workers or self.workers
