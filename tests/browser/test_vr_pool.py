"""Scene 2 in an emulated headset: what is seen, pointed at, held and chosen, and what the page has of it."""

import math
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.headset import Headset, Side, Vector, wear_headset
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.until import until

ROOM = "window.tetrascope.vr.shown"
LONG = "28/4,56/5"
"""Windows that give 3,725 copies."""
MANY = """(count) => window.tetrascope.vr.shown.drawing.setImages([...Array(count).keys()].map((index) => ({
  index,
  point: [(index % 16) / 16 - 0.5, 1.1 + ((index >> 4) % 16) / 20, (index >> 8) / 16 - 0.5],
  mask: [0, 0, 0.2, 0.2],
  changed: index % 3 === 0,
  side: 0.09,
  cut: 0,
  drop: 0,
  supportVector: index % 7 === 0,
  presence: "shown",
})), true)"""
"""Gives the room as many images as a pool can have."""


class Table:
    """Scene 2 around a person who wears a headset."""

    def __init__(self, headset: Headset) -> None:
        self.headset = headset
        self.page = headset.page

    def indices(self) -> list[int]:
        """Of the images that can be pointed at."""
        found: list[int] = self.page.evaluate(
            f"[...Array(window.tetrascope.pool.stats().images).keys()].filter((k) => {ROOM}.whereIsImage(k))"
        )
        return found

    def at(self, index: int) -> Vector:
        """Where an image is, in the world's metres."""
        x, y, z = self.page.evaluate(f"(index) => {ROOM}.whereIsImage(index)", index)
        return (x, y, z)

    def point_at_one(self, side: Side = "right") -> int:
        """Point at an image that none nearer hides; its index."""
        for index in self.indices():
            self.headset.point(side, self.at(index))
            if self.hovered() == index:
                return index
        raise AssertionError("Expected an image that can be pointed at, found none.")

    def hovered(self) -> int | None:
        index: int | None = self.page.evaluate(f"{ROOM}.session.selection.hovered.peek()?.index ?? null")
        return index

    def expect_card(self, index: int) -> None:
        """Wait until a card says of an image what the page's own panel says of it."""
        panel = self.page.get_by_role("region", name=f"Masked copy {index}", exact=True)
        expect(panel).to_be_visible()
        facts = panel.locator(".pool-verdict strong, .pool-verdict .number, .pool-tag, .pool-bars .number")
        for text in facts.all_inner_texts():
            self.headset.expect_words(text.splitlines()[0])  # a name's meaning comes below it
        distance = panel.locator("dt", has_text="To the boundary").locator("+ dd").inner_text()
        self.headset.expect_words(f"To the boundary: {distance}")

    def grips(self) -> tuple[Vector, Vector]:
        """Where both hands hold things."""
        hands = "['left', 'right'].map((side) => window.tetrascope.vr.hands[side].grip.toArray())"
        (a, b, c), (d, e, f) = self.page.evaluate(hands)
        return (a, b, c), (d, e, f)


@pytest.fixture
def table(context: BrowserContext, pool_in_headset: PoolPage) -> Table:  # noqa: ARG001
    return Table(Headset(pool_in_headset.page))


@pytest.fixture
def pool_in_headset(context: BrowserContext, page: Page, server_process: ServerProcess) -> PoolPage:
    wear_headset(context)
    found = PoolPage(page, server_process.address)
    found.open(windows=QUICK)
    return found


def heading(left: Vector, right: Vector) -> float:
    """How far the way from one hand to the other is turned, in radians to the left as seen from above."""
    return math.atan2(left[2] - right[2], right[0] - left[0])


def held(point: Vector, before: tuple[Vector, Vector], after: tuple[Vector, Vector]) -> Vector:
    """Where a point is that two hands held here and have moved there, never tilting."""
    grown = math.dist(*after) / math.dist(*before)
    turn = heading(*after) - heading(*before)
    x, y, z = (p - (a + b) / 2 for p, a, b in zip(point, *before, strict=True))
    turned = (x * math.cos(turn) + z * math.sin(turn), y, z * math.cos(turn) - x * math.sin(turn))
    a, b, c = ((p + q) / 2 + grown * t for p, q, t in zip(*after, turned, strict=True))
    return (a, b, c)


