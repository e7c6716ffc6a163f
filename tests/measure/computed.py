"""Measure how far what is told of a value is from what the network has computed.

python tests/measure/computed.py [--values 2000] [NETWORK ...]

For each network, random values of random layers (any that can be asked for, whether it has a column by default or not)
for a photo of a cat: the last step is held against the network's own value, and so is every step on the way that the
network computes by itself. Weights are random where there are none on this machine. Prints for each network the largest
difference as a share of the largest absolute value of the operation's output, that as a share of the value itself where
the value is at least a hundredth of the largest, how many values were of an unknown kind, and the kinds of steps.
"""

import argparse
import gc
from collections import Counter

import numpy as np
from skimage.data import chelsea

from tetrascope.networks.catalog import CATALOG, find_entry
from tetrascope.networks.computations.explainer import computation_of, layers_read
from tetrascope.networks.computations.places import MapPlace
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.network import Network

NETWORKS = ["efficientnet-lite0", "mobilenet-v2", "resnet50", "densenet121", "convnext-tiny", "nasnet-mobile"]
_SMALL = 0.01
"""Share of the largest value below which a difference is not taken as a share of the value itself."""


class Figures:
    """What was found so far."""

    def __init__(self) -> None:
        self.of_largest = self.of_value = 0.0
        self.unknown = 0
        self.kinds: Counter[str] = Counter()

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.most_common())
        return f"{self.of_largest:8.1e} {self.of_value:8.1e} {self.unknown:8} {kinds}"


def measure(network: Network, values: int) -> Figures:
    """Random values of random layers, a few of each layer's maps at once."""
    picture = network.picture(chelsea())
    tensors = {name: tensor for tensor, name in network.graph.layer_of.items()}
    names = [layer.name for layer in network.layers if layer.name in tensors]
    _, maps = network.activations(picture[None], names)
    given = {tensors[name]: array[0] for name, array in maps.items()}
    given[id(network.graph.input)] = network.input.prepare(picture[None])[0]
    random, figures = np.random.default_rng(16), Figures()
    for _ in range(values):
        layer = network.layer(names[random.integers(len(names))])
        sides = (layer.channels, layer.height, layer.width)
        place = network.layer_place(layer.name, MapPlace(*(int(random.integers(side)) for side in sides)))
        known = {tensors[name]: given[tensors[name]] for name in layers_read(network.graph, place.tensor)}
        known[id(network.graph.input)] = given[id(network.graph.input)]
        told = computation_of(network.graph, place, known, 8, layer=layer.name)
        figures.unknown += not told.known
        for step in told.steps:
            figures.kinds[step.kind] += 1
            if step.difference is not None and step.own is not None and step.largest:
                figures.of_largest = max(figures.of_largest, step.difference / step.largest)
                if abs(step.own) >= _SMALL * step.largest:
                    figures.of_value = max(figures.of_value, step.difference / abs(step.own))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*", metavar="NETWORK", help="of the catalog; `all` for every one")
    parser.add_argument("--values", type=int, default=2000, help="values of each network (default: 2000)")
    asked = parser.parse_args()
    chosen = list(CATALOG) if asked.networks == ["all"] else asked.networks or NETWORKS
    print(f"{'':22} {'largest':>8} {'value':>8} {'unknown':>8} steps")
    worst_of_largest = worst_of_value = 0.0
    for name in chosen:
        network = find_entry(name, GivenWeights(random=True)).load()
        figures = measure(network, asked.values)
        worst_of_largest = max(worst_of_largest, figures.of_largest)
        worst_of_value = max(worst_of_value, figures.of_value)
        print(f"{name:22} {figures}", flush=True)
        del network
        gc.collect()
    count = asked.values * len(chosen)
    worst = f"{worst_of_largest:.1e} of the largest, {worst_of_value:.1e} of the value"
    print(f"{count} values of {len(chosen)} networks: {worst}")


if __name__ == "__main__":
    main()
