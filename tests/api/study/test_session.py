"""A participant's session as their client has it, and as it is after the server was started again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.api.study.conducted import NETWORK, TASK, Conducted, conducting, event

from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import texts_of
from tetrascope.study.session.plan import plan

DEMOGRAPHICS = "questionnaire.demographics.before"
ANSWERS = {"age": 30, "gender": "female", "background": {"other": "arts"}, "knowledge": "none"}


def session(conducted: Conducted, number: int = 1) -> dict[str, Any]:
    told: dict[str, Any] = conducted.told("GET", "/v1/study/session", conducted.key(number))
    return told


def status(conducted: Conducted, number: int = 1) -> dict[str, Any]:
    told: dict[str, Any] = conducted.told("GET", "/v1/study/session/status", conducted.key(number))
    return told


def answered(first: int, item: str, value: Any, kind: str = "question_answered") -> dict[str, Any]:
    return event(first, kind, DEMOGRAPHICS, content={"item": item, "value": value})


def test_a_session_is_the_studys_in_words(conducted: Conducted, thesis: Study) -> None:
    told = session(conducted)
    steps = plan(thesis, conducted.store.orders()[0])
    assert [each["id"] for each in told["steps"]] == [each.id for each in steps]
    assert (told["participant"], told["language"], told["languages"], told["state"]) == (1, "en", ["en"], "waiting")
    assert (told["step"], told["spent_ms"], told["answers"], told["drafts"]) == ("consent", 0, [], [])
    by_id = {each["id"]: each for each in told["steps"]}
    assert by_id["consent"]["text"] == thesis.consent.in_language("en").strip()
    assert by_id["end"]["text"] == "Thank you. That was all."
    assert by_id[TASK]["title"] == "Clustered feature maps"
    assert by_id[TASK]["text"].startswith("Find out how")
    assert by_id["tutorial.clustered"]["minutes"] == 15
    assert by_id[DEMOGRAPHICS]["title"]
    assert all(each["title"] for each in told["steps"])
    assert told["images"][0] == {"id": "cat", "title": "Cat", "image_id": "cat"}
    clustered, reference = told["conditions"][1:]
    assert (clustered["network_id"], clustered["shows"]["k"], clustered["address"]) == (NETWORK, 3, None)
    assert (reference["shows"], reference["program"]) == (None, [])
    assert reference["address"].startswith("https://")


def test_questions_have_what_their_kind_needs(conducted: Conducted) -> None:
    questions = {
        each["item"]: each for step in session(conducted)["steps"] for each in step["questions"] if step["questions"]
    }
    age, gender = questions["age"], questions["gender"]
    assert (age["kind"], age["min"], age["max"], age["step"], age["choices"]) == ("number", 0, 120, 1, [])
    assert [each["id"] for each in gender["choices"]][:2] == ["male", "female"]
    assert (gender["kind"], gender["other"] is not None, gender["max_length"]) == ("single_choice", True, None)
    scale, words = questions["q1.clustered"], questions["q7.cat"]
    assert (scale["min"], scale["max"], scale["step"], scale["condition"]) == (1, 5, 1, "clustered")
    assert scale["low"] or scale["labels"]
    assert (words["kind"], words["image"], words["max_length"]) == ("open", "cat", 5000)


def test_a_step_is_over_when_it_is_finished_and_answered(conducted: Conducted) -> None:
    conducted.control(1, "start")
    assert status(conducted) == {"state": "running", "step": "consent"}
    conducted.send(1, event(1, "step_finished", "consent"), event(2, "step_finished", DEMOGRAPHICS))
    assert status(conducted)["step"] == DEMOGRAPHICS
    conducted.send(1, *(answered(place, item, value) for place, (item, value) in enumerate(ANSWERS.items(), 3)))
    told = session(conducted)
    assert status(conducted)["step"] == told["step"] == told["steps"][2]["id"]
    assert {each["item"]: each["value"] for each in told["answers"]} == ANSWERS


def test_answers_that_were_begun_are_drafts_where_the_participant_goes_on(conducted: Conducted) -> None:
    conducted.send(1, event(1, "step_finished", "consent"), answered(2, "age", 3, "answer_changed"))
    conducted.send(1, answered(4, "age", 31, "answer_changed"), answered(5, "gender", "male", "answer_changed"))
    conducted.send(1, answered(3, "age", 30, "answer_changed"))  # was longer under way
    assert {each["item"]: each["value"] for each in session(conducted)["drafts"]} == {"age": 31, "gender": "male"}
    conducted.send(1, answered(6, "age", 31))
    assert [each["item"] for each in session(conducted)["drafts"]] == ["gender"]
    assert [each["item"] for each in session(conducted)["answers"]] == ["age"]


def test_masks_at_the_step_are_there_for_whoever_opens_it_next(conducted: Conducted) -> None:
    box = {"kind": "rectangle", "top": 1, "left": 2, "height": 30, "width": 40}
    bits = {"kind": "bitmap", "top": 0, "left": 0, "height": 2, "width": 8, "data": "/wA="}
    assert session(conducted)["masks"] == []
    conducted.send(1, event(1, "mask_drawn", "consent", content={"index": 0, "mask": box}))
    conducted.send(1, event(1, "mask_drawn", "consent", content={"index": 1, "mask": bits}), client="another-client")
    conducted.send(1, event(2, "mask_drawn", content={"index": 0, "mask": box}))  # at another step
    assert session(conducted)["masks"] == [box, bits]
    assert conducted.told("GET", "/v1/study/participants/1/record")["session"]["masks"] == [box, bits]
    conducted.send(1, event(3, "step_finished", "consent"))
    assert session(conducted)["masks"] == []


def times(sequence: int, kind: str, at: float, step: str = "consent") -> dict[str, Any]:
    return event(sequence, kind, step, monotonic_ms=at)


def test_time_at_a_step_counts_of_each_client_and_without_pauses(conducted: Conducted) -> None:
    conducted.send(
        1,
        times(1, "session_opened", 500) | {"content": {"client": "browser", "version": "1"}},
        times(2, "step_started", 1000),
        times(3, "page_hidden", 5000),
        times(4, "paused", 6000),
        times(5, "page_shown", 9000),
        times(6, "resumed", 26_000),
        times(7, "page_hidden", 27_000),
        client="first-client",
    )
    assert session(conducted)["spent_ms"] == 6000
    # At another device, whose clock begins elsewhere; what came before it began to be at the step does not count.
    conducted.send(
        1, times(1, "page_shown", 1), times(2, "step_started", 70), times(3, "page_shown", 90), client="2nd-client"
    )
    assert session(conducted)["spent_ms"] == 6020
    conducted.send(1, times(9, "step_finished", 28_000), client="first-client")
    assert session(conducted)["spent_ms"] == 0


def in_two_languages(study: Study) -> Study:
    """Every text in a second one: that of the first, backwards."""

    told = json.loads(study.json_text())
    for location, text in texts_of(study):
        place = told
        for step in location[:-1]:
            place = place[step]
        place[location[-1]] = {"en": text.in_language("en"), "de": text.in_language("en")[::-1]}
    return Study.model_validate({**told, "languages": ["en", "de"]})


def test_texts_are_in_the_language_that_was_chosen_last(tmp_path: Path, thesis: Study) -> None:
    study = in_two_languages(thesis)
    with conducting(tmp_path / "records.sqlite", study) as conducted:
        title = "Looking into a neural network"
        assert (session(conducted)["title"], session(conducted)["language"]) == (title, "en")
        for sequence, (language, expected) in enumerate((("de", title[::-1]), ("en", title)), 1):
            conducted.send(1, event(sequence, "language_chosen", "consent", content={"language": language}))
            assert (session(conducted)["title"], session(conducted)["language"]) == (expected, language)
        receipt = conducted.send(1, event(3, "language_chosen", "consent", content={"language": "fr"}))
        assert receipt["refused"] == [{"sequence": 3, "message": "Expected en or de, got 'fr'."}]
        assert conducted.told("GET", "/v1/study")["title"] == title


def everything(conducted: Conducted) -> Any:
    overview = conducted.told("GET", "/v1/study")
    told = [{**each, "seen_ms": None, "present": None} for each in overview["participants"]]
    sessions = [session(conducted, number) for number in (1, 2, 3)]
    return told, sessions, [conducted.key(number) for number in (1, 2, 3)]


def test_a_server_that_was_killed_and_is_started_again_knows_all_of_it(tmp_path: Path, thesis: Study) -> None:
    running, killed = tmp_path / "running", tmp_path / "killed"
    running.mkdir()
    with conducting(running / "records.sqlite", thesis) as conducted:
        conducted.control(1, "start")
        conducted.control(1, "pause")
        conducted.control(2, "start")
        conducted.control(2, "abort")
        conducted.told("POST", "/v1/study/participants/1/notes", body={"text": "The phone rang."})
        conducted.send(1, event(1, "step_finished", "consent"), answered(2, "age", 30), answered(3, "gender", "male"))
        before = everything(conducted)
        shutil.copytree(running, killed)  # what the disk has while it runs is what a kill leaves
    assert [each["state"] for each in before[0]] == ["paused", "aborted", "waiting"]
    with conducting(killed / "records.sqlite", thesis) as conducted:
        assert everything(conducted) == before
        assert conducted.control(1, "resume")["state"] == "running"


@pytest.mark.parametrize("reached", ["task", "end"])
def test_a_session_has_ended_when_its_last_step_is_reached(reached: str, tmp_path: Path, thesis: Study) -> None:
    study = thesis.model_copy(update={"questionnaires": []})
    with conducting(tmp_path / "records.sqlite", study) as conducted:
        conducted.control(1, "start")
        *steps, _, end = conducted.store.steps(1)
        finished = steps if reached == "task" else conducted.store.steps(1)[:-1]
        conducted.send(1, *(event(place, "step_finished", step.id) for place, step in enumerate(finished, 1)))
        (told, *_) = conducted.told("GET", "/v1/study")["participants"]
        assert (told["state"], told["step"] == end.id) == (("running", False) if reached == "task" else ("ended", True))
        assert (told["ended_ms"] is not None) == (reached == "end")
        assert told["steps_done"] == len(finished)
        assert (told["steps_done"] == told["step_count"]) == (reached == "end")
        if reached == "end":
            for action in ("start", "pause", "resume", "abort"):
                path = "/v1/study/participants/1/control"
                assert conducted.refused("POST", path, body={"action": action}) == (422, "invalid_input")
        assert (told["minutes_left"] == 0) or reached == "task"


def test_a_study_without_an_experimenter_starts_by_itself(tmp_path: Path, thesis: Study) -> None:
    records = tmp_path / "records.sqlite"
    with conducting(records, thesis, participants=1, start=True) as conducted:
        assert status(conducted)["state"] == "running"
        conducted.control(1, "pause")
        conducted.told("POST", "/v1/study/participants", body={"count": 1})
        assert status(conducted, 2)["state"] == "running"
    with conducting(records, thesis, participants=1, start=True) as conducted:
        assert status(conducted)["state"] == "paused"  # the experimenter's doing stays
