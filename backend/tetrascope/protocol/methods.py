"""Methods of which a request names one. Each is a file in a folder of `tetrascope.analysis`, and is called as the file.

They are found and described here without being imported, because they need NumPy.
"""

import ast
from collections.abc import Sequence
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

_ANALYSIS = Path(__file__).parents[1] / "analysis"


class Method(NamedTuple):
    """One of several ways to do something."""

    name: str
    """What requests call it."""
    title: str
    """What a person calls it."""
    meaning: str
    """What it does, as a part of a sentence."""


class Methods:
    """The methods of one kind.

    Args:
        kind: the folder that holds them.
        meaning: what they are for, in a sentence.
        first: names that are offered first, in this order; the others follow by name.
    """

    def __init__(self, kind: str, meaning: str, *, first: Sequence[str]) -> None:
        self.meaning = meaning
        self._folder = _ANALYSIS / kind
        found = sorted(module.name for module in iter_modules([str(self._folder)]))
        self.names: tuple[str, ...] = tuple(dict.fromkeys([*first, *found]))
        """In the order in which they are offered, the default first."""

    def described(self) -> list[Method]:
        """Each with what the first paragraph of its file's docstring says, which is `Title: what it does.`"""
        return [self._describe(name) for name in self.names]

    def _describe(self, name: str) -> Method:
        path = self._folder / f"{name}.py"
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        title, colon, meaning = " ".join(docstring.partition("\n\n")[0].split()).partition(": ")
        if not colon:
            raise ValueError(f'Expected a docstring that begins with "Title: what it does." in {path}.')
        return Method(name, title, meaning.removesuffix("."))


FILLS = Methods("fills", "What masked pixels may become.", first=["black", "mean", "blur", "noise"])
CRITERIA = Methods("criteria", "By what feature maps may be clustered.", first=["entropy"])
REPRESENTATIVES = Methods(
    "representatives",
    "What may stand for a cluster of feature maps.",
    first=["first_component", "mean_map", "central_map"],
)
