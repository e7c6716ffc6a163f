"""A simulated participant goes through a session, step by step."""

from collections.abc import Mapping
from random import Random

from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.session.plan import question_of
from tetrascope.study.session.step import Item, Step
from tetrascope.study.simulation.client import SimulatedClient
from tetrascope.study.simulation.clock import SimulatedClock
from tetrascope.study.simulation.person import SimulatedPerson
from tetrascope.study.simulation.seen_network import SeenNetwork
from tetrascope.study.simulation.visit import Visit

_GIVES_UP = 0.08
"""How likely a participant stops before the end."""
_COMES_AGAIN = 0.02
"""How likely the client is closed after a step, and opened anew."""
_IS_PAUSED = 0.01
"""How likely it is at a step that the experimenter pauses the session."""
_READING_S = {"scale": 6.0, "single_choice": 7.0, "multiple_choice": 14.0, "number": 6.0, "open": 45.0}
"""How long a usual person takes for a question."""


class SimulatedSession:
    """One participant's session.

    Args:
        store: takes what is recorded.
        participant: their number.
        networks: what they look into, by the network's name.
        seed: with the participant's number it decides all that is drawn.
        clock: the store's own.
    """

    def __init__(
        self,
        store: StudyStore,
        participant: int,
        networks: Mapping[str, SeenNetwork],
        seed: int,
        clock: SimulatedClock,
    ) -> None:
        self._store, self._participant, self._networks, self._clock = store, participant, networks, clock
        self._study: Study = store.study
        self._random = Random(f"{seed}/{participant}")
        self._person = SimulatedPerson(self._study, self._random)
        self._starts = 0
        self._client = self._new_client()

    def run(self) -> None:
        """Go through all steps, or as far as they get."""
        steps = self._store.steps(self._participant)
        gives_up = self._random.random() < _GIVES_UP
        last = self._random.randrange(1, len(steps) - 1) if gives_up else len(steps)
        self._open(steps[0])
        if len(self._study.languages) > 1:
            self._client.tell("language_chosen", {"language": self._random.choice(self._study.languages)})
        for step in steps[:last]:
            if step is not steps[0] and self._random.random() < _COMES_AGAIN:
                self._come_again(step)
            self._go_through(step)
        self._client.tell("session_closed")
        self._client.send()
        if gives_up:
            self._store.control(self._participant, "abort")

    def _new_client(self) -> SimulatedClient:
        self._starts += 1
        return SimulatedClient(self._store, self._participant, self._starts, self._clock)

    def _open(self, step: Step) -> None:
        self._client.step = step.id
        self._client.opened()

    def _come_again(self, step: Step) -> None:
        self._client.tell("session_closed")
        self._client.send()
        self._clock.pass_s(self._random.uniform(5, 60))
        self._client = self._new_client()
        self._open(step)

    def _go_through(self, step: Step) -> None:
        self._client.step = step.id
        self._client.tell("step_started")
        if step.kind != "end" and self._random.random() < _IS_PAUSED:
            self._pause()
        reason = "done"
        if step.kind == "questionnaire":
            self._answer(step)
        elif step.kind in ("task", "tutorial"):
            reason = self._look(step)
        elif step.kind != "end":
            self._clock.pass_s(60 * step.minutes * self._person.pace * self._random.uniform(0.5, 1.1))
        if step.kind != "end":
            self._client.tell("step_finished", {"reason": reason})
        self._client.send()

    def _pause(self) -> None:
        """The experimenter has them wait."""
        self._store.control(self._participant, "pause")
        self._client.tell("paused")
        self._clock.pass_s(self._random.uniform(20, 300))
        self._store.control(self._participant, "resume")
        self._client.tell("resumed")

    def _answer(self, step: Step) -> None:
        (questionnaire,) = (each for each in self._study.questionnaires if each.id == step.questionnaire)
        for item in step.items:
            question = question_of(questionnaire, item)
            self._client.tell("question_shown", {"item": item.id})
            self._clock.pass_s(_READING_S[question.kind] * self._person.pace * self._random.uniform(0.4, 1.6))
            value = self._person.answer(question, item.condition)
            if self._random.random() < 0.1:
                self._client.tell("answer_changed", {"item": item.id, "value": self._person.answer(question, None)})
                self._clock.pass_s(self._random.uniform(1, 5))
            self._give(item, value)

    def _give(self, item: Item, value: object) -> None:
        self._client.tell("question_answered", {"item": item.id, "value": value})

    def _look(self, step: Step) -> str:
        """Spend the time of a tutorial or a task; why it ended."""
        (condition,) = (each for each in self._study.conditions if each.id == step.condition)
        wanted_s = 60 * step.minutes * self._person.pace * self._random.uniform(0.6, 1.0)
        limit_s = None if step.limit_minutes is None else 60 * step.limit_minutes
        lasts_s = wanted_s if limit_s is None else min(wanted_s, limit_s)
        end_s = self._clock.now_s + lasts_s
        if condition.shows is None:
            self._client.tell("reference_opened")
            self._clock.pass_s(lasts_s)
            self._client.tell("reference_closed", {"duration_ms": round(lasts_s * 1000)})
        else:
            network = self._networks[condition.network or self._study.network]
            visit = Visit(self._client, self._clock, self._random, condition.shows, network)
            visit.enter()
            while self._clock.now_s < end_s:
                self._clock.pass_s(self._random.uniform(0.5, 4) * self._person.pace)
                visit.do_something()
            visit.leave()
        return "done" if limit_s is None or wanted_s < limit_s else "time"
