"""What an engine, and the server before it, say of themselves."""

from tetrascope.protocol.message import LargeInt, Message


class EngineHealth(Message):
    """What an engine says of itself."""

    ready: bool
    """Whether it accepts requests."""
    device: str
    """Where networks run, such as `CPU (2 cores)` or the GPU's name."""
    running: int
    """Analyses under way or waiting."""
    cache_bytes: LargeInt
    """Memory that cached results and images take, in bytes, of all workers together."""
    cache_budget_bytes: LargeInt
    """The most they may take, in bytes."""
    network_bytes: LargeInt
    """Memory that the parameters of loaded networks take, in bytes, of all workers together; each has its own."""
    network_budget_bytes: LargeInt
    """The most they may take, in bytes; each worker has a part of it, and loads a larger network for each use."""
    workers: int = 1
    """Workers that share the requests: more than one on a cluster, none while all of them are lost. (Added in 1.7.)"""


class Health(EngineHealth):
    """Whether the server can work, and what it works with."""

    version: str
    """Version of Tetrascope."""
    protocol: str
    """Version of the protocol, `major.minor`; a client of another major version is refused."""
