"""Bounds of what is recorded."""

from typing import Any

import pytest
from pydantic import ValidationError

from tetrascope.protocol.study.events import MAX_CONTENT_BYTES, MAX_EVENTS, EventBatch, SessionEvent
from tetrascope.study.definition.question import MAX_ANSWER


def event(**fields: Any) -> SessionEvent:
    told = {"sequence": 1, "kind": "maps_closed", "step": "consent", "monotonic_ms": 0.5, "wall_ms": 1.7e12}
    return SessionEvent.model_validate(told | fields)


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


MASK = {"kind": "rectangle", "top": 1, "left": 2, "height": 3, "width": 4}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("mask_drawn", {"index": 0, "mask": MASK}),
        ("mask_drawn", {"index": 0, "mask": {"top": 1, "left": 2, "height": 3, "width": 4}, "tool": "brush"}),
        ("mask_moved", {"index": 0, "mask": MASK | {"kind": "bitmap", "height": 1, "width": 8, "data": "/w=="}}),
        ("masks_replaced", {"masks": [], "reason": "clear"}),
        ("camera_moved", {"position": [1, 2.5, 3], "target": [0, 0, 0]}),
        ("recalculation_answered", {"operation": "layers", "latency_ms": 12}),
        ("question_answered", {"item": "q1", "value": None}),
    ],
)
def test_what_a_kind_asks_for(kind: str, content: dict[str, Any]) -> None:
    assert event(kind=kind, content=content).content == content


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        ("mask_drawn", {"mask": MASK}, "content.index"),
        ("mask_drawn", {"index": True, "mask": MASK}, "content.index"),
        ("mask_drawn", {"index": 0, "mask": {"top": 1}}, "content.mask"),
        ("mask_drawn", {"index": 0, "mask": MASK | {"height": 0}}, "content.mask"),
        ("masks_replaced", {"masks": MASK, "reason": "clear"}, "content.masks"),
        ("camera_moved", {"position": [1, "2", 3], "target": [0, 0, 0]}, "content.position"),
        ("recalculation_answered", {"operation": "layers", "latency_ms": "12"}, "content.latency_ms"),
        ("hover", {"target": "map", "duration_ms": 300, "channel": 0.5}, "content.channel"),
        ("question_answered", {"item": "q1"}, "content.value"),
    ],
)
def test_what_a_kind_asks_for_and_did_not_get_is_named(kind: str, content: dict[str, Any], name: str) -> None:
    with pytest.raises(ValidationError, match=f"`{name}`"):
        event(kind=kind, content=content)
