"""A client that records what a simulated participant does, the way that real ones do."""

from typing import Any

from tetrascope import __version__
from tetrascope.errors import Failed
from tetrascope.protocol.study.event_kinds import EventKind, SceneName
from tetrascope.protocol.study.events import MAX_EVENTS, EventBatch, SessionEvent
from tetrascope.study.records.store import StudyStore
from tetrascope.study.simulation.clock import SimulatedClock


class SimulatedClient:
    """Takes events, and gives them to the store in batches.

    Args:
        store: takes them.
        participant: whose they are.
        start: how many clients this participant had before.
        clock: the time of all of them; that which never goes back begins with the client.
    """

    def __init__(self, store: StudyStore, participant: int, start: int, clock: SimulatedClock) -> None:
        self._store = store
        self._participant = participant
        self._clock = clock
        self._begun_s = clock.now_s
        self._client_id = f"simulated-{participant}-{start}"
        self._sequence = 0
        self._waiting: list[SessionEvent] = []
        self.step = ""
        """Where the participant is."""
        self.scene: SceneName | None = None

    def opened(self) -> None:
        """Tell that the client has started."""
        told = {"client": "simulation", "version": __version__, "width": 1920, "height": 1080, "display": "screen"}
        self.tell("session_opened", told)

    def tell(self, kind: EventKind, content: dict[str, Any] | None = None) -> None:
        """Record that something happened now."""
        self._sequence += 1
        self._waiting.append(
            SessionEvent(
                sequence=self._sequence,
                kind=kind,
                step=self.step,
                scene=self.scene,
                monotonic_ms=round((self._clock.now_s - self._begun_s) * 1000),
                wall_ms=round(self._clock.now_s * 1000),
                content=content or {},
            )
        )
        if len(self._waiting) == MAX_EVENTS:
            self.send()

    def send(self) -> None:
        """Give what waits to the store, until it is on the disk.

        Raises:
            Failed: the study does not take it; then the simulation is wrong.
        """
        if not self._waiting:
            return
        batch = EventBatch(client_id=self._client_id, events=self._waiting)
        receipt = self._store.record(self._participant, batch).result()
        if receipt.refused:
            raise Failed(f"Expected simulated events that the study takes, got: {receipt.refused[0].message}")
        self._waiting = []
