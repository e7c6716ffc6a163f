"""The page's parts on scene 2: the pool, its boundary, the importance of pixels."""

from collections import Counter

from tetrascope.report.analysis import Analysis
from tetrascope.report.importance_picture import strength
from tetrascope.report.markup import definitions, figure, text
from tetrascope.report.numbers import capitalised, counted, percent
from tetrascope.report.pool_words import PoolWords, pool_words


def pool_part(analysis: Analysis, picture: bytes) -> str:
    """Scene 2's picture, the labels at its vertices, and how many images have each label."""
    pool = analysis.pool
    words = pool_words(pool, analysis.network.output.kind)
    names = ", ".join(vertex.label.name for vertex in pool.vertices)
    drawn = figure(
        picture,
        alt=f"A {words.body} with the labels {names} at its vertices and masked copies of the image inside it. "
        "The table below holds the same numbers.",
        caption=f"Masked copies of the image, each at the mean of the {words.number} vertices weighted by its "
        f"probabilities. Blue squares {words.kept_means}, orange ones with a cut corner {words.changed_means}; support "
        "vectors wear black.",
        kind="wide",
    )
    selected = sum(image.represents is not None for image in pool.images)
    summary = (
        f"{counted(len(pool.images), 'masked image')} were classified; {selected} of them stand for the {words.number} "
        f"labels {_which(analysis)}."
    )
    return (
        f'<section id="pool"><h2>Masked images</h2><p>{text(summary)}</p>{drawn}{_labels(analysis, words)}</section>\n'
    )


def _which(analysis: Analysis) -> str:
    if len(analysis.pool.vertices) == analysis.network.class_count:
        return "that the network knows"
    asked = analysis.pool_request.label is not None
    return f"with the highest probability summed over the pool{', the examined one among them' if asked else ''}"


def _labels(analysis: Analysis, words: PoolWords) -> str:
    pool = analysis.pool
    most_probable = Counter(image.label for image in pool.images)
    rows = []
    for place, vertex in enumerate(pool.vertices):
        selected = sum(image.represents == place for image in pool.images)
        rows.append(
            f'<tr><th scope="row">{text(vertex.label.name)}</th>'
            f'<td class="number">{text(percent(vertex.mean_probability))}</td>'
            f'<td class="number">{most_probable[vertex.label.index]}</td><td class="number">{selected}</td></tr>'
        )
    if words.others is not None:
        others = len(pool.images) - sum(most_probable[vertex.label.index] for vertex in pool.vertices)
        outside = sum(image.outside for image in pool.images) / len(pool.images)
        share = " of all probabilities" if analysis.network.output.kind == "independent" else ""
        rows.append(
            f'<tr><th scope="row">{words.others}</th><td class="number">{text(percent(outside) + share)}</td>'
            f'<td class="number">{others}</td><td class="number">0</td></tr>'
        )
    heads = "".join(
        f'<th scope="col" class="number">{head}</th>' for head in ("Mean probability", "Most probable in", "Selected")
    )
    return (
        '<div class="scroll narrow" tabindex="0" role="region" aria-label="The labels at the vertices"><table>'
        f'<thead><tr><th scope="col">Label</th>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def boundary_part(analysis: Analysis) -> str:
    """What the linear SVM says."""
    boundary = analysis.boundary
    words = pool_words(analysis.pool, analysis.network.output.kind)
    pairs = [
        (capitalised(words.kept), counted(boundary.kept, "image")),
        (capitalised(words.changed), counted(boundary.changed, "image")),
    ]
    if boundary.status == "separated":
        pairs += [
            ("Support vectors", counted(len(boundary.support_vectors), "image")),
            ("Accuracy", percent(boundary.accuracy)),
            ("Cross-validated accuracy", percent(boundary.cross_validated_accuracy)),
            ("Margin", "not defined" if boundary.margin is None else f"{boundary.margin:.4g} (standardised logits)"),
        ]
    return (
        f'<section id="boundary"><h2>Boundary</h2><p>{text(boundary.explanation)}</p>{definitions(pairs)}</section>\n'
    )


def importance_part(analysis: Analysis, picture: bytes) -> str:
    """The heat map."""
    examined = analysis.pool.examined
    values, _ = strength(analysis.pool)
    drawn = figure(
        picture,
        alt=f"The image, and beside it a heat map of the pixels that {examined.label.name} depends on.",
        caption=f"For each pixel, the mean drop of the probability of {examined.label.name} "
        f"({percent(examined.probability)} unmasked) over the masks that cover it.",
        kind="narrow",
    )
    pairs = [
        ("Largest drop", f"{100 * max(0.0, float(values.max())):.2f} percentage points"),
        ("Largest rise", f"{100 * max(0.0, -float(values.min())):.2f} percentage points"),
    ]
    return f'<section id="importance"><h2>Importance</h2>{drawn}{definitions(pairs)}</section>\n'
