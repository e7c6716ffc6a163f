"""Waiting for a condition inside the page."""

from playwright.sync_api import Page


def until(page: Page, expression: str, timeout_ms: float = 30_000) -> None:
    """Wait until a JavaScript expression holds.

    Playwright's own `wait_for_function` puts the expression into the page as code, which the page's policy forbids.
    """
    waited = 0
    while not page.evaluate(expression):
        assert waited < timeout_ms, f"not within {timeout_ms} ms: {expression}"
        page.wait_for_timeout(50)
        waited += 50
