"""Scene 2: the pool as it arrives, what the scene shows of it, filters, files, and the way into scene 1."""

import base64
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import DARK
from tests.browser.pixels import canvas_pixels, colour, decoded, distance, seen
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import SCENES, StructurePage, percentage
from tests.browser.until import frames_drawn
from tests.browser.wire import Map
from tests.protocol.guide_client import values

BLACK, WHITE = ("Black", np.array([0, 0, 0])), ("White", np.array([255, 255, 255]))
"""What the border of support vectors is called in a theme, and its colour."""
KEPT, CHANGED = (colour(SCENES["colours"][name]) for name in ("kept", "changed"))


@pytest.fixture
def pool(page: Page, server_process: ServerProcess) -> PoolPage:
    return PoolPage(page, server_process.address)


def test_images_arrive_one_after_the_other_to_the_last(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    page = pool.page
    # Windows that no other test asks for, so that no cache answers.
    pool.open("rocket", wait=False, windows="83/41,55/27,27/9")
    pool.wire.wait(lambda: any(frame.get("kind") == "pool_batch" for frame in pool.wire.got))
    [request] = pool.wire.requests("pools")
    early = page.evaluate("window.tetrascope.pool.stats().images")
    assert early > 0
    assert pool.wire.end(request) is None, "images are on screen before the pool is whole"
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel").first).to_be_visible()
    screenshot("arriving")
    pool.wait()
    images = pool.answer()["images"]
    assert early < len(images)
    assert page.evaluate("window.tetrascope.pool.stats().images") == len(images)
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_the_default_pool_is_shown_as_the_server_says(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open()
    page = pool.page
    answer = pool.answer()
    assert len(answer["images"]) == 299
    stats = page.evaluate("window.tetrascope.pool.stats()")
    assert stats["images"] == 299
    assert stats["drawCalls"] <= 6
    labels = page.get_by_role("list", name="Labels at the corners of the tetrahedron").get_by_role("listitem")
    expect(labels).to_have_count(4)
    for label, vertex in zip(labels.all(), answer["vertices"], strict=True):
        expect(label).to_contain_text(vertex["label"]["name"])
        expect(label).to_contain_text(percentage(vertex["mean_probability"]))
    selected = {image["index"] for image in answer["images"] if image["represents"] is not None}
    assert set(pool.shown()) == selected
    page.get_by_role("switch", name="All images of the pool").click()
    pool.rest()
    assert len(pool.shown()) == 299
    screenshot("whole")
    assert frames_drawn(page, "pool") == 0, "nothing is drawn while nothing moves"


def test_images_stand_at_their_positions(pool: PoolPage) -> None:
    pool.open(windows=QUICK, spread="0", all="1")
    images = pool.answer()["images"]
    box = pool.canvas.bounding_box()
    assert box
    corners = [
        pool.page.evaluate("(k) => { const at = window.tetrascope.pool.projectVertex(k); return [at.x, at.y] }", k)
        for k in range(4)
    ]
    # What is seen of a point is not its weighted mean of corners in the picture, because of the perspective; but it
    # is the point's own projection, which the camera gives.
    numbers = SCENES["pool"]
    view = pool.page.evaluate("(points) => points.map((at) => window.tetrascope.pool.project(at))", list(range(74)))
    middle = np.array([0, numbers["centre_height"], 0])
    world = np.array([image["position"] for image in images]) * numbers["circumradius"] + middle
    vertices = np.array(numbers["vertices"]) * numbers["circumradius"] + middle
    projection = fitted(np.vstack([vertices, world[:40]]), corners + [[at["x"], at["y"]] for at in view[:40]])
    found = projected(projection, world)
    expected = np.array([[at["x"], at["y"]] for at in view])
    assert np.abs(found - expected).max() < 0.5, "pixels"


def fitted(points: np.ndarray, seen_at: list[list[float]]) -> np.ndarray:
    """The camera (3, 4) that sees points of the world at these places: direct linear transformation."""
    rows = []
    for point, (x, y) in zip(points, seen_at, strict=True):
        p = np.append(point, 1)
        rows.append(np.concatenate([p, np.zeros(4), -x * p]))
        rows.append(np.concatenate([np.zeros(4), p, -y * p]))
    scale = np.abs(rows).max(axis=0)
    solution: np.ndarray = (np.linalg.svd(np.array(rows) / scale)[2][-1] / scale).reshape(3, 4)
    return solution


def projected(camera: np.ndarray, points: np.ndarray) -> np.ndarray:
    x, y, w = camera @ np.hstack([points, np.ones((len(points), 1))]).T
    return np.stack([x / w, y / w], axis=-1)


def test_a_hover_shows_the_mask_with_its_probabilities_and_a_click_keeps_it(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    answer = pool.answer()
    index = pool.on_top(pool.shown())
    image = answer["images"][index]
    x, y, _ = pool.at(index)
    pool.page.mouse.move(x, y)
    details = pool.panel(f"Masked copy {index}")
    expect(details).to_be_visible()
    mask = image["mask"]
    picture = details.get_by_role("img", name=f"rows {mask['top']} to {mask['top'] + mask['height'] - 1}")
    expect(picture).to_be_visible()
    assert canvas_pixels(picture).std() > 15
    text = details.inner_text()
    for vertex, probability in zip(answer["vertices"], image["probabilities"], strict=True):
        after = text.partition(vertex["label"]["name"])[2]
        assert after, text
        assert percentage(probability) in after
    assert percentage(image["outside"]) in text.partition("Outside the four labels")[2]
    assert ("kept" if image["kept"] else "changed") in text
    screenshot("hover")
    pool.page.mouse.move(pool.canvas.bounding_box()["x"] + 8, 400)  # type: ignore[index]
    expect(details).to_be_hidden()
    pool.rest()
    x, y, _ = pool.at(index)
    pool.page.mouse.click(x, y)
    pool.page.mouse.move(pool.canvas.bounding_box()["x"] + 8, 400)  # type: ignore[index]
    expect(details).to_be_visible()
    expect(pool.page).to_have_url(re.compile(f"pick={index}"))


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_the_panel_begins_with_what_is_needed_first_and_stays_as_it_was_folded(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    controls = pool.page.get_by_role("complementary", name="Controls")
    titles = controls.get_by_role("heading", level=2).all_inner_texts()
    assert titles[:2] == ["How to read it", "Pool of masked copies"]
    assert titles[-1] == "Filters"
    legend, run = pool.panel("How to read it"), controls.get_by_role("button", name="Run again")
    expect(legend.get_by_role("listitem").last).to_be_in_viewport(ratio=1)
    expect(run).to_be_in_viewport(ratio=1)
    screenshot("controls")
    legend.get_by_role("button", name="How to read it", exact=True).click()
    expect(legend.get_by_role("listitem")).to_have_count(0)
    pool.page.reload()
    expect(controls.get_by_role("heading", level=2)).to_have_text(titles)
    expect(legend.get_by_role("listitem")).to_have_count(0)
    legend.get_by_role("button", name="How to read it", exact=True).click()
    expect(legend.get_by_role("listitem")).to_have_count(5)


def test_a_card_at_the_pointer_covers_neither_the_panel_nor_the_image(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    card = pool.page.locator(".pool-card")
    shown = pool.shown()
    pool.page.mouse.move(*pool.at(pool.on_top(shown))[:2])
    expect(pool.panel(f"Masked copy {pool.on_top(shown)}")).to_be_in_viewport()
    expect(card).to_have_count(0)
    # Once the panel is scrolled away the card says it, somewhere in the scene.
    pool.panel("Boundary").get_by_text("On the right side").scroll_into_view_if_needed()
    scene = pool.canvas.bounding_box()
    assert scene
    for index in {pool.on_top(shown), pool.on_top(shown[::-1])}:
        x, y, half = pool.at(index)
        pool.page.mouse.move(x, y)
        expect(card).to_contain_text(percentage(pool.answer()["images"][index]["probability"]))
        box = card.bounding_box()
        assert box
        assert scene["x"] <= box["x"] and box["x"] + box["width"] <= scene["x"] + scene["width"]
        assert scene["y"] <= box["y"] and box["y"] + box["height"] <= scene["y"] + scene["height"]
        beside = box["x"] > x + half or box["x"] + box["width"] < x - half
        assert beside or box["y"] > y + half or box["y"] + box["height"] < y - half, "the image stays in sight"
    screenshot("card")


@pytest.mark.parametrize(("context_options", "border"), [({}, BLACK), (DARK, WHITE)], ids=["light", "dark"])
def test_kept_changed_and_support_vectors_are_told_apart(
    pool: PoolPage, border: tuple[str, np.ndarray], screenshot: Callable[..., None]
) -> None:
    # A chosen image is in sight whatever the filters say: this one lets none pass, so that nothing lies around it.
    pool.open(windows=QUICK, all="1", hide="1", filter="outside:0")
    assert pool.shown() == []
    answer, boundary = pool.answer(), pool.boundary()
    support = set(boundary["support_vectors"])
    kinds: dict[tuple[bool, bool], list[int]] = {}
    for image in answer["images"]:
        kinds.setdefault((image["kept"], image["index"] in support), []).append(image["index"])
    assert len(kinds) == 4, "kept and changed, each with and without support vectors"
    pool.page.get_by_role("button", name="Come closer").click()
    for (kept, supports), indices in kinds.items():
        for index in indices[:3]:
            pool.page.evaluate(
                "(index) => { location.hash = location.hash.replace(/&pick=\\d+|$/, `&pick=${index}`) }", index
            )
            expect(pool.panel(f"Masked copy {index}")).to_be_visible()
            pool.rest()
            check_borders(pool, index, kept, supports, border[1])
    screenshot("chosen")
    # What the words call black or white is black or white: in the legend, and in the help.
    legend = pool.panel("How to read it")
    expect(legend).to_contain_text(f"{border[0]} border")
    own = legend.locator(".pool-sign-border").evaluate("(sign) => getComputedStyle(sign).stroke")
    assert (distance(colour_of(own), border[1]) < 20).all()
    pool.page.keyboard.press("?")
    pool.page.get_by_label("Search the help").fill("support vectors hold")
    pool.page.get_by_role("dialog").get_by_role("button", name="Support vectors").click()
    expect(pool.page.get_by_role("dialog")).to_contain_text(f"a {border[0].lower()} border")


def colour_of(css: str) -> np.ndarray:
    """The three channels of `rgb(…)`."""
    return np.array([[int(number) for number in re.findall(r"\d+", css)[:3]]])


def check_borders(pool: PoolPage, index: int, kept: bool, supports: bool, own_border: np.ndarray) -> None:
    """An image's frame has its answer's colour, a border more if it is a support vector, and its right corners."""
    x, y, half = pool.at(index)
    assert half > 20, "large enough to be looked at"
    # Borders are two pixels wide: what is cut out begins with a whole pixel, or each would be one beside its place.
    left, top, side = int(x - 1.4 * half), int(y - 1.4 * half), int(2.8 * half) + 2
    picture = seen(pool.page, left, top, side, side)

    def at(right: float, up: float) -> np.ndarray:
        """The pixel in which a place lies that is this many half sides from the image's middle."""
        pixel: np.ndarray = picture[int(y - up * half - top), int(x + right * half - left)]
        return pixel

    own = KEPT if kept else CHANGED
    frame = np.array([at(-1.045, 0.3), at(-1.045, -0.3), at(0.3, -1.045), at(-0.9, 1.045)])
    assert (distance(frame, own) < 60).all(), (index, frame, own)
    corner = np.array([at(1.045, 0.9), at(0.9, 1.045)])
    assert (distance(corner, own) < 60).all() == kept, "only a changed image lacks its top right corner"
    border = np.array([at(-1.17, 0.3), at(-1.17, -0.3), at(0.3, -1.17)])
    assert (distance(border, own_border) < 80).all() == supports, (index, border)


def test_the_boundary_is_the_servers(pool: PoolPage) -> None:
    pool.open(windows=QUICK)
    boundary = pool.boundary()
    panel = pool.panel("Boundary")
    expect(panel).to_contain_text(f"{boundary['kept']} kept")
    expect(panel).to_contain_text(f"{boundary['changed']} changed")
    support = len(boundary["support_vectors"])
    expect(panel).to_contain_text(f"{support} of {boundary['kept'] + boundary['changed']}")
    expect(panel).to_contain_text(percentage(boundary["accuracy"]))
    expect(panel).to_contain_text(percentage(boundary["cross_validated_accuracy"]))
    expect(panel).to_contain_text(boundary["explanation"])
    assert float(panel.inner_text().partition("standardised logits")[2].split()[0]) == pytest.approx(
        boundary["margin"], rel=5e-3
    )


def test_filters_leave_what_was_asked_for(pool: PoolPage) -> None:
    pool.open(windows=QUICK, all="1")
    page, answer = pool.page, pool.answer()
    images, support = answer["images"], set(pool.boundary()["support_vectors"])
    page.get_by_role("switch", name="Hide the others").click()
    filters = pool.panel("Filters")

    def expect_shown(expected: set[int]) -> None:
        expect(filters.get_by_text(f"{len(expected)} of {len(images)} pass the filters")).to_be_visible()
        pool.rest()
        assert set(pool.shown()) == expected

    expect_shown({image["index"] for image in images})
    filters.get_by_role("radio", name="Changed").click()
    changed = {image["index"] for image in images if not image["kept"]}
    expect_shown(changed)
    filters.get_by_role("switch", name="Support vectors only").click()
    expect_shown(changed & support)
    filters.get_by_role("button", name="Reset").click()
    limit = sorted(image["outside"] for image in images)[len(images) // 2]
    share = int(limit * 100) / 100
    slider = filters.get_by_label("Outside the four labels, at most")
    slider.fill(str(share))
    expect_shown({image["index"] for image in images if image["outside"] <= share})
    slider.fill("1")
    label = answer["vertices"][1]["label"]
    if any(image["label"] == label["index"] for image in images):
        filters.get_by_label("Most probable label").select_option(label=label["name"])
        expect_shown({image["index"] for image in images if image["label"] == label["index"]})
        filters.get_by_role("button", name="Reset").click()
    filters.get_by_label("Window", exact=True).select_option(label="56 × 56, stride 28")
    expect_shown({image["index"] for image in images if image["window"] == 1})


def test_a_pool_is_cancelled_and_run_again_with_other_windows(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    page = pool.page
    pool.open("temple", wait=False, windows="40/5")
    pool.wire.wait(lambda: any(frame.get("kind") == "pool_batch" for frame in pool.wire.got))
    page.get_by_role("button", name="Cancel").first.click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    [request] = pool.wire.requests("pools")
    pool.wire.wait(lambda: any(frame["type"] == "cancel" and frame["id"] == request["id"] for frame in pool.wire.sent))
    left = page.evaluate("window.tetrascope.pool.stats().images")
    assert 0 < left < 38 * 38
    screenshot("cancelled")
    window = page.get_by_role("group", name="Window 1")
    for name, value in (("Size", "100"), ("Stride", "31")):
        window.get_by_role("spinbutton", name=name).fill(value)
        window.get_by_role("spinbutton", name=name).press("Enter")
    copies = (-(-(224 - 100) // 31) + 1) ** 2
    expect(page.get_by_text(f"{copies} masked copies").first).to_be_visible()
    expect(page.get_by_text("made with other settings")).to_be_visible()
    page.get_by_role("button", name="Run again").first.click()
    pool.wait()
    assert pool.request()["windows"] == [{"size": 100, "stride": 31}]
    assert page.evaluate("window.tetrascope.pool.stats().images") == copies
    expect(page).to_have_url(re.compile("windows=100/31"))


def predicted(controls: Locator) -> dict[tuple[str, str], int]:
    """Size and stride of each window, and how many copies the page says that it adds."""
    rows = controls.get_by_role("group", name=re.compile("^Window")).all()
    fields = [[row.get_by_role("spinbutton", name=name).input_value() for name in ("Size", "Stride")] for row in rows]
    copies = [int(row.get_by_role("status").inner_text().split()[0]) for row in rows]
    return {(size, stride): count for (size, stride), count in zip(fields, copies, strict=True)}


def counted(answer: Map) -> dict[tuple[str, str], int]:
    """How many copies each window of the server's pool has."""
    windows = [(str(window["size"]), str(window["stride"])) for window in answer["windows"]]
    return dict(Counter(windows[image["window"]] for image in answer["images"]))


def test_the_smallest_window_is_refined_where_it_matters(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    # Named in another order than the server's, which begins with the largest.
    pool.open(windows="56/28,84/42")
    controls = pool.panel("Pool of masked copies")
    assert predicted(controls) == counted(pool.answer()) == {("56", "28"): 49, ("84", "42"): 25}
    expect(controls).to_contain_text("74 masked copies")
    controls.get_by_role("switch", name="Refine where it matters").check()
    expect(controls).to_contain_text("38 masked copies")
    controls.get_by_role("button", name="Run again").click()
    pool.wire.wait(lambda: bool(pool.wire.requests("pools")) and pool.request().get("refine") is True)
    pool.wait()
    expect(pool.page).to_have_url(re.compile("refine=1"))
    images = pool.answer()["images"]
    assert len(images) == 38
    assert predicted(controls) == counted(pool.answer()) == {("56", "28"): 13, ("84", "42"): 25}
    expect(pool.panel("Filters")).to_contain_text(" of ")
    screenshot("pool-refined")
    pool.page.reload()
    pool.wait()
    assert pool.request()["refine"] is True


def test_copies_of_a_padded_picture_are_counted_as_the_server_makes_them(pool: PoolPage) -> None:
    # Of the smallest the last row stands flush with the lower edge, which is black: no copy is made there.
    pool.open("cat", windows="84/42,28/14,40/9", fit="pad")
    controls = pool.panel("Pool of masked copies")
    answer = pool.answer()
    assert answer["framing"]["input"]["height"] < 224, "some of the input is black"
    assert predicted(controls) == counted(answer)
    expect(controls).to_contain_text(f"{len(answer['images']):,} masked copies")
    controls.get_by_role("switch", name="Refine where it matters").check()
    assert predicted(controls) == counted(pool.answer(refine=True))


def test_a_click_leads_to_the_same_masked_image_in_scene_1(pool: PoolPage) -> None:
    pool.open(windows=QUICK, fill="blur")
    index = pool.on_top(pool.shown())
    image = pool.answer()["images"][index]
    x, y, _ = pool.at(index)
    pool.page.mouse.click(x, y)
    pool.panel(f"Masked copy {index}").get_by_role("button", name="Open in scene 1").click()
    structure = StructurePage.__new__(StructurePage)
    structure.page, structure.wire, structure.client = pool.page, pool.wire, pool.client
    structure.image_id = pool.image_id
    structure.wire.wait(lambda: bool(structure.wire.scene_requests()))
    structure.wait()
    body = structure.wire.last_layers()["body"]
    assert body["masks"] == [{"kind": "rectangle", **{key: image["mask"][key] for key in NAMES}}]
    assert body["fill"] == "blur"
    structure.assert_shown(structure.answer(masks=body["masks"], fill="blur"))
    assert structure.shown_classes()[0][1] == percentage(image["probability"])
    pool.page.go_back()
    expect(pool.canvas).to_be_visible()
    pool.rest()
    assert len(pool.wire.requests("pools")) == 1, "what is known is not computed again"
    assert pool.page.evaluate("window.tetrascope.pool.stats().images") == 74


NAMES = ("top", "left", "height", "width")


def test_the_heat_map_is_red_where_the_label_needs_the_pixel(pool: PoolPage) -> None:
    pool.open(windows=QUICK)
    answer = pool.answer()
    importance = np.array(values(answer["importance"]))
    panel = pool.panel("Importance")
    shown = canvas_pixels(panel.locator("canvas").first)
    assert shown.shape[:2] == importance.shape
    red, _, blue = (shown[:, :, channel] for channel in range(3))
    largest = np.abs(importance).max()
    assert (red[importance > 0.1 * largest] > blue[importance > 0.1 * largest]).all()
    assert (importance < -0.1 * largest).any() or (importance > 0.1 * largest).any()
    assert (blue[importance < -0.1 * largest] > red[importance < -0.1 * largest]).all()
    row, column = np.unravel_index(importance.argmax(), importance.shape)
    box = panel.get_by_role("img", name=re.compile("^Importance of each pixel")).bounding_box()
    assert box
    pool.page.mouse.move(
        box["x"] + (column + 0.5) / importance.shape[1] * box["width"],
        box["y"] + (row + 0.5) / importance.shape[0] * box["height"],
    )
    points = f"{importance[row, column] * 100:.1f} pp"
    expect(panel.get_by_role("status")).to_contain_text(f"{points} at row {row}, column {column}")


def test_the_list_is_sorted_read_and_walked_by_keyboard(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open(windows=QUICK, all="1")
    answer = pool.answer()
    pool.page.get_by_role("button", name="List of images").click()
    expect(pool.table).to_have_attribute("aria-rowcount", "75")
    change = {one["index"]: one["original_probability"] for one in answer["images"]}
    order = sorted(change, key=lambda index: (change[index], index))
    screenshot("list")
    pool.table.focus()
    for index in order[:3]:
        pool.table.press("ArrowDown")
        expect(pool.panel(f"Masked copy {index}")).to_be_visible()
        expect(pool.table).to_have_attribute("aria-activedescendant", f"pool-line-{index}")
    pool.page.get_by_role("button", name="Outside", exact=True).click()
    outside = {one["index"]: one["outside"] for one in answer["images"]}
    first = sorted(outside, key=lambda index: (outside[index], index))[0]
    pool.table.press("Home")
    expect(pool.panel(f"Masked copy {first}")).to_be_visible()
    expect(pool.table.get_by_role("row", selected=True)).to_contain_text(percentage(outside[first]))


def test_the_pool_is_saved(pool: PoolPage) -> None:
    pool.open(windows=QUICK)
    answer, boundary = pool.answer(), pool.boundary()

    def save(item: str) -> bytes:
        pool.page.get_by_role("button", name="Export").click()
        with pool.page.expect_download() as download:
            pool.page.get_by_role("menuitem", name=item).click()
        return Path(download.value.path()).read_bytes()

    saved = json.loads(save("The pool as JSON"))
    assert saved["whole"] is True
    assert saved["request"] == pool.request()
    assert saved["boundary"]["support_vectors"] == boundary["support_vectors"]
    assert [one["index"] for one in saved["pool"]["images"]] == list(range(74))
    assert base64.b64decode(saved["pool"]["importance"]["data"]) == answer["importance"]["data"]
    rows = list(csv.DictReader(io.StringIO(save("The images as CSV").decode())))
    assert len(rows) == 74
    for row, image in zip(rows, answer["images"], strict=True):
        assert float(row["original_probability"]) == pytest.approx(image["original_probability"])
        assert row["kept"] == ("yes" if image["kept"] else "no")
        assert float(row["position_y"]) == pytest.approx(image["position"][1], abs=1e-9)
        assert row["support_vector"] == ("yes" if image["index"] in boundary["support_vectors"] else "no")
    picture = decoded(save("The view as PNG"))
    assert picture.reshape(-1, 3).std(axis=0).min() > 5


def test_where_every_copy_keeps_its_label_this_is_explained(pool: PoolPage) -> None:
    pool.open("coffee", windows="24/24")
    boundary = pool.boundary()
    assert boundary["status"] == "one_class"
    expect(pool.panel("Boundary")).to_contain_text(boundary["explanation"])
    expect(pool.panel("Boundary")).to_contain_text("0 changed")
    expect(pool.panel("Filters").get_by_role("switch", name="Support vectors only")).to_be_disabled()
