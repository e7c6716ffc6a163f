"""The page that compares networks on a folder of images: with nothing to fetch, as every page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tetrascope.networks.label_match import MatchedBy, folded
from tetrascope.report.folder_comparison import (
    FIRST,
    Count,
    FolderComparison,
    NetworkOnFolder,
    agreement,
    shared_classes,
)
from tetrascope.report.markup import text
from tetrascope.report.numbers import counted, p_text, percent, plain
from tetrascope.report.page_frame import contents, framed
from tetrascope.report.paired_answers import PairedAnswers, pairs_of
from tetrascope.report.sorted_table import SORT_SCRIPT, SORTED_STYLE, Head, bar, head_row

_STYLE = """
.images td:nth-child(2) { overflow-wrap: anywhere; min-width: 9rem; }
.images td.answer { min-width: 9rem; }
.images td.answer small, td small, th small { display: block; color: var(--muted); font-size: .82rem; }
td small { white-space: nowrap; }
.mark { font-weight: 700; }
.right .mark { color: var(--kept); }
.wrong .mark { color: var(--changed); }
th[scope="row"] { color: inherit; }
.agreement td, .agreement th { text-align: center; }
.agreement th[scope="row"] { text-align: left; }
"""
_BY: Mapping[MatchedBy, str] = {
    "name": "by its name",
    "another name": "by another of its names",
    "synset": "by ImageNet's number",
    "number": "by its place in the output",
}


def make_folder_comparison_page(compared: FolderComparison, version: str) -> str:
    """The page."""
    titles = ", ".join(each.network.title for each in compared.networks) or "no network"
    told = f"{counted(len(compared.images), 'image')}, as {titles} answer{_s(len(compared.networks))} them."
    parts = [("networks", "Networks", _networks(compared))]
    if len(compared.networks) > 1:
        parts.append(("agreement", "Agreement", _agreement(compared)))
    pairs = pairs_of(compared)
    if pairs:
        parts.append(("pairs", "Right where the other is wrong", _pairs(pairs)))
    if compared.labels:
        parts.append(("labels", "Labels", _labels(compared)))
    parts.append(("images", "Images", _images(compared)))
    warnings = "".join(f'<p class="warning">{text(note)}</p>' for note in _notes(compared))
    body = (
        f"<header><h1>{text(compared.title)}</h1><p>{text(told)}</p>{warnings}"
        f"{contents((place, name) for place, name, _ in parts)}</header>\n<main>\n"
        + "".join(f'<section id="{place}"><h2>{name}</h2>{markup}</section>\n' for place, name, markup in parts)
        + f"</main>\n<footer>Tetrascope {text(version)}. A line for each image is in comparison.csv, one for each "
        "network in networks.csv, one for each two of them in pairs.csv.</footer>"
    )
    return framed(f"{compared.title}: {titles}", body, style=SORTED_STYLE + _STYLE, script=SORT_SCRIPT)


def _s(count: int) -> str:
    return "s" if count == 1 else ""


def _notes(compared: FolderComparison) -> list[str]:
    notes = list(compared.notes)
    if compared.waiting:
        notes.append(f"{counted(compared.waiting, 'answer')} still to come: the same command goes on with them.")
    if compared.failed:
        notes.append(f"{counted(len(compared.failed), 'picture')} could not be read: see the end of the table.")
    for each in compared.networks:
        if each.network.weights.source == "random":
            notes.append(f"The weights of {each.network.title} are random: it knows nothing, its answers mean nothing.")
        notes += [f"{each.network.title}: {warning}" for warning in each.network.warnings]
    return notes


def _networks(compared: FolderComparison) -> str:
    labelled = bool(compared.labels)
    heads = [Head("Network"), Head("Input", "number"), Head("Parameters", "number"), Head("In memory", "number")]
    if labelled:
        heads += [Head("Right", "number", "falling"), Head(f"Among its first {FIRST}", "number", "falling")]
    heads.append(Head("Time an image", "number"))
    rows = "".join(_network_row(each, compared) for each in compared.networks)
    words = (
        "Time is that of one pass with one picture, decoded and fitted before, by a network that is warm: the median, "
        "and between which times the middle half of the images lies. The networks ran one after another, each alone."
    )
    if labelled:
        words = (
            "Right is the share of images whose label is the most probable class, of those whose label the network has "
            f"a class for; below it, where that share lies for images like these (Wilson's interval of 95 %). {words}"
        )
    return (
        f"<p>{text(words)}</p>{_uneven(compared)}"
        '<div class="scroll" tabindex="0" role="region" aria-label="Networks"><table class="sorted">'
        f"{head_row(heads)}<tbody>{rows}</tbody></table></div>"
    )


def _uneven(compared: FolderComparison) -> str:
    """Says that accuracies cannot be held against each other, where they are not about the same images."""
    about = {
        frozenset(label for label, match in each.matches.items() if match is not None) for each in compared.networks
    }
    if not compared.labels or len(about) < 2:
        return ""
    return (
        '<p class="warning">The networks do not have classes for the same labels, so what they get right is not '
        "counted over the same images.</p>"
    )


def _network_row(each: NetworkOnFolder, compared: FolderComparison) -> str:
    network = each.network
    cells = [
        f'<th scope="row" data-value="{text(network.title)}">{text(network.title)}</th>',
        _number(network.input_height * network.input_width, f"{network.input_height} × {network.input_width}"),
        _number(each.parameters, f"{each.parameters:,}".replace(",", "\u202f")),
        _number(each.bytes, f"{plain(each.bytes / 1e6)} MB"),
    ]
    if compared.labels:
        cells.append(_share(each.right(compared.labels)))
        few = network.class_count <= FIRST
        cells.append(_none("it has no more") if few else _share(each.right(compared.labels, FIRST)))
    times = each.quartiles
    if times is None:
        cells.append(_none("none yet"))
    else:
        low, middle, high = (f"{1000 * seconds:.1f}" for seconds in times)
        cells.append(_number(times[1], f"{middle} ms", f"{low} to {high} ms"))
    return f"<tr>{''.join(cells)}</tr>"


def _share(right: Count) -> str:
    if right.share is None or right.interval is None:
        return _none("no label is its")
    low, high = (percent(each, 0) for each in right.interval)
    shown = f"{percent(right.share)} ({right.number} of {right.of})"
    return _number(right.share, shown, f"{low} to {high}")


def _number(value: float, shown: str, below: str = "") -> str:
    small = f"<small>{text(below)}</small>" if below else ""
    return f'<td class="number" data-value="{value:.9g}">{text(shown)}{small}</td>'


def _none(words: str) -> str:
    return f'<td class="number"><small>{text(words)}</small></td>'


def _agreement(compared: FolderComparison) -> str:
    networks = compared.networks
    heads = "".join(f'<th scope="col">{text(each.network.title)}</th>' for each in networks[1:])
    rows = ""
    for place, one in enumerate(networks[:-1]):
        cells = "<td></td>" * place + "".join(_agree(one, other) for other in networks[place + 1 :])
        rows += f'<tr><th scope="row">{text(one.network.title)}</th>{cells}</tr>'
    return (
        "<p>On how many images the most probable classes of two networks have the same name.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Agreement"><table class="agreement">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _agree(one: NetworkOnFolder, other: NetworkOnFolder) -> str:
    shared = shared_classes(one, other)
    if not shared:
        return "<td><small>no class in common</small></td>"
    agreed = agreement(one, other)
    apart = one.class_names != other.class_names
    small = f"{agreed.number} of {agreed.of}" + (f", {counted(shared, 'shared name')}" if apart else "")
    return f"<td>{text(percent(agreed.share))}<small>{text(small)}</small></td>"


def _pairs(pairs: Sequence[tuple[PairedAnswers, float]]) -> str:
    """A line for each two networks: how many images only one of them gets right."""
    several = len(pairs) > 1
    heads = [Head("First"), Head("Second")]
    heads += [
        Head(name, "number", "falling") for name in ("Both right", "Only the first", "Only the second", "Neither")
    ]
    heads.append(Head("By chance", "number"))
    rows = "".join(_pair_row(pair, corrected if several else None) for pair, corrected in pairs)
    words = (
        "The same images by two networks: only those that one gets right and the other does not tell which is better. "
        "By chance: how often two networks that are right equally often would differ at least as much (McNemar's "
        "exact test)"
        + ("; below it, corrected for the number of pairs (Holm)." if several else ".")
        + " Below 0.05 chance alone seldom makes such a difference; above it, it may be chance, which does not show "
        "that there is none."
    )
    return (
        f"<p>{text(words)}</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Right where the other is wrong">'
        f'<table class="sorted">{head_row(heads)}<tbody>{rows}</tbody></table></div>'
    )


def _pair_row(pair: PairedAnswers, corrected: float | None) -> str:
    titles = [each.network.title for each in (pair.one, pair.other)]
    heads = "".join(f'<th scope="row" data-value="{text(title)}">{text(title)}</th>' for title in titles)
    numbers = (pair.both, pair.only_one, pair.only_other, pair.neither)
    cells = "".join(_number(each, str(each)) for each in numbers)
    below = "" if corrected is None else f"corrected {p_text(corrected)}"
    return f"<tr>{heads}{cells}{_number(pair.p, p_text(pair.p), below)}</tr>"


def _labels(compared: FolderComparison) -> str:
    """A line for each label: its images, and of each network what class that is and how many it gets right."""
    images: dict[str, dict[str, str]] = defaultdict(dict)
    for image, label in compared.labels.items():
        images[label][image] = label
    heads = [Head("Label"), Head("Images", "number", "falling")]
    heads += [Head(each.network.title, "number", "falling") for each in compared.networks]
    rows = ""
    for label in sorted(images, key=folded):
        cells = "".join(_label_cell(each, label, images[label]) for each in compared.networks)
        number = len(images[label])
        head = f'<th scope="row" data-value="{text(label)}">{text(label)}</th>'
        rows += f"<tr>{head}{_number(number, str(number))}{cells}</tr>"
    return (
        "<p>How many images of each label a network gets right, and which of its classes that is.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Labels"><table class="sorted">'
        f"{head_row(heads)}<tbody>{rows}</tbody></table></div>"
    )


def _label_cell(each: NetworkOnFolder, label: str, images: Mapping[str, str]) -> str:
    match = each.matches.get(label)
    if match is None:
        return _none("no such class")
    right = each.right(images)
    return _number(right.share or 0, f"{right.number} of {right.of}", f"{match.name}, {_BY[match.by]}")


def _images(compared: FolderComparison) -> str:
    labelled = bool(compared.labels)
    heads = [Head("Image")]
    if labelled:
        heads.append(Head("Label"))
    if len(compared.networks) > 1:
        heads.append(Head("Different answers", "number", "falling"))
        if labelled:
            heads.append(Head("Right", "number"))
    heads += [Head(each.network.title) for each in compared.networks]
    rows = "".join(_image_row(name, compared) for name in compared.images)
    rows += "".join(
        f'<tr class="failed"><td></td><td data-value="{text(name)}">{text(name)}</td>'
        f'<td colspan="{len(heads) - 1}">{text(reason)}</td></tr>'
        for name, reason in compared.failed.items()
    )
    return (
        "<p>The most probable class of each network. A head of the table sorts it.</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Images"><table class="images sorted">'
        f"{head_row(heads, before='<td></td>')}<tbody>{rows}</tbody></table></div>"
    )


def _image_row(name: str, compared: FolderComparison) -> str:
    label = compared.labels.get(name)
    cells = [
        f'<td><img src="{compared.images[name].thumbnail}" alt=""></td>',
        f'<td data-value="{text(name)}">{text(name)}</td>',
    ]
    if compared.labels:
        cells.append("<td></td>" if label is None else f'<td data-value="{text(label)}">{text(label)}</td>')
    if len(compared.networks) > 1:
        different = compared.different_answers(name)
        cells.append(_number(different, str(different)))
        if compared.labels:
            right = compared.right(name)
            cells.append("<td></td>" if right.share is None else _number(right.share, f"{right.number} of {right.of}"))
    cells += [_answer(each, name, label) for each in compared.networks]
    return f"<tr>{''.join(cells)}</tr>"


def _answer(each: NetworkOnFolder, name: str, label: str | None) -> str:
    answer = each.answers.get(name)
    if answer is None:
        return "<td></td>"
    right = None if label is None else each.is_right(name, label)
    kind, mark = "", ""
    if right is not None:
        kind = " right" if right else " wrong"
        mark = f'<span class="mark" role="img" aria-label="{kind.strip()}">{"✓" if right else "✗"}</span> '
    best = answer.best
    return (
        f'<td class="answer{kind}" data-value="{text(best.name)}">{mark}{text(best.name)}'
        f"<small>{text(percent(best.probability))}</small>{bar(best.probability)}</td>"
    )
