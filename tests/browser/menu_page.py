"""The menu of the page as a person uses it."""

from playwright.sync_api import Locator, Page, expect


def open_menu(page: Page) -> None:
    page.goto("/")
    expect(card(page, "Cup of coffee")).to_be_visible()


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name="Picture").get_by_role("button", name=title, exact=True)


def classes(page: Page) -> Locator:
    return page.get_by_role("list", name="Most probable classes").get_by_role("listitem")
