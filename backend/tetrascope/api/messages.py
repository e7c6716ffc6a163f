"""The HTTP transport's own messages; an engine's requests and results travel as they are."""

from tetrascope.engine.engine import EngineHealth
from tetrascope.engine.results import NetworkSummary, Sample
from tetrascope.message import Message


class Health(EngineHealth):
    """Whether the server can work, and what it works with."""

    version: str
    """Version of Tetrascope."""
    protocol: str
    """Version of the protocol, `major.minor`; a client of another major version is refused."""


class NetworkList(Message):
    """The catalog."""

    networks: list[NetworkSummary]
    """Every network that can be asked for."""


class SampleList(Message):
    """The images that come with Tetrascope."""

    samples: list[Sample]
    """The images, always there."""


class ErrorBody(Message):
    """What went wrong, for a program and for a person."""

    code: str
    """Stable identifier, snake_case."""
    message: str
    """What was expected and what was received."""
    hint: str | None
    """The next step, where one is known."""
    field: str | None
    """Path of the offending field in the request, such as `windows[0].size`; null where no field is to blame."""


class ErrorEnvelope(Message):
    """The body of every HTTP answer that is not a success."""

    error: ErrorBody
    """What went wrong."""
