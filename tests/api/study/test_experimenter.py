"""What the experimenter sees and does."""

from pathlib import Path
from typing import Any

import pytest
from tests.api.study.conducted import TASK, Conducted, conducting, event

from tetrascope.study.conduct.presence import PRESENT_S
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore


def participant(conducted: Conducted, number: int = 1) -> dict[str, Any]:
    told = conducted.told("GET", "/v1/study")["participants"]
    return next(each for each in told if each["participant"] == number)


def test_the_overview_has_all_participants(conducted: Conducted, thesis: Study) -> None:
    overview = conducted.told("GET", "/v1/study")
    assert (overview["id"], overview["title"], overview["planned"]) == (
        "feature-maps",
        "Looking into a neural network",
        8,
    )
    assert [each["participant"] for each in overview["participants"]] == [1, 2, 3]
    first = overview["participants"][0]
    assert first["key"] == conducted.key(1)
    assert (first["state"], first["present"], first["seen_ms"], first["started_ms"]) == ("waiting", False, None, None)
    assert (first["step"], first["step_title"], first["steps_done"]) == ("consent", "Consent", 0)
    assert first["step_count"] == len(conducted.store.steps(1)[:-1])
    assert first["minutes_left"] == pytest.approx(sum(step.minutes for step in conducted.store.steps(1)[1:]))
    order = conducted.store.orders()[0].trials
    assert first["trials"] == [{"condition": each.condition, "image": each.image} for each in order]
    assert len(order) == len(thesis.conditions) * len(thesis.images)


def test_it_counts_what_they_do(conducted: Conducted) -> None:
    age = event(3, "question_answered", "questionnaire.demographics.before", content={"item": "age", "value": 30})
    conducted.send(1, event(1, "step_finished", "consent"), event(2), age, age | {"sequence": 4})
    told = participant(conducted)
    assert (told["events"], told["answers"], told["steps_done"]) == (4, 1, 1)


CHANGES = {
    "waiting": {"start": "running", "abort": "aborted"},
    "running": {"start": "running", "pause": "paused", "resume": "running", "abort": "aborted"},
    "paused": {"pause": "paused", "resume": "running", "abort": "aborted"},
    "aborted": {"abort": "aborted"},
}
LEADS = {"waiting": (), "running": ("start",), "paused": ("start", "pause"), "aborted": ("start", "abort")}


@pytest.mark.parametrize("state", CHANGES)
def test_a_session_is_treated_as_it_stands(state: str, tmp_path: Path, thesis: Study) -> None:
    with conducting(tmp_path / "records.sqlite", thesis, participants=4) as conducted:
        for number, action in enumerate(("start", "pause", "resume", "abort"), 1):
            for lead in LEADS[state]:
                conducted.control(number, lead)
            assert participant(conducted, number)["state"] == state
            path = f"/v1/study/participants/{number}/control"
            if action in CHANGES[state]:
                assert conducted.control(number, action)["state"] == CHANGES[state][action]
            else:
                assert conducted.refused("POST", path, body={"action": action}) == (422, "invalid_input")
                assert participant(conducted, number)["state"] == state


def test_what_was_done_already_keeps_its_time(tmp_path: Path, thesis: Study) -> None:
    now = [1000.0]
    with conducting(tmp_path / "records.sqlite", thesis, clock=lambda: now[0]) as conducted:
        conducted.control(1, "start")
        now[0] = 2000.0
        assert conducted.control(1, "start")["started_ms"] == 1_000_000
        assert conducted.control(1, "abort")["ended_ms"] == 2_000_000


def test_since_when_it_stands_so_and_they_are_there(tmp_path: Path, thesis: Study) -> None:
    now = [1.0]

    def at(seconds: float) -> dict[str, Any]:
        told = participant(conducted)
        now[0] = seconds
        return {name: told[name] for name in ("state_since_ms", "step_since_ms", "step_minutes")}

    with conducting(tmp_path / "records.sqlite", thesis, clock=lambda: now[0]) as conducted:
        assert at(2.0) == {"state_since_ms": 1000, "step_since_ms": None, "step_minutes": 2}
        conducted.control(1, "start")
        assert at(3.0)["state_since_ms"] == 2000
        conducted.send(1, event(1, "step_started", "consent"))
        assert at(4.0)["step_since_ms"] == 3000
        conducted.send(1, event(2, step="consent"))
        assert at(5.0)["step_since_ms"] == 3000
        conducted.send(1, event(3, "step_finished", "consent"))
        assert at(6.0)["step_since_ms"] is None
        conducted.send(1, event(4, "step_started", "questionnaire.demographics.before"))
        assert at(7.0)["step_since_ms"] == 6000
        conducted.control(1, "pause")
        assert at(8.0)["state_since_ms"] == 7000


