"""Two networks beside each other: what stands on the page is what the server itself says of each."""

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, PHONE, TOUCH
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import SIDE, percentage
from tests.browser.wire import Wire
from tests.protocol.guide_client import GuideClient, Map

from tetrascope.protocol.operations.pools import Pool
from tetrascope.report.comparison import paired_copies, paired_maps
from tetrascope.report.image_summary import fragility

LAPTOP = (1280, 720)
A, B = "efficientnet-lite0", "efficientnet-lite1"
SIDES = {A: SIDE, B: 240}
"""Rows and columns of their inputs."""
MASK = {"kind": "rectangle", "top": 56, "left": 84, "height": 56, "width": 70}
TEXT = "r56,84,56,70"
MASK_OF_B = {"kind": "rectangle", "top": 60, "left": 90, "height": 60, "width": 75}
"""At the same place of an input of 240 pixels."""


@pytest.fixture
def viewport() -> tuple[int, int]:
    return LAPTOP


class TwoNetworks:
    """The view; `page` must not have been opened yet."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.client = GuideClient(address)
        samples = self.client.get("/v1/samples")["samples"]
        self.image_id = next(one["image"]["image_id"] for one in samples if one["name"] == "cat")

    def open(self, more: str = "") -> None:
        self.page.goto(f"/#/side-by-side?image={self.image_id}&network={A}&with={B}{more}")
        self.wait()

    def wait(self) -> None:
        """Wait until both have answered in full."""
        expect(self.page.locator(".beside-panel").first).to_be_attached()
        expect(self.page.locator(".beside-waiting")).to_have_count(0)
        expect(self.page.locator(".beside-classes")).to_be_attached()
        self.wire.settle()

    def open_copies(self, more: str = "") -> None:
        """Open the pools, and wait until both are whole."""
        self.page.goto(f"/#/side-by-side?image={self.image_id}&network={A}&with={B}&show=copies{more}")
        expect(self.page.get_by_role("heading", name="The same masks")).to_be_visible()
        self.wire.settle()

    def pool(self, network: str) -> Pool:
        """The server's own, over HTTP."""
        body = {"image_id": self.image_id, "network_id": network}
        return Pool.model_validate(self.client.post("/v1/pools", body))

    def answer(self, network: str, masks: list[Map]) -> Map:
        """The server's own, over HTTP."""
        body = {"image_id": self.image_id, "network_id": network, "masks": masks, "groups": "original"}
        answer: Map = self.client.post("/v1/layers", body)
        return answer

    def cell(self, side: str, layer: str) -> Locator:
        return self.page.locator(f'.beside-cell[data-side="{side}"][data-layer="{layer}"]')

    def asked(self, network: str) -> list[Map]:
        """What was asked of a network for its columns, in order."""
        return [
            frame["body"]
            for frame in self.wire.requests("layers")
            if frame["body"]["network_id"] == network and frame.get("slot") in ("structure", "beside")
        ]


@pytest.fixture
def two(page: Page, server_process: ServerProcess) -> TwoNetworks:
    return TwoNetworks(page, server_process.address)


def test_both_answer_to_the_same_masks_and_stand_as_the_server_says(two: TwoNetworks) -> None:
    two.open(f"&masks={TEXT}")
    assert two.asked(A)[-1]["masks"] == [MASK]
    assert two.asked(B)[-1]["masks"] == [MASK_OF_B]
    answers = two.answer(A, [MASK]), two.answer(B, [MASK_OF_B])
    plain = two.answer(A, []), two.answer(B, [])
    classes = [
        {one["label"]["index"]: one["probability"] for one in each["predictions"]["classes"]} for each in answers
    ]
    for side in range(2):
        for score in answers[side]["predictions"]["classes"][:5]:
            name, index = score["label"]["name"], score["label"]["index"]
            row = two.page.locator(".beside-classes tbody tr").filter(has=two.page.get_by_text(name, exact=True))
            for column in range(2):
                known = classes[column].get(index)
                told = re.compile("^≤") if known is None else percentage(known)
                expect(row.locator("td").nth(column)).to_have_text(told)
    shared = len(classes[0].keys() & classes[1].keys())
    expect(two.page.get_by_text(re.compile(f"of each, {shared} (is|are) among those of both"))).to_be_visible()
    falls = two.page.get_by_role("list", name="What became of the unmasked picture’s answers").get_by_role("listitem")
    for side in range(2):
        first = plain[side]["predictions"]["classes"][0]
        expect(falls.nth(side)).to_contain_text(
            f"{first['label']['name']}: {percentage(first['probability'])} unmasked"
        )
        expect(falls.nth(side)).to_contain_text(f"now {percentage(classes[side][first['label']['index']])}")
    for letter, answer in zip("AB", answers, strict=True):
        for layer in answer["layers"]:
            expect(two.cell(letter, layer["layer"]).locator(".beside-panel")).to_have_count(len(layer["clusters"]))


