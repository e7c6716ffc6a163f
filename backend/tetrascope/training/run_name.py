"""What runs are called: by their folder, and in requests for their networks."""

import re

from tetrascope.errors import InvalidInput
from tetrascope.networks.catalog import CATALOG

AT = "@"
"""Between a run's name and an epoch: `photos@3`."""
MAX_NAME = 64
"""Characters."""
_NAME = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{MAX_NAME - 1}}}")
_ROOM = 8
"""Characters that a number may take after a name."""
_RESERVED = ("own-", "con", "prn", "aux", "nul")
"""What models of one's own begin with, and what Windows keeps for itself."""


def is_run_name(text: str) -> bool:
    """Whether a run can be called so."""
    return _NAME.fullmatch(text) is not None and text not in CATALOG and not text.startswith(_RESERVED[0])


def check_name(text: str) -> None:
    """Raises `InvalidInput` where no run can be called so."""
    if text in CATALOG or text.startswith(_RESERVED[0]) or text in _RESERVED:
        raise InvalidInput(f"Expected a name that no other network has, got {text!r}.", field="name")
    if not is_run_name(text):
        raise InvalidInput(
            f"Expected a name of at most {MAX_NAME} small letters, digits, hyphens and underscores, got {text!r}.",
            field="name",
            hint=f"For example: {name_from(text)}",
        )


def name_from(text: str) -> str:
    """A name made of any text, which others may have too."""
    found = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[: MAX_NAME - _ROOM].strip("-")
    return found if is_run_name(found) and found not in _RESERVED else f"run-{found}".strip("-")
