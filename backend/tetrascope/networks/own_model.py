"""A network of one's own: a whole `.keras` or `.h5` file, or a model in memory; never named by a client.

Light to import: Keras is loaded with the file.
"""

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.class_names import GivenNames
    from tetrascope.networks.network import Network
    from tetrascope.networks.output_meaning import OutputKind
    from tetrascope.protocol.framing import Fit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnModel:
    """The network, or where it lies, and what neither says."""

    model: "Path | keras.Model"
    """The file that Keras saved, or the model itself, which is taken as it is when it is loaded."""
    preprocessing: str = "none"
    """How its training scaled pixels: a name, or MEAN/DEVIATION, see `read_preprocessing`."""
    class_names: "GivenNames" = None
    """What its classes are called: a file that says it, `imagenet`, or by number."""
    fit: "Fit" = "crop"
    """How its training made photos fit its input, and how they are where a request does not say."""
    size: tuple[int, int] | None = None
    """Rows and columns of its input, for a model that takes any size."""
    output: "OutputKind | None" = None
    """What its numbers mean; None to decide by looking at them."""
    output_name: str | None = None
    """Which of several outputs is looked at: its name, or its place from 0 on."""

    @property
    def name(self) -> str:
        """The file's name without its ending, or the model's own."""
        return self.model.stem if isinstance(self.model, Path) else str(self.model.name)

    @property
    def network_id(self) -> str:
        """The name by which a request asks for it: `own-` and its name in lower case."""
        return "own-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:64]


def load_own_model(own: OwnModel) -> "Network":
    """Load the network. Nested models are taken apart, its end is made logits, code in the file is refused.

    Raises:
        InvalidInput: it is not such a model, its numbers are no classifier's, or the names, the preprocessing or
            the size do not fit.
    """
    from tetrascope.networks.flatten import flatten
    from tetrascope.networks.given_model import read_given
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import input_of
    from tetrascope.networks.output_choice import choose_output, require_scores
    from tetrascope.networks.output_meaning import understand
    from tetrascope.networks.preprocessing import read_preprocessing
    from tetrascope.networks.probes import probe_pictures
    from tetrascope.networks.training_loss import training_loss

    given = read_given(own.model)
    chosen = choose_output(given.model, own.output_name)
    flat = flatten(chosen.model, own.size)
    require_scores(flat)
    model_input = input_of(flat, read_preprocessing(own.preprocessing), own.fit)
    probes = model_input.prepare(probe_pictures(*model_input.size))
    loss = training_loss(given.training, chosen.place, chosen.names)
    understood = understand(flat, probes, loss, own.output)
    network = Network(
        network_id=own.network_id,
        title=os.fsencode(own.name).decode("utf-8", errors="replace"),
        model=understood.model,
        preprocessing=own.preprocessing,
        weights_identity=given.identity,
        source="file",
        fit=own.fit,
        answers=understood.answers,
        class_names=own.class_names,
    )
    if not any(layer.shown for layer in network.layers):
        logger.warning(
            "%s has no layer of which feature maps could be shown: scene 1 has no columns, only the input and the "
            "answer. Masked images work.",
            network.title,
        )
    return network
