"""A label that the command line names."""

from collections.abc import Sequence

from tetrascope.cli.failure import UsageError


def find_label(text: str, names: Sequence[str]) -> int:
    """Index of the label with this name, letter case aside where that is clear, or of this number.

    Raises:
        UsageError: there is none, or more than one.
    """
    wanted = text.casefold()
    for same in ([n == text for n in names], [n.casefold() == wanted for n in names]):
        if sum(same) == 1:
            return same.index(True)
    if text.isdecimal() and int(text) < len(names):
        return int(text)
    found = [f"{index}: {name}" for index, name in enumerate(names) if wanted in name.casefold()][:5]
    raise UsageError(
        f"Expected one of the network's {len(names)} labels, got {text!r}.",
        field="label",
        hint=f"Did you mean {' or '.join(found)}? A number will do too." if found else "A number will do too.",
    )
