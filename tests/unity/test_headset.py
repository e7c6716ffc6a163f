"""The Unity client in a headset, headless: its own rig and components, driven by where head and hands are."""

import io
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.unity.player import Player, State
from tests.unity.rendering.picture import draw_scene
from tests.unity.toolchain import Dotnet

Point = tuple[float, float, float]

EYES = (0.2, 1.2, 0.1)
LEFT, RIGHT = (-0.2, 0.9, 0.5), (0.3, 1.0, 0.4)
TRIGGER, PINCH = "{TriggerButton}", "{PointerActivated}"
GRIP, FIST = "{GripButton}", "{GraspFirm}"
STICK = "{Primary2DAxis}"


class Person:
    """Someone in a headset. Places are metres of Unity's world, in which z goes away from who looks."""

    def __init__(self, player: Player) -> None:
        self.player = player

    def looks(self, at: Point = EYES, to: Point = (0.2, 1.2, 5.0), recentred: bool = False) -> None:
        self.player.do("head", **{"from": at, "to": to}, recentred=recentred)
        self.player.frames()

    def points(self, side: str, at: Point, to: Point) -> None:
        self.player.do("hand", side=side, **{"from": at, "to": to})
        self.player.frames()

    def loses(self, side: str) -> None:
        self.player.do("hand", side=side)
        self.player.frames()

    def holds(self, side: str, control: str, down: bool = True) -> State:
        """Presses or lets go, and says how the hand is in that frame."""
        self.player.do("hold", action=f"<XRController>{{{side}Hand}}/{control}", down=down)
        return self.hand(side)

    def pushes(self, side: str, x: float, y: float = 0) -> None:
        self.player.do("control", control=f"<XRController>{{{side}Hand}}/{STICK}", value=[x, y])
        self.player.frames()

    def room(self) -> State:
        found: State = self.player.do("room")
        return found

    def hand(self, side: str) -> State:
        found: State = self.room()["hands"][side]
        return found

    def where(self, **target: object) -> Point:
        x, y, z = self.player.do("where", **target)["world"]
        return x, y, z


