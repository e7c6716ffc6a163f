"""A network of one's own: a whole `.keras` or `.h5` file, or a model in memory; never named by a client.

Light to import: Keras is loaded with the file.
"""

import logging
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tetrascope.errors import InvalidInput
from tetrascope.networks.source import NetworkSource

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.class_names import GivenNames
    from tetrascope.networks.network import Network
    from tetrascope.networks.output_meaning import OutputKind
    from tetrascope.protocol.framing import Fit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnModel:
    """The network, or where it lies, and what neither says; see `NetworkEntry`."""

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
    custom_objects: Path | None = None
    """A file of Python code that defines layers and functions of one's own which its file names. It is run."""
    folders: int = 0
    """How many of the folders that its file lies in are named with it, where others' files have the same name."""

    version: ClassVar[str] = ""
    """It is read once."""

    @property
    def name(self) -> str:
        """The file's name without its ending, or the model's own."""
        if not isinstance(self.model, Path):
            return str(self.model.name)
        return "/".join([*self.above[len(self.above) - self.folders :], self.model.stem])

    @property
    def above(self) -> tuple[str, ...]:
        """The folders that its file lies in, outermost first; none of a model in memory."""
        if not isinstance(self.model, Path):
            return ()
        return Path(os.path.abspath(self.model)).parts[1:-1]  # noqa: PTH100  `resolve` would follow links

    @property
    def network_id(self) -> str:
        """The name by which a request asks for it: `own-` and its name in lower case."""
        return "own-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:64]

    @property
    def title(self) -> str:
        """Its name for a person."""
        return os.fsencode(self.name).decode("utf-8", errors="replace")

    @property
    def input(self) -> None:
        """None: it shows once the model is loaded."""
        return None

    def summary(self) -> None:
        """None: what there is to say shows once the model is loaded."""

    def load(self) -> "Network":
        """The network as of `describe`; its `warnings` say also whether pixels look wrongly scaled."""
        from tetrascope.networks.scaling_check import scaling_warnings
        from tetrascope.photos.samples import sample_pixels

        network = self.describe()
        network.warnings += scaling_warnings(network, sample_pixels())
        return network

    def describe(self) -> "Network":
        """The network. Nested models are taken apart, its end is made logits, code in the file is refused.

        Code that the file calls for is run out of `custom_objects` alone.

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

        given = read_given(self.model, self.custom_objects)
        chosen = choose_output(given.model, self.output_name)
        flat = flatten(chosen.model, self.size)
        require_scores(flat)
        model_input = input_of(flat, read_preprocessing(self.preprocessing), self.fit)
        probes = model_input.prepare(probe_pictures(*model_input.size))
        loss = training_loss(given.training, chosen.place, chosen.names)
        understood = understand(flat, probes, loss, self.output)
        network = Network(
            network_id=self.network_id,
            title=self.title,
            model=understood.model,
            preprocessing=self.preprocessing,
            weights_identity=given.identity,
            source=given.source,
            fit=self.fit,
            answers=understood.answers,
            class_names=self.class_names,
        )
        if not any(layer.shown for layer in network.layers):
            logger.warning(
                "%s has no layer of which feature maps could be shown: scene 1 has no columns, only the input and the "
                "answer. Masked images work.",
                network.title,
            )
        return network


class OwnModels(NetworkSource):
    """Networks of one's own, see `NetworkSource`. Files of one name are named with the folders that they lie in.

    Raises:
        InvalidInput: two of them have the same id all the same.
    """

    def __init__(self, *models: OwnModel) -> None:
        self._entries = [_told_apart(model, _by_id(models)[model.network_id]) for model in models]
        for network_id, alike in _by_id(self._entries).items():
            if len(alike) > 1:
                raise InvalidInput(
                    f"Expected models with names of their own, got {_listed(alike)}, which are all {network_id}.",
                    field="model",
                    hint="Rename all but one of them.",
                )

    def entries(self) -> Sequence[OwnModel]:
        return self._entries


def _told_apart(model: OwnModel, alike: Sequence[OwnModel]) -> OwnModel:
    """The model named with as few folders as tell those of its id apart, itself among them; as it is if none do."""
    for folders in range(1 + min(len(each.above) for each in alike)):
        if len(_by_id([replace(each, folders=folders) for each in alike])) == len(alike):
            return replace(model, folders=folders)
    return model


def _by_id(models: Sequence[OwnModel]) -> dict[str, list[OwnModel]]:
    found: dict[str, list[OwnModel]] = {}
    for model in models:
        found.setdefault(model.network_id, []).append(model)
    return found


def _listed(models: Sequence[OwnModel]) -> str:
    return " and ".join(repr(str(model.model) if isinstance(model.model, Path) else model.name) for model in models)
