"""What networks answer for the pictures of a folder: one network after another, and no answer twice."""

import gc
import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope import __version__
from tetrascope.cli.kept_answers import KeptAnswers
from tetrascope.cli.progress_reporter import Reporter
from tetrascope.engine.network_messages import summary_of
from tetrascope.engine.settings import own_image_settings
from tetrascope.engine.time_left import TimeLeft
from tetrascope.errors import InvalidInput, NotFound, TetrascopeError
from tetrascope.networks.fit import Fitting
from tetrascope.networks.label_match import LabelMatcher, folded
from tetrascope.networks.network import Network
from tetrascope.networks.source import NetworkEntry
from tetrascope.photos.photo import read_photo
from tetrascope.photos.photo_file import read_photo_file
from tetrascope.protocol.framing import Fit
from tetrascope.report.folder_comparison import FIRST, ImageAnswer, LikelyClass, NetworkOnFolder, SeenPicture
from tetrascope.report.image_summary import thumbnail_of
from tetrascope.training.examples import digest_of
from tetrascope.training.trained_networks import TrainedEntry

ANSWERS = "answers"
"""The folder of what is kept, inside the one that is written to."""
_WARM_UP = 3
"""Passes before the first that is timed: the first compiles."""


class Asked(NamedTuple):
    """A network that is asked about the pictures."""

    entry: NetworkEntry
    fit: Fit | None
    """How a photo becomes its input; None for the network's own way."""
    crop_at: float


@dataclass
class FolderAnswers:
    """What is known so far."""

    images: dict[str, SeenPicture] = field(default_factory=dict)
    """By path inside the folder, in order."""
    failed: dict[str, str] = field(default_factory=dict)
    """By path the pictures that could not be read, and why."""
    networks: list[NetworkOnFolder] = field(default_factory=list)
    known: int = 0
    """How many answers there were before."""

    def fail(self, name: str, error: TetrascopeError) -> None:
        """Take a picture out that cannot be read."""
        self.images.pop(name, None)
        self.failed[name] = " ".join(filter(None, (error.message, error.hint)))


