"""A user study in a headset: its pages stand before the participant, a ray answers, and the bar is on the board.

With $TETRASCOPE_SCREENSHOTS pictures from the participant's eyes are kept there, to be looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.unity.player import Player, complete
from tests.unity.study_server import StudyServer
from tests.unity.study_steps import go_to, join, step
from tests.unity.test_room import Seated
from tests.unity.toolchain import Dotnet


@pytest.fixture
def person(dotnet: Dotnet, study: StudyServer, page: Page, tmp_path: Path) -> Iterator[Seated]:
    """At the beginning of a session."""
    number = study.begin()
    with Player(dotnet, tmp_path) as player:
        player.do("headset")
        player.do("size", width=1200, height=1200)
        join(player, study, number)
        player.do("look", x=0, y=1.2, z=0, toX=0, toY=1.2, toZ=5, fieldOfView=90)
        person = Seated(player, page, tmp_path)
        person.rest()
        yield person


def test_a_ray_agrees_answers_and_is_done(person: Seated) -> None:
    player = person.player
    (opened,) = [event for event in player.do("told") if event["kind"] == "session_opened"]
    assert opened["content"]["display"] == "headset"
    person.presses("study-next")
    assert step(player) == "questionnaire.about.before"
    person.picture("study-questions")
    person.presses("answer-field-sciences")
    person.presses("answer-uses-phone", side="Left")
    answers = {question["item"]: question["answer"] for question in player.state["study"]["questions"]}
    assert (answers["field"], answers["uses"]) == ("sciences", ["phone"])
    go_to(player, "task.layers.cat.explore")
    player.until(complete)
    go_to(player, "tutorial.clusters")
    player.until(complete)
    person.picture("study-scene", to=(-4.0, 1.2, 4.0))
    layer = player.state["structure"]["columns"][1]["name"]
    person.aims(layer=layer, cluster=1, row=40, column=60)
    person.pulls()
    player.until(lambda state: state["structure"]["maps"])
    assert [event["kind"] for event in player.do("told")].count("cluster_opened") == 1
    person.presses("maps-close")
    person.raises("Left")
    player.frames(5)
    assert "palette-undo" in player.state["texts"]
    for hidden in ("palette-menu", "palette-fill", "palette-fewer"):
        assert hidden not in player.state["texts"], "the condition sets it"
    person.rest()
    person.presses("study-done")
    person.presses("study-yes")
    assert step(player) != "tutorial.clusters"
