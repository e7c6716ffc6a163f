"""A participant's session, step by step: what follows from a study and an order, and nothing else."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from tetrascope.study.definition.condition import Condition
from tetrascope.study.definition.question import Question
from tetrascope.study.definition.questionnaire import Occasion, Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.session.order import Order, Trial
from tetrascope.study.session.step import Item, Step

MINUTES = {"scale": 0.15, "single_choice": 0.2, "multiple_choice": 0.4, "number": 0.2, "open": 1.5}
"""How long a question is taken to last where its questionnaire does not say: a rough estimate, not measured."""
CONSENT_MINUTES = 2.0
_AFTER: dict[str, Occasion] = {"condition": "after_condition", "image": "after_image"}


def plan(study: Study, order: Order) -> list[Step]:
    """The session of a participant with that order, from consent to end; the same for the same study and order."""
    steps: list[Step] = []
    for step in _Session(study, order).steps():
        if step.kind == "break" and steps[-1].kind == "break":
            step = max(steps.pop(), step, key=lambda each: each.minutes)  # one break, not two
        steps.append(step)
    return steps


def resumed(steps: Sequence[Step], finished: Collection[str]) -> Step:
    """Where a participant goes on who has finished the steps of these ids: at the first other, else at the end."""
    return next((step for step in steps if step.id not in finished), steps[-1])


class _Session:
    def __init__(self, study: Study, order: Order) -> None:
        self._study = study
        self._order = order
        self._outer, self._inner = ("image", "condition") if study.orders.outer == "images" else ("condition", "image")
        self._conditions = {each.id: each for each in study.conditions}
        self._since_comfort = 0.0
        self._times_comfort = 0
        self._times_break = 0

    def steps(self) -> Iterator[Step]:
        yield Step(id="consent", kind="consent", minutes=CONSENT_MINUTES)
        yield from self._asked("before")
        yield from self._trials()
        yield from self._asked("end")
        yield Step(id="end", kind="end", minutes=0)

    def _trials(self) -> Iterator[Step]:
        untold = [self._conditions[name] for name in dict.fromkeys(trial.condition for trial in self._order.trials)]
        if self._study.orders.tutorials == "before_tasks":
            for condition in untold:
                yield from self._tutorial(condition)
            untold = []
        inner, outer = self._inner, self._outer
        blocks = [list(block) for _, block in groupby(self._order.trials, lambda trial: getattr(trial, outer))]
        for block in blocks:
            for trial in block:
                condition = self._conditions[trial.condition]
                if condition in untold:
                    untold.remove(condition)
                    yield from self._tutorial(condition)
                yield from self._tasks(trial)
                yield from self._asked(_AFTER[inner], trial.condition, trial.image)
                if trial is not block[-1]:
                    yield from self._break(inner)
            yield from self._asked(_AFTER[outer], **{outer: getattr(block[0], outer)})
            if block is not blocks[-1]:
                yield from self._break(inner, outer)

    def _tutorial(self, condition: Condition) -> Iterator[Step]:
        if condition.tutorial is not None:
            minutes = condition.tutorial.minutes
            yield Step(id=f"tutorial.{condition.id}", kind="tutorial", minutes=minutes, condition=condition.id)
            yield from self._comfort(minutes)

    def _tasks(self, trial: Trial) -> Iterator[Step]:
        for task in self._study.tasks:
            if task.belongs_to(trial.condition, trial.image):
                yield Step(
                    id=f"task.{trial.condition}.{trial.image}.{task.id}",
                    kind="task",
                    minutes=task.minutes,
                    limit_minutes=task.limit_minutes,
                    condition=trial.condition,
                    image=trial.image,
                    task=task.id,
                )
                yield from self._comfort(task.minutes)

    def _comfort(self, minutes: float) -> Iterator[Step]:
        """What comes whenever so many minutes of tutorials and tasks are over."""
        comfort = self._study.comfort
        self._since_comfort += minutes
        if comfort is None or self._since_comfort < comfort.every_minutes:
            return
        self._since_comfort = 0.0
        self._times_comfort += 1
        yield from self._asked("comfort", turn=self._times_comfort)
        if comfort.break_minutes is not None:
            yield Step(id=f"break.comfort.{self._times_comfort}", kind="break", minutes=comfort.break_minutes)

    def _break(self, *factors: str) -> Iterator[Step]:
        """The break between two of a factor, where the study has one there."""
        breaks = self._study.breaks
        if breaks is not None and breaks.after in factors:
            self._times_break += 1
            yield Step(id=f"break.{self._times_break}", kind="break", minutes=breaks.minutes)

    def _asked(
        self, occasion: Occasion, condition: str | None = None, image: str | None = None, turn: int | None = None
    ) -> Iterator[Step]:
        for questionnaire in self._study.questionnaires:
            if occasion not in questionnaire.asked:
                continue
            items = list(self._items(questionnaire, condition, image))
            place = [name for name in (condition, image, None if turn is None else str(turn)) if name is not None]
            yield Step(
                id=".".join(["questionnaire", questionnaire.id, occasion, *place]),
                kind="questionnaire",
                minutes=questionnaire.minutes or round(sum(_minutes(questionnaire, item) for item in items), 2),
                condition=condition,
                image=image,
                questionnaire=questionnaire.id,
                occasion=occasion,
                items=items,
            )

    def _items(self, questionnaire: Questionnaire, condition: str | None, image: str | None) -> Iterator[Item]:
        """The questions in the order in which they are written; those for each condition or image as they were met."""
        conditions = dict.fromkeys(trial.condition for trial in self._order.trials)
        images = dict.fromkeys(trial.image for trial in self._order.trials)
        for question in questionnaire.questions:
            name = question.id
            if question.per == "condition":
                yield from (
                    Item(id=f"{name}.{each}", question=name, condition=each, image=image) for each in conditions
                )
            elif question.per == "image":
                yield from (
                    Item(id=f"{name}.{each}", question=name, condition=condition, image=each) for each in images
                )
            else:
                yield Item(id=name, question=name, condition=condition, image=image)


def _minutes(questionnaire: Questionnaire, item: Item) -> float:
    return MINUTES[question_of(questionnaire, item).kind]


def question_of(questionnaire: Questionnaire, item: Item) -> Question:
    """The question that an item asks."""
    return next(question for question in questionnaire.questions if question.id == item.question)