class Pictures:
    """The pictures of a folder.

    Args:
        folder: where they are.
        names: their paths inside of it, with `/`.
        out: where to keep what was found out.
    """

    def __init__(self, folder: Path, names: Sequence[str], out: Path) -> None:
        self._folder = folder
        self._names = names
        self._kept = out / ANSWERS
        self._identities: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        """As a run of training keeps them."""

    def look(self, found: FolderAnswers, reporter: Reporter) -> None:
        """Read each once, for its thumbnail; one that cannot be read costs itself alone."""
        self._kept.mkdir(exist_ok=True)
        kept = KeptAnswers(self._kept / "pictures.jsonl", SeenPicture)
        time_left = TimeLeft()
        with kept.adding():
            for done, name in enumerate(self._names):
                reporter.show("Reading pictures", done, len(self._names), time_left.seconds(done, len(self._names)))
                try:
                    data = self._read(name)
                    identity = _digest(data)
                    seen = kept.get(identity)
                    if seen is None:
                        seen = SeenPicture(thumbnail=thumbnail_of(_decoded(data)))
                        kept.add(identity, seen)
                except TetrascopeError as error:
                    found.fail(name, error)
                    continue
                found.images[name] = seen
                self._identities[name] = identity
                self._digests[name] = digest_of(data)

    def ask(self, asked: Asked, labels: Sequence[str], found: FolderAnswers, reporter: Reporter) -> None:
        """Add what a network answers, as far as it comes. It is there only meanwhile.

        Args:
            asked: the network.
            labels: those of which its classes are to be found.
            found: has the pictures already.
            reporter: is told how far it is.

        Raises:
            TetrascopeError: it cannot be loaded.
        """
        reporter.show(f"Loading {asked.entry.title}")
        network = asked.entry.load()
        try:
            self._ask(network, asked, labels, found, reporter)
        finally:
            del network
            gc.collect()  # a network is cycles

    def _ask(
        self, network: Network, asked: Asked, labels: Sequence[str], found: FolderAnswers, reporter: Reporter
    ) -> None:
        fitting = network.input.fitting(asked.fit, asked.crop_at)
        settings = _settings(network, asked.entry, fitting)
        made_of = {name: _digest(f"{settings}\n{self._identities[name]}".encode()) for name in found.images}
        kept = KeptAnswers(self._kept / f"{network.network_id}.jsonl", ImageAnswer)
        answers: dict[str, ImageAnswer] = {}
        found.networks.append(_on_folder(network, labels, answers, self._learned(asked.entry)))
        warm, time_left = False, TimeLeft()
        with kept.adding(made_of.values()):
            for done, (name, identity) in enumerate(made_of.items()):
                stage = f"Asking {network.title}"
                reporter.show(stage, done, len(made_of), time_left.seconds(done, len(made_of)))
                answer = kept.get(identity)
                found.known += answer is not None
                if answer is None:
                    try:
                        picture = network.input.picture(self._pixels(name), fitting).pixels
                    except TetrascopeError as error:  # it has been removed or changed
                        found.fail(name, error)
                        continue
                    if not warm:
                        _warm_up(network, picture)
                        warm = True
                    answer = _answer(network, picture)
                    kept.add(identity, answer)
                answers[name] = answer

    def _learned(self, entry: NetworkEntry) -> frozenset[str]:
        """The pictures that a trained network is known to have learned from, by their very bytes."""
        if not isinstance(entry, TrainedEntry):
            return frozenset()
        digests = entry.learned_from()
        return frozenset(name for name, data in self._digests.items() if data in digests)

    def _pixels(self, name: str) -> NDArray[np.uint8]:
        """The picture, (rows, columns, 3), if it is still the same."""
        data = self._read(name)
        if _digest(data) != self._identities[name]:
            raise InvalidInput(
                f"Expected the picture {name!r} as it was, got another: it has been changed.",
                field="image",
                hint="Run the same command again.",
            )
        return _decoded(data)

    def _read(self, name: str) -> bytes:
        image = read_photo_file(self._folder / name)
        if image is None:
            raise NotFound(f"Expected the picture {name!r}, got none: it has been removed.", field="image")
        return image.data


def _decoded(data: bytes) -> NDArray[np.uint8]:
    return read_photo(data, own_image_settings(None).reading()).pixels


def _warm_up(network: Network, picture: NDArray[np.uint8]) -> None:
    for _ in range(_WARM_UP):
        network.logits(picture[np.newaxis])


def _answer(network: Network, picture: NDArray[np.uint8]) -> ImageAnswer:
    began = time.perf_counter()
    logits = network.logits(picture[np.newaxis])[0]
    seconds = time.perf_counter() - began
    probabilities = network.answers.probabilities(logits)
    order = np.argsort(-probabilities, kind="stable")[:FIRST].tolist()
    likeliest = [
        LikelyClass(index=index, name=network.class_name(index), probability=float(probabilities[index]))
        for index in order
    ]
    return ImageAnswer(likeliest=likeliest, seconds=seconds)


def _on_folder(
    network: Network, labels: Sequence[str], answers: Mapping[str, ImageAnswer], learned: frozenset[str]
) -> NetworkOnFolder:
    """What there is to say of the network; `answers` may be added to."""
    matcher = LabelMatcher(network.class_names)
    return NetworkOnFolder(
        network=summary_of(network),
        parameters=network.parameters,
        bytes=network.bytes,
        class_names=frozenset(map(folded, network.class_names.names)),
        answers=answers,
        matches={label: matcher.match(label) for label in labels},
        learned=learned,
    )


def _settings(network: Network, entry: NetworkEntry, fitting: Fitting) -> str:
    """All that an answer depends on besides the picture."""
    output = getattr(entry, "output_name", None)  # of a model of one's own with several
    names = _digest("\n".join(network.class_names.names).encode())
    told = (__version__, network.weights_identity, network.input, fitting.key, network.answers.kind, output, names)
    return repr(told)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
