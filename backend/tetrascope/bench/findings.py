"""Everything that a run of the bench found: the JSON that `--json` writes."""

from typing import Literal

from tetrascope.bench.analysis import AnalysisRow
from tetrascope.bench.environment import Environment
from tetrascope.bench.first_image import FirstImageRow
from tetrascope.bench.memory import MemoryRow
from tetrascope.bench.pool import PoolRow
from tetrascope.bench.request import RequestRow
from tetrascope.bench.rivals.comparison import RivalRow
from tetrascope.bench.setup import Section, Setup
from tetrascope.protocol.message import Message


class Failure(Message):
    """A measurement that broke; the others went on."""

    section: Section
    """What was being measured."""
    network_id: str
    """On which network."""
    message: str
    """What went wrong."""


class Findings(Message):
    """A run of the bench."""

    format: Literal[1] = 1
    """Changes where a field's meaning does, or one is taken away."""
    complete: bool
    """False where the run was interrupted or a measurement failed."""
    environment: Environment
    """Where and when."""
    setup: Setup
    """How."""
    pool: list[PoolRow]
    """The incremental pool against plain batching."""
    analysis: list[AnalysisRow]
    """The analysis against the bare forward pass."""
    request: list[RequestRow]
    """Requests against the analysis."""
    first_image: list[FirstImageRow]
    """How soon a pool's images come."""
    memory: list[MemoryRow]
    """Memory of the default pool."""
    rivals: list[RivalRow]
    """Other libraries beside the incremental pool."""
    failures: list[Failure]
    """What could not be measured."""
