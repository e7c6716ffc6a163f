"""Simulated participants do what the study plans and shows, alike for the same seed, and are known as such."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.study.conftest import Written

from tetrascope.errors import InvalidInput
from tetrascope.protocol.layer import Layer
from tetrascope.study.definition.question import Question
from tetrascope.study.definition.study import Study
from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.recorded import RecordedEvent
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.simulation.seen_network import SeenNetwork
from tetrascope.study.simulation.simulate import simulate

LAYERS = [
    Layer(name=f"block{n}", kind="convolution", output="relu", height=7, width=9, channels=5, stage=n, shown=True)
    for n in range(3)
]
NETWORK = SeenNetwork(height=224, width=240, layers=LAYERS, class_names=["cat", "dog"])
NETWORKS = {"efficientnet-lite0": NETWORK}
ANYWHERE = {"session_opened", "session_closed", "paused", "resumed"}
MORE = """
[[questionnaires]]
id = "sickness"
builtin = "ssq"
asked = ["before", "end"]

[[questionnaires]]
id = "feeling"
builtin = "comfort"
asked = ["comfort"]

[comfort]
every_minutes = 10

[[questionnaires]]
id = "own"
asked = ["after_condition"]

[[questionnaires.questions]]
id = "change"
kind = "number"
text = "By how much?"
min = -10

[[questionnaires.questions]]
id = "again"
kind = "open"
text = "And?"
max_length = 12
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, thesis: Study) -> StudyRecords:
    """Thirty participants of the thesis's study."""
    path = tmp_path_factory.mktemp("simulated") / "simulated.sqlite"
    simulate(path, thesis, 30, seed=1, networks=NETWORKS, show=lambda *_: None)
    return StudyRecords(path)


def contents(path: Path) -> list[Any]:
    """All but participants' keys, which are never the same."""
    tables = {
        "number, order_number, simulated, added_ms, step, step_ms, ended_ms, size": "participants",
        "*": "events",
        "answers.*": "answers",
    }
    with sqlite3.connect(path) as connection:
        return [connection.execute(f"SELECT {columns} FROM {table}").fetchall() for columns, table in tables.items()]


def by_step(events: list[RecordedEvent], kind: str) -> Iterator[list[RecordedEvent]]:
    """What happened between the beginning and the end of each step of a kind."""
    for step, group in groupby(events, lambda event: event.step):
        if step.startswith(f"{kind}."):
            yield list(group)


def test_everybody_is_marked(made: StudyRecords) -> None:
    assert [each.number for each in made.participants()] == [*range(1, 31)]
    assert all(each.simulated for each in made.participants())
    assert {each.content["client"] for each in made.each_event(kinds=["session_opened"])} == {"simulation"}
    assert all(each.client.startswith(f"simulated-{each.participant}-") for each in made.each_event())


def test_most_come_to_the_end_and_some_do_not(made: StudyRecords) -> None:
    states = Counter(each.state for each in made.standings())
    assert set(states) == {"ended", "aborted"}
    assert 20 < states["ended"] < 30
    assert all(each.started_ms is not None for each in made.standings())


def test_some_are_paused_and_wait(made: StudyRecords) -> None:
    assert {control.action for each in made.standings() for control in each.controls} == {
        "start",
        "pause",
        "resume",
        "abort",
    }
    for participant in made.participants():
        waits = list(made.each_event(participant.number, ["paused", "resumed"]))
        for paused, resumed in zip(waits[::2], waits[1::2], strict=True):
            assert (paused.kind, resumed.kind) == ("paused", "resumed")
            assert resumed.monotonic_ms - paused.monotonic_ms >= 20_000


def test_the_steps_are_those_that_are_planned(made: StudyRecords) -> None:
    for participant in made.participants():
        planned = [step.id for step in made.steps(participant.number)]
        begun = [each.step for each in made.each_event(participant.number, ["step_started"])]
        assert begun == planned[: len(begun)]


def test_time_goes_on_within_a_client_and_begins_anew_with_the_next(made: StudyRecords) -> None:
    clients = 0
    for _, group in groupby(made.each_event(), lambda event: event.client):
        events = list(group)
        clients += 1
        assert events[0].kind == "session_opened"
        assert events[0].monotonic_ms == 0
        assert [each.sequence for each in events] == [*range(1, len(events) + 1)]
        for before, after in pairwise(events):
            assert after.monotonic_ms - before.monotonic_ms == after.wall_ms - before.wall_ms >= 0
            assert after.received_ms >= after.wall_ms
    assert clients > 30


def test_what_a_condition_hides_is_not_done(made: StudyRecords) -> None:
    kinds: dict[str, set[str]] = {}
    for event in made.each_event():
        if event.step.startswith("task."):
            kinds.setdefault(event.condition or "", set()).add(event.kind)
    assert "layer_opened" in kinds["non-clustered"] - kinds["clustered"]
    assert "cluster_opened" in kinds["clustered"] - kinds["non-clustered"]
    assert kinds["reference"] - ANYWHERE == {
        "step_started",
        "reference_opened",
        "reference_closed",
        "step_finished",
    }
    everything = {"hover", "mask_drawn", "mask_moved", "mask_removed", "recalculation_answered", "pool_image_opened"}
    assert everything <= kinds["clustered"]


def test_scene_2_and_comparison_can_be_hidden(written: Written, tmp_path: Path) -> None:
    shows = "shows = { clusters = false, pool = false, comparison = false }"
    study = read_study(written(("shows = { clusters = false }", shows)))
    simulate(tmp_path / "s.sqlite", study, 3, seed=1, networks=NETWORKS, show=lambda *_: None)
    events = [each for each in StudyRecords(tmp_path / "s.sqlite").each_event() if each.condition == "non-clustered"]
    assert {each.scene for each in events} == {None, "structure"}
    assert not {"image_kept", "comparison_opened"} & {each.kind for each in events}


