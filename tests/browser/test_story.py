"""The story that comes with Tetrascope, told to its end on the real network, by mouse and in a person's own numbers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.structure_page import StructurePage
from tests.browser.until import until

from tetrascope.stories.story_file import built_in_stories

DARK = {"color_scheme": "dark"}
(STORY,) = built_in_stories()


def card(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Story", exact=True)


def begin(structure: StructurePage) -> Page:
    page = structure.page
    structure.open()
    page.get_by_role("button", name="Help", exact=True).click()
    page.get_by_role("button", name=f"Story: {STORY.title}").click()
    expect(card(page).get_by_role("heading", name=STORY.steps[0].title)).to_be_focused()
    return page


def go_on(page: Page) -> None:
    card(page).get_by_role("button", name="Go on").click()


@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_it_ends_in_what_the_person_has_found(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    page = begin(structure)
    top = structure.answer()["predictions"]["classes"][0]
    name, before = top["label"]["name"], f"{100 * top['probability']:.1f}%"
    expect(card(page)).to_contain_text(f"Its answer is {name}, with {before}.")
    card(page).get_by_role("radio", name="The eyes").check()
    expect(card(page)).to_contain_text("Keep your guess in mind")
    screenshot("guess")
    assert_accessible(page)
    go_on(page)

    expect(card(page).get_by_role("button", name="Skip")).to_be_visible()
    structure.stroke((60, 50), (120, 150))
    expect(card(page)).to_contain_text("Hide a part of the picture: done")
    hidden = structure.answer(masks=[{"kind": "rectangle", "top": 60, "left": 50, "height": 61, "width": 101}])
    now = next(each for each in hidden["predictions"]["classes"] if each["label"] == top["label"])
    expect(card(page)).to_contain_text(f"With 12.3% of the picture hidden, {name} has {100 * now['probability']:.1f}%")
    screenshot("hidden")
    go_on(page)
    go_on(page)

    structure.stroke((4, 4), (219, 219))
    expect(card(page)).to_contain_text("Let another class come first: done")
    # The network answers while the hand draws: less than all of it may have been enough.
    enough = re.compile(r"It worked with ([\d.]+)% hidden")
    expect(card(page)).to_contain_text(enough)
    (share,) = enough.findall(card(page).inner_text())
    assert 12.3 < float(share) <= 93.0
    go_on(page)
    expect(page.get_by_text("more than in the original")).to_be_visible()
    screenshot("inside")
    for goal in ("Open a panel", "Open a map", "Keep the picture"):
        expect(card(page)).to_contain_text(goal)
        card(page).get_by_role("button", name="Skip").click()

    expect(page).to_have_url(re.compile("#/pool"))
    expect(card(page)).to_contain_text("Wait until all copies are answered: done")
    answer = structure.client.post("/v1/pools", structure.wire.requests("pools")[-1]["body"])
    changed = sum(image["label"] != answer["original"]["label"]["index"] for image in answer["images"])
    expect(card(page)).to_contain_text(f"{len(answer['images'])} copies have been answered.")
    screenshot("pool")
    go_on(page)
    card(page).get_by_role("button", name="Skip").click()
    expect(card(page)).to_contain_text(f"With {share}% of the picture hidden, {name} fell from {before} to")
    expect(card(page)).to_contain_text(f"Of {len(answer['images'])} squares at every place of the picture, {changed}")
    screenshot("found")
    assert_accessible(page)
    card(page).get_by_role("button", name="End the story").first.click()
    expect(card(page)).to_have_count(0)


@pytest.mark.parametrize("first_visit", [True])
def test_it_is_offered_at_the_first_entry_to_a_scene_and_no_more_then(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    page = structure.page
    structure.open()
    offer = page.get_by_role("complementary", name="Offered story")
    expect(offer).to_contain_text(f"{STORY.title} A story of {STORY.minutes} minutes, on a sample.")
    screenshot("offer")
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_have_count(0)
    page.reload()
    structure.wait()
    expect(offer).to_have_count(0)


def test_an_expert_reads_other_words_and_it_can_be_folded_and_left(structure: StructurePage) -> None:
    page = begin(structure)
    card(page).get_by_role("radio", name="Expert").click()
    expect(card(page)).to_contain_text("A softmax over the thousand classes of ImageNet.")
    card(page).get_by_role("button", name="Fold the story").click()
    expect(card(page)).not_to_contain_text("A softmax")
    card(page).get_by_role("button", name="Unfold the story").click()
    card(page).get_by_role("button", name="End the story").click()
    expect(card(page)).to_have_count(0)
    page.get_by_role("button", name="Help", exact=True).click()
    page.get_by_role("button", name=f"Story: {STORY.title}").click()
    expect(card(page)).to_contain_text("A softmax over the thousand classes of ImageNet.")


def test_a_page_that_is_loaded_again_goes_on_at_the_same_step(structure: StructurePage) -> None:
    page = begin(structure)
    card(page).get_by_role("radio", name="The eyes").check()
    go_on(page)
    structure.stroke((4, 4), (219, 219))
    expect(card(page)).to_contain_text("Hide a part of the picture: done")
    go_on(page)
    go_on(page)
    enough = card(page).get_by_text(re.compile(r"It worked with [\d.]+% hidden"))
    expect(enough).to_be_visible()
    structure.wait()
    found = enough.inner_text()

    page.reload()
    structure.wait()
    expect(card(page).get_by_role("heading", name=STORY.steps[3].title)).to_be_visible()
    expect(card(page).get_by_text(found)).to_be_visible()
    expect(card(page)).to_contain_text("Let another class come first: done")
    for _ in range(3):
        card(page).get_by_role("button", name="Back").click()
    expect(card(page).get_by_role("radio", name="The eyes")).to_be_checked()

    # Before the page's own code runs: what is still on its way to the present page would be kept over it.
    page.add_init_script("""{
        const kept = JSON.parse(sessionStorage.getItem("tetrascope.story"));
        sessionStorage.setItem("tetrascope.story", JSON.stringify({ ...kept, story: { ...kept.story, minutes: 99 } }));
    }""")
    page.reload()
    until(page, "sessionStorage.getItem('tetrascope.story') === null")
    expect(card(page)).to_have_count(0)