def test_layers_stand_beside_each_other_by_resolution_and_order(two: TwoNetworks) -> None:
    two.open()
    shown = {network: two.answer(network, [])["layers"] for network in (A, B)}
    halved = {
        network: [(layer["layer"], round(math.log2(SIDES[network] / layer["height"]))) for layer in layers]
        for network, layers in shown.items()
    }
    rows: list[list[str | None]] = two.page.locator(".beside-pair").evaluate_all(
        "(pairs) => pairs.map((pair) => [...pair.children].map((cell) => cell.dataset.layer ?? null))"
    )
    for place, network in enumerate((A, B)):
        assert [row[place] for row in rows if row[place]] == [name for name, _ in halved[network]], "in order"
        share = dict(halved[network])
        assert sorted(share.values()) == list(share.values())
    both = [(dict(halved[A])[one], dict(halved[B])[other]) for one, other in rows if one and other]
    assert len(both) == min(map(len, shown.values()))
    assert all(one == other for one, other in both)


def test_a_place_is_outlined_in_both_and_on_the_input(two: TwoNetworks) -> None:
    two.open()
    stem = two.cell("A", "stem_conv").locator(".beside-panel").first
    box = stem.bounding_box()
    assert box
    row, column = 44, 72
    two.page.mouse.move(box["x"] + (column + 0.5) / 112 * box["width"], box["y"] + (row + 0.5) / 112 * box["height"])
    place = two.page.locator(".beside-place")
    expect(place).to_contain_text(f"A, Stem, cluster 1. Row {row}, column {column}: ")

    def outlined(marks: Locator) -> list[float]:
        expect(marks).to_have_count(1)
        style: list[float] = marks.evaluate(
            "({ style }) => [style.top, style.left, style.height, style.width].map(parseFloat)"
        )
        return style

    pixel = 100 / 112
    assert outlined(stem.locator(".marked-region")) == pytest.approx([row * pixel, column * pixel, pixel, pixel])
    # 44.5 of 112 rows are 47.7 of 120, and 72.5 columns 77.7.
    other = two.cell("B", "stem_conv").locator(".beside-panel").first.locator(".marked-region")
    assert outlined(other) == pytest.approx([47 / 1.2, 77 / 1.2, 1 / 1.2, 1 / 1.2])
    on_input = two.page.locator(".editor-frame .marked-region")
    assert outlined(on_input) == pytest.approx([row * pixel, column * pixel, pixel, pixel])
    two.page.mouse.move(2, 2)
    expect(two.page.locator(".marked-region")).to_have_count(0)
    two.page.mouse.move(box["x"] + 30, box["y"] + 30)
    two.page.mouse.down()
    two.page.mouse.up()
    two.page.mouse.move(2, 2)
    expect(place).to_contain_text("the place is kept")


