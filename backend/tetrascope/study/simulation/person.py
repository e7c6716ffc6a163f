"""What a simulated participant is like, and how they answer."""

from random import Random
from typing import Any

from tetrascope.study.definition.question import (
    Choice,
    MultipleChoice,
    Number,
    OpenQuestion,
    Question,
    Scale,
    SingleChoice,
)
from tetrascope.study.definition.study import Study

_LEAVES_OUT = 0.4
"""How likely it is that they do not answer what they need not."""
_OTHER = 0.1
"""How likely they choose what is not among the choices."""
_SPREAD = 0.18
"""How far ratings of one condition are apart, as a share of the scale."""


class SimulatedPerson:
    """Draws everything from `random`: the same one gives the same person."""

    def __init__(self, study: Study, random: Random) -> None:
        self._random = random
        self.pace = random.uniform(0.6, 1.6)
        """How long they take for things; 1 is usual."""
        self._liking = {each.id: random.betavariate(3, 2) for each in study.conditions}
        """What they think of each condition, 0..1."""
        self._mood = random.betavariate(3, 2)

    def answer(self, question: Question, condition: str | None) -> Any:
        """An answer that the question admits; None for none."""
        random = self._random
        if not question.required and random.random() < _LEAVES_OUT:
            return None
        if isinstance(question, Scale):
            share = random.gauss(self._liking.get(condition or "", self._mood), _SPREAD)
            points = question.points
            return points[min(len(points) - 1, max(0, round(share * (len(points) - 1))))]
        if isinstance(question, Number):
            return self._number(question)
        if isinstance(question, SingleChoice):
            return self._choice(question, random.choice(question.choices))
        if isinstance(question, MultipleChoice):
            chosen = random.sample(question.choices, random.randint(1, len(question.choices)))
            return [each.id for each in question.choices if each in chosen]
        return self._words(question)

    def _choice(self, question: SingleChoice, choice: Choice) -> Any:
        if question.other is not None and self._random.random() < _OTHER:
            return {"other": f"Simulated: something else than {len(question.choices)} choices."}
        return choice.id

    def _number(self, question: Number) -> float | int:
        """Within what is taken: of an open end, 50 from the other one."""
        low = question.min if question.min is not None else (question.max if question.max is not None else 50.0) - 50.0
        high = question.max if question.max is not None else low + 50.0
        # Ages above all: in the lower half, away from the end.
        value = low + (high - low) * self._random.triangular(0.15, 0.6, 0.22)
        return round(value) if question.whole else round(value, 2)

    def _words(self, question: OpenQuestion) -> str:
        sentences = [
            "This is not an answer of a person.",
            "It stands where one would be,",
            "so that you can see how it comes out,",
            'with "quotes", commas,\nand lines.',
        ]
        told = " ".join(sentences[: self._random.randint(1, len(sentences))])
        return f"Simulated: {told}"[: question.max_length]
