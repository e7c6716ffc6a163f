"""The one place that says which engine runs."""

from tetrascope.engine.embedded import EmbeddedEngine
from tetrascope.engine.engine import Engine
from tetrascope.engine.settings import EngineSettings


def build_engine(settings: EngineSettings | None = None) -> Engine:
    """An engine that is still to be started."""
    return EmbeddedEngine(settings)
