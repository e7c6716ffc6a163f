"""The parts of a session as they travel: every text in the participant's language."""

from collections.abc import Mapping

from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.study.session import (
    SessionChoice,
    SessionCondition,
    SessionImage,
    SessionQuestion,
    SessionStep,
    StepKind,
)
from tetrascope.study.definition.condition import Condition
from tetrascope.study.definition.question import (
    MultipleChoice,
    Number,
    OpenQuestion,
    Question,
    Scale,
    SingleChoice,
)
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text
from tetrascope.study.session.plan import question_of
from tetrascope.study.session.step import Item, Step

WORDS: dict[StepKind, str] = {"consent": "Consent", "questionnaire": "Questions", "break": "Break", "end": "The end"}
"""Headings of steps for which a study has none."""


class SessionWording:
    """The parts of a study in one language."""

    def __init__(self, study: Study, language: str) -> None:
        self._study = study
        self._language = language
        self._conditions = {each.id: each for each in study.conditions}
        self._questionnaires = {each.id: each for each in study.questionnaires}
        self._tasks = {each.id: each for each in study.tasks}

    @property
    def title(self) -> str:
        """The study's name."""
        return self._text(self._study.title)

    def step(self, step: Step) -> SessionStep:
        """A step with all that is read and asked at it."""
        return SessionStep(
            id=step.id,
            kind=step.kind,
            title=self.heading(step),
            text=self._instruction(step),
            minutes=step.minutes,
            limit_minutes=step.limit_minutes,
            condition=step.condition,
            image=step.image,
            questions=[self._asked(step, item) for item in step.items],
        )

    def heading(self, step: Step) -> str:
        """The title of the questionnaire, or of the condition; else what the step is."""
        if step.kind == "questionnaire":
            assert step.questionnaire is not None
            return self._text(self._questionnaires[step.questionnaire].title) or WORDS["questionnaire"]
        if step.kind in ("tutorial", "task"):
            assert step.condition is not None
            return self._text(self._conditions[step.condition].title)
        return WORDS[step.kind]

    def _instruction(self, step: Step) -> str:
        match step.kind:
            case "consent":
                text: Text | None = self._study.consent
            case "questionnaire":
                text = self._questionnaires[step.questionnaire or ""].introduction
            case "tutorial":
                tutorial = self._conditions[step.condition or ""].tutorial
                text = None if tutorial is None else tutorial.text
            case "task":
                text = self._tasks[step.task or ""].text
            case "end":
                text = self._study.goodbye
            case "break":
                text = None
        return self._text(text).strip()

    def conditions(self) -> list[SessionCondition]:
        """All of them."""
        return [self._condition(each) for each in self._study.conditions]

    def _condition(self, condition: Condition) -> SessionCondition:
        opens = condition.opens
        return SessionCondition(
            id=condition.id,
            title=self._text(condition.title),
            network_id=network_id(self._study, condition),
            shows=condition.shows,
            address=None if opens is None else opens.address,
            program=[] if opens is None or opens.program is None else opens.program,
        )

    def images(self, image_ids: Mapping[str, str]) -> list[SessionImage]:
        """All of them, with what the server calls them."""
        return [
            SessionImage(id=each.id, title=self._text(each.title), image_id=image_ids[each.id])
            for each in self._study.images
        ]

    def _asked(self, step: Step, item: Item) -> SessionQuestion:
        question = question_of(self._questionnaires[step.questionnaire or ""], item)
        least, greatest, between = _bounds(question)
        scale = question if isinstance(question, Scale) else None
        choice = question if isinstance(question, SingleChoice | MultipleChoice) else None
        return SessionQuestion(
            item=item.id,
            kind=question.kind,
            text=self._text(question.text),
            required=question.required,
            condition=item.condition,
            image=item.image,
            min=least,
            max=greatest,
            step=between,
            low=self._text_or_none(scale.low if scale else None),
            high=self._text_or_none(scale.high if scale else None),
            labels=[self._text(each) for each in (scale.labels if scale else None) or ()],
            choices=[
                SessionChoice(id=each.id, text=self._text(each.text)) for each in (choice.choices if choice else ())
            ],
            other=self._text_or_none(choice.other if choice else None),
            max_length=question.max_length if isinstance(question, OpenQuestion) else None,
        )

    def _choices(self, question: SingleChoice | MultipleChoice | None) -> list[SessionChoice]:
        choices = [] if question is None else question.choices
        return [SessionChoice(id=each.id, text=self._text(each.text)) for each in choices]

    def _text_or_none(self, text: Text | None) -> str | None:
        return None if text is None else self._text(text)

    def _text(self, text: Text | None) -> str:
        return "" if text is None else text.in_language(self._language)


def network_id(study: Study, condition: Condition) -> str:
    """The network that is looked into in a condition."""
    return find_entry(condition.network or study.network).network_id


def _bounds(question: Question) -> tuple[float | None, float | None, int | None]:
    """The least, the greatest, and the step, where the question has such."""
    if isinstance(question, Scale):
        return float(question.min), float(question.points[-1]), question.step
    if isinstance(question, Number):
        return question.min, question.max, 1 if question.whole else None
    return None, None, None
