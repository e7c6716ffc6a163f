"""Accessibility, as far as a program can judge it: axe-core over a page as it stands."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "backend/viewer/node_modules/axe-core/axe.min.js"
GRAVE = ("serious", "critical")
RUN = """async (within) => {
  // What is half faded in has the contrast of nothing that stays.
  for (const animation of document.getAnimations()) {
    if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
  }
  const { violations } = await axe.run(within ?? document, { resultTypes: ["violations"] });
  return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map((n) => n.html) }));
}"""


def assert_accessible(page: Page, within: str | None = None, *, ignore: tuple[str, ...] = ()) -> None:
    """Fails where axe finds something serious or critical.

    Args:
        within: a CSS selector, to look at a part of the page.
        ignore: names of axe's rules that do not apply; say why where you use it.
    """
    if not AXE.is_file():
        raise FileNotFoundError(f"Expected axe-core at {AXE}, found none: run `make check`.")
    # By the debugger, because the page's policy allows no script that is put into it.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [
        violation
        for violation in page.evaluate(RUN, within)
        if violation["impact"] in GRAVE and violation["id"] not in ignore
    ]
    assert not found, "\n".join(f"{v['impact']} {v['id']}: {v['help']}: {' '.join(v['nodes'][:3])}" for v in found)
