"""The one place that says which engine runs."""

from typing import TYPE_CHECKING

from tetrascope.engine.engine import Engine
from tetrascope.networks.device import configure_device

if TYPE_CHECKING:
    from tetrascope.engine.settings import EngineSettings


def build_engine(settings: "EngineSettings | None" = None) -> Engine:
    """An engine that is still to be started."""
    configure_device()  # before anything imports Keras
    from tetrascope.engine.embedded import EmbeddedEngine

    return EmbeddedEngine(settings)
