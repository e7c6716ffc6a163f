"""A server that is started again while someone is in a scene: the view goes on where it was."""

import io
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from PIL import Image
from playwright.sync_api import Page, TimeoutError, expect
from tests.browser.pool_page import PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.test_connection import GONE
from tests.browser.watch import Watch

FORGOTTEN = "404"
"""What Chromium itself writes about a picture that the new server does not have."""


def come_back(page: Page) -> None:
    # The page may have found the server by itself before the button is pressed.
    with suppress(TimeoutError):
        page.get_by_role("button", name="Retry now").click(timeout=2_000)
    expect(page.get_by_text("The server does not answer.")).to_be_hidden(timeout=120_000)


def picture() -> bytes:
    rows, columns = np.mgrid[0:240, 0:320]
    pixels = np.stack([rows % 251, columns % 239, (rows + columns) % 197], axis=-1).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_scene_1_goes_on_with_a_picture_that_the_new_server_never_saw(
    page: Page, watch: Watch, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    structure = StructurePage(page, server_process.address)
    page.goto("/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": "Waves.png", "mimeType": "image/png", "buffer": picture()})
    card = page.get_by_role("region", name="Picture").get_by_role("button", name="Waves", exact=True)
    expect(card).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="See the network").click()
    structure.wait()
    structure.stroke((60, 40), (150, 200))
    before = structure.shown_classes()
    masks = structure.wire.last_layers()["body"]["masks"]
    watch.expect(GONE)
    watch.expect(FORGOTTEN)
    try:
        server_process.kill()
        expect(page.get_by_text("The server does not answer.")).to_be_visible()
        page.get_by_role("radio", name="Masked images").click()
        expect(page.get_by_text("Waiting for the server").first).to_be_visible()
        page.get_by_role("radio", name="Network structure").click()
        expect(structure.canvas).to_be_visible()
        assert structure.shown_classes() == before, "what was shown stays"
        # A mask that is drawn meanwhile is kept, and answered when the server is back.
        structure.page.mouse.move(*structure.place(160, 20))
        structure.page.mouse.down()
        structure.page.mouse.move(*structure.place(210, 90), steps=4)
        structure.page.mouse.up()
        expect(structure.masks).to_have_count(2)
        screenshot("lost")
    finally:
        server_process.start()
    come_back(page)
    structure.wire.wait(lambda: len(structure.wire.last_layers()["body"]["masks"]) == 2)
    structure.wire.wait(lambda: structure.wire.end(structure.wire.last_layers()) == "done")
    body = structure.wire.last_layers()["body"]
    assert body["masks"][0] == masks[0]
    structure.image_id = body["image_id"]
    structure.assert_shown(structure.answer(masks=body["masks"]))


def test_scene_2_computes_the_rest_of_a_pool_on_the_new_server(
    page: Page, watch: Watch, server_process: ServerProcess
) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open("astronaut", wait=False, windows="50/8")
    pool.wire.wait(lambda: any(frame.get("kind") == "pool_batch" for frame in pool.wire.got))
    watch.expect(GONE)
    try:
        server_process.kill()
        expect(page.get_by_text("The server does not answer.")).to_be_visible()
        arrived = page.evaluate("window.tetrascope.pool.stats().images")
        assert 0 < arrived < 23 * 23
        expect(page.get_by_text("Waiting for the server").first).to_be_visible()
    finally:
        server_process.start()
    come_back(page)
    pool.wire.wait(lambda: any(frame.get("kind") == "pool" for frame in pool.wire.got))
    pool.wire.wait(lambda: any(frame.get("kind") == "boundary" for frame in pool.wire.got))
    assert page.evaluate("window.tetrascope.pool.stats().images") == len(pool.answer()["images"])
    expect(pool.panel("Boundary")).to_contain_text(f"{pool.boundary()['kept']} kept")
