"""The page's tables of scene 1."""

from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer
from tetrascope.report.colormap import colour_feature_map
from tetrascope.report.criterion import criterion_name, score_text
from tetrascope.report.markup import small_picture, text
from tetrascope.report.numbers import counted, percent
from tetrascope.report.structure_picture import cluster_colour


def layers_table(layers: list[ClusteredLayer]) -> str:
    """One row for each layer, its clusters as small images with their numbers."""
    rows = "".join(_row(layer) for layer in layers)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Layers and clusters"><table class="layers">'
        '<thead><tr><th scope="col">Layer</th><th scope="col">Shape</th><th scope="col">Clusters</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(layer: ClusteredLayer) -> str:
    clusters = "".join(_cluster(layer, cluster) for cluster in layer.clusters)
    shape = f"{layer.height} × {layer.width} × {layer.channels}"
    return f'<tr><th scope="row">{text(layer.layer)}</th><td>{shape}</td><td>{clusters}</td></tr>'


def _cluster(layer: ClusteredLayer, cluster: Cluster) -> str:
    share = cluster.explained_variance
    explained = "all maps constant" if share is None else f"explains {percent(share)}"
    alt = f"Representative of cluster {cluster.index + 1} of {layer.layer}"
    source = small_picture(colour_feature_map(cluster.representative))
    return (
        f'<span class="cluster"><img src="{source}" alt="{text(alt)}" '
        f'style="border-color:{cluster_colour(cluster.index)}">'
        f"<span>{counted(len(cluster.channels), 'map')}<br>"
        f"{text(criterion_name(layer.criterion))} <b>{score_text(layer.criterion, cluster.mean_score, 3)}</b><br>"
        f"{text(explained)}</span></span>"
    )
