"""What can be an answer to a question."""

from typing import Any

import pytest

from tetrascope.errors import InvalidInput
from tetrascope.study.definition.question import (
    Choice,
    MultipleChoice,
    Number,
    OpenQuestion,
    Question,
    Scale,
    SingleChoice,
)
from tetrascope.study.definition.text import Text
from tetrascope.study.records.answer import check_answer

WORDS = Text({"": "?"})
CHOICES = [Choice(id="a", text=WORDS), Choice(id="b", text=WORDS)]
SCALE = Scale(kind="scale", id="q", text=WORDS)
TENS = Scale(kind="scale", id="q", text=WORDS, min=0, max=100, step=10)
ONE = SingleChoice(kind="single_choice", id="q", text=WORDS, choices=CHOICES)
ONE_OR_OTHER = ONE.model_copy(update={"other": WORDS})
SOME = MultipleChoice(kind="multiple_choice", id="q", text=WORDS, choices=CHOICES, other=WORDS)
AGE = Number(kind="number", id="q", text=WORDS, min=0, max=120, whole=True)
ANY_NUMBER = Number(kind="number", id="q", text=WORDS)
OPEN = OpenQuestion(kind="open", id="q", text=WORDS, max_length=5)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SCALE, 1),
        (SCALE, 5),
        (TENS, 70),
        (ONE, "b"),
        (ONE_OR_OTHER, {"other": "words"}),
        (SOME, ["a", {"other": "words"}]),
        (AGE, 30),
        (AGE, 30.0),
        (ANY_NUMBER, -2.5),
        (OPEN, "12345"),
    ],
)
def test_answers(question: Question, value: Any) -> None:
    check_answer(question, value)


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (SCALE, 0, "a whole number from 1 to 5"),
        (SCALE, 6, "a whole number from 1 to 5"),
        (SCALE, 3.0, "a whole number"),
        (SCALE, True, "a whole number"),
        (SCALE, "3", "a whole number"),
        (TENS, 75, "in steps of 10"),
        (ONE, "c", "a, b, got 'c'"),
        (ONE, {"other": "words"}, "a, b, got"),
        (ONE_OR_OTHER, {"other": 3}, 'a, b or {"other": a text}'),
        (ONE_OR_OTHER, {"other": "x", "more": "y"}, 'a, b or {"other": a text}'),
        (SOME, "a", "a list of choices"),
        (SOME, ["a", "a"], "each choice once"),
        (AGE, 121, "a whole number from 0 to 120"),
        (AGE, 30.5, "a whole number"),
        (AGE, True, "a whole number"),
        (ANY_NUMBER, float("nan"), "a number"),
        (OPEN, "123456", "at most 5 characters"),
        (OPEN, 3, "a text"),
    ],
)
def test_what_is_no_answer(question: Question, value: Any, expected: str) -> None:
    with pytest.raises(InvalidInput) as error:
        check_answer(question, value)
    assert expected in error.value.message


@pytest.mark.parametrize("question", [SCALE, ONE, SOME, AGE, OPEN])
@pytest.mark.parametrize("value", [None, "", " \n", []])
def test_only_what_is_required_must_be_answered(question: Question, value: Any) -> None:
    with pytest.raises(InvalidInput, match="Expected an answer"):
        check_answer(question, value)
    check_answer(question.model_copy(update={"required": False}), value)
