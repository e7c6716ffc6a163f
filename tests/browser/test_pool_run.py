"""Scene 2: the pool as it arrives, is cancelled, and is asked for with other windows."""

import re
from collections import Counter
from collections.abc import Callable

from playwright.sync_api import Locator, expect
from tests.browser.pool_page import PoolPage
from tests.browser.wire import Map


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
