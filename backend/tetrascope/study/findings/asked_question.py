"""A question and all answers to it, by what they are about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple, TypeVar, get_args

from tetrascope.study.definition.question import Question
from tetrascope.study.definition.questionnaire import Occasion, Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.session.order import Order, order_of
from tetrascope.study.session.plan import plan
from tetrascope.study.session.step import Item, Step

T = TypeVar("T")
_OCCASIONS = get_args(Occasion)


class About(NamedTuple):
    """What an answer is about: a condition, else an image, else when it was asked."""

    condition: str | None = None
    image: str | None = None
    occasion: Occasion | None = None
    turn: int | None = None
    """Of `comfort`, which time it was asked."""


class Given(NamedTuple):
    """An answer."""

    participant: int
    value: Any
    position: int
    """1-based: which condition, or image, it was that they met; 1 where it is about neither."""


class AskedQuestion(NamedTuple):
    """A question of a questionnaire, with its answers."""

    questionnaire: Questionnaire
    question: Question
    answers: dict[About, list[Given]]
    """By what they are about; also what nobody has answered is there."""

    @property
    def people(self) -> int:
        """How many participants have answered it at least once."""
        return len({given.participant for group in self.answers.values() for given in group})

    def most_times(self) -> int:
        """How often somebody has answered it about the same, at most; several times where each image asks it again."""
        counts = Counter((about, given.participant) for about, group in self.answers.items() for given in group)
        return max(counts.values(), default=0)

    def numbers(self, about: About) -> dict[int, float]:
        """Each participant's number, of a scale or a number: of several the median, so that everybody counts once."""
        return by_person((given.participant, given.value) for given in self.answers[about])


def by_person(values: Iterable[tuple[int, float]]) -> dict[int, float]:
    """One number of each participant: of several the median."""
    found: dict[int, list[float]] = {}
    for number, value in values:
        found.setdefault(number, []).append(value)
    return {number: float(median(own)) for number, own in found.items()}


def asked_questions(study: Study, sittings: Iterable[Sitting]) -> list[AskedQuestion]:
    """All questions in the order in which they are written, with what these participants answered."""
    answers: dict[tuple[str, str], dict[About, list[Given]]] = {}
    for questionnaire, item, step in _items(plan(study, order_of(study, 1))):
        answers.setdefault((questionnaire, item.question), {}).setdefault(about(item, step), [])
    for sitting in sittings:
        values = {(answer.step, answer.item): answer.value for answer in sitting.answers}
        for questionnaire, item, step in _items(sitting.steps):
            value = values.get((step.id, item.id))
            if not is_empty(value):
                given = Given(sitting.participant.number, value, position(sitting.order, item, step))
                # in another order there may be more times for comfort than in the first
                answers[questionnaire, item.question].setdefault(about(item, step), []).append(given)
    return [
        AskedQuestion(questionnaire, question, in_order(study, answers[questionnaire.id, question.id]))
        for questionnaire in study.questionnaires
        for question in questionnaire.questions
        if (questionnaire.id, question.id) in answers
    ]


def about(item: Item, step: Step) -> About:
    """What an answer to the item is about."""
    if item.condition is not None:
        return About(condition=item.condition)
    if item.image is not None:
        return About(image=item.image)
    turn = int(step.id.rpartition(".")[2]) if step.occasion == "comfort" else None
    return About(occasion=step.occasion, turn=turn)


def is_empty(value: Any) -> bool:
    """Whether it is no answer."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def position(order: Order, item: Item, step: Step) -> int:
    """Which condition it was that they met, or else which image: within the image or condition after which it was
    asked, or of all that they met, where it was asked later.
    """
    name = "condition" if item.condition is not None else "image"
    other = "image" if name == "condition" else "condition"
    block = getattr(step, other)
    met = dict.fromkeys(
        getattr(trial, name) for trial in order.trials if block is None or getattr(trial, other) == block
    )
    asked = getattr(item, name)
    return 1 if asked is None else list(met).index(asked) + 1


def _items(steps: Sequence[Step]) -> Iterator[tuple[str, Item, Step]]:
    for step in steps:
        if step.questionnaire is not None:
            yield from ((step.questionnaire, item, step) for item in step.items)


def in_order(study: Study, groups: dict[About, T]) -> dict[About, T]:
    """Conditions and images as they are written in the study, and times as they come."""
    conditions = [each.id for each in study.conditions]
    images = [each.id for each in study.images]

    def place(key: About) -> tuple[int, int, int]:
        if key.condition is not None:
            return 0, conditions.index(key.condition), 0
        if key.image is not None:
            return 1, images.index(key.image), 0
        return 2, 0 if key.occasion is None else _OCCASIONS.index(key.occasion), key.turn or 0

    return {key: groups[key] for key in sorted(groups, key=place)}
