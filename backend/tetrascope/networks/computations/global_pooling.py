"""Global pooling: one number of a whole map, its mean or its largest value."""

import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.computations.patches import largest_first, patch_at
from tetrascope.networks.computations.places import Place

_LARGEST = "Of all values of the map the largest is passed on."
_MEAN = "All values of the map are added up and divided by their number: one number for the whole map."
MAX_WHOLE = 1024
"""Values of a map that are told whole; of a larger one those that contribute most are."""


def explain_max(asked: Asked) -> Explained:
    """Which value of the map is the largest."""
    values, terms = _read(asked)
    picked = int(np.argmax(values))
    if len(terms.terms) == 1 and len(terms.terms[0].values) == values.size:
        told = [terms.terms[0].model_copy(update={"picked": picked, "total": float(values.max())})]
        terms = Terms(terms.sources, told)
    else:
        row, column = np.unravel_index(picked, values.shape)
        terms = asked.values([_place(asked, int(row), int(column))])
    return Explained([asked.step("global_max_pooling", _LARGEST, "max", float(values.max()), terms=terms)])


def explain_average(asked: Asked) -> Explained:
    """The mean of the map."""
    values, terms = _read(asked)
    return Explained(
        [
            asked.step(
                "global_average_pooling",
                _MEAN,
                "Σ value / count",
                float(values.sum()) / values.size,
                terms=terms,
                numbers={"count": values.size},
            )
        ]
    )


def _read(asked: Asked) -> tuple[np.ndarray, Terms]:
    known, source = asked.known, asked.call.inputs[0]
    channel, first = asked.at[-1], asked.call.operation.data_format == "channels_first"
    if first:
        channel = asked.at[0]
    values = np.take(known.of(source), channel, axis=0 if first else 2).astype(np.float64)
    sources = Sources(known)
    if values.size <= MAX_WHOLE and not first:
        patch = patch_at(known, known.seen_through(source, padding=False), (0, 0), values.shape)
        return values, Terms(sources.told, [patch.term(sources, channel, float(values.sum()))], rest=0.0)
    chosen = largest_first(values.ravel(), asked.most)
    places = [_place(asked, each // values.shape[1], each % values.shape[1]) for each in chosen]
    terms = [sources.term(place, [known.at(place)], known.at(place)) for place in places]
    return values, Terms(sources.told, terms, values.size, float(np.delete(values.ravel(), chosen).sum()))


def _place(asked: Asked, row: int, column: int) -> Place:
    if asked.call.operation.data_format == "channels_first":
        return Place(asked.call.inputs[0], (asked.at[0], row, column))
    source = asked.known.seen_through(asked.call.inputs[0], padding=False).tensor
    return Place(source, (row, column, asked.at[-1]))
