"""Scene 2: its panels say what the server found, filter by it, and save it."""

import base64
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.pixels import canvas_pixels, decoded
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.structure_page import percentage
from tests.protocol.guide_client import values


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


def test_where_every_copy_keeps_its_label_this_is_explained(pool: PoolPage) -> None:
    pool.open("coffee", windows="24/24")
    boundary = pool.boundary()
    assert boundary["status"] == "one_class"
    expect(pool.panel("Boundary")).to_contain_text(boundary["explanation"])
    expect(pool.panel("Boundary")).to_contain_text("0 changed")
    expect(pool.panel("Filters").get_by_role("switch", name="Support vectors only")).to_be_disabled()


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
    heat_map = panel.get_by_role("img", name=re.compile("^Importance of each pixel"))
    box = heat_map.bounding_box()
    assert box
    # Into its sight first, and until it stands still.
    heat_map.hover(
        position={
            "x": (column + 0.5) / importance.shape[1] * box["width"],
            "y": (row + 0.5) / importance.shape[0] * box["height"],
        }
    )
    points = f"{importance[row, column] * 100:.1f} pp"
    expect(panel.get_by_role("status")).to_contain_text(f"{points} at row {row}, column {column}")


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


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_the_heat_map_is_tried_and_shown_for_another_label(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open(windows=QUICK)
    panel = pool.panel("Importance")
    panel.get_by_role("button", name="Is this map right?").click()
    expect(panel.get_by_role("figure")).to_be_visible()
    expect(panel.get_by_role("progressbar")).to_have_count(0)
    answer = pool.client.post("/v1/importance_curves", {"pool": pool.request()})
    expect(panel).to_contain_text(answer["explanation"])
    plot = panel.get_by_role("img", name="Mean probability of")
    expect(plot).to_have_accessible_name(re.compile(re.escape(percentage(answer["deletion_area"]))))
    plot.scroll_into_view_if_needed()
    screenshot("light")
    pool.page.emulate_media(color_scheme="dark")
    screenshot("dark")
    other = answer_label(pool)
    panel.get_by_label("Importance for").select_option(label=other)
    pool.wait()
    expect(panel.get_by_role("img", name=f"Importance of each pixel for {other}")).to_be_visible()
    expect(panel.get_by_role("button", name="Is this map right?")).to_be_visible()


def answer_label(pool: PoolPage) -> str:
    """A label at a corner that is not the one examined."""
    answer = pool.answer()
    return next(
        str(vertex["label"]["name"]) for vertex in answer["vertices"] if vertex["label"] != answer["examined"]["label"]
    )