def test_vr_is_entered_where_a_condition_offers_it_and_left_again(written: Written, tmp_path: Path) -> None:
    study = read_study(written(("shows = { clusters = true, k = 3 }", "shows = { vr = true }")))
    simulate(tmp_path / "simulated.sqlite", study, 6, seed=1, networks=NETWORKS, show=lambda *_: None)
    settings = list(StudyRecords(tmp_path / "simulated.sqlite").each_event(kinds=["setting_changed"]))
    assert {event.condition for event in settings} == {"clustered"}
    for entered, left in zip(settings[::2], settings[1::2], strict=True):
        assert entered.step == left.step
        assert [each.content for each in (entered, left)] == [
            {"setting": "vr", "value": "entered"},
            {"setting": "vr", "value": "left"},
        ]


def test_masks_lie_within_the_image(made: StudyRecords) -> None:
    masks = [each.content["mask"] for each in made.each_event(kinds=["mask_drawn", "mask_moved"])]
    assert masks
    for mask in masks:
        assert 0 <= mask["top"] <= mask["top"] + mask["height"] <= NETWORK.height
        assert 0 <= mask["left"] <= mask["left"] + mask["width"] <= NETWORK.width


def test_steps_last_about_as_long_as_planned_and_end_with_their_limit(written: Written, tmp_path: Path) -> None:
    study = read_study(written(("# limit_minutes = 10 ", "limit_minutes = 5 ")))
    simulate(tmp_path / "s.sqlite", study, 8, seed=1, networks=NETWORKS, show=lambda *_: None)
    records = StudyRecords(tmp_path / "s.sqlite")
    reasons = set()
    for participant in records.participants():
        for events in by_step(records.events(participant.number), "task"):
            inside = [each for each in events if each.kind not in ("session_opened", "session_closed")]
            if "paused" in {each.kind for each in inside}:
                continue
            if inside[-1].kind == "step_finished" and len({each.client for each in inside}) == 1:
                minutes = (inside[-1].monotonic_ms - inside[0].monotonic_ms) / 60_000
                assert 1 < minutes < 6  # what is begun within the limit is brought to its end
                reasons.add(inside[-1].content["reason"])
    assert reasons == {"done", "time"}


def test_every_kind_of_question_is_answered(written: Written, tmp_path: Path) -> None:
    study = read_study(written(added=MORE))
    simulate(tmp_path / "s.sqlite", study, 5, seed=1, networks=NETWORKS, show=lambda *_: None)
    records = StudyRecords(tmp_path / "s.sqlite")
    questions: dict[str, Question] = {each.id: each for q in study.questionnaires for each in q.questions}
    found = {questions[each.question].kind for each in records.answers()}
    assert found == {"scale", "single_choice", "multiple_choice", "number", "open"}
    assert {each.step.split(".")[1] for each in records.answers()} == {each.id for each in study.questionnaires}
    words = {each.value for each in records.answers() if each.question == "q11"}
    assert all(each.startswith("Simulated: ") for each in words)


def test_whoever_gives_up_is_paused_or_comes_back_does_so_at_any_step(
    tmp_path: Path, thesis: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_GIVES_UP", "_IS_PAUSED", "_COMES_AGAIN"):
        monkeypatch.setattr(f"tetrascope.study.simulation.session.{name}", 0.5)
    short = [each.model_copy(update={"minutes": 0.1}) for each in thesis.tasks]
    untaught = [each.model_copy(update={"tutorial": None}) for each in thesis.conditions]
    study = thesis.model_copy(update={"tasks": short, "conditions": untaught, "images": thesis.images[:1]})
    simulate(tmp_path / "s.sqlite", study, 30, seed=1, networks=NETWORKS, show=lambda *_: None)
    standings = StudyRecords(tmp_path / "s.sqlite").standings()
    steps = [step.id for step in StudyRecords(tmp_path / "s.sqlite").steps(1)]
    assert {"questionnaire.demographics.before", steps[-2]} <= {each.step for each in standings}
    assert {each.state for each in standings} == {"ended", "aborted"}


def test_the_same_seed_gives_the_same_records(tmp_path: Path, thesis: Study) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        simulate(tmp_path / name, thesis, 3, seed=seed, networks=NETWORKS, show=lambda *_: None)
    first, again, other = (contents(tmp_path / name) for name in "abc")
    assert first == again
    assert first[1:] != other[1:]


def test_more_are_added_as_if_they_had_come_with_the_first(tmp_path: Path, thesis: Study) -> None:
    simulate(tmp_path / "a", thesis, 3, seed=1, networks=NETWORKS, show=lambda *_: None)
    for count in (1, 2):
        simulate(tmp_path / "b", thesis, count, seed=1, networks=NETWORKS, show=lambda *_: None)
    assert contents(tmp_path / "a")[1:] == contents(tmp_path / "b")[1:]


def test_they_are_never_put_among_real_participants(tmp_path: Path, thesis: Study) -> None:
    path = tmp_path / "records.sqlite"
    with StudyStore(path, thesis) as store:
        store.add_participant()
    before = contents(path)
    with pytest.raises(InvalidInput, match="with 1 real ones") as error:
        simulate(path, thesis, 1, seed=1, networks=NETWORKS, show=lambda *_: None)
    assert error.value.hint is not None
    assert contents(path) == before


def test_it_tells_how_far_it_is(tmp_path: Path, thesis: Study) -> None:
    told: list[tuple[int, int]] = []
    simulate(tmp_path / "a", thesis, 3, seed=1, networks=NETWORKS, show=lambda *each: told.append(each))
    assert told == [(0, 3), (1, 3), (2, 3)]
