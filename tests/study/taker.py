"""Somebody who takes part in a study: tells what they do to its records, as a client would."""

from collections.abc import Mapping
from typing import Any

from tetrascope.protocol.study.events import MAX_EVENTS, EventBatch
from tetrascope.study.records.store import StudyStore

MASK = {"kind": "rectangle", "top": 1, "left": 2, "height": 3, "width": 4}


class Taker:
    """A participant with one client, whose clock only goes on by what the test says."""

    def __init__(self, store: StudyStore, *, simulated: bool = False) -> None:
        self.store = store
        self.number = store.add_participant(simulated=simulated).number
        self.client = "client-0001"
        self.now = 0.0
        self._sequence = 0
        self._waiting: list[dict[str, Any]] = []

    def tell(self, kind: str, step: str, *, after: float = 0, scene: str | None = None, **content: Any) -> None:
        """An event, so many milliseconds after the one before it."""
        self._sequence += 1
        self.now += after
        told = {"kind": kind, "step": step, "scene": scene, "content": content}
        clock = {"sequence": self._sequence, "monotonic_ms": self.now, "wall_ms": 1.7e12 + self.now}
        self._waiting.append(told | clock)

    def answer(self, step: str, answers: Mapping[str, Any]) -> None:
        """Answers by the item."""
        for item, value in answers.items():
            self.tell("question_answered", step, item=item, value=value)

    def take(self, step: str, *, ms: float = 0) -> None:
        """Begin a step, and finish it so much later."""
        self.tell("step_started", step)
        self.tell("step_finished", step, after=ms, reason="done")

    def take_all(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """The whole session, with these answers by step."""
        for step in self.store.steps(self.number):
            if step.kind != "end":
                self.answer(step.id, answers.get(step.id, {}))
                self.take(step.id)

    def another_client(self) -> None:
        """The participant goes on at another client, whose clock has a beginning of its own."""
        self.send()
        self.client, self.now, self._sequence = f"{self.client}x", 1e6, 0

    def send(self) -> None:
        """Record all of it. Fails where anything is refused."""
        while self._waiting:
            batch, self._waiting = self._waiting[:MAX_EVENTS], self._waiting[MAX_EVENTS:]
            events = EventBatch.model_validate({"client_id": self.client, "events": batch})
            receipt = self.store.record(self.number, events).result()
            assert receipt.refused == []
