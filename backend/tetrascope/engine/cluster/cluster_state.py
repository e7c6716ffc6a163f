"""How a cluster is, as `tetrascope doctor --cluster` tells it. Knows nothing of Ray."""

from dataclasses import dataclass

from tetrascope.protocol.health import EngineHealth


@dataclass(frozen=True, kw_only=True)
class Machine:
    """A machine of the cluster, as a task that runs there sees it."""

    address: str
    """Of the machine within the cluster."""
    cpus: float
    """Processors that Ray may give away."""
    gpus: float
    """Graphics processors, likewise."""
    fault: str | None = None
    """Why no task of Tetrascope runs there; what follows is not known then."""
    python: str = ""
    """Version of Python."""
    ray: str = ""
    """Version of Ray."""
    tetrascope: str = ""
    """Version of Tetrascope."""
    asks_for_token: bool = False
    """Whether Ray was started there with `RAY_AUTH_MODE=token`."""
    free_bytes: int = 0
    """Memory that a program could take."""
    open_ports: tuple[int, ...] = ()
    """Of Ray's, which other machines can reach unless a firewall keeps them out."""


@dataclass(frozen=True, kw_only=True)
class WorkerState:
    """A worker that answers."""

    host: str
    """Name of its machine."""
    version: str
    """Of Tetrascope."""
    health: EngineHealth
    """Of its engine."""
    networks: tuple[str, ...]
    """Ids of those whose weights it has."""


@dataclass(frozen=True, kw_only=True)
class ClusterState:
    """All of it."""

    machines: tuple[Machine, ...]
    """Those that are part of it now."""
    dashboard: str | None
    """`HOST:PORT` of Ray's dashboard; None where there is none."""
    deployed: str | None
    """What Ray Serve calls the state of the workers' application, such as `RUNNING`; None where there is none."""
    message: str
    """What Ray Serve says of it."""
    wanted: int
    """Workers that Ray Serve keeps, or is about to start."""
    workers: tuple[WorkerState, ...]
    """Those that answer."""
