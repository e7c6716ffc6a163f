"""Scene 2 in its arrangements: in the tetrahedron, on the photo, by the drop."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PHONE, TOUCH
from tests.browser.pixels import seen
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.until import frames_drawn
from tests.browser.wire import Map


def change(answer: Map, image: Map) -> float:
    """How a mask changes the probability of the label examined, by the server's numbers."""
    return float(image["original_probability"] - answer["examined"]["probability"])


def choose(pool: PoolPage, arrangement: str) -> None:
    pool.page.get_by_role("radio", name=arrangement).click()
    pool.rest()


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_on_the_photo_each_copy_stands_at_its_masks_place(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open()
    page, answer = pool.page, pool.answer()
    choose(pool, "On the photo")
    expect(page).to_have_url(re.compile("arrange=photo"))
    images = answer["images"]
    assert set(pool.shown()) == set(range(len(images))), "all copies, whether they represent a label or not"
    expect(page.get_by_role("list", name="Windows of the pool").get_by_role("listitem")).to_have_text(
        [f"{one['size']} × {one['size']} stride {one['stride']}" for one in answer["windows"]]
    )
    for window in range(len(answer["windows"])):
        copies = [image for image in images if image["window"] == window]
        middles = np.array(
            [
                [image["mask"]["left"] + image["mask"]["width"] / 2, image["mask"]["top"] + image["mask"]["height"] / 2]
                for image in copies
            ]
        )
        places = np.array([pool.at(image["index"])[:2] for image in copies])
        # One scale for both directions, and one shift of each window's photo.
        scale = (places.max(axis=0) - places.min(axis=0)) / (middles.max(axis=0) - middles.min(axis=0))
        assert scale[0] == pytest.approx(scale[1], rel=0.01)
        moved = places - middles * scale
        assert np.abs(moved - moved.mean(axis=0)).max() < 0.7, "pixels"
    screenshot("light")
    page.emulate_media(color_scheme="dark")
    pool.rest()
    screenshot("dark")
    assert_accessible(page)
    assert page.evaluate("window.tetrascope.pool.stats().drawCalls") <= 6
    assert frames_drawn(page, "pool") == 0, "nothing is drawn while nothing moves"


def test_on_the_photo_a_copy_is_red_where_it_takes_the_label_away(pool: PoolPage) -> None:
    pool.open(windows="84/84", arrange="photo")
    answer = pool.answer()
    drops = {image["index"]: -change(answer, image) for image in answer["images"]}
    largest = max(abs(drop) for drop in drops.values())

    def redness(index: int) -> float:
        x, y, half = pool.at(index)
        picture = seen(pool.page, int(x - half / 2), int(y - half / 2), int(half), int(half)).astype(float)
        return float((picture[..., 0] - picture[..., 2]).mean())

    # The last row and column stand flush with the edge, over others.
    clear = [
        image["index"] for image in answer["images"] if pool.picked(*pool.at(image["index"])[:2]) == image["index"]
    ]
    strong = [index for index in clear if abs(drops[index]) > 0.3 * largest]
    assert strong
    for index in strong:
        assert (redness(index) > 0) == (drops[index] > 0), (index, drops[index])
    order = sorted(clear, key=lambda index: drops[index])
    assert redness(order[-1]) > redness(order[0]) + 20


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_by_the_drop_copies_are_sorted_and_the_axis_is_read(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open()
    page, answer = pool.page, pool.answer()
    choose(pool, "By the drop")
    expect(page).to_have_url(re.compile("arrange=drop"))
    images = answer["images"]
    places = {image["index"]: pool.at(image["index"]) for image in images}
    read = sorted(images, key=lambda image: (round(places[image["index"]][1]), places[image["index"]][0]))
    changes = [change(answer, image) for image in read]
    assert changes == sorted(changes)
    name = answer["examined"]["label"]["name"]
    axis = page.get_by_role("list", name=f"Change of the probability of {name}, of the first copy of each row")
    falling = sum(one < 0 for one in changes)
    expect(axis.get_by_text(f"{name} falls {falling} copies")).to_be_visible()
    expect(axis.get_by_text(f"−{-changes[0] * 100:.1f} pp")).to_be_visible()
    screenshot("light")
    page.emulate_media(color_scheme="dark")
    pool.rest()
    screenshot("dark")
    assert_accessible(page)


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_what_is_chosen_filtered_and_pointed_at_is_the_same_in_every_arrangement(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    page, answer = pool.page, pool.answer()
    images = answer["images"]
    index = min(images, key=lambda image: change(answer, image))["index"]
    choose(pool, "By the drop")
    x, y, _ = pool.at(index)
    page.mouse.click(x, y)
    expect(pool.panel(f"Masked copy {index}")).to_be_visible()
    choose(pool, "On the photo")
    expect(pool.panel(f"Masked copy {index}")).to_be_visible()
    page.mouse.move(5, 5)
    pool.rest()
    screenshot("chosen")
    other = next(
        image["index"] for image in images if image["index"] != index and image["window"] != images[index]["window"]
    )
    x, y, _ = pool.at(other)
    page.mouse.move(x, y)
    expect(pool.panel("Importance").locator(".pool-importance-mask")).to_have_attribute("data-copy", str(other))
    filters = pool.panel("Filters")
    filters.get_by_role("radio", name="Changed").click()
    changed = {image["index"] for image in images if not image["kept"]}
    expect(filters.get_by_text(f"{len(changed)} of {len(images)} pass the filters")).to_be_visible()
    page.mouse.move(5, 5)
    pool.rest()
    assert set(pool.shown()) == changed | {index}
    # A drag moves what is flat and does not turn it, and the link says how it is seen.
    box = pool.canvas.bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] - 40
    before = pool.at(index)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 30, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("cam="))
    pool.rest()
    after = pool.at(index)
    assert after[2] == pytest.approx(before[2], abs=0.2), "as large as before"
    assert after[0] - before[0] == pytest.approx(60, abs=8)
    page.reload()
    pool.wait()
    again = pool.at(index)
    assert again[:2] == pytest.approx(after[:2], abs=2)
    choose(pool, "Tetrahedron")
    expect(page).to_have_url(re.compile("arrange=tetrahedron"))
    expect(page).not_to_have_url(re.compile("cam="))
    expect(page.get_by_role("list", name="Labels at the corners of the tetrahedron")).to_be_visible()
    expect(pool.panel(f"Masked copy {index}")).to_be_visible()


@pytest.mark.parametrize(("viewport", "context_options"), [(PHONE, TOUCH)])
def test_arrangements_on_a_phone(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open(windows=QUICK, arrange="drop")
    expect(pool.page.get_by_role("radio", name="By the drop")).to_be_visible()
    screenshot("drop")
    choose(pool, "On the photo")
    screenshot("photo")


@pytest.mark.parametrize("viewport", [(1060, 700)])
def test_the_choice_covers_no_tool_and_no_copy_where_the_scene_is_narrow(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK, arrange="photo")
    tools, choice = pool.page.locator(".pool-tools"), pool.page.locator(".pool-arrangement")
    first, second = tools.bounding_box(), choice.bounding_box()
    assert first and second
    assert first["y"] + first["height"] <= second["y"] or second["x"] + second["width"] <= first["x"]
    bottom = max(first["y"] + first["height"], second["y"] + second["height"])
    caption = pool.page.locator(".pool-caption").first.bounding_box()
    assert caption
    assert caption["y"] >= bottom
    screenshot("narrow")


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_places_by_logarithms_spread_a_confident_image_and_say_so(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open("coffee", windows=QUICK, all="1", spread="0")
    page, images = pool.page, pool.answer()["images"]

    def extent() -> float:
        places = np.array([pool.at(image["index"])[:2] for image in images])
        return float(np.prod(places.std(axis=0)))

    note = page.get_by_text("Places by logarithms", exact=True)
    expect(note).to_have_count(0)
    crowded = extent()
    screenshot("linear")
    page.get_by_role("radio", name="Its logarithm").click()
    expect(note).to_be_visible()
    expect(page).to_have_url(re.compile("scale=log"))
    pool.rest()
    assert extent() > 1.5 * crowded
    screenshot("log")
    page.emulate_media(color_scheme="dark")
    pool.rest()
    screenshot("log-dark")
    assert_accessible(page)
    choose(pool, "By the drop")
    expect(note).to_have_count(0)


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_pictures_that_keep_their_size_part_as_one_comes_closer_and_are_dots_from_far_away(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK, all="1")
    page, images = pool.page, pool.answer()["images"]
    calls = page.evaluate("window.tetrascope.pool.stats().drawCalls")
    screenshot("usual")
    page.get_by_role("switch", name="Pictures keep their size").click()
    expect(page).to_have_url(re.compile("thumbs=1"))
    pool.rest()
    screenshot("home")

    def seen_at() -> tuple[np.ndarray, np.ndarray]:
        """Middles of all copies on the screen, and their sides, in pixels."""
        found = np.array([pool.at(image["index"]) for image in images])
        return found[:, :2], 2 * found[:, 2]

    def zoom(by: str, times: int) -> None:
        for _ in range(times):
            page.get_by_role("button", name=by).click()
            pool.rest()

    places, sides = seen_at()
    zoom("Come closer", 3)
    screenshot("closer")
    nearer, larger = seen_at()
    apart = (nearer.std(axis=0) / places.std(axis=0)).mean()
    assert apart > 2
    assert larger.max() <= 40.001
    assert np.median(larger) < 0.75 * apart * np.median(sides), "they part, and grow less"
    zoom("Come closer", 1)
    nearest, same = seen_at()
    assert same == pytest.approx(larger.max(), abs=0.01), "from there on they keep their size"
    assert (nearest.std(axis=0) / nearer.std(axis=0)).mean() > 1.2
    assert page.evaluate("window.tetrascope.pool.stats().drawCalls") == calls
    inside = [index for index, (x, y) in enumerate(nearest) if 420 < x < 880 and 220 < y < 560]
    index = pool.on_top(inside)
    page.mouse.move(*pool.at(index)[:2])
    expect(pool.panel(f"Masked copy {index}")).to_be_visible()
    page.mouse.move(2, 2)
    page.emulate_media(color_scheme="dark")
    pool.rest()
    screenshot("closer-dark")
    page.emulate_media(color_scheme="light")
    zoom("Go away", 8)
    _, dots = seen_at()
    assert dots == pytest.approx(7, abs=0.01)
    screenshot("dots")
    assert_accessible(page)


def test_the_first_look_hides_no_more_of_the_copies_than_the_usual_one(pool: PoolPage) -> None:
    pool.open(windows=QUICK)
    answer = pool.answer()
    chosen = [image["index"] for image in answer["images"] if image["represents"] is not None]

    def on_top() -> int:
        return sum(pool.picked(*pool.at(index)[:2]) == index for index in chosen)

    clearest = on_top()
    # Where one looked from before: 11.3 degrees from the right, 12.2 from above.
    pool.page.evaluate("() => { location.hash += '&cam=1,0,1.68,0,11.3,12.2,6.5' }")
    expect(pool.page).to_have_url(re.compile("cam="))
    pool.rest()
    assert clearest >= on_top() - 1
    pool.page.get_by_role("button", name="Look from where least is hidden").click()
    pool.rest()
    expect(pool.page).not_to_have_url(re.compile("cam="))
    assert on_top() == clearest


def test_the_arrangement_is_remembered_and_a_link_says_which(pool: PoolPage) -> None:
    pool.open(windows=QUICK)
    choose(pool, "By the drop")
    pool.page.goto("about:blank")
    pool.page.goto(f"/#/pool?image={pool.image_id}&network=efficientnet-lite0&windows=84/42,56/28")
    expect(pool.page.get_by_role("radio", name="By the drop")).to_be_checked()
    pool.wait()
    choose(pool, "Tetrahedron")
    expect(pool.page).to_have_url(re.compile("arrange=tetrahedron"))
