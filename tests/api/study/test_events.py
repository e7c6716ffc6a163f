"""Events as clients send them: each judged by itself, acknowledged when it is on the disk, sent again else."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.api.study.conducted import Conducted, conducting, event
from tests.api.study.study_engine import TOKEN

from tetrascope.api import study_routes
from tetrascope.protocol.study.events import MAX_EVENTS, MAX_SEQUENCE
from tetrascope.study.definition.study import Study
from tetrascope.study.records import recording

PATH = "/v1/study/session/events"
CLIENT = "client-0001"


def recorded(conducted: Conducted, number: int = 1) -> list[int]:
    return [each.sequence for each in conducted.store.events(number)]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (event(2, "danced"), "for kind, got 'danced'"),
        (event(2, step="task.clustered.cat.dance"), "Expected a step of the session"),
        (event(2, "step_finished", content={}), "Expected `content.reason` of step_finished"),
        (event(2, monotonic_ms="soon"), "Expected a number for monotonic_ms, got 'soon'."),
        (event(2, monotonic_ms=-1.0), "at least 0"),
        (event(2, colour="red"), "got colour"),
        ({"sequence": 2}, "Expected a value for kind, got none."),
        (event(2, "question_shown", content={"item": "q1"}), "a question of"),
        (event(2, content={"words": "x" * (128 * 1024)}), "bytes of JSON"),
    ],
)
def test_one_that_is_wrong_costs_only_itself(wrong: dict[str, Any], message: str, conducted: Conducted) -> None:
    receipt = conducted.send(1, event(1), wrong, event(3))
    assert receipt["acknowledged"] == [1, 3]
    (refused,) = receipt["refused"]
    assert refused["sequence"] == 2
    assert message in refused["message"]
    assert recorded(conducted) == [1, 3]


def test_a_batch_of_nothing_but_wrong_ones_is_answered_as_well(conducted: Conducted) -> None:
    receipt = conducted.send(1, event(1, "danced"), event(2, "danced"))
    assert (receipt["acknowledged"], [each["sequence"] for each in receipt["refused"]]) == ([], [1, 2])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], None),
        ({}, "client_id"),
        ({"client_id": CLIENT}, "events"),
        ({"client_id": CLIENT, "events": []}, "events"),
        ({"client_id": CLIENT, "events": "all"}, "events"),
        ({"client_id": CLIENT, "events": [event(1)] * (MAX_EVENTS + 1)}, "events"),
        ({"client_id": "short", "events": [event(1)]}, "client_id"),
        ({"client_id": CLIENT, "events": [event(1)], "more": 1}, "more"),
        ({"client_id": CLIENT, "events": [event(1), 7]}, "events[1].sequence"),
        *(
            ({"client_id": CLIENT, "events": [event(1), event(1) | {"sequence": number}]}, "events[1].sequence")
            for number in (0, -1, True, "2", 1.5, None, MAX_SEQUENCE + 1)
        ),
    ],
)
def test_what_is_no_batch_or_has_no_number_is_refused_as_a_whole(
    body: Any, field: str | None, refusing: Conducted
) -> None:
    status, told = refusing.ask("POST", PATH, refusing.key(1), body)
    assert (status, told["error"]["code"], told["error"]["field"]) == (422, "invalid_input", field)
    assert recorded(refusing) == []


def test_what_comes_again_is_acknowledged_again_and_recorded_once(conducted: Conducted) -> None:
    for _ in range(3):
        assert conducted.send(1, event(1), event(2))["acknowledged"] == [1, 2]
    assert recorded(conducted) == [1, 2]
    assert conducted.told("GET", "/v1/study")["participants"][0]["events"] == 2


def test_two_tabs_of_one_participant_count_by_themselves(conducted: Conducted) -> None:
    for client in ("tab-number-1", "tab-number-2"):
        assert conducted.send(1, event(1), event(2), client=client)["acknowledged"] == [1, 2]
    assert recorded(conducted) == [1, 2, 1, 2]


def test_a_clock_that_jumps_loses_nothing(tmp_path: Path, thesis: Study) -> None:
    now = iter([1e9, 2e9, -5.0, *[3e9] * 100])
    with conducting(tmp_path / "records.sqlite", thesis, participants=1, clock=lambda: next(now)) as conducted:
        for sequence, wall in ((1, 1.7e12), (2, -4e12), (3, 9e15)):
            assert conducted.send(1, event(sequence, wall_ms=wall))["acknowledged"] == [sequence]
        told = conducted.told("GET", "/v1/study/participants/1/record")["events"]
    assert [(each["sequence"], each["wall_ms"]) for each in told] == [(1, 1.7e12), (2, -4e12), (3, 9e15)]
    assert len({each["received_ms"] for each in told}) > 1


@pytest.mark.parametrize("state", ["waiting", "paused", "aborted", "ended"])
def test_events_that_a_client_kept_arrive_whatever_the_state(state: str, tmp_path: Path, thesis: Study) -> None:
    study = thesis.model_copy(update={"questionnaires": []})
    with conducting(tmp_path / "records.sqlite", study) as conducted:
        if state != "waiting":
            conducted.control(1, "start")
        if state == "ended":
            steps = conducted.store.steps(1)[:-1]
            conducted.send(1, *(event(place, "step_finished", step.id) for place, step in enumerate(steps, 1)))
        elif state != "waiting":
            conducted.control(1, {"paused": "pause", "aborted": "abort"}[state])
        told = conducted.told("GET", "/v1/study/session/status", conducted.key(1))
        assert told["state"] == state
        assert conducted.send(1, event(100))["acknowledged"] == [100]
        assert conducted.told("GET", "/v1/study/session", conducted.key(1))["state"] == state


def test_who_was_forgotten_can_do_nothing_more(conducted: Conducted) -> None:
    key = conducted.key(2)
    conducted.send(2, event(1))
    overview = conducted.told("DELETE", "/v1/study/participants/2")
    assert [each["participant"] for each in overview["participants"]] == [1, 3]
    body = {"client_id": CLIENT, "events": [event(2)]}
    assert conducted.refused("POST", PATH, key, body) == (401, "unauthorized")
    assert conducted.refused("GET", "/v1/study/session", key) == (401, "unauthorized")
    assert conducted.store.events(2) == []
    assert key.encode() not in b"".join(path.read_bytes() for path in conducted.store.path.parent.iterdir())


def test_a_full_disk_is_told_and_what_was_not_recorded_can_be_sent_again(conducted: Conducted) -> None:
    conducted.send(1, event(1))
    # SQLite's own bound on the pages of a file gives the same error as a disk without room.
    submit = conducted.store._writer.submit

    def bound(pages: int) -> None:
        submit(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()).result()

    bound(1)  # as many as there are
    body = {"client_id": CLIENT, "events": [event(n, content={"words": "x" * 4000}) for n in range(2, 30)]}
    status, told = conducted.ask("POST", PATH, conducted.key(1), body)
    assert (status, told["error"]["code"]) == (503, "disk_full")
    assert "records.sqlite" not in str(told)  # where files are is nobody's business
    assert recorded(conducted) == [1]
    assert conducted.told("GET", "/v1/study/session/status", conducted.key(1))["step"] == "consent"
    bound(10_000)
    assert len(conducted.told("POST", PATH, conducted.key(1), body)["acknowledged"]) == 28
    assert recorded(conducted) == list(range(1, 30))


def test_a_slow_disk_is_told_as_busy_and_nobody_else_waits(
    conducted: Conducted, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def hold(_: sqlite3.Connection) -> None:
        begun.set()
        may_go_on.wait()

    held = conducted.store._writer.submit(hold)
    begun.wait()
    try:
        body = {"client_id": CLIENT, "events": [event(1)]}
        with monkeypatch.context() as hurried:
            hurried.setattr(study_routes, "ACKNOWLEDGE_S", 0.05)
            assert conducted.refused("POST", PATH, conducted.key(1), body) == (503, "busy")
        assert conducted.told("GET", "/v1/study/session/status", conducted.key(2))["state"] == "waiting"
        assert conducted.told("GET", "/v1/health", TOKEN)["ready"] is True
    finally:
        may_go_on.set()
    held.result()
    assert conducted.send(1, event(1))["acknowledged"] == [1]
    assert recorded(conducted) == [1]


def test_records_that_are_broken_tell_no_path(conducted: Conducted) -> None:
    key = conducted.key(1)
    conducted.store.close()
    content = conducted.store.path.read_bytes()
    conducted.store.path.write_bytes(content[: len(content) // 2])
    for path, secret in (("/v1/study/session", key), ("/v1/study", TOKEN)):
        status, told = conducted.ask("GET", path, secret)
        assert (status, told["error"]["code"]) == (500, "failed")
        assert "records.sqlite" not in str(told)


def test_a_participant_cannot_fill_the_disk(conducted: Conducted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MAX_PARTICIPANT_EVENTS", 3)
    receipt = conducted.send(1, *(event(n) for n in range(1, 6)))
    assert receipt["acknowledged"] == [1, 2, 3]
    assert "Expected at most 3 events" in receipt["refused"][0]["message"]
    assert conducted.send(1, event(1), event(2))["acknowledged"] == [1, 2]  # those that are there, as ever
    monkeypatch.setattr(recording, "MAX_PARTICIPANT_SIZE", 20)
    receipt = conducted.send(2, event(1, content={"a": 1}), event(2, content={"words": "x" * 20}))
    assert (receipt["acknowledged"], [each["sequence"] for each in receipt["refused"]]) == ([1], [2])
