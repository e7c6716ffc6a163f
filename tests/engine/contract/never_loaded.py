"""A network that does not come before it is told to, in whatever process it is loaded."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.patience import eventually

from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.source import NetworkEntry

if TYPE_CHECKING:
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput
    from tetrascope.protocol.networks import NetworkSummary

NEVER = "never"


class NeverLoaded:
    """A network whose loading waits, and fails then. Whoever asks about it keeps a place until it is told.

    Args:
        folder: where a file says that loading may go on, so that this is heard in other processes too.
    """

    network_id, title, version = NEVER, "Never", ""

    def __init__(self, folder: Path) -> None:
        from tetrascope.networks.catalog import find_entry

        self.folder = folder
        self._like = find_entry("vgg16")

    def let_fail(self) -> None:
        """What is being loaded now fails, before this returns; what is loaded later waits again."""
        (self.folder / f"told-{self._told()}").touch()
        eventually(lambda: not list(self.folder.glob("loading-*")))

    def entries(self) -> "Sequence[NetworkEntry]":
        return [self]

    def entry(self, network_id: str) -> "NetworkEntry | None":
        return self if network_id == NEVER else None

    def summary(self) -> "NetworkSummary | None":
        return self._like.summary().model_copy(update={"network_id": NEVER, "title": self.title})

    @property
    def input(self) -> "NetworkInput | None":
        return self._like.input

    def load(self) -> "Network":
        mark, told = self.folder / f"loading-{secrets.token_hex(4)}", self._told()
        mark.touch()
        try:
            eventually(lambda: self._told() > told)
        finally:
            mark.unlink()
        raise WeightsUnavailable("Expected its weights, got none.", field="network_id")

    def describe(self) -> "Network":
        return self._like.describe()

    def _told(self) -> int:
        return len(list(self.folder.glob("told-*")))
