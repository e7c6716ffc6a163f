"""What can be an answer to a question."""

from math import isfinite
from typing import Any

from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import shortened
from tetrascope.study.definition.question import MAX_ANSWER, MultipleChoice, Number, Question, Scale, SingleChoice


def check_answer(question: Question, value: Any) -> None:
    """Whether a value answers a question: a whole number for a scale; for a choice its id, or `{"other": "words"}`; a
    list of these for several; a number; a text; null for none.

    Raises:
        InvalidInput: it does not.
    """
    if value is None or value in ("", []) or (isinstance(value, str) and not value.strip()):
        if question.required:
            raise _wrong("an answer", value)
    elif isinstance(question, Scale):
        if isinstance(value, bool) or not isinstance(value, int) or value not in question.points:
            points = question.points
            raise _wrong(f"a whole number from {points[0]} to {points[-1]} in steps of {points.step}", value)
    elif isinstance(question, SingleChoice):
        _check_choice(question, value)
    elif isinstance(question, MultipleChoice):
        if not isinstance(value, list):
            raise _wrong("a list of choices", value)
        for each in value:
            _check_choice(question, each)
        if any(each in value[:place] for place, each in enumerate(value)):
            raise _wrong("each choice once", value)
    elif isinstance(question, Number):
        _check_number(question, value)
    elif not isinstance(value, str) or len(value) > question.max_length:
        raise _wrong(f"a text of at most {question.max_length} characters", value)


def _check_choice(question: SingleChoice | MultipleChoice, value: Any) -> None:
    ids = [choice.id for choice in question.choices]
    if isinstance(value, str) and value in ids:
        return
    if question.other is not None and isinstance(value, dict) and set(value) == {"other"}:
        words = value["other"]
        if isinstance(words, str) and len(words) <= MAX_ANSWER:
            return
    other = ' or {"other": a text}' if question.other is not None else ""
    raise _wrong(f"{', '.join(ids)}{other}", value)


def _check_number(question: Number, value: Any) -> None:
    low, high = question.bounds
    kind = "a whole number" if question.whole else "a number"
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not is_number or not low <= value <= high or (question.whole and value != int(value)):
        raise _wrong(
            f"{kind}{f' from {low:g}' if isfinite(low) else ''}{f' to {high:g}' if isfinite(high) else ''}", value
        )


def _wrong(expected: str, value: Any) -> InvalidInput:
    return InvalidInput(f"Expected {expected}, got {shortened(value)}.", field="value")
