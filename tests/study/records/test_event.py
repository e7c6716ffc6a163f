"""Bounds of what is recorded."""

from typing import Any

import pytest
from pydantic import ValidationError

from tetrascope.study.definition.question import MAX_ANSWER
from tetrascope.study.records.event import MAX_CONTENT_BYTES, MAX_EVENTS, Event, EventBatch


def event(**fields: Any) -> Event:
    told = {"sequence": 1, "kind": "mask_drawn", "step": "consent", "monotonic_ms": 0.5, "wall_ms": 1.7e12}
    return Event.model_validate(told | fields)


def deep(levels: int) -> dict[str, Any]:
    return {"in": deep(levels - 1)} if levels > 1 else {}


@pytest.mark.parametrize(
    "content", [{}, {"mask": {"top": 1, "left": 2.5}, "name": "дом", "none": None}, deep(16), {"text": "x" * 130_000}]
)
def test_content_is_json(content: dict[str, Any]) -> None:
    assert event(content=content).content == content


def test_the_longest_answer_fits() -> None:
    event(kind="question_answered", content={"item": "q" * 130, "value": {"other": "𝄞" * MAX_ANSWER}})


@pytest.mark.parametrize(
    "fields",
    [
        {"content": {"text": "x" * MAX_CONTENT_BYTES}},
        {"content": {"text": "д" * (MAX_CONTENT_BYTES // 2)}},
        {"content": deep(17)},
        {"content": deep(500)},
        {"content": {"number": float("nan")}},
        {"content": {"number": float("inf")}},
        {"content": {"bytes": b"x"}},
        {"content": {"half": "\ud800"}},
        {"content": [1]},
        {"kind": "looked"},
        {"sequence": 0},
        {"sequence": 2**53 + 1},
        {"sequence": True},
        {"step": ""},
        {"scene": "attic"},
        {"monotonic_ms": -1},
        {"monotonic_ms": float("inf")},
        {"name": "Ada"},
    ],
)
def test_what_is_no_event_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        event(**fields)


@pytest.mark.parametrize(
    "batch",
    [
        {"client_id": "short", "events": [event()]},
        {"client_id": "a b c d e f", "events": [event()]},
        {"client_id": "client-1", "events": []},
        {"client_id": "client-1", "events": [event()] * (MAX_EVENTS + 1)},
    ],
)
def test_what_is_no_batch_is_refused(batch: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        EventBatch.model_validate(batch)
