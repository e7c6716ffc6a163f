"""One layer over many images: original, kept ones and copies of a pool in rows, signed differences on one scale."""

import csv
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, Route, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.pixels import canvas_pixels
from tests.browser.structure_page import StructurePage, percentage
from tests.protocol.guide_client import Map, values

LAYER = "block3b_add"
MASKS = ("r60,90,28,28", "r20,20,120,160")
RECTANGLES = [
    {"kind": "rectangle", "top": 60, "left": 90, "height": 28, "width": 28},
    {"kind": "rectangle", "top": 20, "left": 20, "height": 120, "width": 160},
]
WINDOWS = "112/56"
"""Windows of a pool of nine copies."""


@pytest.fixture
def kept(structure: StructurePage) -> StructurePage:
    """Two modified images are kept."""
    for masks in MASKS:
        structure.open(masks=masks)
        structure.page.get_by_role("button", name="Keep", exact=True).click()
        expect(structure.page.get_by_role("button", name="Keep", exact=True)).to_be_disabled()
    return structure


class Rows:
    """The dialog."""

    def __init__(self, structure: StructurePage) -> None:
        self.structure = structure
        self.dialog = structure.page.get_by_role("dialog", name="One layer over many images")
        self.table = self.dialog.get_by_role("table", name="Images by row")

    def row(self, name: str) -> Locator:
        return self.table.get_by_role("row").filter(has=self.table.page.get_by_text(name, exact=True))

    def names(self) -> list[str]:
        return self.table.locator(".rows-name").all_inner_texts()

    def wait(self, rows: int) -> None:
        """Wait until there are so many rows, titles left out, and all are answered."""
        expect(self.table).to_have_attribute("aria-rowcount", str(rows + 1))
        expect(self.dialog.get_by_role("progressbar")).to_have_count(0)
        expect(self.dialog.get_by_text("not answered", exact=False)).to_have_count(0)
        self.structure.wire.settle()

    def asked(self) -> list[Map]:
        """The requests for rows, in order."""
        return [one for one in self.structure.wire.requests("layers") if "-rows-" in str(one.get("slot"))]

    def value(self, name: str, cluster: int) -> float:
        text = self.row(name).locator(f'[data-cluster="{cluster}"] .rows-value').inner_text()
        return float(text.split()[-1].replace(chr(0x2212), "-"))

    def limit(self) -> float:
        """The number at the right end of the legend."""
        return float(self.dialog.locator(".rows-legend .scale-row").inner_text().split("+")[-1])


def differences(answer: Map) -> list[NDArray[np.float64]]:
    return [np.array(values(cluster["difference"])) for cluster in answer["layers"][0]["clusters"]]


