"""What a person does in a headset, headless: rays into both scenes, panels in the room, palette, notices.

With $TETRASCOPE_SCREENSHOTS pictures from the person's eyes are kept there, to be looked at.
"""

import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, State, complete
from tests.unity.rendering.panels import STYLES, show_panels, unreadable
from tests.unity.rendering.picture import draw_scene
from tests.unity.rendering.room import DOCUMENTS, lay_out, with_panels
from tests.unity.rendering.uss import rules
from tests.unity.test_headset import GRIP, PINCH, TRIGGER, Person, Point
from tests.unity.test_pictures import colours
from tests.unity.toolchain import Dotnet

EYES = (0.0, 1.2, 0.0)
"""Of someone who sits, in metres."""
AHEAD = (0.0, 1.2, 5.0)
LEFT, RIGHT = (-0.2, 0.9, 0.25), (0.2, 0.9, 0.25)
EYES_APART = 0.064
LEAST_TEXT = 0.022 / 2
"""Height for a metre of distance: 22 mm at 2 m."""


class Seated(Person):
    """Someone who sits in a headset, and presses panels where a browser has laid them out."""

    def __init__(self, player: Player, page: Page, folder: Path) -> None:
        super().__init__(player)
        self.page = page
        self.folder = folder

    def rest(self) -> None:
        """Hands down, head at its place."""
        self.looks(EYES, AHEAD)
        self.points("Left", LEFT, (-0.2, 0.0, 0.6))
        self.points("Right", RIGHT, (0.2, 0.0, 0.6))

    def presses(self, element: str, side: str = "Right", control: str = TRIGGER) -> None:
        """Point a hand at an element and pull the trigger."""
        lay_out(self.player, self.page, self.folder)
        at = LEFT if side == "Left" else RIGHT
        self.points(side, at, self.element(element))
        assert self.hand(side)["over_panel"], f"the ray meets a panel at {element}"
        self.holds(side, control)
        self.holds(side, control, down=False)
        self.player.frames()

    def element(self, name: str) -> Point:
        x, y, z = self.player.do("place", element=name)["at"]
        return x, y, z

    def aims(self, side: str = "Right", **target: object) -> None:
        """Point a hand at something of a scene."""
        self.points(side, LEFT if side == "Left" else RIGHT, self.where(**target))

    def pulls(self, side: str = "Right") -> None:
        self.holds(side, TRIGGER)
        self.holds(side, TRIGGER, down=False)
        self.player.frames()

    def raises(self, side: str) -> None:
        """Look at the back of a wrist, as at a watch: the hand is raised, so that its back faces the head."""
        x = -0.15 if side == "Left" else 0.15
        self.points(side, (x, 1.0, 0.35), (3 * x, 1.5, 1.15))

    def picture(self, name: str, eyes: Point = EYES, to: Point = AHEAD) -> Image.Image:
        """What the person sees, with the panels in the room."""
        self.looks(eyes, to)
        self.player.frames(40)
        scene = draw_scene(self.page, self.player.export(self.folder / f"{name}.json"))
        seen = with_panels(self.player, self.page, self.folder, scene)
        kept = os.environ.get("TETRASCOPE_SCREENSHOTS")
        if kept:
            seen.save(Path(kept) / f"unity-room-{name}.png")
        return seen


@pytest.fixture(scope="module")
def person(
    dotnet: Dotnet, page: Page, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seated]:
    """In the main menu, connected."""
    folder = tmp_path_factory.mktemp("room")
    with Player(dotnet, folder) as player:
        player.do("headset")
        # What an eye of a headset sees: as wide as high, 90 degrees.
        player.do("size", width=1200, height=1200)
        player.play(served.address)
        player.do("look", x=0, y=1.2, z=0, toX=0, toY=1.2, toZ=5, fieldOfView=90)
        person = Seated(player, page, folder)
        person.rest()
        player.until(lambda state: "sample-cat" in state["texts"] and "start-structure" in state["texts"])
        yield person


