"""The main menu: the picture, the network, the ways in, and what goes wrong on the way there."""

import base64
import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, JSHandle, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.menu_page import card, classes, open_menu
from tests.browser.pixels import canvas_pixels, seen
from tests.browser.server_process import ServerProcess
from tests.browser.until import until
from tests.browser.watch import Watch
from tests.browser.wire import Wire
from tests.protocol.guide_client import GuideClient

REFUSED = r"400|415|422"
"""What Chromium itself writes about a picture that the server does not take."""

TRANSFER = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  return transfer;
}"""


STORED = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("tetrascope");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const counting = opening.result.transaction("images").objectStore("images").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})"""
"""How many pictures the browser's store has."""


def photo(kind: str = "PNG", hue: int = 0) -> bytes:
    """A picture of 320 by 240 that no server has."""
    rows, columns = np.mgrid[0:240, 0:320]
    pixels = np.stack([rows % 256, columns % 256, np.full_like(rows, hue)], axis=-1).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


def choose_file(page: Page, name: str, kind: str, data: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files({"name": name, "mimeType": kind, "buffer": data})


def test_samples_are_shown_and_one_is_taken_into_the_scene(
    page: Page, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    open_menu(page)
    samples = GuideClient(server_process.address).get("/v1/samples")["samples"]
    for sample in samples:
        picture = card(page, sample["title"]).locator("img")
        picture.evaluate("(image) => image.decode()")
        width, height = picture.evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
        box = picture.bounding_box()
        assert width > 50 and height > 50
        assert box and box["width"] > 50 and box["height"] > 50
    picture = card(page, samples[0]["title"]).locator("img")
    box = picture.bounding_box()
    assert box
    shown = seen(page, box["x"], box["y"], box["width"], box["height"])
    assert shown.std() > 20, "a picture, and no empty frame"
    card(page, "Cat").click()
    expect(card(page, "Cat")).to_have_attribute("aria-pressed", "true")
    expect(card(page, "Cup of coffee")).to_have_attribute("aria-pressed", "false")
    screenshot("chosen")
    page.get_by_role("button", name="See the network").click()
    expect(classes(page).first).to_contain_text("Egyptian cat")


def test_the_networks_say_what_they_are_and_whether_they_are_here(page: Page, server_process: ServerProcess) -> None:
    open_menu(page)
    networks = GuideClient(server_process.address).get("/v1/networks")["networks"]
    default = next(network for network in networks if network["default"])
    chosen = page.get_by_role("region", name="Network").get_by_role("radio", name=re.compile(default["title"]))
    expect(chosen).to_be_checked()
    page.get_by_role("button", name=f"All {len(networks)}").click()
    dialog = page.get_by_role("dialog", name="Networks")
    expect(dialog.get_by_role("radio", name=re.compile(default["title"]))).to_be_checked()
    missing = next(network for network in networks if not network["weights"]["available"])
    expect(dialog.get_by_text(missing["weights"]["how_to_get"], exact=True)).to_be_visible()
    dialog.get_by_label("Search networks").fill("vgg")
    expect(dialog.get_by_text("VGG16", exact=True)).to_be_visible()
    expect(dialog.get_by_role("radio")).to_have_count(0)
    dialog.get_by_label("Search networks").fill("no such network")
    expect(dialog.get_by_text("No network of that name")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("radio", name=re.compile(default["title"]))).to_be_checked()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_an_upload_is_chosen_opens_and_outlasts_a_reload(page: Page, watch: Watch) -> None:
    open_menu(page)
    choose_file(page, "Stripes of mine.png", "image/png", photo())
    expect(card(page, "Stripes of mine")).to_have_attribute("aria-pressed", "true")
    picture = card(page, "Stripes of mine").locator("img")
    picture.evaluate("(image) => image.decode()")
    assert picture.evaluate("(image) => image.naturalWidth") > 50
    page.get_by_role("button", name="See the network").click()
    expect(classes(page)).to_have_count(10)
    page.reload()
    expect(classes(page)).to_have_count(10)
    page.get_by_role("button", name=re.compile("Change picture or network")).click()
    expect(card(page, "Stripes of mine")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Remove “Stripes of mine”").click()
    expect(card(page, "Stripes of mine")).to_have_count(0)
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()
    assert len([url for url in watch.requests if url.endswith("/v1/images")]) == 1


def test_the_thirteenth_upload_says_what_makes_room_and_lets_the_person_keep_it(
    page: Page, screenshot: Callable[..., None]
) -> None:
    open_menu(page)
    region = page.get_by_role("region", name="Picture")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(
        [FilePayload(name=f"Mine {k}.png", mimeType="image/png", buffer=photo(hue=k)) for k in range(1, 13)]
    )
    expect(region.get_by_text("Yours: 12 of 12 kept.")).to_contain_text("The next takes the place of “Mine 1”")
    choose_file(page, "Mine 13.png", "image/png", photo(hue=13))
    note = region.get_by_role("status").filter(has_text="made room")
    expect(note).to_contain_text("“Mine 1” made room: 12 of your pictures are kept.")
    expect(card(page, "Mine 13")).to_have_attribute("aria-pressed", "true")
    expect(card(page, "Mine 1")).to_have_count(0)
    screenshot("thirteenth")
    assert_accessible(page)
    note.get_by_role("button", name="Keep it instead").click()
    expect(card(page, "Mine 1")).to_have_attribute("aria-pressed", "true")
    expect(card(page, "Mine 13")).to_have_count(0)
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Remove “Mine 7”").click()
    region.get_by_role("button", name="Undo").click()
    expect(card(page, "Mine 7")).to_be_visible()
    until(page, f"({STORED})().then((count) => count === 12)")
    page.reload()
    expect(card(page, "Mine 12")).to_be_visible()
    kept = region.get_by_role("button", name=re.compile(r"^Mine \d+$"))
    expect(kept).to_have_count(12)
    titles = kept.all_inner_texts()
    assert titles == [f"Mine {k}" for k in range(12, 0, -1)], "all are kept, in their order"


@pytest.mark.parametrize(
    ("name", "kind", "data"),
    [
        ("damaged.jpg", "image/jpeg", photo("JPEG")[:900]),
        ("letter.png", "image/png", b"Dear Sir or Madam,\n" * 40),
        ("empty.png", "image/png", b""),
        ("drawing.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"),
    ],
    ids=["damaged", "text", "empty", "drawing"],
)
def test_what_is_no_picture_is_explained_and_the_rest_lives(
    page: Page, watch: Watch, name: str, kind: str, data: bytes, screenshot: Callable[..., None]
) -> None:
    watch.expect(REFUSED)
    open_menu(page)
    choose_file(page, name, kind, data)
    note = page.get_by_role("alert").filter(has_text=f"“{name.partition('.')[0]}”")
    expect(note).to_contain_text(re.compile("Expected .*got ", re.S))
    lines = [line for line in note.inner_text().split("\n") if line.strip()]
    assert len(lines) >= 3, f"what is wrong, what to do, and a way to put it away: {lines}"
    screenshot("refused")
    card(page, "Cat").click()
    expect(card(page, "Cat")).to_have_attribute("aria-pressed", "true")
    note.get_by_role("button", name="Dismiss").click()
    expect(note).to_be_hidden()
    choose_file(page, "Good.png", "image/png", photo(hue=40))
    expect(card(page, "Good")).to_have_attribute("aria-pressed", "true")


def test_pictures_are_dropped_and_pasted_anywhere(page: Page) -> None:
    open_menu(page)

    def transfer(name: str, kind: str, data: bytes) -> JSHandle:
        return page.evaluate_handle(TRANSFER, [name, kind, base64.b64encode(data).decode()])

    dropped = transfer("Dropped.png", "image/png", photo(hue=80))
    page.dispatch_event("main", "dragover", {"dataTransfer": dropped})
    expect(page.get_by_text("Drop the picture")).to_be_visible()
    page.dispatch_event("main", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("Drop the picture")).to_be_hidden()
    expect(card(page, "Dropped")).to_have_attribute("aria-pressed", "true")
    page.evaluate(
        """(clipboardData) => document.activeElement.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))""",
        transfer("image.png", "image/png", photo(hue=120)),
    )
    expect(card(page, "Pasted picture")).to_have_attribute("aria-pressed", "true")
    expect(card(page, "Dropped")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("first_visit", [True])
def test_the_tour_is_offered_once(page: Page, screenshot: Callable[..., None]) -> None:
    open_menu(page)
    page.get_by_role("button", name="Take the tour").click()
    tour = page.get_by_role("dialog")
    titles = []
    for _ in range(9):
        expect(tour.get_by_role("heading")).to_be_visible()
        titles.append(tour.get_by_role("heading").inner_text())
        number = tour.get_by_text(re.compile(r"^\d of \d$")).inner_text()
        assert number.startswith(str(len(titles)))
        onward = tour.get_by_role("button", name=re.compile("^(Next|Done)$"))
        expect(onward).to_be_focused()
        screenshot(f"tour-{len(titles)}")
        last = onward.inner_text() == "Done"
        page.keyboard.press("Enter")
        if last:
            break
        expect(tour.get_by_role("heading")).not_to_have_text(titles[-1])
    expect(tour).to_be_hidden()
    assert len(titles) == len(set(titles)) == 5
    page.reload()
    expect(card(page, "Cup of coffee")).to_be_visible()
    expect(page.get_by_role("button", name="Take the tour")).to_have_count(0)


def test_the_help_opens_by_its_key_and_from_every_question_mark(page: Page) -> None:
    open_menu(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Help")
    expect(dialog.get_by_label("Search the help")).to_be_focused()
    dialog.get_by_label("Search the help").fill("receptive")
    dialog.get_by_role("listitem").filter(has_text=re.compile("receptive", re.I)).get_by_role("button").click()
    expect(dialog.get_by_role("heading", level=3)).to_contain_text(re.compile("receptive", re.I))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    for mark in page.get_by_role("button", name=re.compile("^What is “")).all():
        mark.click()
        expect(dialog.get_by_role("heading", level=3)).to_be_visible()
        assert len(dialog.get_by_role("article").inner_text()) > 120
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    open_menu(page)

    def brightness() -> float:
        return float(seen(page, 0, 400, 8, 8).mean())

    assert brightness() > 200
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(page.get_by_role("menuitemradio", name="Dark")).to_be_hidden()
    assert brightness() < 60
    page.reload()
    expect(card(page, "Cup of coffee")).to_be_visible()
    assert brightness() < 60


def test_a_network_whose_weights_are_not_here_is_told_in_a_link(page: Page, server_process: ServerProcess) -> None:
    client = GuideClient(server_process.address)
    missing = next(one for one in client.get("/v1/networks")["networks"] if not one["weights"]["available"])
    image = client.get("/v1/samples")["samples"][0]["image"]["image_id"]
    wire = Wire(page)
    page.goto(f"/#/structure?image={image}&network={missing['network_id']}")
    expect(page.get_by_text(missing["weights"]["how_to_get"])).to_be_visible()
    page.get_by_role("button", name="Choose another network").click()
    expect(page.get_by_role("button", name="See the network")).to_be_disabled()
    wire.hear()
    assert wire.requests("layers") == []


def test_the_input_shows_what_was_chosen(page: Page, server_process: ServerProcess) -> None:
    sample = GuideClient(server_process.address).get("/v1/samples")["samples"][0]
    open_menu(page)
    page.get_by_role("button", name="See the network").click()
    expect(classes(page)).to_have_count(10)
    request = {"image_id": sample["image"]["image_id"], "network_id": "efficientnet-lite0"}
    tensor = GuideClient(server_process.address).post("/v1/inputs", request)["image"]
    expected = np.frombuffer(tensor["data"], np.uint8).reshape(tensor["shape"]).astype(np.int16)
    shown = canvas_pixels(page.get_by_role("complementary", name="Input").locator("canvas").first)
    assert shown.shape == expected.shape
    assert np.array_equal(shown, expected)


def test_two_visits_share_nothing(browser: Browser, server_process: ServerProcess, page: Page) -> None:
    open_menu(page)
    choose_file(page, "Mine alone.png", "image/png", photo(hue=200))
    expect(card(page, "Mine alone")).to_be_visible()
    other = browser.new_context(base_url=server_process.address)
    stranger = other.new_page()
    open_menu(stranger)
    expect(card(stranger, "Mine alone")).to_have_count(0)
    other.close()
