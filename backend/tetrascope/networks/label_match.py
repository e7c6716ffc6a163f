"""Which class of a network somebody means by a label, such as the name of a folder of pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tetrascope.networks.class_names import ClassNames
from tetrascope.networks.label_table import SYNSET

MatchedBy = Literal["name", "another name", "synset", "number"]
"""How: by the class's name, by another of ImageNet's names of it, by ImageNet's number of it, or by its place in the
network's output."""


@dataclass(frozen=True)
class LabelMatch:
    """The class that a label means."""

    index: int
    """Its place in the network's output."""
    name: str
    """Its name."""
    by: MatchedBy
    """How that was found."""


class LabelMatcher:
    """Finds classes by what people call them, whatever the letter case and whatever parts words: a space, `_` or `-`.

    A name comes before another name, that before ImageNet's number of the class, and that before its place in the
    output. What two classes are called alike means none of them.
    """

    def __init__(self, class_names: ClassNames) -> None:
        self._names = class_names.names
        indices = range(len(self._names))
        self._exact = {name: index for index, name in enumerate(self._names)}
        self._by_name = _alone((folded(name), index) for index, name in enumerate(self._names))
        self._by_other = _alone((folded(name), index) for index in indices for name in class_names.others(index))
        self._by_synset = {number: index for index in indices if (number := class_names.synset(index)) is not None}

    def match(self, label: str) -> LabelMatch | None:
        """The class; None where there is none, or more than one."""
        found = self._find(label.strip())
        return None if found is None else LabelMatch(found[0], self._names[found[0]], found[1])

    def _find(self, label: str) -> tuple[int, MatchedBy] | None:
        if label in self._exact:
            return self._exact[label], "name"
        if folded(label) in self._by_name:
            return _only(self._by_name[folded(label)], "name")
        if folded(label) in self._by_other:
            return _only(self._by_other[folded(label)], "another name")
        number = SYNSET.match(label)  # also of `n02085620-Chihuahua`
        if number is not None and number.group() in self._by_synset and not label[number.end() :][:1].isalnum():
            return self._by_synset[number.group()], "synset"
        if label.isascii() and label.isdecimal() and len(label) < 10 and int(label) < len(self._names):
            return int(label), "number"
        return None


def folded(name: str) -> str:
    """The same for names that differ in letter case and in what parts their words alone."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _alone(names: Iterable[tuple[str, int]]) -> Mapping[str, int | None]:
    """Indices by name; None for a name of several."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, index in names:
        found[name].add(index)
    return {name: next(iter(indices)) if len(indices) == 1 else None for name, indices in found.items()}


def _only(index: int | None, by: MatchedBy) -> tuple[int, MatchedBy] | None:
    return None if index is None else (index, by)
