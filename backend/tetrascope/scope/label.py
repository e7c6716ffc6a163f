"""A label that a person names."""

from collections.abc import Sequence
from difflib import get_close_matches

from tetrascope.errors import InvalidInput


def find_label(text: str, names: Sequence[str], *, field: str = "label") -> int:
    """Index of the label with this name, letter case aside where that is clear, or of this number.

    Args:
        text: what the person wrote.
        names: the labels', by index.
        field: what the label is given for.

    Raises:
        InvalidInput: there is none, or more than one.
    """
    wanted = text.casefold()
    for same in ([n == text for n in names], [n.casefold() == wanted for n in names]):
        if sum(same) == 1:
            return same.index(True)
    if text.isdecimal() and int(text) < len(names):
        return int(text)
    near = get_close_matches(wanted, [name.casefold() for name in names], n=3)
    likely = (wanted in name.casefold() or name.casefold() in near for name in names)
    found = [f"{index}: {name}" for (index, name), like in zip(enumerate(names), likely, strict=True) if like][:5]
    numbers = f"A number from 0 to {len(names) - 1} will do too."
    raise InvalidInput(
        f"Expected one of the network's {len(names)} labels, got {text!r}.",
        field=field,
        hint=f"Did you mean {' or '.join(found)}? {numbers}" if found else numbers,
    )
