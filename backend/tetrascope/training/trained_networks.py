"""The source of trained networks: each run's, and as it was after any epoch that is kept. Light to import."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tetrascope.errors import InvalidInput, TetrascopeError
from tetrascope.networks.source import NetworkEntry, NetworkSource
from tetrascope.protocol.networks import NetworkOutput, NetworkSummary
from tetrascope.protocol.weights import WeightsStatus
from tetrascope.training.run_epoch import find_epoch
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_folder import RunFolder, RunsFolder

if TYPE_CHECKING:
    from tetrascope.networks.network import Network
    from tetrascope.networks.network_input import NetworkInput

_DECIDED = "Classes that exclude each other, as it was trained to tell them; softmax makes probabilities."
_KEPT = "This is the network before its first epoch: it knows what it has kept from {}."
_UNTRAINED = "This is the network before its first epoch: it has learned nothing yet."


class TrainedEntry:
    """The network of a run after one of its epochs; see `NetworkEntry`.

    Args:
        folder: the run's.
        run: what it says of itself.
        epoch: one whose weights are kept.
        network_id: the name by which it is asked for.
    """

    def __init__(self, folder: RunFolder, run: RunFile, epoch: int, network_id: str) -> None:
        self._folder = folder
        self._run = run
        self._epoch = epoch
        self.network_id = network_id
        self.title = run.name if network_id == run.name else f"{run.name} after epoch {epoch}"
        self.version = f"{run.began} {epoch}"

    @property
    def input(self) -> "NetworkInput":
        """What goes into it."""
        from tetrascope.training.recipe_input import input_of_recipe

        return input_of_recipe(self._run.recipe)

    def summary(self) -> NetworkSummary:
        """What is said of it, as of now."""
        recipe = self._run.recipe
        return NetworkSummary(
            network_id=self.network_id,
            title=self.title,
            input_height=recipe.input_height,
            input_width=recipe.input_width,
            input_channels=recipe.input_channels,
            fit=recipe.fit,
            class_count=len(self._run.class_names),
            default=False,
            weights=self._weights(),
            output=NetworkOutput(kind="exclusive", decided=_DECIDED),
            warnings=self._warnings(),
        )

    def _warnings(self) -> list[str]:
        kept = self._run.recipe.kept_from
        return [] if self._epoch else [_UNTRAINED if kept is None else _KEPT.format(kept)]

    def _weights(self) -> WeightsStatus:
        """Of a head, the layers below it have to be here too."""
        if not self._run.recipe.from_scratch:
            from tetrascope.networks.catalog import find_entry

            below = find_entry(self._run.recipe.start).weights()
            if not below.available:
                return below
        try:
            size = self._folder.snapshot_file(self._epoch).stat().st_size
        except OSError:
            how = f"tetrascope train --resume {self._run.name}"
            return WeightsStatus(available=False, source=None, megabytes=0.0, how_to_get=how)
        return WeightsStatus(available=True, source="file", megabytes=round(size / 1e6, 1), how_to_get=None)

    def load(self) -> "Network":
        """The network, ready for use.

        Raises:
            WeightsUnavailable: the layers below its head are not on this machine any more, or others.
            InvalidInput: the file of its weights is damaged, or not there any more.
        """
        import zipfile

        from tetrascope.networks.answers import Answers
        from tetrascope.networks.network import Network
        from tetrascope.networks.weight_file import file_identity
        from tetrascope.training.array_file import unpacked
        from tetrascope.training.trained_model import trained_model

        file, recipe = self._folder.snapshot_file(self._epoch), self._run.recipe
        try:
            arrays, _ = unpacked(file.read_bytes())
            model = trained_model(recipe, len(self._run.class_names), arrays)
            identity = f"trained-{file_identity(file)}-{recipe.start_identity or recipe.start}"
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise InvalidInput(
                f"Expected the weights of {self.title}, got a damaged {str(file)!r}.",
                field="network_id",
                hint="Choose another epoch: NAME@EPOCH, or train anew.",
            ) from error
        network = Network(
            network_id=self.network_id,
            title=self.title,
            model=model,
            preprocessing=recipe.preprocessing,
            weights_identity=identity,
            source="file",
            fit=recipe.fit,
            answers=Answers("exclusive", _DECIDED),
            class_names=self._run.class_names,
        )
        network.warnings += self._warnings()
        return network

    def learned_from(self) -> frozenset[str]:
        """Digests of the pictures that it learned from, see `Examples.digests`, and those whose weights it kept."""
        from tetrascope.training.first_weights import learned_from

        return learned_from(self._folder, self._epoch)

    def describe(self) -> "Network":
        """The same as `load`, which takes no longer than to build it."""
        return self.load()


class TrainedNetworks(NetworkSource):
    """The networks of all runs in a folder; see `NetworkSource`. Runs that come later are seen at once.

    A run's name stands for its network after the last epoch that has ended. `entries` leaves out runs that have none
    yet, and `NAME@EPOCH`, by which `entry` finds every epoch whose weights are kept, 0 for before the first.
    """

    def __init__(self, runs: RunsFolder) -> None:
        self._runs = runs

    def entries(self) -> Sequence[TrainedEntry]:
        """The run that was begun last first. What cannot be read is left out: the list of runs tells it."""
        found = []
        for folder in self._runs.runs():
            try:
                epochs, run = folder.snapshots(), folder.read()
            except TetrascopeError:
                continue
            if epochs and epochs[-1] > 0:
                found.append(TrainedEntry(folder, run, epochs[-1], run.name))
        return found

    def entry(self, network_id: str) -> NetworkEntry | None:
        """A run's network, or as it was after an epoch.

        Raises:
            NotFound: there is the run, but no such epoch is kept.
            Failed: what the run says of itself is damaged.
        """
        found = find_epoch(self._runs, network_id)
        return None if found is None else TrainedEntry(found.folder, found.folder.read(), found.epoch, network_id)
