"""A participant's page of a user study as a participant uses it, and what the server has recorded of them."""

import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.browser.structure_page import SIDE
from tests.browser.study_server import Json, StudyServer
from tests.patience import PATIENCE_S

from tetrascope.study.file.new_study import new_study

ANSWER = "I saw that the ears matter."
REFERENCE = "https://reference.example.org"
"""Where the reference is; `answer_reference` answers in its place."""


def short_study() -> str:
    """The thesis's own study with one image and one order, its tasks with a limit, and a comfort question."""
    text = new_study("short")["study.toml"].decode()
    text = re.sub(r'\[\[images\]\]\nid = "(?:coffee|flower)"\n.*\n.*\n', "", text)
    text = (
        text.replace('by = "random"', 'by = "as_written"')
        .replace("minutes = 15", "minutes = 1")
        .replace("# limit_minutes = 10 ", "limit_minutes = 10 ")
    )
    text = re.sub(r'address = "[^"]*"', f'address = "{REFERENCE}/"', text, count=2)
    more = (
        '[[questionnaires]]\nid = "feeling"\nbuiltin = "comfort"\nasked = ["comfort"]\n\n[comfort]\nevery_minutes = 5\n'
    )
    return text.replace('after = "image"', 'after = "condition"') + "\n" + more


def answer_reference(context: BrowserContext) -> None:
    """Stand in for the page that the study compares with."""
    context.route(
        f"{REFERENCE}/**", lambda route: route.fulfill(body="<title>Reference</title>", content_type="text/html")
    )


class ParticipantPage:
    """`page` must not have been opened yet. The session is started."""

    def __init__(self, page: Page, server: StudyServer, number: int) -> None:
        self.page = page
        self.server = server
        self.number = number
        if server.participant(number)["state"] == "waiting":
            server.control(number, "start")

    def open(self) -> None:
        """Open the address that the participant was given."""
        key = self.server.participant(self.number)["key"]
        self.page.goto(f"{self.server.address}/study#key={key}")
        expect(self.page.locator(".study")).to_be_visible()
        expect(self.heading).not_to_have_text(re.compile("^Opening"))

    # What stands there

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    # What a participant does

    def agree(self) -> None:
        self.button("I agree, go on").click()

    def answer(self) -> None:
        """Answer every question of the page somehow."""
        for group in self.page.get_by_role("radiogroup").all():
            # By its key: a note of a server that is away may move what is below it while the pointer is on its way.
            group.get_by_role("radio").nth(1).press("Space")
        for group in self.page.locator(".choices[role=group]").all():
            group.get_by_role("checkbox").first.check()
        for text in self.page.locator("textarea").all():
            text.fill(ANSWER)
        for number in self.page.locator(".number-answer").all():
            number.fill("30")

    def finish(self) -> None:
        """Say that a task or a tutorial is done."""
        self.button("Done").click()
        self.button("Finish").click()

    def visit_reference(self) -> None:
        """Go to the reference, and come back."""
        with self.page.context.expect_page() as opened:
            self.page.locator("a.reference-link").click()
        opened.value.close()
        self.button("I am back").click()
        self.button("Done, go on").click()

    def draw(self, start: int = 60, end: int = 120) -> None:
        """Draw a mask on the input image, from one place on its diagonal to another."""
        box = self.page.get_by_role("application", name="Input image").bounding_box()
        assert box
        mouse = self.page.mouse
        at = [
            (box["x"] + place / SIDE * box["width"], box["y"] + place / SIDE * box["height"]) for place in (start, end)
        ]
        mouse.move(*at[0])
        mouse.down()
        mouse.move(*at[1], steps=4)
        mouse.up()

    # What is recorded

    def is_at(self, step: str) -> bool:
        """Whether the server knows that the participant is there."""
        return bool(self.server.participant(self.number)["step"] == step)

    def events(self) -> list[Json]:
        """All that is recorded of the participant, each client's without a gap and nothing twice."""
        events: list[Json] = self.server.record(self.number)["events"]
        for client in {event["client_id"] for event in events}:
            numbers = [event["sequence"] for event in events if event["client_id"] == client]
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), numbers
        return events

    def told(self, kind: str) -> list[Json]:
        return [event for event in self.events() if event["kind"] == kind]

    def clients(self) -> Counter[str]:
        """How many events came from which page."""
        return Counter(event["client_id"] for event in self.events())

    def answers(self) -> dict[str, Any]:
        """The last answers, by the question's name."""
        answers: list[Json] = self.server.record(self.number)["session"]["answers"]
        return {answer["item"]: answer["value"] for answer in answers}

    def until_beyond(self, step: str) -> None:
        """Wait until the server knows that the participant is at another step."""
        self.until(lambda: not self.is_at(step))

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds, while the page goes on."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, f"not within {PATIENCE_S} s"
            self.page.wait_for_timeout(50)
