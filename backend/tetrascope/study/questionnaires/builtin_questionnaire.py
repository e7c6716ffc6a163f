"""A questionnaire that is built in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.study.definition.question import Choice, Per, Question, Scale
from tetrascope.study.definition.text import Text

Ratings = Mapping[str, int]
"""What a participant chose, by question."""
Scores = dict[str, float]
"""Scores by name."""


class ScoreRange(NamedTuple):
    """What a score can be."""

    title: str
    """Its name for a person."""
    least: float
    greatest: float


@dataclass(frozen=True)
class BuiltinQuestionnaire:
    """Title, questions and, where it has one, its scoring. Texts are in English."""

    title: Text
    introduction: Text
    questions: Sequence[Question]
    source: str
    """Where its questions and scores come from."""
    score: Callable[[Ratings], Scores] | None = None
    """The scores of one participant. Raises `InvalidInput` where a rating is missing or is no point of its scale."""
    score_ranges: Mapping[str, ScoreRange] = field(default_factory=dict)
    """What each score can be, by its name."""

    def scores_of(self, answers: Mapping[str, Any]) -> dict[str, float | None]:
        """Its scores by name, of the answers to its questions; None where one is missing. Empty where it has none."""
        if self.score is None:
            return {}
        try:
            return dict(self.score(answers))
        except InvalidInput:
            return dict.fromkeys(self.score_ranges)


def english(text: str) -> Text:
    """A text that stands in English alone."""
    return Text({"en": text})


def agreement(name: str, statement: str, per: Per = "once") -> Scale:
    """A statement to agree with, from 1 to 5."""
    low, high = english("Strongly disagree"), english("Strongly agree")
    return Scale(kind="scale", id=name, text=english(statement), per=per, low=low, high=high)


def choices(**texts: str) -> list[Choice]:
    """Choices by their names."""
    return [Choice(id=name, text=english(text)) for name, text in texts.items()]


def checked(ratings: Ratings, questions: Sequence[Question]) -> Ratings:
    """The ratings of all scales among the questions.

    Raises:
        InvalidInput: one is missing, or is no point of its scale.
    """
    for question in questions:
        if not isinstance(question, Scale):
            continue
        given = ratings.get(question.id)
        if given is None or given not in question.points:
            points = question.points
            raise InvalidInput(
                f"Expected a rating from {points[0]} to {points[-1]} in steps of {points.step} for {question.id}, "
                f"got {'none' if given is None else given}.",
                field=question.id,
                hint="A score needs all of its questions answered.",
            )
    return ratings
