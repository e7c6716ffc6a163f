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
    """Memory that cached results and images take, in bytes."""
    cache_budget_bytes: LargeInt
    """The most they may take, in bytes."""
    network_bytes: LargeInt
    """Memory that the parameters of loaded networks take, in bytes."""
    network_budget_bytes: LargeInt
    """The most they may take, in bytes; a network larger than that is loaded for each use."""


class Health(EngineHealth):
    """Whether the server can work, and what it works with."""

    version: str
    """Version of Tetrascope."""
    protocol: str
    """Version of the protocol, `major.minor`; a client of another major version is refused."""
