"""Networks on a folder of pictures: how often each is right, how often two of them agree, and how fast they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from tetrascope.networks.label_match import LabelMatch, folded
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkSummary

FIRST = 5
"""Answers of an image that are kept."""
_NORMAL_95 = 1.959963984540054
"""Within how many deviations 95 % of a normal distribution lie."""


class LikelyClass(Message):
    """A class and how probable it is."""

    index: int
    """Its place in the network's output."""
    name: str
    """Its name."""
    probability: float
    """0..1."""


class ImageAnswer(Message):
    """What a network answers for an image."""

    likeliest: list[LikelyClass]
    """The `FIRST` most probable classes, the most probable first; of a network with fewer, all."""
    seconds: float
    """How long its pass took, alone."""

    @property
    def best(self) -> LikelyClass:
        """The most probable class."""
        return self.likeliest[0]


class SeenPicture(Message):
    """A picture of the folder."""

    thumbnail: str
    """As an address that needs no request."""


@dataclass(frozen=True)
class NetworkOnFolder:
    """What one network makes of a folder."""

    network: NetworkSummary
    """What answers."""
    parameters: int
    """How many it has."""
    bytes: int
    """What they take in memory."""
    class_names: frozenset[str]
    """Of all its classes, as `folded`."""
    answers: Mapping[str, ImageAnswer]
    """By the path of an image inside the folder; those of which it has answered."""
    matches: Mapping[str, LabelMatch | None]
    """By label the class that it means; None where it means none."""
    learned: frozenset[str] = frozenset()
    """Paths of the images that it is known to have learned from."""

    def is_right(self, image: str, label: str, first: int = 1) -> bool | None:
        """Whether the label's class is among its first answers; None where it has no such class, or no answer."""
        match, answer = self.matches.get(label), self.answers.get(image)
        if match is None or answer is None:
            return None
        return match.index in [each.index for each in answer.likeliest[:first]]

    def right(self, labels: Mapping[str, str], first: int = 1) -> "Count":
        """How many of the images with labels it gets right, of those whose label it has a class for."""
        return count(self.is_right(image, label, first) for image, label in labels.items())

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Seconds of a pass: a quarter, a half and three quarters took no longer; None without an image."""
        seconds = [answer.seconds for answer in self.answers.values()]
        return tuple(np.quantile(seconds, [0.25, 0.5, 0.75]).tolist()) if seconds else None


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    number: int
    of: int

    @property
    def share(self) -> float | None:
        """0..1; None of none."""
        return self.number / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of all such images lies, by Wilson's interval of 95 % (1927); None of none."""
        if not self.of:
            return None
        share, spread = self.number / self.of, _NORMAL_95**2 / self.of
        middle = share + spread / 2
        reach = _NORMAL_95 * sqrt(share * (1 - share) / self.of + spread / (4 * self.of))
        return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def count(truths: Iterable[bool | None]) -> Count:
    """How many are true, of those that are true or false."""
    decided = [each for each in truths if each is not None]
    return Count(sum(decided), len(decided))


def agreement(one: NetworkOnFolder, other: NetworkOnFolder) -> Count:
    """On how many of the images that both have answered their most probable classes have the same name."""
    both = one.answers.keys() & other.answers.keys()
    return count(folded(one.answers[name].best.name) == folded(other.answers[name].best.name) for name in both)


def shared_classes(one: NetworkOnFolder, other: NetworkOnFolder) -> int:
    """How many names of classes both have."""
    return len(one.class_names & other.class_names)


@dataclass(frozen=True)
class FolderComparison:
    """Networks on a folder of images."""

    title: str
    """The folder's name."""
    images: Mapping[str, SeenPicture]
    """By path inside the folder, in order."""
    networks: Sequence[NetworkOnFolder]
    """In the order in which they were named."""
    labels: Mapping[str, str]
    """What is on the images, as somebody wrote it; of some or of none."""
    notes: Sequence[str] = ()
    """What a person should know of it, in sentences."""
    failed: Mapping[str, str] = field(default_factory=dict)
    """By path the images that could not be read, and why."""

    def different_answers(self, image: str) -> int:
        """How many names the networks' most probable classes have between them."""
        answers = [network.answers[image] for network in self.networks if image in network.answers]
        return len({folded(answer.best.name) for answer in answers})

    def right(self, image: str) -> Count:
        """How many networks are right, of those that know a class for its label."""
        label = self.labels.get(image)
        return count(() if label is None else (network.is_right(image, label) for network in self.networks))

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return sum(len(self.images.keys() - network.answers.keys()) for network in self.networks)
