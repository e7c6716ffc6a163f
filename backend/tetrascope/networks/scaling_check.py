"""Whether pixels are scaled as a network's training did, judged by what the network makes of a few photos.

Nothing in a model's file says how its pictures were scaled outside it. But numbers that are a hundred times too large
or too small show: every answer is then certain beyond measure, or all are alike, and another scaling gives answers that
differ. What differs less (0..1 for -1..1, say) does not show reliably and is not judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.network import Network
from tetrascope.networks.own_scaling import OwnScaling, own_scaling
from tetrascope.networks.preprocessing import PREPROCESSINGS, Preprocessing

_LARGE = 32.0
"""Scalings reach either about 2 (0..1, -1..1, standardised) or 255: this lies between."""
_CERTAIN = 30.0
"""Median lead of a logit from which on answers are certain beyond measure: a second class has e^-30 of the first."""
_ALIKE = 0.05
_VARIED = 0.2
"""Mean difference of two photos' probabilities, 0 (alike) to 1 (nothing in common): below the one photos are answered
alike, from the other on they are not."""
_NAMED = ("unit", "none", "tf", "torch", "caffe")
"""What may be named as the likely one; `lite` is all but the same as `tf`."""
_COMMONEST = 1.25
"""How much more its answers count for `unit`, the commonest scaling outside a model, where several are sound."""
_STANDARDISED = 30.0
"""Deviations beyond which, or below one over which, no photo lies that a normalisation was fitted to."""


@dataclass(frozen=True)
class Trial:
    """How a network answers photos that are scaled in one way."""

    lead: float
    """Median lead of the most probable class, in logits; of independent labels the median size of a logit."""
    variety: float
    """Mean difference of two photos' probabilities, 0..1."""
    top: float
    """Mean probability of the most probable class; of independent labels that a label is there, or is not."""
    spread: float
    """Mean deviation of a logit among the photos."""

    @property
    def sound(self) -> bool:
        """Whether photos have different answers that are not certain beyond measure."""
        return self.variety >= _VARIED and self.lead <= _CERTAIN


def scaling_warnings(network: Network, photos: Sequence[NDArray[np.uint8]]) -> list[str]:
    """Sentences for a person that say what looks wrong, and which scaling is the likely one; most often none.

    Args:
        network: as its operator says that it is to be used.
        photos: a few different ones, (rows, columns, 3) RGB each.
    """
    pictures = np.stack([network.picture(photo) for photo in photos])
    given = network.input.preprocessing
    named = (PREPROCESSINGS[name] for name in _NAMED if name != given.name)
    candidates = [each for each in named if each.channels in (None, network.input.channels)]
    tried = cache(lambda preprocessing: try_scaling(network, pictures, preprocessing))
    own = own_scaling(network.model)
    if own.fitted:
        return _judge_fitted(own, network, pictures, candidates)
    found, none = tried(given), PREPROCESSINGS["none"]
    odd = given.name != none.name and not found.sound and (given.reach < _LARGE or tried(none).sound)
    if odd and _scales_bytes(own, network):
        return [_scaled_twice(own, given)]
    if given.reach >= _LARGE and found.lead > _CERTAIN:
        sound = [each for each in candidates if tried(each).sound and tried(each).lead * 5 < found.lead]
        if sound:
            weight = {"unit": _COMMONEST}
            return [_too_large(given, max(sound, key=lambda each: tried(each).variety * weight.get(each.name, 1.0)))]
    uniform = 1 / network.class_count if network.answers.kind == "exclusive" else 0.5
    if given.reach < _LARGE and found.variety < _ALIKE and found.top > min(1.5 * uniform, 0.6):
        sound = [each for each in candidates if each.reach >= _LARGE and tried(each).sound]
        sound = [each for each in sound if tried(each).spread > 10 * found.spread]
        if sound:
            return [_too_small(given, max(sound, key=lambda each: tried(each).variety))]
    return []


def try_scaling(network: Network, pictures: NDArray[np.uint8], preprocessing: Preprocessing) -> Trial:
    """How the network answers pictures, (n, h, w, 3), scaled so."""
    logits = network.answers_to(replace(network.input, preprocessing=preprocessing).prepare(pictures))
    probabilities = network.answers.probabilities(logits)
    apart = np.abs(probabilities[:, None] - probabilities[None])
    if network.answers.kind == "exclusive":
        ordered = np.sort(logits, axis=1)
        lead, sure, differences = ordered[:, -1] - ordered[:, -2], probabilities.max(axis=1), apart.sum(axis=2) / 2
    else:
        lead, sure, differences = np.abs(logits), np.maximum(probabilities, 1 - probabilities), apart.max(axis=2)
    pairs = np.triu_indices(len(pictures), 1)
    return Trial(
        lead=float(np.median(lead)),
        variety=float(differences[pairs].mean()),
        top=float(sure.mean()),
        spread=float(np.abs(logits - logits.mean(axis=0)).mean()),
    )


def _scales_bytes(own: OwnScaling, network: Network) -> bool:
    """Whether the model brings 0..255 to a few units by itself."""
    ends = np.zeros((2, *network.input.size, 3), np.uint8)
    ends[1] = 255
    black, white = own(replace(network.input, preprocessing=PREPROCESSINGS["none"]).prepare(ends))
    reach = float(np.median(np.abs(white - black)))
    return bool(own.names) and 0.5 <= reach <= _LARGE


def _judge_fitted(
    own: OwnScaling, network: Network, pictures: NDArray[np.uint8], candidates: Sequence[Preprocessing]
) -> list[str]:
    """A normalisation that comes first says by itself which numbers it knows."""

    def away(preprocessing: Preprocessing) -> float:
        """How far photos are, in deviations, from what it was fitted to; 1 or less is near."""
        values = own(replace(network.input, preprocessing=preprocessing).prepare(pictures))
        middle, deviation = np.abs(values.mean(axis=(0, 1, 2))), values.std(axis=(0, 1, 2))
        return float(max(np.median(middle), np.median(deviation), 1 / max(1e-9, float(np.median(deviation)))))

    given = network.input.preprocessing
    if away(given) <= _STANDARDISED:
        return []
    likely = min(candidates, key=away)
    if away(likely) > _STANDARDISED / 3:
        return []
    return [
        f"The model normalises its input by itself, in {own.names[-1]!r}, and what that has learned does not go with "
        f"pixels scaled by {_called(given)}. Its training likely scaled them by {_called(likely)}."
    ]


def _scaled_twice(own: OwnScaling, given: Preprocessing) -> str:
    names = " and ".join(repr(name) for name in own.names[:2])
    return (
        f"The model scales pixels by itself, in {names}, and {_called(given)} scales them before that. The likely one "
        f"is {_called(PREPROCESSINGS['none'])}."
    )


def _too_large(given: Preprocessing, likely: Preprocessing) -> str:
    others = "; unit, tf and torch are alike in size, and the training code tells which"
    return (
        f"Every sample photo is answered with a certainty that no network has, as if pixels scaled by "
        f"{_called(given)} were too large for it. The likely one is {_called(likely)}, with which answers are "
        f"plausible and differ{others if likely.reach < _LARGE else ''}."
    )


def _too_small(given: Preprocessing, likely: Preprocessing) -> str:
    return (
        f"All sample photos are answered alike, as if pixels scaled by {_called(given)} were too small to be seen. The "
        f"likely one is {_called(likely)}, with which answers differ."
    )


def _called(preprocessing: Preprocessing) -> str:
    return f"--preprocessing {preprocessing.name}"
