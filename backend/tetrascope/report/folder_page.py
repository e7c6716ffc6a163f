"""The page of a folder of images: a line for each, to be sorted, which leads to its own page."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.protocol.networks import NetworkSummary
from tetrascope.report.image_summary import ImageSummary
from tetrascope.report.markup import text
from tetrascope.report.numbers import counted, percent
from tetrascope.report.page_frame import framed
from tetrascope.report.sorted_table import SORT_SCRIPT, SORTED_STYLE, Head, bar, head_row

_MOST_LABELS = 10
"""Labels in the overview."""
_STYLE = """
.images td:nth-child(2) { overflow-wrap: anywhere; min-width: 10rem; }
.labels td:first-child { width: 40%; }
"""
_HEADS = (
    Head("Image"),
    Head("Answer"),
    Head("Probability", "number", "falling"),
    Head("Smallest mask that changes it", "number"),
    Head("Copies that change", "number", "falling"),
    Head("Largest fall", "number", "falling"),
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
    return framed(f"{title}, {network.title}", body, style=SORTED_STYLE + _STYLE, script=SORT_SCRIPT)


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
    return f'<tr><td>{text(name)}</td><td>{bar(number / of)}</td><td class="number">{number}</td></tr>'


def _table(images: Sequence[ImageSummary], failed: Sequence[FailedImage]) -> str:
    rows = [_row(image) for image in images] + [_failed_row(each) for each in failed]
    return (
        "<section><h2>Images</h2>"
        "<p>Each image was classified under a mask at every place of each window. The smaller the mask that changes "
        "the answer, and the more copies it changes, the more fragile the answer. A head of the table sorts it.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Images"><table class="images sorted">'
        f"{head_row(_HEADS, before='<td></td>')}<tbody>{''.join(rows)}</tbody></table></div></section>\n"
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
        f'<td class="number" data-value="{probability:.6f}">{text(percent(probability))}{bar(probability)}</td>'
        f"{smallest}"
        f'<td class="number" data-value="{share:.6f}">{image.changed} of {image.copies}{bar(share)}</td>'
        f'<td class="number" data-value="{image.largest_fall:.6f}">{_points(image.largest_fall)}{of}</td></tr>'
    )


def _failed_row(failed: FailedImage) -> str:
    return (
        f'<tr class="failed"><td></td><td data-value="{text(failed.name)}">{text(failed.name)}</td>'
        f'<td colspan="{len(_HEADS) - 1}">{text(failed.reason)}</td></tr>'
    )


def _points(fall: float) -> str:
    return f"{abs(100 * fall):.1f} pp{' more' if fall < 0 else ''}"
