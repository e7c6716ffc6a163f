"""One HTML page that holds a whole analysis: pictures, numbers and parameters, with nothing to fetch."""

from tetrascope.report.analysis import Analysis
from tetrascope.report.answer_words import answer_words
from tetrascope.report.criterion import criterion_name, exact_name
from tetrascope.report.groups import GROUPS_NAMES, groups_note
from tetrascope.report.markup import definitions, figure, small_picture, text
from tetrascope.report.numbers import counted, percent
from tetrascope.report.page_frame import contents, framed
from tetrascope.report.page_layers import layers_table
from tetrascope.report.page_pool import boundary_part, importance_part, pool_part
from tetrascope.report.tensor_decoding import rgb


def make_page(analysis: Analysis, *, structure: bytes, pool: bytes, importance: bytes) -> str:
    """The page.

    Args:
        analysis: what it tells.
        structure, pool, importance: the three pictures as PNG files.
    """
    parts = [
        _header(analysis),
        _answer(analysis),
        _structure(analysis, structure),
        pool_part(analysis, pool),
        boundary_part(analysis),
        importance_part(analysis, importance),
        _parameters(analysis),
        _footer(analysis),
    ]
    return framed(f"{analysis.image_name}, {analysis.network.title}", "".join(parts))


def _header(analysis: Analysis) -> str:
    answer = f"{analysis.network.title} {answer_words(analysis)}."
    links = [
        ("answer", "Answer"),
        ("structure", "Network structure"),
        ("pool", "Masked images"),
        ("boundary", "Boundary"),
        ("importance", "Importance"),
        ("parameters", "Parameters"),
    ]
    heading = f"<h1>{text(analysis.image_name)}</h1><p>{text(answer)}</p>"
    if analysis.network.weights.source == "random":
        heading += '<p class="warning">The weights are random: the network knows nothing, its answers mean nothing.</p>'
    heading += "".join(f'<p class="warning">{text(warning)}</p>' for warning in analysis.network.warnings)
    return f"<header>{heading}{contents(links)}</header>\n<main>\n"


def _answer(analysis: Analysis) -> str:
    predictions = analysis.layers.predictions
    rows = []
    for score in predictions.classes:
        name = text(score.label.name)
        if score.label.meaning:
            name = f"<details><summary>{name}</summary><small>{text(score.label.meaning)}</small></details>"
        width = f"{100 * score.probability:.2f}%"
        rows.append(
            f"<tr><td>{name}</td>"
            f'<td><span class="bar" aria-hidden="true"><span style="width:{width}"></span></span></td>'
            f'<td class="number">{text(percent(score.probability))}</td></tr>'
        )
    pixels = rgb(predictions.image)
    masks = f", with {counted(len(predictions.masks), 'mask')}" if predictions.masks else ""
    caption = f"What enters the network: {pixels.shape[0]} by {pixels.shape[1]} pixels{masks}."
    alt = f"The input image, {analysis.image_name}{masks}"
    return (
        f'<section id="answer"><h2>Answer</h2><div class="pair"><figure>'
        f'<img class="input" src="{small_picture(pixels)}" alt="{text(alt)}">'
        f"<figcaption>{text(caption)}</figcaption></figure>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Most probable classes"><table class="classes">'
        '<thead><tr><th scope="col">Class</th><td></td><th scope="col" class="number">Probability</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></div></section>\n"
    )


def _structure(analysis: Analysis, picture: bytes) -> str:
    layers = analysis.layers.layers
    drawn = figure(
        picture,
        alt=f"Input, {counted(len(layers), 'layer')} as columns of cluster images, and bars of the most probable "
        "classes. The table below holds the same numbers.",
        caption="Each column is a layer's output after its activation. Its feature maps are grouped by K-means on "
        f"their {exact_name(analysis.layers_request.criterion)}; each image is the first principal component of one "
        f"cluster's maps.{groups_note(layers)}",
        kind="wide",
    )
    return (
        f'<section id="structure"><h2>Network structure</h2>{drawn}'
        f"<details><summary>Every layer and cluster in numbers</summary>{layers_table(layers)}</details></section>\n"
    )


def _parameters(analysis: Analysis) -> str:
    layers, pool = analysis.layers_request, analysis.pool_request
    masks = [
        f"{mask.top},{mask.left},{mask.height},{mask.width}{' (part of it)' if mask.kind == 'bitmap' else ''}"
        for mask in layers.masks
    ]
    windows = ", ".join(f"{window.size}/{window.stride}" for window in analysis.pool.windows)
    pairs = [
        ("Image", f"{analysis.image_name}, {analysis.image.width} by {analysis.image.height} pixels"),
        ("Image's hash", analysis.image.image_id),
        ("Network", f"{analysis.network.title} ({analysis.network.network_id})"),
        ("Weights", _weights(analysis)),
        ("Output", analysis.network.output.decided),
        ("How the photo fits", _fitting(analysis)),
        ("Clusters", str(layers.clusters)),
        ("Clustered by", criterion_name(layers.criterion)),
        ("Fill of masks", ", ".join((layers.fill, *pool.more_fills))),
        ("Masks (top, left, height, width)", "; ".join(masks) or "none"),
        ("Clusters of the masked image", GROUPS_NAMES[layers.groups] if masks else "no masks"),
        ("Layers", "those shown by default" if layers.layers is None else ", ".join(layers.layers)),
        ("Windows (size/stride)", windows + (" (default)" if pool.windows is None else "")),
        ("Positions of the smallest window", "the quarter that matters most" if pool.refine else "all"),
        ("Images for each label, at most", str(pool.per_label)),
        ("Label examined", _examined(analysis)),
        *_merged(analysis),
    ]
    return f'<section id="parameters"><h2>Parameters</h2>{definitions(pairs)}</section>\n'


def _examined(analysis: Analysis) -> str:
    name = analysis.pool.examined.label.name
    return f"{name} (the most probable one)" if analysis.pool_request.label is None else name


def _merged(analysis: Analysis) -> list[tuple[str, str]]:
    labels = [f"{each.name} (classes {', '.join(map(str, each.classes))})" for each in analysis.pool_request.merged]
    return [("Merged labels", "; ".join(labels))] if labels else []


def _fitting(analysis: Analysis) -> str:
    framing = analysis.pool.framing
    part = framing.photo
    if framing.fit == "squash":
        return "squashed: all of it, without regard to its proportions"
    if framing.fit == "pad":
        return "padded: all of it, with black beside it"
    first = f"row {part.top:.0f}, column {part.left:.0f}"
    return f"cropped to {part.width:.0f} by {part.height:.0f} pixels from {first}"


def _weights(analysis: Analysis) -> str:
    source = analysis.network.weights.source
    meanings = {
        "package": "from an installed package",
        "keras": "ImageNet, fetched by Keras",
        "file": "from a file named by the user",
        "memory": "of a model that a program gave",
        "random": "random: this network knows nothing, its answers mean nothing",
    }
    return meanings[source] if source else "not known"


def _footer(analysis: Analysis) -> str:
    return f"</main>\n<footer>Tetrascope {text(analysis.tetrascope)}. The numbers are in analysis.json.</footer>"
