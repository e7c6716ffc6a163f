"""Two networks before someone who sits in a headset: both are seen, drawn on and pointed at."""

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.test_headset import TRIGGER, Point
from tests.unity.test_room import AHEAD, EYES, RIGHT, Seated
from tests.unity.test_two_networks import both_complete, carried
from tests.unity.toolchain import Dotnet

UP_OR_DOWN = math.radians(48)
"""How far from straight ahead anything may stand that is to be looked at."""


@pytest.fixture(scope="module")
def person(
    dotnet: Dotnet, page: Page, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seated]:
    """In scene 1 of the cat, with another network below the first."""
    folder = tmp_path_factory.mktemp("room")
    with Player(dotnet, folder) as player:
        player.do("headset")
        player.do("size", width=1200, height=1200)
        player.play(served.address)
        player.do("look", x=0, y=1.2, z=0, toX=0, toY=1.2, toZ=5, fieldOfView=90)
        person = Seated(player, page, folder)
        person.rest()
        player.choose("cat")
        player.click("start-structure")
        player.until(complete)
        player.set("beside-network", "EfficientNet-Lite1")
        player.until(both_complete)
        person.rest()
        yield person


def height_of(point: Point) -> float:
    """The angle above the eyes."""
    away = math.hypot(point[0] - EYES[0], point[2] - EYES[2])
    return math.atan2(point[1] - EYES[1], away)


def test_both_stand_before_the_eyes_and_above_the_floor(person: Seated) -> None:
    state = person.player.state["structure"]
    ends = [
        person.where(layer=state["columns"][0]["name"], cluster=0, row=0, column=0),
        person.where(beside=True, layer=state["beside"]["columns"][0]["name"], cluster=2, row=119, column=0),
    ]
    assert ends[0][1] > EYES[1] > ends[1][1] > 0.2
    assert all(abs(height_of(end)) < UP_OR_DOWN for end in ends)
    person.picture("two-networks", to=AHEAD)
    person.rest()


def test_a_hand_draws_on_the_first_and_both_follow(person: Seated) -> None:
    player = person.player
    person.aims(row=60, column=60)
    person.holds("Right", TRIGGER)
    person.aims(row=120, column=150)
    player.until(lambda state: state["structure"]["beside"]["rectangles"])
    person.holds("Right", TRIGGER, down=False)
    state = player.until(both_complete)["structure"]
    (own,) = state["rectangles"]
    assert state["beside"]["rectangles"] == [carried(own)]


def test_a_hand_points_at_the_other_and_the_ray_ends_there(person: Seated) -> None:
    target = {"beside": True, "layer": "block2b_add", "cluster": 1, "row": 20, "column": 30}
    at = person.where(**target)
    person.points("Right", RIGHT, at)
    hover = person.player.state["structure"]["beside"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == ("block2b_add", 1, 20, 30)
    assert person.hand("Right")["end"] == pytest.approx(at, abs=1e-4)
    person.picture("two-networks-hover")
