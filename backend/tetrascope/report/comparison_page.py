"""The page that compares networks on one image: with nothing to fetch, as every page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tetrascope.report.analysis import Analysis
from tetrascope.report.colormap import overlay_importance
from tetrascope.report.comparison import PairedCopies, paired_copies, paired_maps
from tetrascope.report.image_summary import fragility
from tetrascope.report.markup import figure, small_picture, text
from tetrascope.report.numbers import counted, percent, plain
from tetrascope.report.page_frame import contents, framed
from tetrascope.report.thumbnail import masked_copy, thumbnail

_SHOWN = 8
"""Masks on which two networks part, shown of each kind."""
_ENLARGED = 2
"""How much larger a map is shown than it is."""
_SIDE = 96
_STYLE = """
.maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem 1.5rem; }
.maps figure { margin: .5rem 0; }
.copies { display: flex; flex-wrap: wrap; gap: .4rem; margin: .3rem 0 1.2rem; padding: 0; list-style: none; }
.copies img { display: block; width: 72px; height: 72px; }
.crossed td, .crossed th { text-align: center; }
"""


@dataclass(frozen=True)
class ComparedNetwork:
    """What one network makes of the image."""

    analysis: Analysis
    """All of it."""
    structure: bytes
    """Scene 1 as a PNG file."""
    seconds: float
    """How long both scenes took here."""

    @property
    def title(self) -> str:
        """Its name for a person."""
        return self.analysis.network.title


def make_comparison_page(image_name: str, networks: Sequence[ComparedNetwork], version: str) -> str:
    """The page; the others are held against the first network."""
    first, *others = networks
    parts = [f"{_answers(networks)}", *(_pair(first, other, number) for number, other in enumerate(others, start=1))]
    parts.append(_structures(networks))
    links = [
        ("answers", "Answers"),
        *((f"pair-{number}", f"{first.title} and {each.title}") for number, each in enumerate(others, start=1)),
        ("structure", "Network structure"),
    ]
    names = ", ".join(network.title for network in networks)
    warnings = [
        f"The weights of {each.title} are random: it knows nothing."
        for each in networks
        if each.analysis.network.weights.source == "random"
    ]
    warnings += [f"{each.title}: {warning}" for each in networks for warning in each.analysis.network.warnings]
    told = "".join(f'<p class="warning">{text(warning)}</p>' for warning in warnings)
    body = (
        f"<header><h1>{text(image_name)}</h1><p>As {text(names)} see it.</p>{told}{contents(links)}</header>\n<main>\n"
        f"{''.join(parts)}</main>\n"
        f"<footer>Tetrascope {text(version)}. Each network's own page is in a folder beside this one.</footer>"
    )
    return framed(f"{image_name}: {names}", body, style=_STYLE)


def _answers(networks: Sequence[ComparedNetwork]) -> str:
    rows = []
    for network in networks:
        analysis, pool = network.analysis, network.analysis.pool
        changed, smallest = fragility(pool)
        megabytes = analysis.network.weights.megabytes
        cells = [
            f"{analysis.network.input_height} × {analysis.network.input_width}",
            "not known" if megabytes is None else f"{plain(megabytes)} MB",
            pool.original.label.name,
            percent(pool.original.probability),
            "none" if smallest is None else f"{smallest} × {smallest}",
            f"{changed} of {len(pool.images)}",
            f"{network.seconds:.1f} s",
        ]
        page = f"{analysis.network.network_id}/index.html"
        rows.append(
            f'<tr><th scope="row"><a href="{text(page)}">{text(network.title)}</a></th>'
            + "".join(f"<td>{text(cell)}</td>" for cell in cells)
            + "</tr>"
        )
    heads = (
        "Network",
        "Input",
        "Weights",
        "Answer",
        "Probability",
        "Smallest mask that changes it",
        "Copies that change",
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in (*heads, "Both scenes took"))
    return (
        '<section id="answers"><h2>Answers</h2><div class="scroll" tabindex="0" role="region" aria-label="Answers">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>\n"
    )


def _pair(one: ComparedNetwork, other: ComparedNetwork, number: int) -> str:
    pairs = paired_copies(one.analysis.pool, other.analysis.pool)
    title = f"{one.title} and {other.title}"
    return (
        f'<section id="pair-{number}"><h2>{text(title)}</h2>{_crossed(one, other, pairs)}'
        f"{_parted(one, other, pairs)}{_maps(one, other)}</section>\n"
    )


def _crossed(one: ComparedNetwork, other: ComparedNetwork, pairs: Sequence[PairedCopies]) -> str:
    def count(here: bool, there: bool) -> int:
        return sum(pair.one.kept is here and pair.other.kept is there for pair in pairs)

    rows = "".join(
        f'<tr><th scope="row">{text(one.title)} {_did(here)}</th>'
        f"<td>{count(here, True)}</td><td>{count(here, False)}</td></tr>"
        for here in (True, False)
    )
    changing = len(pairs) - count(True, True)
    changes = (
        f"{changing} {'changes' if changing == 1 else 'change'} the answer of a network, "
        f"{count(False, False)} of these that of both"
        if changing
        else "none changes an answer"
    )
    told = f"Of {counted(len(pairs), 'mask')} at the same places of the photo, {changes}."
    return (
        f"<h3>The same masks</h3><p>{text(told)}</p>"
        '<div class="scroll narrow" tabindex="0" role="region" aria-label="The same masks"><table class="crossed">'
        f'<thead><tr><td></td><th scope="col">{text(other.title)} {_did(True)}</th>'
        f'<th scope="col">{text(other.title)} {_did(False)}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _did(kept: bool) -> str:
    return "keeps its answer" if kept else "changes it"


def _parted(one: ComparedNetwork, other: ComparedNetwork, pairs: Sequence[PairedCopies]) -> str:
    """Masks that change the answer of one network alone, those with the largest fall first."""
    found = ""
    for mine, theirs, here in ((one, other, True), (other, one, False)):
        alone = [pair for pair in pairs if pair.one.kept is not here and pair.other.kept is here]
        if not alone:
            continue
        examined = mine.analysis.pool.examined.probability
        copies = [pair.one if here else pair.other for pair in alone]
        copies.sort(key=lambda copy: copy.original_probability - examined)
        pictures = "".join(_copy(mine.analysis, copy.index) for copy in copies[:_SHOWN])
        more = f", the {_SHOWN} with the largest fall" if len(copies) > _SHOWN else ""
        words = f"{counted(len(copies), 'mask')} changed the answer of {mine.title} and not of {theirs.title}{more}:"
        found += f'<p>{text(words)}</p><ul class="copies">{pictures}</ul>'
    return found


def _copy(analysis: Analysis, index: int) -> str:
    pool = analysis.pool
    copy = next(image for image in pool.images if image.index == index)
    label = next(each.name for each in pool.labels if each.index == copy.label)
    small = thumbnail(masked_copy(pool, copy), _SIDE, kept=False, support_vector=False)
    words = f"{label}, {percent(copy.probability)}"
    return f'<li><img src="{small_picture(np.asarray(small))}" alt="{text(words)}" title="{text(words)}"></li>'


def _maps(one: ComparedNetwork, other: ComparedNetwork) -> str:
    maps = paired_maps(one.analysis.pool, other.analysis.pool)
    if maps is None:
        return "<p>They see no part of the photo together, so their importance is not compared.</p>"
    alike = one.analysis.pool.examined.label.name == other.analysis.pool.examined.label.name
    correlation = "not defined" if maps.correlation is None else f"{maps.correlation:.2f}"
    told = (
        f"The rank correlation of both maps is {correlation}: 1 where the same pixels matter in the same order, 0 "
        "where one map says nothing of the other, -1 where the order is reversed."
        if alike
        else "Each map is of its network's own answer, and the answers differ: what speaks for one label speaks "
        "against another, so the maps are not held against each other."
    )
    strongest = float(max(np.abs(maps.one).max(), np.abs(maps.other).max()))
    difference = maps.one - maps.other
    largest = float(np.abs(difference).max())
    drawn = [
        (maps.one, strongest, f"{one.title}: {one.analysis.pool.examined.label.name}, up to {_points(strongest)}"),
        (maps.other, strongest, f"{other.title}: {other.analysis.pool.examined.label.name}, on the same scale"),
    ]
    if alike:
        words = f"Difference, up to {_points(largest)}: red where {one.title} needs the place more"
        drawn.append((difference, largest, words))
    pictures = []
    for values, most, caption in drawn:
        height, width = values.shape
        size = width * _ENLARGED, height * _ENLARGED
        photo = np.asarray(Image.fromarray(maps.photo).resize(size, Image.Resampling.LANCZOS))
        fine = np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BILINEAR))
        picture = small_picture(overlay_importance(photo, fine, most))
        pictures.append(f'<figure><img src="{picture}" alt=""><figcaption>{text(caption)}.</figcaption></figure>')
    return f'<h3>Importance</h3><p>{text(told)}</p><div class="maps">{"".join(pictures)}</div>'


def _points(share: float) -> str:
    return f"{100 * share:.2g} percentage points"


def _structures(networks: Sequence[ComparedNetwork]) -> str:
    drawn = "".join(
        f"<h3>{text(network.title)}</h3>"
        + figure(
            network.structure,
            alt=f"The layers of {network.title} as columns of cluster images",
            caption=f"{counted(len(network.analysis.layers.layers), 'layer')}, as on the network's own page.",
            kind="wide",
        )
        for network in networks
    )
    return f'<section id="structure"><h2>Network structure</h2>{drawn}</section>\n'
