"""Where the columns of scene 1 are seen."""

from typing import Literal, TypeAlias

ColumnsView: TypeAlias = Literal["walk", "overview"]
"""`walk`: in 3D, to walk along them. `overview`: all layers at once, upright, row by row."""
SHOWN_VIEW: ColumnsView = "walk"
"""What a person is shown unless they choose otherwise."""
