"""A table of images on a page, which its heads sort."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tetrascope.report.markup import text

SORTED_STYLE = """
.images td { padding: .35rem .9rem .35rem 0; }
.images img { width: 36px; height: 36px; object-fit: contain; border-radius: 4px; display: block; }
.images .bar { min-width: 4rem; }
.images tr.failed td { color: var(--muted); }
.sorted th button {
  font: inherit; color: inherit; background: none; border: 0; padding: .2rem 0; cursor: pointer; white-space: nowrap;
}
.sorted th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
.sorted th button::after { content: " ↕"; opacity: .45; }
.sorted th[aria-sort="ascending"] button::after { content: " ↑"; opacity: 1; }
.sorted th[aria-sort="descending"] button::after { content: " ↓"; opacity: 1; }
"""
"""Of a table of the classes `images` and `sorted`."""
SORT_SCRIPT = """
for (const head of document.querySelectorAll(".sorted th button")) {
  head.addEventListener("click", () => {
    const cell = head.closest("th"), row = cell.parentElement, body = row.closest("table").tBodies[0];
    const before = cell.getAttribute("aria-sort");
    const falling = before === "none" ? cell.dataset.first === "falling" : before === "ascending";
    for (const other of row.cells) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    cell.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const at = cell.cellIndex, numbers = cell.dataset.kind === "number", sign = falling ? -1 : 1;
    const value = (line) => line.cells[at]?.dataset.value;
    const lines = [...body.rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
      return sign * (numbers ? x - y : x.localeCompare(y, "en", { numeric: true }));
    });
    body.append(...lines);
  });
}
"""
"""Sorts a table by a column: what has no value stays last. Without it the table stands as it was written."""


class Head(NamedTuple):
    """The head of a column; each of its cells has a `data-value`."""

    name: str
    kind: Literal["text", "number"] = "text"
    first: Literal["rising", "falling"] = "rising"
    """The order at the first click."""


def head_row(heads: Sequence[Head], *, before: str = "") -> str:
    """The head of a table, with markup of columns `before` that nothing is sorted by."""
    cells = "".join(
        f'<th scope="col" class="{head.kind}" aria-sort="none" data-kind="{head.kind}" data-first="{head.first}">'
        f'<button type="button">{text(head.name)}</button></th>'
        for head in heads
    )
    return f"<thead><tr>{before}{cells}</tr></thead>"


def bar(share: float) -> str:
    """A bar as long as a share, 0..1, beside the number that says it."""
    return f'<span class="bar" aria-hidden="true"><span style="width:{100 * share:.2f}%"></span></span>'
