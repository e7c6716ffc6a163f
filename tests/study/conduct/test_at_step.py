"""What the events at a step tell of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.protocol.message import AnyJson
from tetrascope.study.conduct.at_step import masks
from tetrascope.study.records.recorded import RecordedEvent

SHARED = Path(__file__).parents[2] / "clients/drawn_masks.json"
CASES: list[dict[str, Any]] = json.loads(SHARED.read_text(encoding="utf-8"))["cases"]
"""What a replay in the browser makes of the same events, written by its tests."""


def recorded(place: int, client_id: str, sequence: int, kind: str, content: dict[str, AnyJson]) -> RecordedEvent:
    """An event as it arrived, in its place."""
    at = 1e12 + place
    return RecordedEvent(place, 1, client_id, sequence, at, at, place, "task", "clustered", "cat", None, kind, content)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_masks_are_those_that_a_replay_shows(case: dict[str, Any]) -> None:
    found = masks([recorded(place, **event) for place, event in enumerate(case["events"], 1)])
    assert [json.loads(each.json_text()) for each in found] == case["masks"]


def test_masks_are_messages_with_bits() -> None:
    bits = {"kind": "bitmap", "top": 0, "left": 1, "height": 1, "width": 8, "data": "/w=="}
    plain = {"top": 1, "left": 2, "height": 3, "width": 4}  # as requests before protocol 1.1
    told = [recorded(1, "client-a", 1, "masks_replaced", {"masks": [bits, plain], "reason": "open"})]
    assert masks(told) == [
        Bitmap(kind="bitmap", top=0, left=1, height=1, width=8, data=b"\xff"),
        Rectangle(top=1, left=2, height=3, width=4),
    ]