@pytest.fixture(scope="module")
def person(dotnet: Dotnet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """In scene 1 of the demo, with all its columns."""
    with Player(dotnet, tmp_path_factory.mktemp("headset")) as player:
        player.do("headset")
        player.play("http://127.0.0.1:9")
        person = Person(player)
        person.looks()
        player.click("demo")
        player.choose("cat")
        player.click("start-structure")
        player.until(lambda state: len(state["structure"]["columns"]) == 18)
        player.until(lambda state: all(column["clusters"] for column in state["structure"]["columns"]))
        yield person


@pytest.fixture
def here(person: Person) -> Person:
    """Before scene 1 as it is at first: head and hands at their places, nothing pressed."""
    for side, at in (("Left", LEFT), ("Right", RIGHT)):
        for control in (TRIGGER, PINCH, GRIP, FIST):
            person.holds(side, control, down=False)
        person.pushes(side, 0)
        person.points(side, at, (at[0], at[1], 5.0))
    person.player.click("go-structure")
    person.looks(recentred=True)
    person.looks()
    return person


def away(one: Point, other: Point) -> float:
    return math.dist(one, other)


def test_where_a_headset_is_found_the_head_is_the_camera(here: Person) -> None:
    room = here.room()
    assert room["headset"]
    assert room["cameras"] == ["Head"]
    assert room["head"] == pytest.approx(EYES, abs=1e-5)


def test_where_none_is_found_the_desktop_is_as_it_was(dotnet: Dotnet, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Player(dotnet, tmp_path_factory.mktemp("desktop")) as player:
        player.play("http://127.0.0.1:9")
        room = player.do("room")
        assert not room["headset"]
        assert room["cameras"] == ["Camera"]
        assert room["structure"]["origin"] == room["pool"]["origin"] == [0, 0, 0]
        with pytest.raises(AssertionError, match="No enabled action"):
            player.do("hold", action="<XRController>{LeftHand}/{TriggerButton}", down=True)


def test_scenes_come_before_the_head_as_soon_as_it_is_known(here: Person) -> None:
    layer = here.player.state["structure"]["columns"][0]["name"]
    first = here.where(layer=layer, cluster=1, row=1, column=1)
    assert 0.5 < away(first, EYES) < 2
    assert first[2] > EYES[2], "ahead, not behind"


@pytest.mark.parametrize("how", ["button of the headset", "thumbstick"])
def test_scenes_are_brought_before_a_head_that_has_turned(here: Person, how: str) -> None:
    before = here.room()["structure"]
    place = (2.0, 1.5, 1.0)
    to_the_right = (9.0, 1.5, 1.0)
    if how == "thumbstick":
        here.looks(place, to_the_right)
        assert here.room()["structure"] == before, "a head that turns moves nothing"
        here.player.do("hold", action="<XRController>/{Primary2DAxisClick}", down=True)
        here.player.do("hold", action="<XRController>/{Primary2DAxisClick}", down=False)
    else:
        here.looks(place, to_the_right, recentred=True)
    after = here.room()["structure"]
    assert after["turn"] == pytest.approx(-math.pi / 2, abs=1e-4), "a quarter to the right"
    assert after["right"] == pytest.approx([0, 0, -after["scale"]], abs=1e-4), "its right is the person's"
    offset = [end - start for start, end in zip(before["origin"], after["origin"], strict=True)]
    assert after["origin"][0] > place[0], f"ahead, moved by {offset}"


@pytest.mark.parametrize("press", [TRIGGER, PINCH], ids=["controller", "bare hand"])
def test_a_hand_points_presses_and_clicks(here: Person, press: str) -> None:
    layer = here.player.state["structure"]["columns"][2]["name"]
    target = here.where(layer=layer, cluster=1, row=20, column=30)
    here.points("Right", RIGHT, target)
    hand = here.hand("Right")
    assert hand["tracked"]
    assert hand["origin"] == pytest.approx(RIGHT, abs=1e-5)
    assert hand["panel"] == {"layer": layer, "cluster": 1, "Row": 20, "Column": 30}
    hand = here.holds("Right", press)
    assert (hand["pressed"], hand["held"], hand["clicked"]) == (True, True, False)
    here.player.frames()
    hand = here.hand("Right")
    assert (hand["pressed"], hand["held"]) == (False, True)
    hand = here.holds("Right", press, down=False)
    assert (hand["held"], hand["clicked"]) == (False, True)
    assert not here.hand("Left")["held"]


def test_a_press_that_turns_is_no_click(here: Person) -> None:
    here.points("Left", LEFT, (LEFT[0], LEFT[1], 5))
    here.holds("Left", TRIGGER)
    here.points("Left", LEFT, (LEFT[0] + 0.1, LEFT[1], 5))
    assert not here.hand("Left")["dragging"], "within what a hand trembles"
    here.points("Left", LEFT, (LEFT[0] + 1, LEFT[1], 5))
    assert here.hand("Left")["dragging"]
    assert not here.holds("Left", TRIGGER, down=False)["clicked"]


def test_a_hand_that_is_lost_begins_nothing(here: Person) -> None:
    here.loses("Left")
    hand = here.holds("Left", PINCH)
    assert (hand["tracked"], hand["pressed"], hand["held"]) == (False, False, False)
    assert not here.holds("Left", FIST)["gripped"]
    drawn = here.room()["drawn"]
    assert (drawn.count("Ray"), drawn.count("Block")) == (1, 1), "of the other hand"


@pytest.mark.parametrize("grip", [GRIP, FIST], ids=["controller", "bare hand"])
def test_one_hand_moves_the_scene_with_it(here: Person, grip: str) -> None:
    before = here.room()["structure"]
    assert here.holds("Left", grip)["grip_pressed"]
    moved = (LEFT[0] + 0.3, LEFT[1] - 0.1, LEFT[2] + 0.2)
    here.points("Left", moved, (0, 0, 5))
    after = here.room()["structure"]
    expected = [at + way for at, way in zip(before["origin"], (0.3, -0.1, 0.2), strict=True)]
    assert after["origin"] == pytest.approx(expected, abs=1e-4)
    assert (after["turn"], after["scale"]) == (before["turn"], before["scale"])
    assert here.holds("Left", grip, down=False)["grip_released"]
    here.points("Left", LEFT, (0, 0, 5))
    assert here.room()["structure"] == after, "what was let go stays"


def test_two_hands_turn_the_scene_and_make_it_larger(here: Person) -> None:
    before = here.room()
    middle = [(left + right) / 2 for left, right in zip(LEFT, RIGHT, strict=True)]
    half = [(right - left) / 2 for left, right in zip(LEFT, RIGHT, strict=True)]
    here.holds("Left", GRIP)
    here.holds("Right", GRIP)
    # A quarter to the right as seen from above, and half as far again from each other: x goes to -z, z to x.
    turned = (1.5 * half[2], 1.5 * half[1], -1.5 * half[0])
    left = (middle[0] - turned[0], middle[1] - turned[1], middle[2] - turned[2])
    right = (middle[0] + turned[0], middle[1] + turned[1], middle[2] + turned[2])
    here.points("Left", left, (0, 0, 5))
    here.points("Right", right, (0, 0, 5))
    after = here.room()
    scene = after["structure"]
    assert scene["turn"] == pytest.approx(before["structure"]["turn"] - math.pi / 2, abs=1e-4)
    assert scene["scale"] == pytest.approx(1.5 * before["structure"]["scale"], abs=1e-4)
    assert scene["right"] == pytest.approx([0, 0, -scene["scale"]], abs=1e-4)
    assert after["pool"] == before["pool"], "the scene that is not shown stays"
    assert after["head"] == before["head"], "the person stays too"
    here.holds("Left", GRIP, down=False)
    here.holds("Right", GRIP, down=False)


def test_what_is_pointed_at_is_found_in_a_scene_that_was_moved(here: Person) -> None:
    here.holds("Left", GRIP)
    here.holds("Right", GRIP)
    here.points("Left", (-0.5, 1.1, 0.9), (0, 0, 5))
    here.points("Right", (0.4, 0.8, 0.1), (0, 0, 5))
    here.holds("Left", GRIP, down=False)
    here.holds("Right", GRIP, down=False)
    assert abs(here.room()["structure"]["turn"]) > 0.3
    for position, row in ((0, 5), (7, 3), (17, 1)):
        column = here.player.state["structure"]["columns"][position]["name"]
        here.points("Right", RIGHT, here.where(layer=column, cluster=0, row=row, column=2))
        assert here.hand("Right")["panel"] == {"layer": column, "cluster": 0, "Row": row, "Column": 2}


def test_scene_2_is_held_and_pointed_at_too(here: Person) -> None:
    here.player.click("go-pool")
    here.player.until(lambda state: state["pool"]["whole"])
    texts = here.player.rest()["texts"]
    assert "pool-all-note" in texts
    assert "pool-on-photo" not in texts, "in a room copies stand between their labels"
    here.holds("Right", GRIP)
    here.points("Right", (RIGHT[0] - 0.2, RIGHT[1] + 0.1, RIGHT[2]), (0, 0, 5))
    here.holds("Right", GRIP, down=False)
    index = here.player.do("nearest")["index"]
    here.points("Left", EYES, here.where(image=index))
    assert here.hand("Left")["image"] == index


def test_a_hold_ends_where_the_scene_changes(here: Person) -> None:
    here.holds("Left", GRIP)
    here.player.click("go-pool")
    before = here.room()
    here.points("Left", (LEFT[0] + 0.5, LEFT[1], LEFT[2]), (0, 0, 5))
    after = here.room()
    assert (after["pool"], after["structure"]) == (before["pool"], before["structure"])


@pytest.mark.parametrize(("push", "degrees"), [(1.0, 30), (-0.9, -30)])
def test_a_thumbstick_turns_the_person_by_a_step(here: Person, push: float, degrees: int) -> None:
    before = here.room()
    here.pushes("Right", push)
    once = here.room()
    here.player.frames(10)
    angle = math.degrees(math.atan2(once["ahead"][0], once["ahead"][2]))
    assert angle == pytest.approx(degrees, abs=1e-3), "positive to the right"
    assert here.room()["ahead"] == once["ahead"], "only once, however long it is held"
    assert once["head"] == pytest.approx(before["head"], abs=1e-5), "about the head"
    assert once["structure"] == before["structure"]
    here.pushes("Right", 0.5)
    here.pushes("Right", push)
    assert here.room()["ahead"] == once["ahead"], "it must come back first"
    here.pushes("Right", 0)
    here.pushes("Right", -push)
    assert here.room()["ahead"] == pytest.approx(before["ahead"], abs=1e-5)


def test_a_stick_that_is_pushed_away_turns_nobody(here: Person) -> None:
    before = here.room()["ahead"]
    here.pushes("Left", 0.75, 0.8)
    assert here.room()["ahead"] == before


def test_the_frame_of_a_panel_that_is_pointed_at_is_whole_from_aside(here: Person, page: Page, tmp_path: Path) -> None:
    layer = here.player.state["structure"]["columns"][0]["name"]
    panel = here.where(layer=layer, cluster=1, row=56, column=56)
    here.looks((panel[0] - 0.5, panel[1] + 0.2, panel[2] - 0.7), panel)
    here.loses("Left")
    here.points("Right", (panel[0], panel[1] - 0.4, panel[2] - 0.5), panel)
    drawn = Image.open(io.BytesIO(draw_scene(page, here.player.export(tmp_path / "aside.json")))).convert("RGB")
    colours = {pixel_before(here, drawn, layer, row) for row in range(5, 107)}
    assert len({tuple(part // 16 for part in colour) for colour in colours}) == 1, "of the frame alone"


def pixel_before(person: Person, drawn: Image.Image, layer: str, row: int) -> tuple[int, int, int]:
    """What is drawn in the frame at the left of a map, 2.5 of its pixels beside it: the frame is 3 wide."""
    (x, y), (x1, y1) = (person.player.where(layer=layer, cluster=1, row=row, column=column) for column in (0, 1))
    found = drawn.getpixel((round(x - 3 * (x1 - x)), drawn.height - 1 - round(y - 3 * (y1 - y))))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def test_a_room_at_rest_allocates_nothing(here: Person) -> None:
    cost = here.player.rest()["cost"]
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (0, 0, 0)
    hands = len(["block", "ray"]) * 2
    assert cost["draws"] == 18 + len(["input", "classes", "ribbons", "words"]) + hands
