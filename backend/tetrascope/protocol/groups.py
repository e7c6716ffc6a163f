"""Whose groups a masked image's feature maps are shown in."""

from typing import Literal, TypeAlias

Groups: TypeAlias = Literal["own", "original"]
GROUPS: tuple[Groups, ...] = ("own", "original")
"""`own`: clusters and components of the masked image itself, as in the thesis. `original`: the unmasked image's."""
SHOWN_GROUPS: Groups = "original"
"""What a person is shown unless they choose otherwise."""
