"""A network of one's own: a whole `.keras` or `.h5` file, named by whoever starts Tetrascope, never by a client.

Light to import: Keras is loaded with the file.
"""

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tetrascope.networks.class_names import GivenNames
    from tetrascope.networks.network import Network
    from tetrascope.networks.output_meaning import OutputKind
    from tetrascope.protocol.framing import Fit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnModel:
    """Where the network lies and what its file does not say."""

    path: Path
    """The file that Keras saved."""
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
    def network_id(self) -> str:
        """The name by which a request asks for it: `own-` and the file's name in lower case."""
        return "own-" + re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")[:64]


def load_own_model(own: OwnModel) -> "Network":
    """Load the network. Nested models are taken apart, its end is made logits, code in the file is refused.

    Raises:
        InvalidInput: the file is not such a model, its numbers are no classifier's, or the names, the preprocessing or
            the size do not fit.
    """
    from tetrascope.networks.flatten import flatten
    from tetrascope.networks.graph import require_image_model
    from tetrascope.networks.model_file import read_model
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import input_of
    from tetrascope.networks.output_choice import choose_output, require_scores
    from tetrascope.networks.output_meaning import understand
    from tetrascope.networks.preprocessing import read_preprocessing
    from tetrascope.networks.probes import probe_pictures
    from tetrascope.networks.training_loss import read_training_loss
    from tetrascope.networks.weight_file import file_identity

    model = read_model(own.path)
    require_image_model(model)
    chosen = choose_output(model, own.output_name)
    flat = flatten(chosen.model, own.size)
    require_scores(flat)
    model_input = input_of(flat, read_preprocessing(own.preprocessing), own.fit)
    probes = model_input.prepare(probe_pictures(*model_input.size))
    loss = read_training_loss(own.path, chosen.place, chosen.names)
    understood = understand(flat, probes, loss, own.output)
    network = Network(
        network_id=own.network_id,
        title=os.fsencode(own.path.stem).decode("utf-8", errors="replace"),
        model=understood.model,
        preprocessing=own.preprocessing,
        weights_identity=f"file-{file_identity(own.path)}",
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
