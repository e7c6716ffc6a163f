"""A network of one's own: a whole `.keras` or `.h5` file, named by whoever starts Tetrascope, never by a client.

Light to import: Keras is loaded with the file.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tetrascope.errors import InvalidInput

if TYPE_CHECKING:
    from tetrascope.networks.class_names import GivenNames
    from tetrascope.networks.fit import Fit
    from tetrascope.networks.network import Network

FEWEST_CLASSES = 4
"""A tetrahedron has four vertices."""


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

    @property
    def network_id(self) -> str:
        """The name by which a request asks for it: `own-` and the file's name in lower case."""
        return "own-" + re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")[:64]


def load_own_model(own: OwnModel) -> "Network":
    """Load the network. Nested models are taken apart, a final softmax is removed, code in the file is refused.

    Raises:
        InvalidInput: the file is not such a model, has fewer than four classes, or the names, the preprocessing or the
            size do not fit.
    """
    from tetrascope.networks.flatten import flatten
    from tetrascope.networks.logits import to_logits
    from tetrascope.networks.model_file import read_model
    from tetrascope.networks.network import Network
    from tetrascope.networks.weight_file import file_identity

    network = Network(
        network_id=own.network_id,
        title=os.fsencode(own.path.stem).decode("utf-8", errors="replace"),
        model=to_logits(flatten(read_model(own.path), own.size)),
        preprocessing=own.preprocessing,
        weights_identity=f"file-{file_identity(own.path)}",
        source="file",
        fit=own.fit,
        class_names=own.class_names,
    )
    if network.class_count < FEWEST_CLASSES:
        raise InvalidInput(
            f"Expected a network of {FEWEST_CLASSES} classes or more, got {network.class_count}.", field="model"
        )
    return network