def test_both_follow_the_hand_while_it_draws(two: TwoNetworks) -> None:
    two.open()
    canvas = two.page.get_by_role("application", name="Input image").bounding_box()
    assert canvas
    scale = canvas["width"] / SIDE
    mouse = two.page.mouse
    mouse.move(canvas["x"] + 84.5 * scale, canvas["y"] + 56.5 * scale)
    mouse.down()
    mouse.move(canvas["x"] + 153.5 * scale, canvas["y"] + 111.5 * scale, steps=4)
    # Not lifted yet, and both have been asked, each in a slot of its own.
    two.wire.wait(lambda: two.asked(A)[-1]["masks"] == [MASK] and two.asked(B)[-1]["masks"] == [MASK_OF_B])
    two.wire.settle()
    mouse.up()
    two.wait()
    slots = {(frame["body"]["network_id"], frame.get("slot")) for frame in two.wire.requests("layers")}
    assert {(A, "structure"), (B, "beside")} <= slots
    assert "masks=" in two.page.url


def test_the_link_says_both_and_keys_go_through_the_pictures(two: TwoNetworks) -> None:
    page = two.page
    page.goto(f"/#/structure?image={two.image_id}&network={A}&masks={TEXT}")
    expect(page.get_by_role("list", name="Most probable classes")).to_be_visible()
    page.get_by_role("radio", name="Two networks").click()
    two.wait()
    expect(page.get_by_label("Network A")).to_have_value(A)
    expect(page.get_by_label("Network B")).to_have_value(B)
    expect(page.get_by_label("Network B").locator("option")).to_have_text(["EfficientNet-Lite1", "EfficientNet-Lite2"])
    expect(page).to_have_url(re.compile(f"#/side-by-side.*network={A}.*with={B}"))
    expect(page).to_have_url(re.compile(f"masks={TEXT}"))
    page.get_by_role("button", name="Swap A and B").click()
    two.wait()
    expect(page).to_have_url(re.compile(f"network={B}.*with={A}"))
    assert two.asked(A)[-1]["masks"] == [MASK], "the same place again"
    page.go_back()
    expect(page.get_by_label("Network A")).to_have_value(A)
    two.wait()
    page.locator('.beside-panel[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".beside-place")).to_contain_text("A, Stem, cluster 1. Row 56, column 56: ")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".beside-place")).to_contain_text(re.compile("Row 57, column 56: .*the place is kept"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".beside-place")).to_contain_text("Row 57, column 56")
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".beside-place")).to_contain_text(re.compile("^B, Stage 1"))


def test_masks_change_one_answer_or_both_as_the_servers_pools_say(two: TwoNetworks) -> None:
    two.open_copies()
    page = two.page
    one, other = two.pool(A), two.pool(B)
    pairs = paired_copies(one, other)
    expect(page.get_by_text(re.compile(f"^Of {len(pairs)} masks at the same places of the photo, "))).to_be_visible()
    outcomes = {
        "change neither answer": [pair for pair in pairs if pair.one.kept and pair.other.kept],
        "change the answer of A alone": [pair for pair in pairs if not pair.one.kept and pair.other.kept],
        "change the answer of B alone": [pair for pair in pairs if pair.one.kept and not pair.other.kept],
        "change both answers": [pair for pair in pairs if not pair.one.kept and not pair.other.kept],
    }
    for words, found in outcomes.items():
        cell = page.get_by_role("button", name=re.compile(rf"^{len(found)} masks?: {words}$"))
        cell.click()
        expect(cell).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("heading", name=re.compile(rf"^{len(found)} masks? that {words}$"))).to_be_visible()
        expect(page.locator(".beside-photo rect")).to_have_count(len(found))
        expect(page.locator(".beside-pairitem")).to_have_count(min(8, len(found)))
    fragile = page.get_by_role("table", name="How fragile the answers of both networks are")
    row = fragile.get_by_role("row", name=re.compile("^Copies that change"))
    expect(row.get_by_role("cell")).to_have_text([str(fragility(each)[0]) for each in (one, other)])
    expect(page).to_have_url(re.compile("show=copies.*masks_that=both"))