def drop(original: Map, answer: Map) -> float:
    """How much the class that is first in the original falls, at least."""
    first, classes = original["predictions"]["classes"][0], answer["predictions"]["classes"]
    same = [one for one in classes if one["label"]["index"] == first["label"]["index"]]
    return float(first["probability"] - (same or classes[-1:])[0]["probability"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_layer_is_shown_over_kept_images_on_one_scale(
    kept: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page, rows = kept.page, Rows(kept)
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="One layer over all of them").click()
    rows.dialog.get_by_label("Layer", exact=True).select_option(LAYER)
    rows.wait(3)
    asked = rows.asked()[-1]["body"]
    assert (asked["groups"], asked["difference"], asked["layers"]) == ("original", True, [LAYER])
    original = kept.answer(layers=[LAYER])
    answers = [kept.answer(layers=[LAYER], masks=[mask], difference=True) for mask in RECTANGLES]

    # What the network answers, and how far the original's class fell.
    first = original["predictions"]["classes"][0]
    expect(rows.row("Original")).to_contain_text(f"{first['label']['name']} {percentage(first['probability'])}")
    for name, answer in zip(("Modified 1", "Modified 2"), answers, strict=True):
        top = answer["predictions"]["classes"][0]
        expect(rows.row(name)).to_contain_text(f"{top['label']['name']} {percentage(top['probability'])}")

    # One scale over both rows, of which each answer has its own; mean sizes of the changes.
    changes = [differences(answer) for answer in answers]
    largest = max(np.abs(change).max() for row in changes for change in row)
    assert rows.limit() == pytest.approx(largest, rel=1e-3)
    for name, row in zip(("Modified 1", "Modified 2"), changes, strict=True):
        for cluster, change in enumerate(row):
            assert rows.value(name, cluster) == pytest.approx(np.abs(change).mean(), rel=2e-2, abs=1e-6)
    assert_accessible(page)
    screenshot(f"differences-{scheme}")

    # The same pixel in every row.
    height, width = original["layers"][0]["height"], original["layers"][0]["width"]
    at = (10, 13)
    box = rows.row("Modified 2").locator('[data-cluster="1"] canvas').bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * (at[1] + 0.5) / width, box["y"] + box["height"] * (at[0] + 0.5) / height)
    expect(rows.dialog.get_by_text(f"Row {at[0]}, column {at[1]}", exact=True)).to_be_visible()
    for name, row, answer in zip(("Modified 1", "Modified 2"), changes, answers, strict=True):
        for cluster, change in enumerate(row):
            step = answer["layers"][0]["clusters"][cluster]["difference"]["scale"]
            assert rows.value(name, cluster) == pytest.approx(change[at], rel=1e-2, abs=1.01 * step)
    screenshot(f"pixel-{scheme}")
    rows.table.focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(rows.dialog.get_by_text(f"Row {at[0] + 1}, column {at[1]}", exact=True)).to_be_visible()
    page.mouse.move(4, 4)

    # Where nothing changed a cell is white, and the strongest change has the strongest colour.
    most = int(np.argmax([max(np.abs(change).max() for change in one) for one in changes]))
    largest_of = int(np.argmax([np.abs(change).max() for change in changes[most]]))
    picture = canvas_pixels(rows.row(f"Modified {most + 1}").locator(f'[data-cluster="{largest_of}"] canvas'))
    changed = changes[most][largest_of]
    peak = np.abs(changed) == np.abs(changed).max()
    strongest = (0x67, 0x00, 0x1F) if changed[peak][0] > 0 else (0x05, 0x30, 0x61)
    assert picture[peak][0].tolist() == pytest.approx(strongest, abs=6)
    assert np.abs(picture[np.abs(changed) < largest / 1000] - 0xF7).max() <= 8

    rows.dialog.get_by_role("radio", name="Maps", exact=True).click()
    rows.dialog.get_by_role("radio", name="Each cluster").click()
    expect(rows.table.get_by_role("columnheader").nth(1)).to_contain_text(" to ")
    screenshot(f"maps-{scheme}")


def test_copies_of_the_pool_are_rows_too_in_the_order_of_the_fall(
    kept: StructurePage, screenshot: Callable[..., None], tmp_path: Path
) -> None:
    page, rows = kept.page, Rows(kept)
    image = f"image={kept.image_id}&network=efficientnet-lite0"
    page.evaluate(f"location.hash = '#/pool?{image}&windows={WINDOWS}'")
    kept.wire.wait(lambda: any(kept.wire.end(each) == "done" for each in kept.wire.requests("pools")))
    page.evaluate(f"location.hash = '#/structure?{image}&rows={LAYER}'")
    rows.wait(3)
    copies = rows.dialog.get_by_label("Copies of scene 2")
    expect(copies).to_be_enabled()
    copies.select_option("all")
    rows.wait(12)
    [pool] = kept.wire.requests("pools")
    [whole] = kept.wire.parts(pool, "pool")
    assert len(whole["images"]) == 9
    screenshot("pool")

    rows.dialog.get_by_role("radio", name="By fall").click()
    original = kept.answer(layers=[LAYER])
    falls = {
        f"Modified {place + 1}": drop(original, kept.answer(layers=[LAYER], masks=[mask]))
        for place, mask in enumerate(RECTANGLES)
    }
    falls |= {
        f"Masked copy {one['index']}": drop(original, kept.answer(layers=[LAYER], masks=[one["mask"]]))
        for one in whole["images"]
    }
    most = max(falls, key=lambda name: falls[name])
    expect(rows.table.locator(".rows-body .rows-name").first).to_have_text(most)
    shown = [falls[name] for name in rows.names()[1:]]
    assert len(shown) > 3
    assert all(before >= after - 1e-4 for before, after in pairwise(shown)), shown
    assert_accessible(page)
    screenshot("by-fall")

    with page.expect_download() as download:
        rows.dialog.get_by_role("button", name="Save").click()
        page.get_by_role("menuitem", name="Numbers (CSV)").click()
    download.value.save_as(tmp_path / "rows.csv")
    table = list(csv.DictReader((tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()))
    assert [one["image"] for one in table][:2] == ["Original", most]
    assert len(table) == 12
    with page.expect_download() as download:
        rows.dialog.get_by_role("button", name="Save").click()
        page.get_by_role("menuitem", name="Picture (PNG)").click()
    download.value.save_as(tmp_path / "rows.png")
    assert (tmp_path / "rows.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"

    # What lost the label alone; then one of them in scene 1.
    copies.select_option("changed")
    lost = [one for one in whole["images"] if not one["kept"]]
    rows.wait(3 + len(lost))
    copies.select_option("all")
    rows.wait(12)
    assert len(rows.asked()) == 12, "what was answered is not asked again"
    if most.startswith("Masked"):
        mask = next(one["mask"] for one in whole["images"] if most == f"Masked copy {one['index']}")
    else:
        mask = RECTANGLES[int(most[-1]) - 1]
    rows.table.get_by_role("button", name=f"Open {most} in scene 1").click()
    expect(rows.dialog).to_have_count(0)
    masks = "r{top},{left},{height},{width}".format(**mask)
    expect(page).to_have_url(re.compile(re.escape(masks).replace(",", "(,|%2C)")))


def test_closing_it_asks_no_more(kept: StructurePage) -> None:
    """What is under way is cancelled, and what was answered is there again."""
    page, rows = kept.page, Rows(kept)
    image = f"image={kept.image_id}&network=efficientnet-lite0"
    page.evaluate(f"location.hash = '#/pool?{image}&windows=56/28'")
    kept.wire.wait(lambda: any(kept.wire.end(each) == "done" for each in kept.wire.requests("pools")))
    page.evaluate(f"location.hash = '#/structure?{image}&rows=stem_conv'")
    rows.wait(3)
    rows.dialog.get_by_label("Copies of scene 2").select_option("all")
    kept.wire.wait(lambda: sum(kept.wire.end(each) == "done" for each in rows.asked()) >= 6)
    expect(rows.dialog.get_by_role("progressbar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(rows.dialog).to_have_count(0)
    kept.wire.settle()
    asked = len(rows.asked())
    answered = sum(kept.wire.end(each) == "done" for each in rows.asked())
    assert answered >= asked - 2
    assert asked < 52
    page.get_by_role("button", name="One layer over all of them").click()
    rows.dialog.get_by_label("Layer", exact=True).select_option("stem_conv")
    rows.wait(52)
    stem = [one["body"]["masks"] for one in rows.asked() if one["body"]["layers"] == ["stem_conv"]]
    assert len(stem) <= 52 + 2, "what was answered before is not asked again"


def test_what_is_switched_off_is_off_in_all_rows_but_the_first(structure: StructurePage) -> None:
    rows = Rows(structure)
    structure.open(masks=MASKS[0], off="stem_conv:0.1.2.3", rows=LAYER, k="4", groups="own")
    rows.wait(3)
    bodies = [one["body"] for one in rows.asked()]
    off = [one.get("ablated") for one in bodies]
    assert off[0] is None
    assert off[1] == off[2] == [{"layer": "stem_conv", "channels": [0, 1, 2, 3]}]
    assert [one["clusters"] for one in bodies] == [4, 4, 4]
    answer = structure.answer(layers=[LAYER], difference=True, clusters=4, ablated=off[1])
    for cluster, change in enumerate(differences(answer)):
        found = rows.value("Original, with what is off", cluster)
        assert found == pytest.approx(np.abs(change).mean(), rel=2e-2, abs=1e-6)


def test_it_is_opened_from_a_layers_maps_and_by_a_link(structure: StructurePage) -> None:
    page, rows = structure.page, Rows(structure)
    structure.open(masks=MASKS[0], layer="block6d_add", cluster="1")
    page.get_by_role("button", name="This layer over many images").click()
    rows.wait(2)
    expect(rows.dialog.get_by_label("Layer", exact=True)).to_have_value("block6d_add")
    expect(page).to_have_url(re.compile("rows=block6d_add"))
    page.reload()
    rows.wait(2)
    expect(rows.dialog.get_by_label("Layer", exact=True)).to_have_value("block6d_add")
    page.go_back()
    expect(rows.dialog).to_have_count(0)


def test_back_closes_it_before_the_maps_below_which_came_later(structure: StructurePage) -> None:
    page, rows = structure.page, Rows(structure)
    networks, held = re.compile("/v1/networks"), list[Route]()
    page.route(networks, lambda route: held.append(route))
    page.goto(structure.link(layer="block6d_add", rows="block6d_add"))
    maps = page.get_by_role("region", name="Feature maps of block6d_add")
    expect(rows.dialog).to_be_visible()
    expect(maps).to_have_count(0)
    for each in held:
        each.continue_()
    page.unroute(networks)
    expect(maps).to_have_count(1)
    page.go_back()
    expect(rows.dialog).to_have_count(0)
    expect(maps).to_be_visible()
    page.go_back()
    expect(maps).to_have_count(0)


@pytest.mark.parametrize("viewport", [(390, 844)])
def test_on_a_phone_rows_can_be_read(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    rows = Rows(structure)
    structure.open(masks=MASKS[1], rows=LAYER)
    rows.wait(2)
    expect(rows.row("As masked now")).to_be_in_viewport()
    assert_accessible(structure.page)
    screenshot("phone")
