"""The page of a folder of images: a line for each, to be sorted, which leads to its own page."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.protocol.networks import NetworkSummary
from tetrascope.report.image_summary import ImageSummary
from tetrascope.report.markup import text
from tetrascope.report.numbers import counted, percent
from tetrascope.report.page_frame import framed

_MOST_LABELS = 10
"""Labels in the overview."""
_STYLE = """
.images td { padding: .35rem .9rem .35rem 0; }
.images img { width: 36px; height: 36px; object-fit: contain; border-radius: 4px; display: block; }
.images th button {
  font: inherit; color: inherit; background: none; border: 0; padding: .2rem 0; cursor: pointer; white-space: nowrap;
}
.images th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
.images th button::after { content: " ↕"; opacity: .45; }
.images th[aria-sort="ascending"] button::after { content: " ↑"; opacity: 1; }
.images th[aria-sort="descending"] button::after { content: " ↓"; opacity: 1; }
.images td:nth-child(2) { overflow-wrap: anywhere; min-width: 10rem; }
.images .bar { min-width: 4rem; }
.images tr.failed td { color: var(--muted); }
.labels td:first-child { width: 40%; }
"""
_SORT = """
for (const head of document.querySelectorAll(".images th button")) {
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
"""Sorts the table by a column: what has no value stays last. Without it the table stands as it was written."""
_HEADS = (
    ("Image", "text", "rising"),
    ("Answer", "text", "rising"),
    ("Probability", "number", "falling"),
    ("Smallest mask that changes it", "number", "rising"),
    ("Copies that change", "number", "falling"),
    ("Largest fall", "number", "falling"),
)


class FailedImage(NamedTuple):
    """An image that could not be analysed."""

    name: str
    """Path of the file inside the folder, with `/`."""
    reason: str
    """What was expected, what was received, and a next step."""


def make_folder_page(
    title: str,
    network: NetworkSummary,
    images: Sequence[ImageSummary],
    failed: Sequence[FailedImage],
    *,
    waiting: int = 0,
    version: str,
) -> str:
    """The page.

    Args:
        title: the folder's name.
        network: what answered.
        images: those that are analysed.
        failed: those that could not be.
        waiting: how many are still to come.
        version: of Tetrascope.
    """
    told = f"{counted(len(images), 'image')}, as {network.title} answers them."
    notes = [f"{counted(waiting, 'image')} still to come: the same command goes on with them."] if waiting else []
    notes += [f"{counted(len(failed), 'picture')} could not be analyzed: see the end of the table."] if failed else []
    if network.weights.source == "random":
        notes.append("The weights are random: the network knows nothing, its answers mean nothing.")
    notes += network.warnings
    warnings = "".join(f'<p class="warning">{text(note)}</p>' for note in notes)
    body = (
        f"<header><h1>{text(title)}</h1><p>{text(told)}</p>{warnings}</header>\n<main>\n"
        f"{_labels(images)}{_table(images, failed)}</main>\n"
        f"<footer>Tetrascope {text(version)}. The table is in images.csv, too.</footer>"
    )
    return framed(f"{title}, {network.title}", body, style=_STYLE, script=_SORT)


def _labels(images: Sequence[ImageSummary]) -> str:
    count = Counter(image.original.label.name for image in images)
    if not any(number > 1 for number in count.values()):
        return ""  # the table below says as much
    rows = [_label_row(name, number, len(images)) for name, number in count.most_common(_MOST_LABELS)]
    others = len(images) - sum(number for _, number in count.most_common(_MOST_LABELS))
    if others:
        rows.append(_label_row(f"{counted(len(count) - _MOST_LABELS, 'other label')}", others, len(images)))
    return (
        '<section><h2>Answers</h2><div class="scroll narrow" tabindex="0" role="region" aria-label="Answers">'
        '<table class="labels"><thead><tr><th scope="col">Label</th><td></td>'
        f'<th scope="col" class="number">Images</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div></section>'
        "\n"
    )


def _label_row(name: str, number: int, of: int) -> str:
    return f'<tr><td>{text(name)}</td><td>{_bar(number / of)}</td><td class="number">{number}</td></tr>'


def _table(images: Sequence[ImageSummary], failed: Sequence[FailedImage]) -> str:
    heads = "".join(
        f'<th scope="col" class="{kind}" aria-sort="none" data-kind="{kind}" data-first="{first}">'
        f'<button type="button">{head}</button></th>'
        for head, kind, first in _HEADS
    )
    rows = [_row(image) for image in images] + [_failed_row(each) for each in failed]
    return (
        "<section><h2>Images</h2>"
        "<p>Each image was classified under a mask at every place of each window. The smaller the mask that changes "
        "the answer, and the more copies it changes, the more fragile the answer. A head of the table sorts it.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Images"><table class="images">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>\n"
    )


def _row(image: ImageSummary) -> str:
    meaning = f' title="{text(image.original.label.meaning)}"' if image.original.label.meaning else ""
    probability = image.original.probability
    share = image.changed / image.copies
    smallest = (
        '<td class="number" data-value="1e9">none did</td>'
        if image.smallest is None
        else f'<td class="number" data-value="{image.smallest}">{image.smallest} × {image.smallest} px, '
        f"{text(percent(image.smallest_share))}</td>"
    )
    examined = image.examined.label.name
    of = "" if image.examined.label.index == image.original.label.index else f" of {text(examined)}"
    return (
        f'<tr><td><img src="{image.thumbnail}" alt=""></td>'
        f'<td data-value="{text(image.name)}"><a href="{text(image.page)}">{text(image.name)}</a></td>'
        f'<td data-value="{text(image.original.label.name)}"{meaning}>{text(image.original.label.name)}</td>'
        f'<td class="number" data-value="{probability:.6f}">{text(percent(probability))}{_bar(probability)}</td>'
        f"{smallest}"
        f'<td class="number" data-value="{share:.6f}">{image.changed} of {image.copies}{_bar(share)}</td>'
        f'<td class="number" data-value="{image.largest_fall:.6f}">{_points(image.largest_fall)}{of}</td></tr>'
    )


def _failed_row(failed: FailedImage) -> str:
    return (
        f'<tr class="failed"><td></td><td data-value="{text(failed.name)}">{text(failed.name)}</td>'
        f'<td colspan="{len(_HEADS) - 1}">{text(failed.reason)}</td></tr>'
    )


def _points(fall: float) -> str:
    return f"{abs(100 * fall):.1f} pp{' more' if fall < 0 else ''}"


def _bar(share: float) -> str:
    return f'<span class="bar" aria-hidden="true"><span style="width:{100 * share:.2f}%"></span></span>'
