"""Small windows and fingers: everything in reach, masking and answer in sight at once, and words for the hand."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import TOUCH
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.until import until

PHONE, SMALL_PHONE, ACROSS, TABLET, DESKTOP = (390, 844), (360, 640), (844, 390), (768, 1024), (1280, 720)
SIZES: list[Any] = [
    pytest.param(size, {} if size == DESKTOP else TOUCH, id=f"{size[0]}x{size[1]}")
    for size in (SMALL_PHONE, PHONE, ACROSS, TABLET, DESKTOP)
]
FINGERS: list[Any] = [pytest.param(size, TOUCH, id=f"{size[0]}x{size[1]}") for size in (SMALL_PHONE, PHONE, ACROSS)]

OF_A_MOUSE = re.compile(r"\b((right-)?click\w*|point at|pointer|mouse|wheel|hover\w*|drop it|ctrl)\b", re.I)


def whole(locator: Locator) -> None:
    """It is in sight from edge to edge, and nothing lies over its middle."""
    expect(locator).to_be_in_viewport(ratio=1)
    on_top = locator.evaluate(
        """(element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const found = document.elementFromPoint(x + width / 2, y + height / 2);
          return element.contains(found) || found?.contains(element);
        }"""
    )
    assert on_top, f"{locator} is covered"


def cut_off(page: Page) -> list[str]:
    """Controls whose words do not fit, and what reaches out of the window sideways."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, h1, h2, output, label")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0)
          .filter((one) => {
            const { left, right } = one.getBoundingClientRect();
            const worded = one.matches(".button, .number-input, .search input");
            const clipped = worded && one.scrollWidth > one.clientWidth + 1;
            return clipped || ((left < -1 || right > innerWidth + 1) && !one.closest(".unseen, .skip"));
          })
          .filter((one) => !one.matches(".unseen, .skip"))
          .map((one) => one.outerHTML.slice(0, 160))"""
    )
    return found


@pytest.mark.parametrize(("viewport", "context_options"), SIZES)
def test_the_way_in_is_in_sight_at_once(page: Page, screenshot: Callable[..., None]) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Cup of coffee")).to_be_visible()
    for name in ("See the network", "Mask the image"):
        whole(page.get_by_role("button", name=name))
    whole(page.get_by_role("button", name="Cat", exact=True).locator("img"))
    assert cut_off(page) == []
    # And at the other end of the page, with nothing lying under the bar for good.
    page.locator("main").evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
    whole(page.get_by_role("button", name="Mask the image"))
    whole(page.get_by_role("radiogroup", name="Network").get_by_role("radio").last)
    screenshot("menu")
    page.get_by_role("button", name="Mask the image").click()
    expect(page).to_have_url(re.compile("#/pool"))


@pytest.mark.parametrize(("viewport", "context_options"), FINGERS)
def test_the_answer_is_seen_to_change_while_a_finger_masks(
    page: Page, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    structure = StructurePage(page, server_process.address)
    structure.open()
    line = page.get_by_role("button", name=re.compile("^Answer:"))
    whole(line)
    whole(structure.input)
    for tool in page.get_by_role("radiogroup", name="Tool").get_by_role("radio").all():
        whole(tool)
    whole(structure.canvas)
    assert cut_off(page) == []
    before = line.inner_text()
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    finger("touchStart", structure.place(60, 50))
    for row in range(70, 160, 15):
        finger("touchMove", structure.place(row, 60 + row))
    # The hand is still down.
    expect(line).not_to_have_text(before)
    whole(line)
    screenshot("masking")
    finger("touchEnd")
    structure.wire.settle()
    answer = structure.answer(masks=structure.wire.last_layers()["body"]["masks"])
    top = answer["predictions"]["classes"][0]
    expect(line).to_contain_text(top["label"]["name"])
    assert_accessible(page)
    line.tap()
    expect(page.get_by_role("list", name="Most probable classes")).to_be_visible()
    expect(line).to_be_hidden()
    # A finger held on the mask takes it away, as the words say.
    page.get_by_role("radio", name="Input").tap()
    expect(page.get_by_text("Hold a finger on a mask to remove it.")).to_be_attached()
    expect(structure.masks).to_have_count(1)
    finger("touchStart", structure.place(100, 100))
    expect(structure.masks).to_have_count(0)
    finger("touchEnd")


@pytest.mark.parametrize(("viewport", "context_options"), FINGERS)
def test_scene_2_on_a_phone(page: Page, server_process: ServerProcess, screenshot: Callable[..., None]) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open(windows=f"{QUICK},112/112")
    whole(pool.canvas)
    whole(page.get_by_role("heading", name="How to read it"))
    for label in (
        page.get_by_role("list", name="Labels at the corners of the tetrahedron").get_by_role("listitem").all()
    ):
        expect(label).to_be_in_viewport(ratio=1)
        box, tools = label.bounding_box(), page.get_by_role("toolbar").bounding_box()
        assert box and tools
        assert box["y"] >= tools["y"] + tools["height"], "the tools cover no label"
    assert cut_off(page) == []
    fields = pool.panel("Pool of masked copies").get_by_role("spinbutton").all()
    assert len(fields) == 7
    for field in fields:
        field.scroll_into_view_if_needed()
        room = field.evaluate("(field) => [field.scrollWidth, field.clientWidth]")
        assert room[0] <= room[1], "the number is seen whole"
    screenshot("pool")
    page.get_by_role("button", name="List of images").tap()
    row = pool.table.get_by_role("row").nth(1)
    cells = [box for cell in row.get_by_role("gridcell").all() if (box := cell.bounding_box())]
    assert len(cells) >= 4
    for one, next_one in itertools.pairwise(cells):
        assert one["x"] + one["width"] <= next_one["x"], "no cell reaches into the next"
    name = row.locator(".pool-cell-name").evaluate("(name) => [name.clientWidth, name.scrollWidth]")
    assert name[0] >= min(name[1], 80), "the label can be read"
    row.tap()
    expect(page.locator(".pool-pinned")).to_be_in_viewport(ratio=1)
    stage, card = page.locator(".pool-stage").bounding_box(), page.locator(".pool-pinned").bounding_box()
    assert stage and card
    assert card["y"] >= stage["y"], "what is chosen stands over the scene and not over the tools"
    page.locator(".pool-pinned").get_by_role("button", name="Let go of this copy").tap()
    page.get_by_role("button", name="List of images").tap()
    pool.rest()
    # A finger chooses a copy, and reads what a class means.
    x, y, _ = pool.at(pool.on_top(pool.shown()))
    page.touchscreen.tap(x, y)
    expect(page).to_have_url(re.compile("pick="))
    page.get_by_role("radio", name="Findings").tap()
    expect(page.get_by_role("heading", name=re.compile(r"^Masked copy \d+"))).to_be_visible()
    name = pool.panel("The whole image").locator(".class-name").first
    name.scroll_into_view_if_needed()
    name.tap()
    expect(page.locator(".tooltip")).to_be_visible()
    assert_accessible(page)
    screenshot("meaning")


@pytest.mark.parametrize(("viewport", "context_options"), FINGERS)
def test_feature_maps_have_the_room_that_there_is(
    page: Page, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    structure = StructurePage(page, server_process.address)
    structure.open(layer="block2a_project_conv", cluster="1", criterion="mean_activation")
    title = page.get_by_role("heading", name="block2a_project_conv")
    close = page.get_by_role("button", name="Close feature maps")
    whole(close)
    boxes = [one.bounding_box() for one in (title, close)]
    assert boxes[0] and boxes[1]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 44, "it stands beside the title, and takes no line of its own"
    first = page.get_by_role("list", name="Feature maps").locator(".map-cell").first
    first.evaluate("(map) => map.scrollIntoView({ block: 'center' })")
    whole(first)
    screenshot("maps")
    first.tap()
    expect(page.get_by_role("application", name=re.compile("^Channel "))).to_be_visible()
    page.get_by_role("button", name="All maps").tap()
    page.get_by_role("button", name="Close feature maps").tap()
    expect(page.get_by_role("list", name="Feature maps")).to_be_hidden()


@pytest.mark.parametrize("first_visit", [True])
@pytest.mark.parametrize(("viewport", "context_options"), [*FINGERS, pytest.param((640, 360), TOUCH, id="640x360")])
def test_the_offer_of_a_story_lies_over_nothing(
    page: Page, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open(windows=QUICK)
    offer = page.get_by_role("complementary", name="Offered story")
    whole(offer.get_by_role("button", name="Begin"))
    whole(page.get_by_role("button", name="Help", exact=True))
    whole(pool.canvas)
    run = page.get_by_role("button", name="Run again")
    run.evaluate("(run) => run.scrollIntoView({ block: 'center' })")
    whole(run)
    assert cut_off(page) == []
    screenshot("offer")
    run.tap()
    offer.get_by_role("button", name="Not now").tap()
    expect(offer).to_be_hidden()
    page.get_by_role("radio", name="Network structure").tap()
    whole(offer.get_by_role("button", name="Begin"))
    whole(page.get_by_role("application", name="Input image"))
    screenshot("offer-structure")


@pytest.mark.parametrize("context_options", [TOUCH])
@pytest.mark.parametrize("viewport", [PHONE])
def test_a_finger_is_told_nothing_of_a_mouse(page: Page, server_process: ServerProcess) -> None:
    def said() -> list[str]:
        text: str = page.evaluate("document.body.innerText")
        return OF_A_MOUSE.findall(text)

    # They listen from the page's first moment on.
    structure, pool = StructurePage(page, server_process.address), PoolPage(page, server_process.address)
    page.goto("/")
    expect(page.get_by_role("button", name="Cup of coffee")).to_be_visible()
    assert said() == []
    page.get_by_role("button", name="Help", exact=True).tap()
    dialog = page.get_by_role("dialog", name="Help")
    topics = dialog.get_by_role("listitem").get_by_role("button")
    expect(topics.first).to_be_visible()
    for name in topics.all_inner_texts():
        topics.filter(has_text=re.compile(f"^{re.escape(name.strip())}$")).first.tap()
        expect(dialog.get_by_role("article")).to_be_visible()
        text = dialog.get_by_role("article").locator("p").all_inner_texts()
        assert OF_A_MOUSE.findall(" ".join(text)) == [], name
        dialog.get_by_role("button", name="All topics").tap()
    page.keyboard.press("Escape")
    structure.open()
    for tool in ("Rectangle", "Brush", "Superpixels", "Move", "Remove"):
        page.get_by_role("radiogroup", name="Tool").get_by_role("radio", name=tool, exact=True).tap()
        assert said() == [], tool
    pool.open(windows=QUICK)
    for tab in ("Controls", "Findings"):
        page.get_by_role("radio", name=tab).tap()
        assert said() == [], tab


@pytest.mark.parametrize("viewport", [PHONE])
def test_the_words_follow_the_hand_that_was_used_last(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("Drop it anywhere")).to_be_visible()
    page.evaluate(
        """document.body.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }))"""
    )
    expect(page.get_by_text("Drop it anywhere")).to_be_hidden()
    page.get_by_role("heading", level=1).click()
    until(page, "document.body.innerText.includes('Drop it anywhere')")
