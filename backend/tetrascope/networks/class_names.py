"""What the classes of a network are called: as somebody says, or by number. Never guessed from how many there are."""

import logging
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.networks.label_file import Labels, read_labels
from tetrascope.networks.labels import IMAGENET_CLASSES, class_meaning, class_name, other_names, synset

logger = logging.getLogger(__name__)

GivenNames = Sequence[str] | Path | Literal["imagenet"] | None
"""A name for each class, a file or folder that says them (see `label_file`), ImageNet's own, or numbers."""
_BACKGROUND = "background"
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of all text after them."""


class ClassNames(NamedTuple):
    """Names of a network's classes, no two the same."""

    names: tuple[str, ...]
    first_of_imagenet: int | None = None
    """The class that is ImageNet's first, where they are ImageNet's."""

    def meaning(self, index: int) -> str | None:
        """A few sentences that say what a class looks like; None where there are none."""
        if self.first_of_imagenet is None or index < self.first_of_imagenet:
            return None
        return class_meaning(index - self.first_of_imagenet)

    def others(self, index: int) -> tuple[str, ...]:
        """What else a class is called in ImageNet; nothing of other classes."""
        if self.first_of_imagenet is None or index < self.first_of_imagenet:
            return ()
        return other_names(index - self.first_of_imagenet)

    def synset(self, index: int) -> str | None:
        """ImageNet's number of a class, such as `n02123045`; None of other classes."""
        if self.first_of_imagenet is None or index < self.first_of_imagenet:
            return None
        return synset(index - self.first_of_imagenet)


def choose_names(given: GivenNames, class_count: int) -> ClassNames:
    """The names of `class_count` classes.

    Raises:
        InvalidInput: there is not one for each class, or the file cannot be read.
    """
    if given is None:
        return ClassNames(tuple(f"class {index}" for index in range(class_count)))
    if given == "imagenet":
        return _imagenet(class_count)
    ways = read_labels(given) if isinstance(given, Path) else [Labels(list(given), "names")]
    names = next((way.names for way in ways if len(way.names) == class_count), None)
    if names is None:
        raise _wrong_count(ways[0], class_count, given.name if isinstance(given, Path) else None)
    return ClassNames(_told_apart([_tidy(name, index) for index, name in enumerate(names)]))


def _imagenet(class_count: int) -> ClassNames:
    names = [class_name(index) for index in range(IMAGENET_CLASSES)]
    if class_count == IMAGENET_CLASSES:
        return ClassNames(tuple(names), 0)
    if class_count == IMAGENET_CLASSES + 1:  # as TensorFlow's own networks have it
        return ClassNames((_BACKGROUND, *names), 1)
    raise InvalidInput(
        f"Expected a network of ImageNet's {IMAGENET_CLASSES} classes, got one of {class_count}.",
        field="class_names",
        hint="Name a file of its classes instead, or none: they are then numbered.",
    )


def _tidy(name: str, index: int) -> str:
    """A name on one line, without characters that control a terminal or a page; a number where nothing is left."""
    controls = (character in _TURNS or unicodedata.category(character) == "Cc" for character in name)
    visible = "".join(" " if control else character for control, character in zip(controls, name, strict=True))
    return " ".join(visible.split()) or f"class {index}"


def _told_apart(names: list[str]) -> tuple[str, ...]:
    """The names, with the class's number beside those that several classes have."""
    often = Counter(names)
    same = [name for name, times in often.items() if times > 1]
    if same:
        shown = ", ".join(f"{name!r} ({often[name]} times)" for name in same[:3])
        more = "" if len(same) <= 3 else f" and {len(same) - 3} more"
        logger.warning("Some classes have the same name: %s%s. Their numbers are shown beside it.", shown, more)
    return tuple(f"{name} (class {index})" if often[name] > 1 else name for index, name in enumerate(names))


def _wrong_count(labels: Labels, class_count: int, file_name: str | None) -> InvalidInput:
    names = labels.names
    where = "" if file_name is None else f" in {file_name!r}"
    ends = "".join(f", {first!r}" for first in names[:1]) + "".join(f" to {last!r}" for last in names[1:][-1:])
    form, space, rest = labels.form.partition(" ")
    what = f"{form if len(names) != 1 else form.removesuffix('s')}{space}{rest}"
    return InvalidInput(
        f"Expected {class_count} class names, one for each output of the network, got {len(names)} {what}"
        f"{where}{ends}.",
        field="class_names",
        hint=_likely_cause(names, class_count),
    )


def _likely_cause(names: Sequence[str], class_count: int) -> str:
    if not names:
        return "There is nothing in it. Write one name a line, in the order of the outputs."
    order = "Give one name for each output, in the order of the outputs"
    if len(names) == class_count + 1:
        if names[0].lower() in (_BACKGROUND, "dummy", "__background__", "[background]", "???"):
            return f"The network has no class for {names[0]!r}: take that line out."
        return f"One is too many: is {names[0]!r} a heading, or {names[-1]!r} a remark? {order}."
    if len(names) == class_count - 1:
        return f"One is missing. Where the network's first output is for {_BACKGROUND!r}, put that name first. {order}."
    if len(names) == 1 and class_count > 1:
        return "Put each name on a line of its own."
    return f"Are these the classes of another network? {order}."