def test_presence_is_that_of_the_last_seconds(tmp_path: Path, thesis: Study) -> None:
    now = [5000.0]
    records = tmp_path / "records.sqlite"
    with conducting(records, thesis, clock=lambda: now[0], monotonic=lambda: now[0]) as conducted:
        conducted.told("GET", "/v1/study/session/status", conducted.key(1))
        assert (participant(conducted)["present"], participant(conducted)["seen_ms"]) == (True, 5_000_000)
        now[0] += PRESENT_S + 1
        assert (participant(conducted)["present"], participant(conducted)["seen_ms"]) == (False, 5_000_000)
        conducted.send(1, event(1))
        assert participant(conducted)["present"] is True
        assert participant(conducted, 2)["seen_ms"] is None


def test_notes_have_the_step_at_which_they_were_written(conducted: Conducted) -> None:
    path = "/v1/study/participants/1/notes"
    conducted.told("POST", path, body={"text": "Late."})
    conducted.send(1, event(1, "step_finished", "consent"))
    notes = conducted.told("POST", path, body={"text": "Asked <b>what</b> \u00e4 scale is."})["notes"]
    assert [(each["step"], each["text"]) for each in notes] == [
        ("consent", "Late."),
        ("questionnaire.demographics.before", "Asked <b>what</b> \u00e4 scale is."),
    ]
    assert conducted.ask("POST", path, body={"text": ""})[0] == 422


def test_more_can_come(conducted: Conducted) -> None:
    overview = conducted.told("POST", "/v1/study/participants", body={"count": 2})
    assert [each["participant"] for each in overview["participants"]] == [1, 2, 3, 4, 5]
    assert conducted.told("GET", "/v1/study/session", conducted.key(5))["participant"] == 5
    assert conducted.ask("POST", "/v1/study/participants", body={"count": 0})[0] == 422


def test_nobody_comes_to_a_dry_run(tmp_path: Path, thesis: Study) -> None:
    records = tmp_path / "records.sqlite"
    with StudyStore(records, thesis) as store:
        store.add_participant(simulated=True)
    with conducting(records, thesis, participants=1) as conducted:
        assert participant(conducted)["simulated"] is True
        refused = conducted.refused("POST", "/v1/study/participants", body={"count": 1})
        assert refused == (422, "invalid_input")
        assert len(conducted.told("GET", "/v1/study")["participants"]) == 1


def test_a_record_has_all_that_was_done(conducted: Conducted) -> None:
    conducted.send(1, event(1, scene="structure", content={"a": [1]}), event(2))
    conducted.send(2, event(7))
    record = conducted.told("GET", "/v1/study/participants/1/record")
    assert record["session"]["participant"] == 1
    first, second = record["events"]
    assert first | {"received_ms": 0} == {
        "client_id": "client-0001",
        "received_ms": 0,
        "condition": "clustered",
        "image": "cat",
        **event(1, scene="structure", content={"a": [1]}),
    }
    assert second["step"] == TASK


@pytest.mark.parametrize("name", ["9", "0", "-1", "P1", "1e3", "99999999999999999999", "\u0661"])
@pytest.mark.parametrize(
    ("method", "end"), [("GET", "/record"), ("POST", "/control"), ("POST", "/notes"), ("DELETE", "")]
)
def test_nobody_else_is_there(method: str, end: str, name: str, refusing: Conducted) -> None:
    body = {"/control": {"action": "start"}, "/notes": {"text": "x"}}.get(end)
    status, told = refusing.ask(method, f"/v1/study/participants/{name}{end}", body=body)
    assert (status, told["error"]["code"], told["error"]["field"]) == (404, "not_found", "participant")