@pytest.mark.parametrize("by_hand", [False, True], ids=["controllers", "hands"])
def test_the_whole_way(pool_in_headset: PoolPage, table: Table, by_hand: bool, screenshot: Callable[..., None]) -> None:
    headset, page = table.headset, table.page
    first = pool_in_headset.shown()[0]
    before = pool_in_headset.at(first)
    headset.enter("pool")
    if by_hand:
        headset.use_hands()
    for vertex in pool_in_headset.answer()["vertices"]:
        headset.expect_words(vertex["label"]["name"])
    screenshot("entered")

    # Hover: the card says what the page says.
    index = table.point_at_one()
    table.expect_card(index)
    screenshot("hovered")

    # Select: its card stays when another is pointed at.
    headset.press()
    headset.point("right", (0, 1.9, -1))
    headset.expect_words("Open in scene 1")
    table.expect_card(index)
    assert table.hovered() is None
    screenshot("selected")

    # Leave: the page has the selection, and its camera is where it was.
    headset.leave()
    expect(page.get_by_role("region", name=f"Masked copy {index}", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Let go of this copy").first).to_be_visible()
    pool_in_headset.rest()
    assert pool_in_headset.at(first) == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize("by_hand", [False, True], ids=["controllers", "hands"])
def test_what_two_hands_hold_stays_in_them(table: Table, by_hand: bool, screenshot: Callable[..., None]) -> None:
    headset = table.headset
    headset.enter("pool")
    if by_hand:
        headset.use_hands()
    # Hands that point at nothing pinch the scene itself.
    sides: tuple[Side, Side] = ("left", "right")
    for side, x in zip(sides, (-0.2, 0.2), strict=True):
        headset.aim(side, (x, 1.0, -0.4), (x, 3.0, -0.5))
    button: Literal["trigger", "squeeze"] = "trigger" if by_hand else "squeeze"
    for side in sides:
        headset.hold(side, button)
    # A hand that pinches holds things elsewhere than one that is open.
    images = table.indices()[:20]
    begun, stood = table.grips(), [table.at(index) for index in images]
    headset.place("left", (-0.3, 1.1, -0.25))
    headset.place("right", (0.35, 1.1, -0.6))
    headset.frames()
    moved = table.grips()
    assert math.dist(*moved) > 1.4 * math.dist(*begun)
    for index, before in zip(images, stood, strict=True):
        assert table.at(index) == pytest.approx(held(before, begun, moved), abs=2e-3)
    screenshot("held")

    # One hand lets go: the other one moves it, without a turn.
    headset.release("left", button)
    stood, begun = [table.at(index) for index in images], table.grips()
    headset.place("right", (0.1, 1.3, -0.5))
    headset.frames()
    shift = [b - a for a, b in zip(begun[1], table.grips()[1], strict=True)]
    for index, before in zip(images, stood, strict=True):
        expected = [a + b for a, b in zip(before, shift, strict=True)]
        assert table.at(index) == pytest.approx(expected, abs=2e-3)

    # Nobody holds it: it stays, and can be had back.
    headset.release("right", button)
    stood = [table.at(index) for index in images]
    headset.place("right", (0.3, 0.9, -0.2))
    assert [table.at(index) for index in images] == stood
    headset.show_palette()
    headset.press_button("Bring here")
    assert [table.at(index) for index in images] != stood


def test_a_bare_hand_pinches_inside_the_cloud_to_hold_it_or_to_press_a_copy(table: Table) -> None:
    headset, page = table.headset, table.page
    headset.enter("pool")
    headset.use_hands()
    index = table.point_at_one()
    headset.hold("right")
    headset.place("right", (0.26, 1.0, -0.25))
    begun, stood = table.grips()[1], table.at(index)
    headset.place("right", (0.36, 1.05, -0.3))
    shift = [b - a for a, b in zip(begun, table.grips()[1], strict=True)]
    assert math.hypot(*shift) > 0.1
    assert table.at(index) == pytest.approx([a + b for a, b in zip(stood, shift, strict=True)], abs=2e-3)
    headset.release("right")
    assert page.evaluate(f"{ROOM}.session.selection.selected.peek()") is None, "what moved was no press"

    index = table.point_at_one()
    headset.press()
    assert page.evaluate(f"{ROOM}.session.selection.selected.peek()") == index


def test_a_copy_is_opened_in_scene_1(pool_in_headset: PoolPage, table: Table) -> None:
    headset = table.headset
    headset.enter("pool")
    index = table.point_at_one()
    headset.press()
    headset.expect_words("Open in scene 1")
    headset.press_button("Open in scene 1")
    mask = next(image["mask"] for image in pool_in_headset.answer()["images"] if image["index"] == index)
    name = f"r{mask['top']},{mask['left']},{mask['height']},{mask['width']}"
    until(
        table.page,
        f"decodeURIComponent(location.hash).startsWith('#/structure?') && "
        f"decodeURIComponent(location.hash).includes({name!r})",
    )
    # The room follows the page, and with it comes the session that has the mask.
    headset.wait_for("structure")
    headset.leave()
    expect(table.page.get_by_role("list", name="Masks").get_by_role("listitem")).to_have_count(1)


def test_the_palette_filters_and_explains(pool_in_headset: PoolPage, table: Table) -> None:
    headset, page = table.headset, table.page
    headset.enter("pool")
    changed = {image["index"] for image in pool_in_headset.answer()["images"] if not image["kept"]}
    shown = set(table.indices())
    headset.show_palette()
    headset.press_button("Changed")
    headset.expect_words(f"{len(shown & changed)} of {len(shown)} pass the filters")
    assert set(table.indices()) == shown & changed
    headset.press_button("Fade with distance")
    headset.press_button("Help")
    headset.expect_words("1 of 13")
    headset.press_button("Next")
    headset.expect_words("A square window slides over the image.")
    headset.press_button("Close help")
    until(page, "!window.tetrascope.vr.words().includes('2 of 13')")
    headset.leave()
    expect(page.get_by_role("radio", name="Changed")).to_be_checked()
    expect(page.get_by_role("switch", name="Fade with distance")).not_to_be_checked()


def test_copies_arrive_while_a_pool_is_computed(
    context: BrowserContext, page: Page, server_process: ServerProcess
) -> None:
    wear_headset(context)
    pool = PoolPage(page, server_process.address)
    pool.open(windows=LONG, wait=False)
    table = Table(Headset(page))
    table.headset.enter("pool")
    table.headset.expect_words("Cancel")
    until(page, f"{ROOM}.drawing.cloud.instances.count > 0")
    table.headset.press_button("Cancel")
    table.headset.expect_words("Cancelled.")
    assert page.get_by_text("Cancelled.").is_visible()
    arrived = pool.page.evaluate(f"{ROOM}.drawing.cloud.instances.count")
    assert 0 < arrived < 3725


@pytest.mark.parametrize("images", [74, 4096])
def test_nothing_is_created_while_one_looks(table: Table, images: int) -> None:
    headset, page = table.headset, table.page
    headset.enter("pool")
    if images == 74:
        table.point_at_one()
    else:
        page.evaluate(MANY, images)
        headset.point("right", (0, 1.0, -1.1))
    index = table.hovered()
    assert index is not None
    headset.frames(10)
    before = headset.stats()
    headset.frames(60)
    after = headset.stats()
    assert {name: after[name] for name in ("geometries", "textures")} == {
        name: before[name] for name in ("geometries", "textures")
    }
    assert table.hovered() == index
    # Both eyes: the floor, two hands with rays and dots, the body in three parts, all images, four labels, a card.
    assert after["drawCalls"] <= 32
    assert after["triangles"] <= 2 * (2 * images + 3000)
