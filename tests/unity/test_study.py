"""A participant's session of a user study in the Unity client, by its own components, against a real study.

What the client told is compared with what the server recorded, event by event.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.patience import eventually
from tests.unity.player import Player, State, complete
from tests.unity.study_server import StudyServer
from tests.unity.study_steps import answer_page, go_on, go_to, join, leave_scene, step
from tests.unity.toolchain import Dotnet

Event = dict[str, Any]
TOLD = ("client_id", "sequence", "kind", "step", "scene", "monotonic_ms", "wall_ms", "content")


@pytest.fixture
def number(study: StudyServer) -> int:
    """A participant whose session begins."""
    return study.begin()


def all_sent(player: Player) -> list[Event]:
    """What the client has told, once the server has it."""
    player.until(lambda state: state["study"]["unsent"] == 0)
    told: list[Event] = player.do("told")
    return told


def recorded(study: StudyServer, number: int) -> list[Event]:
    return [{name: event[name] for name in TOLD} for event in study.events(number)]


def dwell(player: Player) -> None:
    """Stay for as long as is told."""
    until = player.state["study"]["spent"] + 0.35
    player.until(lambda state: state["study"]["spent"] > until)


def wait_for(player: Player, kind: str) -> None:
    """Until the last thing that was told is of a kind."""
    eventually(lambda: player.frames() and player.do("told")[-1]["kind"] == kind)


def draw_mask(player: Player, top: int, left: int) -> None:
    player.point_at(row=top, column=left)
    player.press(True)
    player.point_at(row=top + 40, column=left + 40)
    player.press(False)


def changes(player: Player) -> list[Event]:
    return [event for event in player.do("told") if event["kind"] == "answer_changed"]


def kinds(events: list[Event], name: str) -> list[str]:
    return [event["kind"] for event in events if event["step"] == name]


def test_a_whole_session_is_recorded_event_by_event(
    dotnet: Dotnet, study: StudyServer, number: int, tmp_path: Path
) -> None:
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        assert player.state["texts"]["study-title"] == "Consent"
        assert "go-menu" not in player.state["texts"], "nothing lies behind a page"
        go_to(player, "task.layers.cat.explore")
        masks = look_at_layers(player)
        leave_scene(player)
        go_to(player, "tutorial.clusters")
        look_at_clusters(player)
        leave_scene(player)
        assert step(player) == "task.clusters.cat.explore"
        assert player.state["structure"]["masks"] == 0, "what was drawn in the tutorial is gone"
        leave_scene(player)
        go_to(player, "task.paper.cat.explore")
        assert "study-next" not in player.state["texts"], "it must have been opened"
        player.click("study-open")
        assert player.state["study"]["opened"] == ["https://example.org/"]
        player.click("study-open")
        player.click("study-next")
        go_to(player, "end")
        told = all_sent(player)
        player.until(lambda state: state["texts"].get("study-note") == "Everything is saved. You can close this now.")
        assert recorded(study, number) == told
        assert [event["sequence"] for event in told] == list(range(1, len(told) + 1))
        assert player.state["study"]["refused"] == 0
        assert study.participant(number)["state"] == "ended"
        check_answers(told)
        check_layers([event for event in told if event["step"] == "task.layers.cat.explore"], masks)
        check_clusters([event for event in told if event["step"] == "tutorial.clusters"])
        assert kinds(told, "task.paper.cat.explore") == [
            *("step_started", "reference_opened", "reference_closed", "step_finished"),
        ]
        player.click("study-next")
        player.until(lambda state: state["study"] is None)
        assert "study-title" not in player.state["texts"]
        eventually(lambda: player.frames() and recorded(study, number)[-1]["kind"] == "session_closed")


def look_at_layers(player: Player) -> list[Event]:
    """A task without clusters, scene 2, comparison, and answers while a mask is drawn."""
    state = player.until(complete)
    assert state["scene"] == "Structure"
    for hidden in ("go-menu", "go-pool", "keep", "layer-list-close"):
        assert hidden not in state["texts"]
    for hidden in ("clusters", "criterion", "fill", "colours", "unclustered"):
        assert hidden not in state["fields"]
    assert state["structure"]["fill"] == "mean"
    assert state["texts"]["study-task"] == "All feature maps · Cat"
    assert state["structure"]["columns"] == [], "of clusters there is nothing"
    player.click("layer-stem_conv")
    maps = player.until(lambda state: state["structure"]["maps"])["structure"]["maps"]
    player.click(f"map-{maps[3]}")
    player.click("maps-close")
    draw_mask(player, 20, 20)
    masks: list[Event] = player.until(complete)["structure"]["rectangles"]
    return masks


def look_at_clusters(player: Player) -> None:
    """All that can be done in both scenes."""
    state = player.until(complete)
    assert {column["clusters"] for column in state["structure"]["columns"]} == {4}
    player.rest()
    layer = state["structure"]["columns"][1]["name"]
    player.point_at(layer=layer, cluster=1, row=3, column=3)
    dwell(player)
    draw_mask(player, 40, 40)
    player.until(complete)
    player.click("keep")
    draw_mask(player, 120, 120)
    player.until(complete)
    player.click("undo")
    player.until(complete)
    player.set("field-on-input", not player.state["fields"]["field-on-input"])
    wait_for(player, "setting_changed")
    player.click_at(layer=layer, cluster=2, row=3, column=3)
    player.until(lambda state: state["structure"]["maps"])
    player.click("maps-close")
    player.click("compare-open")
    player.until(lambda state: "compare-list" in state["fields"] or "compare-close" in state["texts"])
    player.click("compare-close")
    player.click("about-masks")
    player.click("help-close")
    player.click("go-pool")
    player.until(lambda state: state["pool"]["boundary"])
    assert "pool-on-photo" not in player.rest()["texts"], "in a study it is the tetrahedron"
    player.set("pool-supports", True)
    wait_for(player, "filter_changed")
    player.point_at(image=player.do("nearest")["index"])
    dwell(player)
    player.press(True)
    player.press(False)
    player.until(complete)


def check_answers(told: list[Event]) -> None:
    """Those of the first questionnaire, each shown, changed and answered once."""
    events = [event for event in told if event["step"] == "questionnaire.about.before"]
    given = {event["content"]["item"]: event["content"]["value"] for event in events if "answered" in event["kind"]}
    assert given == {
        "age": 42,
        "field": "arts",
        "uses": ["headset", {"other": "a mirror"}],
        "easy": 5,
        "why": "Because.\nAnd so.",
    }
    for kind in ("question_shown", "question_answered"):
        assert sorted(event["content"]["item"] for event in events if event["kind"] == kind) == sorted(given)


def check_layers(told: list[Event], masks: list[Event]) -> None:
    expected = ["layer_opened", "map_opened", "maps_closed", "mask_drawn"]
    assert [event["kind"] for event in told if event["kind"] in expected] == expected
    asked = [event for event in told if event["kind"] == "recalculation_requested"]
    # The input as it is, the layer that was opened, and the mask once it was whole.
    assert [event["content"]["operation"] for event in asked] == ["layers", "activations", "layers"]
    (drawn,) = [event for event in told if event["kind"] == "mask_drawn"]
    assert drawn["content"] == {"index": 0, "mask": {"kind": "rectangle", **masks[0]}}
    assert {event["scene"] for event in told[1:]} == {"structure"}


def check_clusters(told: list[Event]) -> None:
    """Each thing that was done is there, once, in its order."""
    done = [
        *("scene_entered", "mask_drawn", "image_kept", "mask_drawn", "masks_replaced", "setting_changed"),
        *("cluster_opened", "maps_closed", "comparison_opened", "setting_changed", "help_opened"),
        *("scene_entered", "filter_changed", "pool_image_opened", "masks_replaced", "scene_entered"),
    ]
    passing = ("step_", "recalculation_", "camera_", "hover")
    assert [event["kind"] for event in told if not event["kind"].startswith(passing)] == done
    asked = [event["content"]["operation"] for event in told if event["kind"] == "recalculation_requested"]
    assert asked.count("pools") == 1
    answered = [event for event in told if event["kind"] == "recalculation_answered"]
    assert all(event["content"]["latency_ms"] > 0 for event in answered)
    assert {event["content"].get("label") for event in answered if event["content"]["operation"] == "layers"} - {None}
    hovers = [event["content"] for event in told if event["kind"] == "hover"]
    # The pointer may have rested on the input too, and again on these, while answers were awaited.
    assert {"cluster", "pool_image"} <= {hover["target"] for hover in hovers} <= {"cluster", "pool_image", "input"}
    assert all(hover["duration_ms"] >= 300 for hover in hovers)


def test_killed_in_a_questionnaire_and_in_a_task_it_goes_on_there(
    dotnet: Dotnet, study: StudyServer, number: int, tmp_path: Path
) -> None:
    told: list[Event] = []
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        player.click("study-next")
        answer_page(player)
        eventually(lambda: player.frames() and len(changes(player)) == 4)
        study.kill()
        player.click("study-next")
        player.click("answer-easy-2")
        player.frames()
        assert player.state["study"]["unsent"] > 0
        told += player.do("told")
        player.kill()
    study.start()
    with Player(dotnet, tmp_path) as player:
        player.play(study.address)
        state = player.until(lambda state: state["study"]["phase"] == "Running")
        assert step(player) == "questionnaire.about.before"
        answers = {question["item"]: question["answer"] for question in state["study"]["questions"]}
        assert answers == {"age": 42, "field": "arts", "uses": ["headset", {"other": "a mirror"}]}
        assert state["fields"]["answer-age"] == "42"
        player.click("study-next")
        assert player.state["study"]["questions"][0]["answer"] == 2
        go_to(player, "task.layers.cat.explore")
        player.until(complete)
        draw_mask(player, 20, 20)
        told += player.do("told")
        player.kill()
    with Player(dotnet, tmp_path) as player:
        player.play(study.address)
        player.until(lambda state: state["study"]["in_scene"])
        assert step(player) == "task.layers.cat.explore"
        drawn: list[Event] = player.until(complete)["structure"]["rectangles"]
        told += all_sent(player)
        (mask,) = [event["content"]["mask"] for event in told if "mask" in event["kind"]]
        assert [{"kind": "rectangle", **each} for each in drawn] == [mask], "it is there again, and told once"
        assert recorded(study, number) == told, "nothing is lost, nothing is there twice"
        assert len({event["client_id"] for event in told}) == 3
        assert list((tmp_path / "unity_client/saved/study").glob("*.log")) != []
        assert all(path.stat().st_size == 0 for path in (tmp_path / "unity_client/saved/study").iterdir())


def test_the_experimenter_starts_pauses_and_aborts(
    dotnet: Dotnet, study: StudyServer, number: int, tmp_path: Path
) -> None:
    number += 1
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        assert player.state["study"]["phase"] == "Waiting"
        assert "study-next" not in player.state["texts"]
        study.control(number, "start")
        player.until(lambda state: state["study"]["phase"] == "Running")
        go_to(player, "task.layers.cat.explore")
        player.until(complete)
        draw_mask(player, 20, 20)
        study.control(number, "pause")
        player.until(lambda state: state["study"]["phase"] == "Paused")
        assert (player.state["scene"], player.state["texts"]["study-title"]) == ("Menu", "Paused")
        study.control(number, "resume")
        player.until(lambda state: state["study"]["in_scene"])
        assert player.state["structure"]["masks"] == 1, "what was drawn is still there"
        study.control(number, "abort")
        player.until(lambda state: state["study"]["phase"] == "Aborted")
        told = all_sent(player)
        assert recorded(study, number) == told
        assert [event["kind"] for event in told if event["kind"] in ("paused", "resumed")] == ["paused", "resumed"]


def test_a_limit_ends_a_task_and_another_client_leads_on(
    dotnet: Dotnet, study: StudyServer, number: int, tmp_path: Path
) -> None:
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        go_to(player, "task.layers.cat.explore")
        player.until(complete)
        draw_mask(player, 20, 20)
        go_to(player, "task.layers.cat.quick")
        assert player.state["texts"]["study-left"].endswith(" left")
        assert player.state["structure"]["masks"] == 1, "it is about the same image in the same condition"
        player.until(lambda state: state["texts"].get("study-title") == "Time is over")
        assert player.state["study"]["phase"] == "TimeOver"
        player.click("study-next")
        here = step(player)
        finished = [event for event in all_sent(player) if event["kind"] == "step_finished"]
        assert finished[-1]["content"] == {"reason": "time"}
        other = tmp_path / "other"
        other.mkdir()
        with Player(dotnet, other) as second:
            join(second, study, number)
            assert step(second) == here
            go_on(second)
            all_sent(second)
            player.until(lambda state: state["study"]["step"] == step(second) != here)


def test_a_headset_that_is_passed_on_sends_what_its_former_participant_has_left(
    dotnet: Dotnet, study: StudyServer, number: int, tmp_path: Path
) -> None:
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        links = study.link_of(number + 1)
        study.kill()
        player.click("study-next")
        first = player.do("told")
        player.kill()
    with Player(dotnet, tmp_path) as player:
        player.play(study.address)
        player.until(lambda state: state["texts"].get("study-next") == "Leave the study")
        player.click("study-next")
        player.until(lambda state: state["study"] is None)
        player.set("participant", links)
        player.click("study-join")
        study.start()
        player.until(lambda state: state["study"]["phase"] == "Waiting")
        eventually(lambda: player.frames() and len(study.events(number)) == len(first))
        assert recorded(study, number) == first
        second = all_sent(player)
        assert recorded(study, number + 1) == second


def test_a_key_that_opens_nothing_says_so(dotnet: Dotnet, study: StudyServer, tmp_path: Path) -> None:
    with Player(dotnet, tmp_path) as player:
        player.play(study.address)
        player.set("participant", "short")
        player.click("study-join")
        assert player.state["texts"]["participant-note"].startswith("Expected the address of a participant")
        player.set("participant", "a-key-that-nobody-has-00")
        player.click("study-join")
        state: State = player.until(lambda state: state["texts"].get("study-problem"))
        assert "study-next" in state["texts"]
        player.click("study-next")
        player.until(lambda state: state["study"] is None)
        assert "study-title" not in player.state["texts"]
