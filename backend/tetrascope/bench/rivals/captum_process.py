"""The process in which Captum runs: says `ready`, then explains once for each line that it reads and says `done`.

It is started with `KERAS_BACKEND=torch`.
"""

import json
import sys
from pathlib import Path

from tetrascope.networks.device import configure_device


def main() -> int:
    """Serve until standard input ends."""
    asked = json.loads(sys.argv[1])
    configure_device()  # before anything imports Keras
    import torch
    from captum.attr import Occlusion

    from tetrascope.bench.subject import load_plain
    from tetrascope.networks.given_weights import GivenWeights

    given = GivenWeights(files={name: Path(file) for name, file in asked["files"].items()}, random=True)
    network, image = load_plain(asked["network_id"], given)
    size, stride = asked["window"]
    inputs = torch.from_numpy(network.input.prepare(image[None]).copy())
    explainer = Occlusion(network.model)
    print("ready", flush=True)
    for _ in sys.stdin:
        with torch.no_grad():
            explainer.attribute(
                inputs,
                sliding_window_shapes=(size, size, 3),
                strides=(stride, stride, 3),
                target=asked["target"],
                perturbations_per_eval=asked["batch"],
            )
        print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
