"""What a study asks of one participant: all else is refused."""

from collections.abc import Collection
from typing import NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import shortened
from tetrascope.protocol.study.event_kinds import QUESTION_KINDS
from tetrascope.protocol.study.events import SessionEvent
from tetrascope.study.definition.question import Question
from tetrascope.study.definition.study import Study
from tetrascope.study.records.answer import check_answer
from tetrascope.study.session.order import Order
from tetrascope.study.session.plan import plan, question_of
from tetrascope.study.session.step import Item, Step


class Place(NamedTuple):
    """Where in a session an event belongs."""

    step: Step
    item: Item | None
    """The question that it is about."""

    @property
    def condition(self) -> str | None:
        """The condition that it is about."""
        return self.step.condition if self.item is None else self.item.condition

    @property
    def image(self) -> str | None:
        """The image that it is about."""
        return self.step.image if self.item is None else self.item.image


class Asked:
    """The session of a participant, by which events are looked at."""

    def __init__(self, study: Study, order: Order) -> None:
        self.steps = plan(study, order)
        self._languages = study.languages
        self._steps = {step.id: step for step in self.steps}
        questionnaires = {each.id: each for each in study.questionnaires}
        self._questions: dict[tuple[str, str], tuple[Item, Question]] = {
            (step.id, item.id): (item, question_of(questionnaires[step.questionnaire], item))
            for step in self.steps
            if step.questionnaire is not None
            for item in step.items
        }

    def is_answered(self, step_id: str, answered: Collection[tuple[str, str]]) -> bool:
        """Whether what must be answered at a step is among the answers, pairs of a step's and an item's id."""
        return all(
            key in answered for key, (_, question) in self._questions.items() if key[0] == step_id and question.required
        )

    def place(self, event: SessionEvent) -> Place:
        """Where the event belongs.

        Raises:
            InvalidInput: the session has no such step, the step no such question, or the question no such answer.
        """
        step = self._steps.get(event.step)
        if step is None:
            raise InvalidInput(f"Expected a step of the session, got {event.step!r}.", field="step")
        if event.kind == "language_chosen" and event.content.get("language") not in self._languages:
            raise InvalidInput(
                f"Expected {' or '.join(self._languages)}, got {shortened(event.content.get('language'))}.",
                field="content.language",
            )
        if event.kind not in QUESTION_KINDS:
            return Place(step, None)
        name = event.content.get("item")
        if not isinstance(name, str) or (step.id, name) not in self._questions:
            raise InvalidInput(f"Expected `item`, a question of {step.id}, got {name!r}.", field="content.item")
        item, question = self._questions[step.id, name]
        if event.kind == "question_answered":
            check_answer(question, event.content.get("value"))
        return Place(step, item)
