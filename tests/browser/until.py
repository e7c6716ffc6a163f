"""Waiting for a condition inside the page."""

from playwright.sync_api import Page


def until(page: Page, expression: str, timeout_ms: float = 240_000) -> None:
    """Wait until a JavaScript expression holds.

    Playwright's own `wait_for_function` puts the expression into the page as code, which the page's policy forbids.
    """
    waited = 0
    while not page.evaluate(expression):
        assert waited < timeout_ms, f"not within {timeout_ms} ms: {expression}"
        page.wait_for_timeout(50)
        waited += 50


def frames_drawn(page: Page, scene: str, frames: int = 30) -> int:
    """How many frames a scene draws while the browser has this many."""
    drawn: int = page.evaluate(
        f"""(async () => {{
          const drawn = () => window.tetrascope.{scene}.stats().frames;
          const before = drawn();
          for (let count = 0; count < {frames}; count++) await new Promise((done) => requestAnimationFrame(done));
          return drawn() - before;
        }})()"""
    )
    return drawn


def at_rest(page: Page, scene: str) -> None:
    """Wait until a scene ("structure", "pool") draws no more: three of the browser's frames pass without its own."""
    until(
        page,
        f"""(async () => {{
          const frames = () => window.tetrascope?.{scene}?.stats().frames ?? 0;
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          await frame();
          const before = frames();
          for (let count = 0; count < 3; count++) await frame();
          return before > 0 && frames() === before;
        }})()""",
    )