def row_of(state: State) -> int | None:
    """The row that is looked at in scene 1."""
    hover = state["structure"]["hover"]
    return hover["row"] if hover else None


def test_the_menu_stands_before_the_person_and_a_ray_starts_scene_1(person: Seated) -> None:
    player = person.player
    assert "connect" in player.state["texts"]
    assert "file-add" not in player.state["texts"], "nobody types the path of a file there"
    person.picture("menu")
    person.presses("sample-cat")
    player.until(lambda state: state["usable"])
    person.presses("start-structure", control=PINCH)
    state = player.until(complete)
    assert state["scene"] == "Structure"
    assert len(state["structure"]["columns"]) == 18


def test_a_hand_looks_at_a_pixel_and_its_card_says_what_it_is(person: Seated) -> None:
    player = person.player
    layer = player.state["structure"]["columns"][1]["name"]
    person.aims(layer=layer, cluster=1, row=40, column=60)
    state = player.frames()
    hover = state["structure"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == (layer, 1, 40, 60)
    assert hover["region"] is not None
    assert "Row 40, column 60" in state["texts"]["structure-tip"]
    end = person.hand("Right")["end"]
    assert end == pytest.approx(person.where(layer=layer, cluster=1, row=40, column=60), abs=1e-4)
    lay_out(player, person.page, person.folder)
    player.frames()
    assert player.do("stand", document="Card")["shown"]
    assert not person.hand("Right")["over_panel"], "a card is in nobody's way"
    assert player.frames()["cost"]["texture_bytes"] == 0
    person.picture("hover")
    person.rest()
    assert player.state["structure"]["hover"] is None
    assert not player.do("stand", document="Card")["shown"]


def test_the_hand_that_was_used_last_points(person: Seated) -> None:
    player = person.player
    layer = player.state["structure"]["columns"][0]["name"]
    person.aims("Left", layer=layer, cluster=0, row=10, column=10)
    assert row_of(player.state) is None, "the right one points"
    person.loses("Right")
    assert row_of(player.frames()) == 10, "the only hand that is there"
    person.aims("Right", layer=layer, cluster=0, row=20, column=20)
    assert row_of(player.state) == 20, "it is found again"
    person.points("Left", LEFT, (-0.2, 0.0, 0.6))
    person.holds("Left", PINCH)
    person.holds("Left", PINCH, down=False)
    person.aims("Left", layer=layer, cluster=0, row=10, column=10)
    assert row_of(player.state) == 10
    person.points("Right", RIGHT, (0.2, 0.0, 0.6))
    person.holds("Right", PINCH)
    person.holds("Right", PINCH, down=False)
    person.rest()


def test_a_trigger_opens_the_maps_of_a_cluster_and_a_stick_scrolls_them(person: Seated) -> None:
    player = person.player
    layer = player.state["structure"]["columns"][2]["name"]
    person.aims(layer=layer, cluster=0, row=3, column=3)
    person.pulls()
    state = player.until(lambda state: state["structure"]["maps"])
    assert (state["structure"]["open_layer"], state["structure"]["open_cluster"]) == (layer, 0)
    person.picture("maps", to=(-2.0, 1.1, 1.6))
    lay_out(player, person.page, person.folder)
    person.points("Right", RIGHT, person.element("maps-scroll"))
    before = player.do("scrolled", element="maps-scroll")["y"]
    ahead = person.room()["ahead"]
    person.pushes("Right", 0, -1)
    player.frames(10)
    person.pushes("Right", 0, 0)
    assert player.do("scrolled", element="maps-scroll")["y"] > before + 50
    assert player.do("scrolled", element="shelf")["y"] == 0, "only what is pointed at"
    assert person.room()["ahead"] == ahead
    person.presses(f"map-{state['structure']['maps'][0]}")
    assert "ntropy" in player.state["texts"]["maps-value"]
    person.presses("maps-close")
    assert player.state["structure"]["open_layer"] is None


def test_a_mask_is_drawn_with_the_trigger_held_and_removed_with_a_grip(person: Seated) -> None:
    player = person.player
    person.aims(row=60, column=60)
    person.holds("Right", TRIGGER)
    person.aims(row=120, column=150)
    assert player.state["structure"]["masks"] == 1, "what is drawn shows before the trigger is let go"
    person.holds("Right", TRIGGER, down=False)
    assert player.until(complete)["structure"]["masks"] == 1
    person.aims(row=90, column=100)
    place = person.room()["structure"]
    person.holds("Right", GRIP)
    person.points("Right", (0.4, 1.0, 0.3), person.where(row=90, column=100))
    person.holds("Right", GRIP, down=False)
    assert player.until(complete)["structure"]["masks"] == 0
    assert person.room()["structure"] == place, "a grip that removes does not move the scene"
    person.holds("Right", GRIP)
    person.points("Right", (0.2, 1.0, 0.25), person.where(row=90, column=100))
    person.holds("Right", GRIP, down=False)
    assert person.room()["structure"] != place, "elsewhere it does"
    person.rest()


def test_the_palette_at_the_wrist_does_what_is_needed_most(person: Seated) -> None:
    player = person.player
    assert "palette-undo" not in player.state["texts"]
    person.raises("Left")
    state = player.frames()
    assert state["texts"]["palette-clusters"] == "Clusters: 3"
    person.picture("palette", to=(0.0, 1.05, 0.6))
    person.presses("palette-undo")
    assert player.until(complete)["structure"]["masks"] == 1
    person.presses("palette-redo")
    assert player.until(complete)["structure"]["masks"] == 0
    person.presses("palette-more")
    player.until(lambda state: complete(state) and state["structure"]["columns"][0]["clusters"] == 4)
    person.presses("palette-fewer")
    player.until(lambda state: complete(state) and state["structure"]["columns"][0]["clusters"] == 3)
    fill = player.state["structure"]["fill"]
    person.presses("palette-fill")
    assert player.until(complete)["structure"]["fill"] != fill
    person.presses("palette-help")
    assert "help-found" in player.state["texts"]
    person.picture("help", to=(-2.0, 1.1, 1.6))
    person.looks(EYES, AHEAD)
    person.presses("help-close")
    moved = person.room()["structure"]
    person.presses("palette-bring")
    assert person.room()["structure"] != moved
    person.presses("palette-pool")
    assert player.state["scene"] == "Pool"
    assert "palette-undo" not in player.state["texts"], "masks are of scene 1"
    person.rest()
    assert "palette-menu" not in player.state["texts"]


def test_an_image_of_scene_2_says_what_it_is_and_opens_in_scene_1(person: Seated) -> None:
    player = person.player
    player.until(lambda state: state["pool"]["boundary"])
    player.rest()
    index = player.do("nearest")["index"]
    person.aims("Right", image=index)
    assert player.frames()["pool"]["hovered"] == index
    assert f"Masked copy {index}" in player.state["texts"]["pool-tip"]
    seen_at = []
    for name, side in (("left", -1), ("right", 1)):
        eye = side * EYES_APART / 2
        seen = person.picture(f"pool-{name}", eyes=(eye, 1.2, 0.0), to=(eye, 1.0, 1.1))
        at = player.where(image=index)
        seen_at.append(at[0])
        x, y = round(at[0]), seen.height - round(at[1])
        assert colours(seen.crop((x - 15, y - 15, x + 15, y + 15))) > 50
    assert seen_at[0] > seen_at[1] + 20, "it is near, and each eye sees it elsewhere"
    person.picture("pool-behind", eyes=(0.2, 1.3, 2.3), to=(0.0, 1.0, 1.1))
    person.looks(EYES, AHEAD)
    person.aims("Right", image=index)
    person.pulls()
    assert player.state["scene"] == "Structure"
    assert player.until(complete)["structure"]["masks"] == 1
    person.rest()
    assert colours(person.picture("structure")) > 5000
    person.presses("go-menu")
    assert player.state["scene"] == "Menu"


def test_the_hand_that_draws_is_chosen_and_remembered(person: Seated) -> None:
    player = person.player
    player.set("comfort-hand", "left")
    player.set("comfort-break", "every 10 minutes")
    assert player.do("remembered", key="tetrascope.hand")["text"] == "Left"
    assert player.do("remembered", key="tetrascope.break")["text"] == "10"
    person.presses("start-structure", "Left")
    person.raises("Right")
    assert "palette-menu" in player.frames()["texts"], "the palette is at the other wrist"
    layer = player.state["structure"]["columns"][0]["name"]
    person.aims("Left", layer=layer, cluster=0, row=10, column=10)
    assert row_of(player.frames()) == 10
    person.rest()
    person.presses("go-menu", "Left")
    player.set("comfort-hand", "right")


def test_a_break_is_proposed_and_waits_for_nobody(person: Seated) -> None:
    player = person.player
    for _ in range(2):
        passed = 0
        while "notice-text" not in player.frames()["texts"]:
            assert passed <= 600
            player.do("pass", seconds=10)
            passed += 10
        assert "10 minutes" in player.state["texts"]["notice-text"]
        assert "notice-bring" not in player.state["texts"]
        person.picture("break")
        person.presses("notice-close")
        assert "notice-text" not in player.state["texts"]
    assert passed > 560, "it counts anew"


def test_who_has_left_their_place_is_offered_the_scene(person: Seated) -> None:
    player = person.player
    person.presses("go-structure")
    person.rest()
    person.looks(EYES, AHEAD, recentred=True)
    person.rest()
    before = person.room()["structure"]
    elsewhere = (1.5, 1.5, -0.5)
    person.looks(elsewhere, (1.5, 1.5, 5.0))
    person.points("Right", (1.7, 1.2, -0.2), (1.7, 0.0, 0.4))
    player.frames(200)
    assert person.room()["structure"] == before, "nothing moves by itself"
    assert "notice-bring" in player.state["texts"]
    lay_out(player, person.page, person.folder)
    person.points("Right", (1.7, 1.2, -0.2), person.element("notice-bring"))
    person.holds("Right", TRIGGER)
    person.holds("Right", TRIGGER, down=False)
    assert "notice-text" not in player.frames(2)["texts"]
    after = person.room()["structure"]
    assert after["turn"] == before["turn"]
    moved = [end - start for start, end in zip(before["origin"], after["origin"], strict=True)]
    assert moved == pytest.approx([1.5, 0.3, -0.5], abs=0.02)


def test_text_is_22_mm_high_at_2_m(person: Seated) -> None:
    sizes = [
        float(declared["font-size"].removesuffix("px"))
        for sheet in STYLES
        for _, declared in rules(sheet.read_text(encoding="utf-8"))
        if "font-size" in declared
    ]
    assert sizes
    person.looks(EYES, AHEAD, recentred=True)
    person.rest()
    person.raises("Left")
    head = person.room()["head"]
    for document in ("Panels", "Palette"):
        stand = person.player.do("stand", document=document)
        distance = math.dist(head, [sum(corner[k] for corner in stand["corners"]) / 4 for k in range(3)])
        assert min(sizes) * stand["pixel"] / distance >= LEAST_TEXT, document


def test_an_address_that_is_typed_is_remembered(person: Seated, served: ServerProcess) -> None:
    player = person.player
    port = served.address.rpartition(":")[2]
    player.click("go-menu")
    player.set("address", f"localhost:{port}")
    person.presses("connect")
    player.until(lambda state: state["connection"] == "Ready")
    assert player.do("remembered", key="tetrascope.address")["text"] == f"http://localhost:{port}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_panels_in_the_room_can_be_read(person: Seated, document: str) -> None:
    show_panels(person.page, person.player.export_panels(person.folder / "read.json", document))
    assert unreadable(person.page) == []
