"""Scene 2: what the scene draws, where, and with which borders."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DARK
from tests.browser.pixels import colour, distance, seen
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.structure_page import SCENES, percentage
from tests.browser.until import frames_drawn

BLACK, WHITE = ("Black", np.array([0, 0, 0])), ("White", np.array([255, 255, 255]))
"""What the border of support vectors is called in a theme, and its colour."""
KEPT, CHANGED = (colour(SCENES["colours"][name]) for name in ("kept", "changed"))


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