def test_the_largest_fall_comes_first_and_leads_to_the_layers(two: TwoNetworks) -> None:
    one, other = two.pool(A), two.pool(B)
    alone = [pair for pair in paired_copies(one, other) if not pair.one.kept and pair.other.kept]
    assert alone
    two.open_copies("&masks_that=a")
    first = min(alone, key=lambda pair: pair.one.original_probability).one
    item = two.page.locator(".beside-pairitem").first
    label = next(each.name for each in one.labels if each.index == first.label)
    expect(item).to_contain_text(f"{label} {percentage(first.probability)}")
    item.hover()
    expect(two.page.locator(".beside-pointed")).to_have_attribute("data-copy", str(first.index))
    item.click()
    mask = first.mask
    expect(two.page).to_have_url(re.compile(f"masks=r{mask.top},{mask.left},{mask.height},{mask.width}"))
    two.wait()
    expect(two.page.locator(".beside-classes")).to_contain_text(percentage(first.probability))


def test_importance_is_compared_as_the_command_line_does(two: TwoNetworks) -> None:
    two.open_copies()
    maps = paired_maps(two.pool(A), two.pool(B))
    assert maps and maps.correlation is not None
    text = two.page.get_by_text(re.compile("^The rank correlation of both maps is "))
    expect(text).to_be_visible()
    shown = re.findall(r"is (.?\d\.\d\d):", text.inner_text())
    assert float(shown[0].replace(chr(0x2212), "-")) == pytest.approx(maps.correlation, abs=0.011)
    group = two.page.get_by_role("group", name=re.compile("^Importance of each pixel"))
    group.focus()
    two.page.keyboard.press("ArrowDown")
    values = two.page.locator(".beside-values")
    row, column = maps.one.shape[0] // 2 + 8, maps.one.shape[1] // 2
    expect(values).to_contain_text("Here A ")
    told = [
        float(each.replace(chr(0x2212), "-")) for each in re.findall(r"([+\u2212]?\d+\.\d) pp", values.inner_text())
    ]
    here, there = (100 * each[row, column] for each in (maps.one, maps.other))
    assert told == pytest.approx([here, there, here - there], abs=0.15)


@pytest.mark.parametrize(
    ("viewport", "context_options"),
    [(LAPTOP, {}), (LAPTOP, DARK), (PHONE, TOUCH)],
    ids=["light", "dark", "phone"],
)
def test_copies_are_accessible_and_fit(
    two: TwoNetworks, viewport: tuple[int, int], screenshot: Callable[..., Any]
) -> None:
    two.open_copies("&masks_that=a")
    page = two.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    page.locator(".beside-pairitem").first.focus()
    screenshot("copies")
    page.locator(".beside-bar").scroll_into_view_if_needed()
    screenshot("importance")
    if viewport == PHONE:
        page.get_by_role("radio", name="Answers").click()
        expect(page.get_by_role("table", name="How fragile the answers of both networks are")).to_be_visible()
        screenshot("fragile")


@pytest.mark.parametrize(
    ("viewport", "context_options"),
    [(LAPTOP, {}), (LAPTOP, DARK), (PHONE, TOUCH)],
    ids=["light", "dark", "phone"],
)
def test_it_is_accessible_and_fits(two: TwoNetworks, viewport: tuple[int, int], screenshot: Callable[..., Any]) -> None:
    two.open(f"&masks={TEXT}")
    page = two.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    help_button = page.get_by_role("button", name="Help", exact=True).bounding_box()
    assert help_button
    assert help_button["x"] + help_button["width"] <= viewport[0]
    assert_accessible(page)
    screenshot("layers")
    page.locator(".beside-pair").last.scroll_into_view_if_needed()
    screenshot("layers-end")
    if viewport == PHONE:
        page.get_by_role("radio", name="Answers").click()
        expect(page.locator(".beside-classes")).to_be_visible()
        assert_accessible(page)
        screenshot("answers")
        return
    page.locator(".beside-panel").nth(8).hover()
    expect(page.locator(".editor-frame .marked-region")).to_have_count(1)
    screenshot("place")
    page.get_by_role("button", name="What is “Two networks”?").click()
    expect(page.get_by_role("dialog", name="Help")).to_contain_text("Two networks side by side")
